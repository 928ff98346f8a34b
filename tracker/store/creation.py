"""Making a new case file, and bringing an older one up to date."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from tracker.errors import CaseError, NotFoundError
from tracker.store import index_rows, rows
from tracker.store.blobs import sync_folder, trouble
from tracker.store.connect import APPLICATION_ID, SCHEMA, check_is_case, check_schema, may_write, told
from tracker.store.indexing import OnProgress

HEAD_REVISION = "0008"
"""Newest migration: what a new file is stamped with, so that opening it need not load alembic."""

ALEMBIC_VERSION = (
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""Alembic's own table, as it would make it."""


class Ready(NamedTuple):
    """A case file that can be used."""

    read_only: bool
    kept: Path | None
    """A copy of the file as it was before its tables were brought up to date; None: they were."""


def ready(path: Path, *, create: bool, on_upgrade: OnProgress = lambda _done, _of: True) -> Ready:
    """Makes sure that a case file is there and up to date.

    on_upgrade: told (steps done, of how many) while older tables are brought up to date; see `migrations.upgrade`.
    Raises NotFoundError, NotACaseError, CaseError, DiskFullError, StoppedError; a file that is refused is not touched.
    """
    if path.is_dir():
        raise CaseError(f"{path} is a folder.", hint="Name a file in it.")
    if not _is_there(path):
        if not create:
            raise NotFoundError(f"There is no case at {path}.", hint="Check the path.")
        _make(path)
    check_is_case(path)
    read_only = not may_write(path)
    version = check_schema(path, read_only=read_only)
    if version < SCHEMA:
        if read_only:
            raise CaseError(f"{path} has older tables and can only be read.", hint="Copy it to where you may write.")
        from tracker.store.migrations.upgrade import upgrade

        return Ready(read_only, upgrade(path, version, on_upgrade))
    return Ready(read_only, None)


def readable(path: Path) -> tuple[bool, int]:
    """Makes sure that a case file is there, and leaves it as it is. Returns whether it can only be read, its version.

    Raises as `ready`.
    """
    if not _is_there(path):
        raise NotFoundError(f"There is no case at {path}.", hint="Check the path.")
    if path.is_dir():
        raise CaseError(f"{path} is a folder.", hint="Name a file in it.")
    check_is_case(path)
    read_only = not may_write(path)
    return read_only, check_schema(path, read_only=read_only)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {error.strerror}.", hint="Check the path and its rights.") from error


def _make(path: Path) -> None:
    """Builds the file under another name and links it into place: there is never half a case, nor two made at once."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-case-")  # mode 0600
        os.close(descriptor)
        with told(path):
            _fill(Path(temporary))
        with suppress(FileExistsError):  # somebody else was faster: theirs is the case
            os.link(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble(path, error) from error
    finally:
        for end in ("", "-journal"):
            if temporary:
                Path(temporary + end).unlink(missing_ok=True)


def _fill(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        for statement in creation_statements():
            connection.execute(statement)
        connection.execute(ALEMBIC_VERSION)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD_REVISION,))
        connection.execute(f"PRAGMA user_version={SCHEMA}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def creation_statements() -> list[str]:
    """SQL that makes all tables, indexes and triggers of the newest schema."""
    dialect = sqlite.dialect()
    tables = rows.metadata.sorted_tables
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    indexes = sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))
    made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return [*made, *index_rows.SEARCH_TABLES, *rows.JOURNAL_TRIGGERS]
