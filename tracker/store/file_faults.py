"""What is wrong with a case file as such: pages, indexes, references, guards, the version of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from tracker.store.connect import SCHEMA
from tracker.store.creation import HEAD_REVISION
from tracker.store.inspection import FAULTS, first_line
from tracker.store.rows import JOURNAL_TRIGGERS

MOST = 20
"""Faults of pages and indexes that SQLite is asked for."""


def file_faults(connection: Connection) -> Iterator[str]:
    """Faults that SQLite itself finds, and guards that were taken away or changed."""
    for row in _rows(connection, f"PRAGMA integrity_check({MOST})"):
        if row[0] != "ok":
            yield f"file: {row[0]}"
    for row in _rows(connection, "PRAGMA foreign_key_check"):
        yield f"{row[0]} row {row[1]}: refers to a row of {row[2]} that is not there" if len(row) > 1 else str(row[0])
    triggers = [str(row[0]) for row in _rows(connection, "SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    for sql in JOURNAL_TRIGGERS:
        if sql not in triggers:
            yield f"journal: the trigger {sql.split()[2]} was taken away"
    for sql in triggers:
        if sql not in JOURNAL_TRIGGERS:
            yield f"file: there is a trigger that is none of a case ({sql[:60]!r})"
    version = _rows(connection, "PRAGMA user_version"), _rows(connection, "SELECT version_num FROM alembic_version")
    if [tuple(row) for rows in version for row in rows] != [(SCHEMA,), (HEAD_REVISION,)]:
        yield "file: the version of its tables was changed"


def _rows(connection: Connection, statement: str) -> list[Any]:
    try:
        return list(connection.exec_driver_sql(statement))
    except FAULTS as error:
        return [(f"file: cannot be checked ({first_line(error)})",)]
