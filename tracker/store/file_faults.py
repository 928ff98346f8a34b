"""What is wrong with a case file as such: pages, indexes, references, guards, the version of its tables."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import Connection

from tracker.store.connect import SCHEMA
from tracker.store.creation import ALEMBIC_VERSION, HEAD_REVISION, creation_statements
from tracker.store.inspection import FAULTS, first_line
from tracker.store.rows import JOURNAL_TRIGGERS

_TRIGGERS = frozenset(sql.split()[2] for sql in JOURNAL_TRIGGERS)
MOST = 20
"""Faults of pages and indexes that SQLite is asked for."""


def file_faults(connection: Connection) -> Iterator[str]:
    """Faults that SQLite itself finds, and guards that were taken away or changed."""
    for row in _rows(connection, f"PRAGMA integrity_check({MOST})"):
        if row[0] != "ok":
            yield f"file: {row[0]}"
    for row in _rows(connection, "PRAGMA foreign_key_check"):
        yield f"{row[0]} row {row[1]}: refers to a row of {row[2]} that is not there" if len(row) > 1 else str(row[0])
    yield from _schema_faults({str(row[0]): str(row[-1]) for row in _rows(connection, _SCHEMA)})
    version = _rows(connection, "PRAGMA user_version"), _rows(connection, "SELECT version_num FROM alembic_version")
    if [tuple(row) for rows in version for row in rows] != [(SCHEMA,), (HEAD_REVISION,)]:
        yield "file: the version of its tables was changed"


_SCHEMA = "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"


def _schema_faults(found: Mapping[str, str]) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as anew:
        for statement in (*creation_statements(), ALEMBIC_VERSION):
            anew.execute(statement)
        expected = dict(anew.execute(_SCHEMA).fetchall())
    for name in sorted(expected.keys() - found.keys(), reverse=True):
        where = "journal: the trigger" if name in _TRIGGERS else "file: the table or index"
        yield f"{where} {name} was taken away"
    for name, sql in found.items():
        if name not in expected:
            yield f"file: {name!r:.60} is no table, index or trigger of a case"
        elif _words(sql) != _words(expected[name]):
            yield f"file: {name} is not declared as it was made"


def _words(sql: str) -> tuple[list[str], list[str]]:
    """The words and signs of a declaration in any order: migrated tables have their constraints in another."""
    return sorted(re.findall(r"[\w']+", sql)), sorted(re.findall(r"[^\w\s'\"]", sql))


def _rows(connection: Connection, statement: str) -> list[Any]:
    try:
        return list(connection.exec_driver_sql(statement))
    except FAULTS as error:
        return [(f"file: cannot be checked ({first_line(error)})",)]
