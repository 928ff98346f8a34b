"""JSON lines as a table: an object a line, its keys the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from tracker.errors import InputError
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import MOST_COLUMNS, Row
from tracker.exchange.incoming.text_source import HeldText, TextSource

LOOKED_AT = 1_000
"""Lines whose keys are the columns."""


class JsonLines:
    """Objects, one a line; a line that is none is told and passed over."""

    def __init__(self, text: str | TextSource) -> None:
        self._source = HeldText(text) if isinstance(text, str) else text

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Keys of the first thousand objects, in the order first met."""
        met: dict[str, None] = {}
        for _, found in zip(range(LOOKED_AT), self._objects(), strict=False):
            if isinstance(found[1], dict):
                met.update(dict.fromkeys(found[1]))
        return tuple(met)[:MOST_COLUMNS]

    def rows(self) -> Iterator[Row]:
        """Each object with its plain values as cells; null and nested values are no cells."""
        for number, found in self._objects():
            if isinstance(found, dict):
                yield Row(number, {key: cell for key, value in found.items() if (cell := _cell(value)) is not None})
            else:
                yield Row(number, {}, fault=found)

    def records(self) -> Iterator[Told]:
        """Each object as the record that it is, for a file with the own names of a claim's fields."""
        for number, found in self._objects():
            where = f"line {number}"
            yield Told(where, found) if isinstance(found, dict) else Told(where, None, found)

    def _objects(self) -> Iterator[tuple[int, dict[str, Any] | str]]:
        # Only a line feed ends a line here: a string of JSON may hold other marks that `splitlines` takes for ends.
        lines = enumerate(self._source.lines("\n"), 1)
        number = 0
        try:
            for number, line in lines:
                if line.strip():
                    yield number, _object(line.strip())
        except InputError as error:
            yield number + 1, f"{error.message} What follows was not read"


def _object(line: str) -> dict[str, Any] | str:
    try:
        found = json.loads(line)
    except RecursionError:
        return "nested too deep"
    except ValueError as error:
        return f"no JSON: {error}"
    return found if isinstance(found, dict) else "no object with fields"


def _cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.9f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)
    return str(value) if isinstance(value, str | int) else None


def is_own(mapping: Mapping[str, str]) -> bool:
    """Whether every field has a column of its own name, quote and source among them: a record as it is."""
    return {"quote", "source"} <= mapping.keys() and all(field == column for field, column in mapping.items())
