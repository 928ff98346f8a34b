"""JSON that others wrote: read with care, and looked into without trusting its shape."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from tracker.errors import InputError

LONGEST_WORDS = 20_000
"""Characters of one text that are taken from it."""
MOST_VALUES = 5_000_000
"""Values that are looked into."""


def parsed(text: str, *, name: str) -> Any:
    """What a JSON text says. Raises InputError, one clear sentence, for what is none, or is nested too deep."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError as error:
        raise InputError(f"{name} is nested too deep.", hint="Check that it is the right file.") from error
    except ValueError as error:
        raise InputError(f"{name} is no JSON: {error}.", hint="Check that it was saved completely.") from error


def objects(found: Any) -> Iterator[dict[str, Any]]:
    """All objects in a value, wherever they stand: an object before those in it."""
    waiting, looked = [found], 0
    while waiting and looked < MOST_VALUES:
        value = waiting.pop()
        looked += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def words(value: Any) -> str:
    """A text in one line, or "" for what is none.

    >>> words("  a\\n b "), words(["x"]), words(None)
    ('a b', '', '')
    """
    return " ".join(value.split())[:LONGEST_WORDS] if isinstance(value, str) else ""


def figure(value: Any) -> float | None:
    """A number that a figure can be; None for what is none, or larger than any figure.

    >>> figure(3), figure(True), figure("3"), figure(10**400)
    (3.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def each(value: Any) -> list[Any]:
    """What stands for one or several: a list as it is, anything else as the only one, null as none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def names(value: Any) -> list[str]:
    """Names of people and bodies that are given as texts, or as objects with a name.

    >>> names([{"@type": "Person", "name": "Ann"}, "Ben", 3])
    ['Ann', 'Ben']
    """
    found = (words(one.get("name") if isinstance(one, dict) else one) for one in each(value))
    return [name for name in found if name]
