"""New files and migrated files have the same tables."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.records import claim
from tracker.errors import CaseError, StoppedError
from tracker.store import creation
from tracker.store.connect import APPLICATION_ID, SCHEMA, Db
from tracker.store.migrations import upgrade
from tracker.store.rows import metadata
from tracker.store.sql import SqlStore


def schema(path: Path) -> dict[str, list[str]]:
    """Name -> the words of its SQL in any order: constraints may be written in another."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall()
    connection.close()
    return {name: sorted(re.findall(r"[\w']+", sql)) for name, sql in found}


def emptied(path: Path) -> None:
    """A case file from before the first tables: version 0, no tables."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("CREATE TABLE scratch (a)")
    connection.execute("DROP TABLE scratch")
    connection.close()


def test_a_new_file_has_the_tables_that_the_migrations_make(tmp_path: Path) -> None:
    SqlStore.open(tmp_path / "new.case").close()
    emptied(tmp_path / "old.case")
    SqlStore.open(tmp_path / "old.case").close()
    assert schema(tmp_path / "new.case") == schema(tmp_path / "old.case")


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_the_declared_tables_need_no_further_migration(case: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    SqlStore.open(case).close()
    with Db(case, read_only=False).reading() as connection:
        # The full-text index keeps itself in tables of its own, and alembic knows no collation of an index; that these
        # are the same in new and migrated files is tested above.
        passed_over = ("search", "ix_claims_by_")
        options = {
            "include_name": lambda name, kind, _: kind == "column" or not str(name).startswith(passed_over),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_the_stamp_of_a_new_file_is_the_newest_migration() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(upgrade.config()).get_current_head() == creation.HEAD_REVISION


def test_an_older_file_is_migrated_after_a_copy_was_made(case: Path) -> None:
    emptied(case)
    store = SqlStore.open(case)
    with store.write("test", actor="ana") as write:
        write.put(claim())
    assert case.with_name(f"my.before-{SCHEMA}.case").exists()
    connection = sqlite3.connect(case)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    connection.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emptied(case)

    def fail_half_way(connection: object, _: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half (a)")  # type: ignore[attr-defined]
        raise ValueError("no such column")

    monkeypatch.setattr(upgrade, "run_to_head", fail_half_way)
    with pytest.raises(CaseError, match="no such column") as raised:
        SqlStore.open(case)
    assert "It is unchanged" in (raised.value.hint or "")
    assert schema(case) == {}


def test_bringing_a_file_up_to_date_tells_of_each_step_and_is_stopped_between_two(case: Path) -> None:
    emptied(case)
    told: list[int] = []

    def stopped_at_the_third(done: int, of: int) -> bool:
        told.append(done)
        assert of == 1 + SCHEMA
        return done < 3

    with pytest.raises(StoppedError, match="was not brought up to date"):
        SqlStore.open(case, on_upgrade=stopped_at_the_third)
    assert told == [0, 1, 2, 3]
    assert schema(case) == {}
    assert list(case.parent.glob("*.before-*")) == []
    told.clear()

    def never_stopped(done: int, of: int) -> bool:
        told.append(done)
        return done <= of

    SqlStore.open(case, on_upgrade=never_stopped).close()
    assert told == list(range(SCHEMA + 2))


def test_opening_a_case_that_is_up_to_date_does_not_load_alembic(case: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tracker.store.sql import SqlStore\n"
        "for _ in range(2): SqlStore.open(Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(case)], check=False).returncode == 0
