"""One line of an import: a claim as a record of JSON. Ordinary lines are checked at once, all others field by field."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracker.errors import UsageError
from tracker.model.claim import Basis, Claim, ClaimStatus, Polarity
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.services.naming import one_line
from tracker.store.records import settled, storable

FIGURE_FIELDS = ("value", "low", "high", "low_open", "high_open", "unit", "approximate")
"""Fields of a record that together are its figure."""

FIELDS = (
    *("quote", "source", "measure", "population", "polarity", "place", "incident", "basis", "hedged", "cumulative"),
    *("confidence", "credibility", "likelihood", "stated_at", "note", "chain"),
)
"""Further fields of a record, those of a claim."""

OF_INCIDENT = ("kind", "actor", "target")
"""Fields of a record that say more of its incident, and are no fields of a claim."""

DRAFT = "draft"


class _Line(BaseModel):
    """A line whose values have exactly the types of a claim's fields."""

    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)

    quote: str
    source: str
    measure: str | None = None
    population: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    place: str | None = None
    incident: str | None = None
    kind: str | None = None
    actor: str | None = None
    target: str | None = None
    chain: None = None
    """Links need a thorough look."""
    basis: Basis = Basis.UNKNOWN
    hedged: bool = False
    cumulative: bool = False
    confidence: int | None = Field(default=None, ge=0, le=100)
    credibility: int | None = Field(default=None, ge=1, le=6)
    likelihood: float | None = Field(default=None, ge=0.0, le=1.0)
    stated_at: dt.datetime | None = None
    note: str = ""
    event_time: str | None = None
    as_of: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    approximate: bool = False


_checked = _Line.__pydantic_validator__.validate_json
_EMPTY = {name: field.get_default() for name, field in Claim.model_fields.items()}


class RefusedLineError(ValueError):
    """A line that holds no claim; the words say why."""


def fields_of(line: str | bytes, status: ClaimStatus) -> dict[str, Any]:
    """All fields of the draft of a claim that a line holds, checked and as they are kept. Raises RefusedLineError.

    Those of `OF_INCIDENT` are there too: what happened ("air strike"), who did it and to whom, where the line says it.
    """
    try:
        return _ordinary(line, status)
    except (ValueError, UsageError):
        return _draft(line, status)


def _ordinary(line: str | bytes, status: ClaimStatus) -> dict[str, Any]:
    """Raises ValueError for all that is not quite ordinary, be it good or bad."""
    if (b"\\u0000" in line) if isinstance(line, bytes) else ("\\u0000" in line):
        raise ValueError("characters that are not kept")
    said: dict[str, Any] = _checked(line).__dict__
    figure = _figure_of(said)
    if said["stated_at"] is not None or not said["quote"].strip() or not said["source"].strip():
        raise ValueError("not ordinary")
    fields = _EMPTY | said | {"chain": ()}
    fields["id"], fields["status"] = DRAFT, status
    fields["source"] = one_line(said["source"])
    if figure[0] is not None or figure[1] is not None or figure[2] is not None:
        fields["quantity"] = _figure(*figure)
    fields["event_time"] = _period(said["event_time"]) if said["event_time"] else None
    fields["as_of"] = _period(said["as_of"]) if said["as_of"] else None
    for name in FIGURE_FIELDS:
        del fields[name]
    return fields


_figure_of = itemgetter(*FIGURE_FIELDS)


@lru_cache(maxsize=8192)
def _figure(value: float | None, low: float | None, high: float | None, *rest: Any) -> Quantity:
    given = dict(zip(FIGURE_FIELDS, (value, low, high, *rest), strict=True))
    return Quantity.model_validate(_completed(given))


@lru_cache(maxsize=8192)
def _period(value: str) -> Period:
    return Period.parse(value)


def _completed(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure that is only its value has that for its ends; one whose ends are the same has it for its value."""
    figure = {name: part for name, part in figure.items() if part is not None}
    if "value" in figure:
        if not figure.keys() & {"low", "high"}:
            figure["low"] = figure["high"] = figure["value"]
    elif figure.get("low") == figure.get("high"):
        figure["value"] = figure["low"]
    return figure


def _draft(line: str | bytes, status: ClaimStatus) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise RefusedLineError("nested too deep") from error
    except ValueError as error:
        raise RefusedLineError(str(error)) from error
    return _thorough(record, status)


def fields_of_record(record: Any, status: ClaimStatus) -> dict[str, Any]:
    """The same of a record that is a line of JSON as bytes, or never was one."""
    if isinstance(record, bytes):
        return fields_of(record, status)
    try:
        return _ordinary(json.dumps(record), status)
    except (ValueError, TypeError, RecursionError, UsageError):
        return _thorough(record, status)


def _thorough(record: Any, status: ClaimStatus) -> dict[str, Any]:
    try:
        fields = dict(settled(_read(record, status)).__dict__)
        return fields | {name: storable(str(record[name])) if record.get(name) else None for name in OF_INCIDENT}
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise RefusedLineError(f"{where}: {first['msg']}" if where else first["msg"]) from error
    except RecursionError as error:
        raise RefusedLineError("nested too deep") from error
    except (ValueError, TypeError, UsageError) as error:
        raise RefusedLineError(str(error)) from error


def _read(record: Any, status: ClaimStatus) -> Claim:
    if not isinstance(record, Mapping):
        raise TypeError("no object with fields")
    if not str(record.get("quote") or "").strip() or not str(record.get("source") or "").strip():
        raise ValueError("quote and source are needed")
    data: dict[str, Any] = {name: record[name] for name in FIELDS if record.get(name) is not None}
    figure = {name: record[name] for name in FIGURE_FIELDS if record.get(name) is not None}
    if figure.keys() & {"value", "low", "high"}:
        data["quantity"] = _completed(figure)
    for name in ("event_time", "as_of"):
        if record.get(name):
            data[name] = Period.parse(record[name]) if isinstance(record[name], str) else record[name]
    data |= {"id": DRAFT, "status": status, "source": one_line(str(record["source"]))}
    return Claim.model_validate(data)
