"""Dumped records <-> rows. Values inside values become columns where a query needs them, else JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Table

from tracker.model.change import Change, canonical_json
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.store import rows
from tracker.store.ports import Record
from tracker.store.records import MODELS, id_number

TABLES: dict[str, Table] = {
    "report": rows.metadata.tables["reports"],
    "source": rows.metadata.tables["sources"],
    "incident": rows.metadata.tables["incidents"],
    "claim": rows.metadata.tables["claims"],
    "decision": rows.metadata.tables["decisions"],
    "remark": rows.metadata.tables["remarks"],
}
"""Kind of record -> its table."""

JOURNAL = rows.metadata.tables["journal"]
TEXTS = rows.metadata.tables["texts"]
COUNTERS = rows.metadata.tables["counters"]

AS_JSON = frozenset({"aliases", "grades", "chain", "predicate", "claims", "fetched"})
"""Fields kept as JSON text: lists and records that no query looks into."""

PERIODS = frozenset({"time", "event_time", "as_of"})
"""Fields kept as two columns of days."""

QUANTITY_PARTS = ("value", "low", "high", "low_open", "high_open", "unit", "approximate")


def row_of(kind: str, dump: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a dumped record."""
    row: dict[str, Any] = {"n": id_number(kind, dump["id"])}
    # Fields that a dump leaves out, as it does where they were added later and hold nothing, are NULL.
    for name in _fields(kind):
        row |= columns_of(name, dump.get(name))
    return row


def columns_of(name: str, value: Any) -> dict[str, Any]:
    """The columns of one field of a dumped record."""
    if name in AS_JSON:
        return {name: None if value is None else canonical_json(value)}
    if name in PERIODS:
        return {f"{name}_start": value and value["start"], f"{name}_end": value and value["end"]}
    if name == "span":
        return {"span_start": value and value[0], "span_end": value and value[1]}
    if name == "quantity":
        return _quantity_columns(value)
    return {name: value}


def record_of(kind: str, row: Mapping[Any, Any]) -> Record:
    """The record of a row. Raises ValueError (also pydantic's) when the row does not hold one."""
    layout = _layout(kind)
    data: dict[str, Any] = {name: row[name] for name in layout.plain}
    for name in layout.as_json:
        written = row[name]
        # Most lists are empty ones.
        data[name] = None if written is None else () if written == "[]" else json.loads(written)
    for name, start, end in layout.periods:
        data[name] = None if row[start] is None and row[end] is None else _period(row[start], row[end])
    if layout.has_span and not (row["span_start"] is None and row["span_end"] is None):
        data["span"] = (row["span_start"], row["span_end"])
    # The flags are never NULL in a quantity, so they tell one without any figure from none.
    if layout.has_quantity and row["quantity_approximate"] is not None:
        data["quantity"] = _quantity(*[row[column] for column in _QUANTITY_COLUMNS])
    return MODELS[kind].model_validate(data)


class _Layout(NamedTuple):
    """How the fields of a kind of record stand in its columns."""

    plain: tuple[str, ...]
    as_json: tuple[str, ...]
    periods: tuple[tuple[str, str, str], ...]
    """Field, and its two columns."""
    has_span: bool
    has_quantity: bool


@cache
def _layout(kind: str) -> _Layout:
    names = _fields(kind)
    other = AS_JSON | PERIODS | {"span", "quantity"}
    return _Layout(
        plain=tuple(name for name in names if name not in other),
        as_json=tuple(name for name in names if name in AS_JSON),
        periods=tuple((name, f"{name}_start", f"{name}_end") for name in names if name in PERIODS),
        has_span="span" in names,
        has_quantity="quantity" in names,
    )


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(MODELS[kind].model_fields)


@lru_cache(maxsize=4096)
def _period(start: Any, end: Any) -> Period:
    # Claims of one incident speak of the same days: checking them again takes longer than all else of a row.
    return Period.model_validate({"start": start, "end": end})


_QUANTITY_COLUMNS = (*(f"quantity_{part}" for part in QUANTITY_PARTS), "quantity_span_start", "quantity_span_end")


@lru_cache(maxsize=4096)
def _quantity(*columns: Any) -> Quantity:
    *parts, start, end = columns
    return Quantity.model_validate(dict(zip(QUANTITY_PARTS, parts, strict=True)) | {"span": (start, end)})


def change_of(row: Mapping[Any, Any]) -> Change:
    """The journal entry of a row. Raises ValueError when the row does not hold one."""
    return Change.model_validate({**row, "edits": json.loads(row["edits"])})


def journal_row(change: Change) -> dict[str, Any]:
    """The row of a journal entry."""
    row = change.model_dump(mode="json", exclude={"edits"})
    row["edits"] = change.edits_json
    return row


def _quantity_columns(quantity: Mapping[str, Any] | None) -> dict[str, Any]:
    columns = {f"quantity_{part}": quantity[part] if quantity else None for part in QUANTITY_PARTS}
    start, end = quantity["span"] if quantity else (None, None)
    return columns | {"quantity_span_start": start, "quantity_span_end": end}
