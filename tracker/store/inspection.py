"""A case file as the audit looks at it; everything is read in one snapshot, row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, LargeBinary, bindparam, cast, select
from sqlalchemy.exc import DBAPIError

from tracker.model.change import Change
from tracker.store.audit import Entry, Unreadable
from tracker.store.blobs import Blobs
from tracker.store.mapping import COUNTERS, JOURNAL, TABLES, TEXTS, change_of, record_of, row_of
from tracker.store.prepared import Prepared
from tracker.store.records import dumped

_JOURNAL = Prepared(select(JOURNAL).order_by(JOURNAL.c.seq))
_ENTRY = Prepared(select(JOURNAL).where(JOURNAL.c.seq == bindparam("seq")))
# As bytes: a text with a damaged byte would be mended on its way, and a NUL would end it.
_TEXTS = Prepared(select(TEXTS.c.sha256, cast(TEXTS.c.text, LargeBinary).label("raw")))
_TEXT = Prepared(select(cast(TEXTS.c.text, LargeBinary).label("raw")).where(TEXTS.c.sha256 == bindparam("sha256")))
_COUNTERS = Prepared(select(COUNTERS.c.kind, COUNTERS.c.number))
_RECORDS = {kind: Prepared(select(table).order_by(table.c.n)) for kind, table in TABLES.items()}

SHOWN = 60
"""Characters of a value that cannot be read that are told."""
FAULTS = (DBAPIError, sqlite3.Error, ValueError, TypeError, RecursionError)
"""What reading a damaged file can raise; ValueError: bytes that are no UTF-8, RecursionError: JSON without end."""


class Inspection:
    """See tracker.store.audit.Contents."""

    def __init__(self, connection: Connection, blobs: Blobs) -> None:
        self._connection = connection
        self._blobs = blobs

    def changes(self) -> Iterator[Entry | Unreadable]:
        for row in self._stream("journal", _JOURNAL):
            yield row if isinstance(row, Unreadable) else _entry(row)

    def change(self, seq: int) -> Change | None:
        try:
            return next((change_of(row) for row in _ENTRY.records(self._connection, seq=seq)), None)
        except FAULTS:
            return None

    def records(self, kind: str) -> Iterator[dict[str, Any] | Unreadable]:
        for row in self._stream(TABLES[kind].name, _RECORDS[kind]):
            if isinstance(row, Unreadable):
                yield row
                continue
            where = f"{TABLES[kind].name} {row['id']}"
            try:
                dump = dumped(record_of(kind, row))
                other = _written_otherwise(row_of(kind, dump), row)
            except FAULTS as error:
                yield Unreadable(f"{where}: cannot be read ({first_line(error)})", str(row["id"]))
                continue
            if other:
                yield Unreadable(f"{where}: {other} is not written as it was kept", str(row["id"]))
            else:
                yield dump

    def texts(self) -> Iterator[tuple[str, bytes] | Unreadable]:
        for row in self._stream("texts", _TEXTS):
            yield row if isinstance(row, Unreadable) else (str(row["sha256"]), bytes(row["raw"] or b""))

    def text(self, sha256: str) -> bytes | None:
        try:
            return next((bytes(row["raw"]) for row in _TEXT.records(self._connection, sha256=sha256)), None)
        except FAULTS:
            return None

    def blob_fault(self, sha256: str) -> str | None:
        return self._blobs.fault(sha256)

    def other_blobs(self, known: Iterable[str], /) -> Iterator[str]:
        return self._blobs.faults_but(frozenset(known))

    def last_numbers(self) -> Mapping[str, int]:
        rows = (row for row in self._stream("counters", _COUNTERS) if not isinstance(row, Unreadable))
        return {str(row["kind"]): row["number"] for row in rows if isinstance(row["number"], int)}

    def _stream(self, table: str, statement: Prepared) -> Iterator[dict[str, Any] | Unreadable]:
        try:
            yield from statement.stream(self._connection)
        except FAULTS as error:
            yield Unreadable(f"{table}: cannot be read ({first_line(error)})")


def _entry(row: dict[str, Any]) -> Entry | Unreadable:
    where = f"journal entry {row['seq']}"
    try:
        change = change_of(row)
        other = _written_otherwise(change.model_dump(mode="json", exclude={"edits"}), row)
        if other:
            return Unreadable(f"{where}: {other} is not written as it was kept")
        return Entry(change, change.hash_with(row["edits"]))
    except FAULTS as error:
        return Unreadable(f"{where}: cannot be read ({first_line(error)})")


def _written_otherwise(expected: Mapping[str, Any], row: Mapping[str, Any]) -> str | None:
    """The first column that says the same in other letters: 2017-08-01t12:00 for 2017-08-01T12:00."""
    return next((name for name, value in expected.items() if row.get(name) != value), None)


def first_line(error: Exception) -> str:
    """What an error of a library says, in one line."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, ValidationError):
        first = original.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"])) or "it"
        return f"{field} is {_short(first['input'])}: {first['msg'][:1].lower()}{first['msg'][1:]}"
    return (str(original).splitlines() or ["?"])[0]


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 3]}..."
