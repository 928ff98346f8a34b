"""A case file of a stranger, for a process that may write no file: nothing of it is changed, nor is anything beside it.

SQLite reads what is in the file by the tables, views and triggers that the file itself declares, so such a file is
opened only where it can do no harm.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.store.connect import LOCK_TIMEOUT_S, SCHEMA, Db, check_header, check_schema, connect, set_up, told
from tracker.store.sql import SqlStore

_IN_MEMORY = "temp_store=MEMORY"
"""What SQLite sorts it keeps in memory too."""


class _ReadDb(Db):
    """The file as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=True)

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path, read_only=True)
        connection.execute(f"PRAGMA {_IN_MEMORY}")
        return connection


class _HeldDb(Db):
    """The whole file in memory, where its older tables are brought up to date."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=False)
        self._name = f"file:/held-{id(self)}?vfs=memdb"
        self._kept = sqlite3.connect(self._name, uri=True)
        with told(path, "not read"), closing(connect(path, read_only=True)) as source:
            source.backup(self._kept)

    def close(self) -> None:
        super().close()
        self._kept.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._name, uri=True, timeout=LOCK_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        return set_up(connection, [_IN_MEMORY])


@contextmanager
def foreign_case(path: Path) -> Iterator[SqlStore]:
    """The case in a file; older tables are read in a copy in memory.

    Raises NotACaseError, CaseError.
    """
    check_header(path)
    # Opened for writing, SQLite would make a file of one kind into one of another.
    version = check_schema(path, read_only=True)
    db = _ReadDb(path) if version == SCHEMA else _HeldDb(path)
    store = SqlStore(path, read_only=True, clock=lambda: dt.datetime.now(dt.UTC), db=db)
    try:
        if version < SCHEMA:
            from tracker.store.migrations.upgrade import upgrade_held

            upgrade_held(db, version)
        yield store
    finally:
        store.close()
