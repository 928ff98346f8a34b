"""A case file of a stranger is opened by a child process alone, and refused for whatever it is not."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from tests.old_case import make_old_case
from tests.services.test_case_import import _stopping_after, a_case, told, written
from tests.worlds import contents
from tracker.errors import CaseError, InputError, NotACaseError, StoppedError
from tracker.services.workspace import Workspace
from tracker.store import connect
from tracker.store.migrations import upgrade
from tracker.store.sql import SqlStore

CLAIMS = 4
"""In `a_case` and so in `theirs`."""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i AS sha256, i AS text FROM n"
REV = "rev INTEGER NOT NULL"
HUGE = "CHECK (length(hex(zeroblob(900000000))) > 0)"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A case file with a report, claims, a decision and a remark."""
    path = tmp_path / "theirs.case"
    with Workspace.open(path, actor="ben") as case:
        case.cases.take(written(a_case(), tmp_path))
    return path


def altered(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
    return path


def test_no_case_file_of_another_is_opened_in_this_process(
    theirs: Path, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(workspace, "Four people died in Lyon.", "AFP")
    real: Callable[..., sqlite3.Connection] = sqlite3.connect

    def watched(database: object, *arguments: object, **named: object) -> sqlite3.Connection:
        assert "theirs.case" not in str(database)
        return real(database, *arguments, **named)

    monkeypatch.setattr(sqlite3, "connect", watched)
    before = theirs.read_bytes()
    assert not workspace.cases.take(theirs).restored
    with Workspace.open(tmp_path / "empty.case") as empty:
        assert empty.cases.take(theirs, trial=True).restored
        assert empty.cases.take(theirs).restored
        assert empty.transfer.verify() == []
    assert theirs.read_bytes() == before
    assert workspace.transfer.verify() == []


def test_a_case_of_older_tables_is_brought_up_to_date_in_memory_and_left_as_it_was(
    theirs: Path, workspace: Workspace, tmp_path: Path
) -> None:
    db = connect.Db(theirs, read_only=False)
    with db.transaction() as connection:
        command.downgrade(upgrade.config(connection), "0007")
        connection.exec_driver_sql("PRAGMA user_version = 7")
    db.close()
    before, beside = theirs.read_bytes(), sorted(tmp_path.iterdir())
    assert workspace.cases.take(theirs).restored
    assert workspace.claims.count() == CLAIMS
    assert workspace.transfer.verify() == []
    assert (theirs.read_bytes(), [path for path in sorted(tmp_path.iterdir()) if path in beside]) == (before, beside)


def test_an_import_of_a_case_file_that_is_stopped_on_its_way_leaves_the_case_as_it_was(
    theirs: Path, workspace: Workspace
) -> None:
    told(workspace, "Four people died in Lyon.", "AFP")
    before, seen = contents(workspace.store), list[int]()
    workspace.cases.take(theirs, trial=True, on_progress=_stopping_after(1_000, seen))
    assert seen == sorted(seen)
    assert seen[-1] == 100
    for step in range(0, len(seen), 3):  # each costs the start of another child process
        with pytest.raises(StoppedError):
            workspace.cases.take(theirs, on_progress=_stopping_after(step))
        assert contents(workspace.store) == before
    assert workspace.cases.take(theirs).merged.claims == CLAIMS
    workspace.history.undo()
    assert workspace.claims.count() == 1


def test_a_case_with_a_write_ahead_log_is_read_and_left_as_it_was(theirs: Path, workspace: Workspace) -> None:
    altered(theirs, "PRAGMA journal_mode = WAL")
    before = theirs.read_bytes()
    assert workspace.cases.take(theirs).restored
    assert theirs.read_bytes() == before
    assert not theirs.with_name("theirs.case-wal").exists()


def test_a_case_that_says_older_tables_than_it_has_is_refused_in_one_sentence(
    tmp_path: Path, workspace: Workspace
) -> None:
    with pytest.raises(InputError, match="is damaged") as refused:
        workspace.cases.take(make_old_case(tmp_path))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE remarks", "CREATE VIEW remarks AS SELECT * FROM claims"),
        ("DROP TABLE texts", f"CREATE VIEW texts AS {ENDLESS}"),
        ("CREATE TRIGGER spy AFTER INSERT ON claims BEGIN DELETE FROM journal; END",),
        ("CREATE TABLE more (a)",),
        ("DROP TRIGGER journal_refuses_delete",),
        ("UPDATE claims SET quote = 'never said' WHERE id = 'C1'",),
        (f"UPDATE sqlite_master SET sql = replace(sql, '{REV}', '{REV} {HUGE}') WHERE name = 'claims'",),
        ("UPDATE sqlite_master SET sql = 'CREATE TABLE claims (' WHERE name = 'claims'",),
        ("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'journal'",),
    ],
    ids=["a view", "an endless view", "a trigger", "a table", "no guard", "a row", "a huge check", "no sql", "a page"],
)
def test_a_case_file_that_was_made_to_do_harm_is_refused_and_nothing_is_changed(
    theirs: Path, workspace: Workspace, statements: tuple[str, ...]
) -> None:
    told(workspace, "Four people died in Lyon.", "AFP")
    head = workspace.history.head()
    with pytest.raises(InputError) as refused:
        workspace.cases.take(altered(theirs, *statements))
    assert "Traceback" not in str(refused.value)
    assert workspace.history.head() == head


@pytest.mark.parametrize("seed", range(12))
def test_a_case_file_with_damaged_bytes_is_taken_in_as_it_was_or_refused(
    theirs: Path, workspace: Workspace, seed: int
) -> None:
    pick, raw = random.Random(seed), bytearray(theirs.read_bytes())
    for _ in range(pick.choice((1, 20, 2_000))):
        raw[pick.randrange(100, len(raw))] = pick.randrange(256)
    theirs.write_bytes(raw)
    told(workspace, "Four people died in Lyon.", "AFP")
    try:
        assert workspace.cases.take(theirs).merged.claims == CLAIMS
    except (InputError, CaseError):
        assert workspace.claims.count() == 1
    assert workspace.transfer.verify() == []


def too_large(path: Path) -> None:
    os.truncate(path, 5 * 1024**3)  # a hole in the file: it takes no room


def newer(path: Path) -> None:
    altered(path, f"PRAGMA user_version = {connect.SCHEMA + 1}")


def of_another_program(path: Path) -> None:
    altered(path, "PRAGMA application_id = 7")


def cut_short(path: Path) -> None:
    os.truncate(path, 5_000)


@pytest.mark.parametrize(
    ("spoil", "error", "words"),
    [
        (too_large, InputError, "larger than"),
        (newer, CaseError, "newer tracker"),
        (of_another_program, NotACaseError, "another program"),
        (cut_short, CaseError, "cut short"),
    ],
)
def test_what_its_first_bytes_or_its_size_tell_is_refused_before_it_is_opened(
    theirs: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], None], error: type[Exception], words: str,
) -> None:  # fmt: skip
    spoil(theirs)

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr("tracker.exchange.incoming.apart.Apart.parts", opened)
    with pytest.raises(error, match=words):
        workspace.cases.take(theirs)


def test_a_fault_of_the_tables_for_searching_alone_does_not_keep_a_case_out(theirs: Path, workspace: Workspace) -> None:
    altered(theirs, "DELETE FROM haystacks")
    with SqlStore.untouched(theirs) as store:
        assert store.problems()
    assert workspace.cases.take(theirs).restored
    assert workspace.transfer.verify() == []
