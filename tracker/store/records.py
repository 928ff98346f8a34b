"""The kinds of record a case holds: their models, id letters, and the form in which they are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from tracker.model.base import Frozen
from tracker.model.claim import Basis, Claim, ClaimStatus, Polarity
from tracker.model.decision import Decision
from tracker.model.ids import is_id
from tracker.model.incident import Incident
from tracker.model.moments import in_utc
from tracker.model.remark import Remark, RemarkKind
from tracker.model.report import Report
from tracker.model.scales import Outcome
from tracker.model.source import Source, SourceKind
from tracker.store.ports import AnyRecord, Record

MODELS: dict[str, type[Record]] = {
    "report": Report,
    "source": Source,
    "incident": Incident,
    "claim": Claim,
    "decision": Decision,
    "remark": Remark,
}
"""Kind -> model, in an order in which each refers only to kinds before it or to its own."""


def kind_of(record: Record) -> str:
    """The kind of a record: "claim" for a Claim."""
    return type(record).__name__.lower()


def id_number(kind: str, record_id: str) -> int:
    """12 from "C12"; the order taken in. Raises ValueError when the id does not fit the kind.

    >>> id_number("claim", "C12")
    12
    """
    if not is_id(kind, record_id):
        raise ValueError(f"{record_id!r} is not the id of a {kind}")
    return int(record_id[1:])


def storable(text: str) -> str:
    """The text without NUL and lone surrogates: SQLite and PostgreSQL refuse them or cut the text there.

    >>> storable("a" + chr(0) + "b" + chr(0xD800))
    'ab'
    """
    if "\0" not in text and text.isascii():
        return text
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def settled(record: AnyRecord) -> AnyRecord:
    """The record as it is kept: validated, strings storable, times in UTC (those without a zone are taken for UTC).

    Frozen models can be built unvalidated (`model_copy`), so the store does not trust them.
    Raises pydantic.ValidationError or ValueError (a figure that is not finite) for a record that cannot be kept.
    """
    return cast("AnyRecord", type(record).model_validate(_settled_value(record.model_dump(warnings=False))))


_AS_IT_IS = frozenset({type(None), int, bool, dt.date, Polarity, Basis, ClaimStatus, SourceKind, Outcome, RemarkKind})
"""Types of values that are kept as they are: most of a record's fields."""


def _settled_value(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return storable(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, dt.datetime):
        return in_utc(value)
    if isinstance(value, float) and not float("-inf") < value < float("inf"):
        raise ValueError(f"{value} is not a figure that can be kept")
    if isinstance(value, dict):
        return {name: _settled_value(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_settled_value(part) for part in value)
    return value


def dumped(record: Frozen) -> dict[str, Any]:
    """JSON form of a record, as in the journal's edits."""
    return record.model_dump(mode="json")


def same_content(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two dumped records differ in nothing but `rev`."""
    return {**a, "rev": 0} == {**b, "rev": 0}
