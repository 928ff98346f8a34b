"""A case file as the audit looks at it; everything is read in one snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from sqlalchemy.exc import DBAPIError

from tracker.model.change import Change
from tracker.store.blobs import Blobs
from tracker.store.journal import RecordKey
from tracker.store.mapping import COUNTERS, JOURNAL, TABLES, TEXTS, change_of, record_of
from tracker.store.records import dumped

TRIGGERS = frozenset({"journal_refuses_update", "journal_refuses_delete"})
"""What must be there for the journal to be append-only."""


class Inspection:
    """See tracker.store.audit.Contents."""

    def __init__(self, connection: Connection, blobs: Blobs) -> None:
        self._connection = connection
        self._blobs = blobs
        self._unreadable: list[str] = []

    def file_faults(self) -> Iterator[str]:
        """Faults that SQLite itself finds, and guards that were taken away."""
        for row in self._raw("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                yield f"file: {row[0]}"
        for row in self._raw("PRAGMA foreign_key_check"):
            yield f"{row[0]} row {row[1]}: refers to a row of {row[2]} that is not there"
        present = {row[0] for row in self._raw("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        for name in sorted(TRIGGERS - present):
            yield f"journal: the trigger {name} was taken away"

    def all_changes(self) -> tuple[list[Change], list[str]]:
        changes: list[Change] = []
        faults: list[str] = []
        for row in self._rows("journal", select(JOURNAL).order_by(JOURNAL.c.seq), faults):
            try:
                changes.append(change_of(row))
            except (ValueError, TypeError) as error:
                faults.append(f"journal entry {row['seq']}: cannot be read ({_first_line(error)})")
        return changes, faults

    def all_records(self) -> tuple[dict[RecordKey, dict[str, Any]], list[str]]:
        records: dict[RecordKey, dict[str, Any]] = {}
        faults: list[str] = []
        for kind, table in TABLES.items():
            for row in self._rows(table.name, select(table).order_by(table.c.n), faults):
                try:
                    record = record_of(kind, row)
                except (ValueError, TypeError) as error:
                    faults.append(f"{table.name} {row['id']}: cannot be read ({_first_line(error)})")
                else:
                    records[kind, record.id] = dumped(record)
        return records, faults

    def all_texts(self) -> Iterable[tuple[str, str]]:
        faults: list[str] = []
        return [(str(row["sha256"]), str(row["text"])) for row in self._rows("texts", select(TEXTS), faults)]

    def blob_fault(self, sha256: str) -> str | None:
        return self._blobs.fault(sha256)

    def last_numbers(self) -> Mapping[str, int]:
        rows = self._rows("counters", select(COUNTERS), [])
        return {str(row["kind"]): row["number"] for row in rows if isinstance(row["number"], int)}

    def _rows(self, table: str, statement: Any, faults: list[str]) -> list[RowMapping]:
        try:
            return list(self._connection.execute(statement).mappings())
        except (DBAPIError, ValueError) as error:  # ValueError: bytes that are no UTF-8 in a text column
            faults.append(f"{table}: cannot be read ({_first_line(error)})")
            return []

    def _raw(self, statement: str) -> list[Any]:
        try:
            return list(self._connection.exec_driver_sql(statement))
        except DBAPIError as error:
            return [(f"cannot be checked ({_first_line(error)})", 0, "")]


def _first_line(error: Exception) -> str:
    original = error.orig if isinstance(error, DBAPIError) else error
    lines = str(original).splitlines()
    # pydantic names the field in its second line
    return "; ".join(line.strip() for line in lines[1:3]) if len(lines) > 2 else (lines or ["?"])[0]
