"""Dumped records <-> rows. Values inside values become columns where a query needs them, else JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table

from tracker.model.change import Change, canonical_json
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
    model = MODELS[kind]
    data: dict[str, Any] = {}
    for name in _fields(kind):
        if name in AS_JSON:
            data[name] = None if row[name] is None else json.loads(row[name])
        elif name in PERIODS:
            data[name] = _both(row, name, "start", "end")
        elif name == "span":
            span = _both(row, name, "start", "end")
            data[name] = span and (span["start"], span["end"])
        elif name == "quantity":
            data[name] = _quantity(row)
        else:
            data[name] = row[name]
    return model.model_validate(data)


@cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(MODELS[kind].model_fields)


def change_of(row: Mapping[Any, Any]) -> Change:
    """The journal entry of a row. Raises ValueError when the row does not hold one."""
    return Change.model_validate({**row, "edits": json.loads(row["edits"])})


def journal_row(change: Change) -> dict[str, Any]:
    """The row of a journal entry."""
    row = change.model_dump(mode="json", exclude={"edits"})
    row["edits"] = change.edits_json
    return row


def _both(row: Mapping[Any, Any], name: str, start: str, end: str) -> dict[str, Any] | None:
    first, last = row[f"{name}_{start}"], row[f"{name}_{end}"]
    if first is None and last is None:
        return None
    return {start: first, end: last}


def _quantity_columns(quantity: Mapping[str, Any] | None) -> dict[str, Any]:
    columns = {f"quantity_{part}": quantity[part] if quantity else None for part in QUANTITY_PARTS}
    start, end = quantity["span"] if quantity else (None, None)
    return columns | {"quantity_span_start": start, "quantity_span_end": end}


def _quantity(row: Mapping[Any, Any]) -> dict[str, Any] | None:
    # The flags are never NULL in a quantity, so they tell one without any figure from none.
    if row["quantity_approximate"] is None:
        return None
    parts: dict[str, Any] = {part: row[f"quantity_{part}"] for part in QUANTITY_PARTS}
    return parts | {"span": (row["quantity_span_start"], row["quantity_span_end"])}
