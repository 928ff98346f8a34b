"""JSON that stays data wherever it is put: also inside a page, or printed on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

PART = 200
"""Objects that are written at once."""

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\x7f": "\\u007f"})


def inert_json(value: Any) -> str:
    """ASCII, and without characters that could end the element of a page in which it stands.

    >>> inert_json({"a": "</script>"})
    '{"a": "\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=True, allow_nan=False).translate(_UNSAFE)


def list_parts(before: str, objects: Iterable[Any], after: str) -> Iterator[bytes]:
    """A document whose main part is a list: one object a line."""
    held: list[str] = []
    opened = False
    for one in objects:
        held.append(inert_json(one))
        if len(held) == PART:
            yield ((",\n" if opened else before) + ",\n".join(held)).encode("ascii")
            held, opened = [], True
    yield ((",\n" if opened and held else "" if opened else before) + ",\n".join(held) + after).encode("ascii")


def filled(record: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: an absent field, never null or an empty one."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
