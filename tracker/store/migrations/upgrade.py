"""Bringing the tables of an older case file up to date. Loads alembic; a file that is up to date never gets here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from tracker.errors import CaseError, StoppedError, TrackerError
from tracker.store.backup import copy_file
from tracker.store.connect import SCHEMA, Db
from tracker.store.indexing import OnProgress
from tracker.store.inspection import first_line


def upgrade(path: Path, version: int, on_step: OnProgress = lambda _done, _of: True) -> Path:
    """Migrates a case file to the newest schema, in one transaction, after a copy was made beside it; returns the copy.

    version: of its tables. on_step: told (steps done, of how many), the copy being the first step and each migration
    one, which take minutes for a million claims; asked whether to go on.
    Raises CaseError naming the copy when it fails, StoppedError; the file then is as it was before.
    """
    kept = _free_name(path)
    done, steps = 0, 1 + SCHEMA - version

    def step() -> None:
        nonlocal done
        done += 1
        if not on_step(done, steps):
            raise StoppedError(
                f"Stopped: {path} was not brought up to date.",
                hint="It is unchanged; it begins again when the case is opened next.",
            )

    on_step(done, steps)
    copy_file(path, kept)
    try:
        step()
        migrate(path, step)
    except StoppedError:
        kept.unlink()  # the file is what its copy is
        raise
    except TrackerError:
        raise
    except Exception as error:
        raise CaseError(
            f"{path} could not be brought up to date: {error}.", hint=f"It is unchanged; a copy is in {kept}."
        ) from error
    return kept


def upgrade_copy(path: Path, version: int) -> None:
    """Migrates a file that is nobody's only one. Raises CaseError when its tables are not of the version it states."""
    db = Db(path, read_only=False)
    try:
        upgrade_held(db, version)
    finally:
        db.close()


def upgrade_held(db: Db, version: int) -> None:
    """The same of a database that is open, in memory or in a file."""
    path = db.path
    try:
        with db.reading() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except TrackerError:
        raise
    except Exception as error:
        raise CaseError(f"{path.name} is damaged: {first_line(error)}.", hint="Restore a backup.") from error
    if found != f"{version:04}":
        raise CaseError(
            f"{path.name} is damaged: its header says tables of version {version}, they are of version {found}.",
            hint="Restore a backup.",
        )
    _run_all(db)


def migrate(path: Path, on_migrated: Callable[[], object] = lambda: None) -> None:
    """Brings the tables up to date in one transaction: all migrations, or none. Raises whatever a migration raises.

    on_migrated: called after each migration; what it raises undoes all of them.
    """
    db = Db(path, read_only=False)
    try:
        _run_all(db, on_migrated)
    finally:
        db.close()


def _run_all(db: Db, on_migrated: Callable[[], object] = lambda: None) -> None:
    with db.transaction() as connection:
        run_to_head(connection, on_migrated)
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")


def run_to_head(connection: Connection, on_migrated: Callable[[], object]) -> None:
    """Runs all migrations that the file has not had yet."""
    command.upgrade(config(connection, on_migrated), "head")


def config(connection: Connection | None = None, on_migrated: Callable[[], object] = lambda: None) -> Config:
    """Alembic's configuration without an ini file."""

    def on_version_apply(**_: Any) -> None:
        on_migrated()

    made = Config()
    made.set_main_option("script_location", str(resources.files("tracker.store.migrations")).replace("%", "%%"))
    made.attributes["connection"] = connection
    made.attributes["on_version_apply"] = on_version_apply
    return made


def _free_name(path: Path) -> Path:
    """`my.case` -> `my.before-6.case`, the number being that of the newest schema; never one that is there."""
    first = path.with_name(f"{path.stem}.before-{SCHEMA}{path.suffix}")
    number, name = 1, first
    while name.exists():
        number += 1
        name = first.with_name(f"{path.stem}.before-{SCHEMA}-{number}{path.suffix}")
    return name
