"""A case file of this program whose tables are older than any."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tracker.store.connect import APPLICATION_ID


def make_old_case(folder: Path) -> Path:
    """Writes "old.case" without any table yet, so that all migrations run when it is opened."""
    path = folder / "old.case"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("CREATE TABLE scratch (a)")
    connection.execute("DROP TABLE scratch")
    connection.close()
    return path
