"""Rows of any table as claims, by a mapping of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from tracker.exchange.incoming.cells import Worded, days, figure, flag, number, says_nothing
from tracker.exchange.incoming.columns import measure_in
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import Row

_WORDS = ("source", "measure", "unit", "population", "polarity", "place", "incident", "kind", "basis", "note")
_FLAGS = ("approximate", "hedged", "cumulative")
_CONFIDENCE = {"low": 15, "moderate": 50, "medium": 50, "med": 50, "high": 85}


class _CellError(ValueError):
    """A cell that cannot be read as its field asks."""

    def __init__(self, field: str, told: object) -> None:
        super().__init__(str(told))
        self.field = field


class Rows(Protocol):
    """A table of any kind."""

    @property
    def columns(self) -> tuple[str, ...]: ...
    def rows(self) -> Iterator[Row]: ...


def no_words(_: str) -> dict[str, Any]:
    """Reads no figure in words."""
    return {}


def claims_of(
    table: Rows, mapping: Mapping[str, str], constants: Mapping[str, str], worded: Worded = no_words
) -> Iterator[Told]:
    """A record for each row; a row that cannot be read is told with its column, and the others are read.

    constants: field -> what holds for every row whose own cell is empty.
    """
    constants = dict(constants)
    for field in ("value", "low", "high"):
        said = measure_in(mapping[field]) if field in mapping else None
        if said and "measure" not in mapping:
            constants.setdefault("measure", said)
    for row in table.rows():
        yield _told(row, mapping, constants, worded)


def _told(row: Row, mapping: Mapping[str, str], constants: Mapping[str, str], worded: Worded) -> Told:
    where = f"line {row.line}"
    if row.fault:
        return Told(where, None, row.fault)
    if row.spare:
        return Told(where, None, f'has {row.spare} more cells than the first line; quote a value with a comma: "a, b"')

    def cell(field: str) -> str:
        own = row.cells.get(mapping[field], "") if field in mapping else ""
        return own if not says_nothing(own) else constants.get(field, "")

    try:
        return Told(where, _record(cell, worded))
    except _CellError as error:
        at = mapping.get(error.field)
        return Told(f"{where}, column {at}" if at else f"{where}, {error.field}", None, str(error))


def _record(cell: Callable[[str], str], worded: Worded) -> dict[str, Any]:
    record: dict[str, Any] = {field: words for field in _WORDS if (words := cell(field))}
    if not record.get("source"):
        raise _CellError("source", "nobody is named who says it")
    record |= _figure(cell, worded)
    for field in _FLAGS:
        said = _read(flag, field, cell)
        if said is not None:
            record[field] = said
    record |= _times(cell)
    record |= _grades(cell)
    relay = cell("relay")
    if relay:
        record["chain"] = [{"name": record["source"], "verb": "said"}, {"name": relay, "verb": "reported"}]
    record["quote"] = cell("quote") or _worded(record)
    if not record["quote"]:
        raise _CellError("quote", "says neither words nor a figure")
    return record


def _read(reader: Callable[[str], Any], field: str, cell: Callable[[str], str]) -> Any:
    try:
        return reader(cell(field))
    except ValueError as error:
        raise _CellError(field, error) from error


def _figure(cell: Callable[[str], str], worded: Worded) -> dict[str, Any]:
    found: dict[str, Any] = dict(_read(lambda text: figure(text, worded), "value", cell))
    for field in ("low", "high"):
        bound = _read(number, field, cell)
        if bound is not None:
            found[field] = bound
    value, low, high = found.get("value"), found.get("low"), found.get("high")
    if low is not None and high is not None and low > high:
        raise _CellError("low", f"low {low:g} is above high {high:g}")
    if value is not None and not (value if low is None else low) <= value <= (value if high is None else high):
        raise _CellError("value", f"{value:g} is outside its low and high")
    return found


def _times(cell: Callable[[str], str]) -> dict[str, str]:
    found = {}
    start, end = _read(days, "event_time", cell), _read(days, "event_end", cell)
    if start and end and start.start > end.end:
        raise _CellError("event_end", f"{end} is before {start}")
    if start:
        found["event_time"] = f"{start.start}/{end.end}" if end and end.end > start.end else str(start)
    as_of, stated = _read(days, "as_of", cell), _read(days, "stated_at", cell)
    if as_of:
        found["as_of"] = str(as_of)
    if stated:
        found["stated_at"] = f"{stated.start.isoformat()}T00:00:00+00:00"
    return found


def _grades(cell: Callable[[str], str]) -> dict[str, float]:
    found: dict[str, float] = {}
    word = _CONFIDENCE.get(cell("confidence").casefold())
    for field in ("confidence", "credibility", "likelihood"):
        said = float(word) if word is not None and field == "confidence" else _read(number, field, cell)
        if said is not None:
            found[field] = said if field == "likelihood" else int(said) if said == int(said) else said
    return found


def _worded(record: Mapping[str, Any]) -> str:
    """A row without words in words: "killed: 12 (low 10, high 14), civilians, Kabul, 2017-07-31"."""
    value, low, high = (record.get(name) for name in ("value", "low", "high"))
    if value is None and low is None and high is None:
        return ""
    ends = ", ".join(f"{name} {end:,g}" for name, end in (("low", low), ("high", high)) if end is not None)
    best = "" if value is None else f"{value:,g}"
    told = f"{best} ({ends})" if best and ends else best or ends
    unit = f" {record['unit']}" if record.get("unit") else ""
    further = [record.get(name) for name in ("population", "place", "event_time")]
    return ", ".join([f"{record.get('measure', 'figure')}: {told}{unit}", *(str(part) for part in further if part)])
