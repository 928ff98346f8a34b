"""Bringing the tables of an older case file up to date. Loads alembic; a file that is up to date never gets here."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from tracker.errors import CaseError, TrackerError
from tracker.store.backup import copy_file
from tracker.store.connect import SCHEMA, Db


def upgrade(path: Path) -> None:
    """Migrates a case file to the newest schema, in one transaction, after a copy was made beside it.

    Raises CaseError naming the copy when it fails; the file then is as it was before.
    """
    kept = _free_name(path)
    copy_file(path, kept)
    db = Db(path, read_only=False)
    try:
        with db.transaction() as connection:
            run_to_head(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    except TrackerError:
        raise
    except Exception as error:
        raise CaseError(
            f"{path} could not be brought up to date: {error}.", hint=f"It is unchanged; a copy is in {kept}."
        ) from error
    finally:
        db.close()


def run_to_head(connection: Connection) -> None:
    """Runs all migrations that the file has not had yet."""
    command.upgrade(config(connection), "head")


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without an ini file."""
    made = Config()
    made.set_main_option("script_location", str(resources.files("tracker.store.migrations")).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.before-upgrade-{number}")).exists():
        number += 1
    return name
