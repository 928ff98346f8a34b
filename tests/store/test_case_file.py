"""What a case file must stand: other people's files, full disks, locks, several processes."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store.records import claim
from tracker.errors import CaseError, DiskFullError, NotACaseError, NotFoundError, RefusedError
from tracker.store import blobs, connect, creation
from tracker.store.sql import SqlStore


def filled(case: Path, *, claims: int = 1) -> SqlStore:
    store = SqlStore.open(case)
    with store.write("test", actor="ana") as write:
        for _ in range(claims):
            write.put(claim(id=write.new_id("claim")))
        write.put_blob(b"some bytes")
    return store


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE claims (id TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_text("Dear diary"), "is not a tracker case"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(os.urandom(5000)), "is not a tracker case"),
        (other_database, "another program"),
    ],
    ids=["text", "empty", "noise", "other database"],
)
def test_a_file_that_is_no_case_is_refused_and_not_touched(case: Path, make: Any, words: str) -> None:
    make(case)
    before = case.read_bytes(), case.stat().st_mtime_ns
    with pytest.raises(NotACaseError, match=words):
        SqlStore.open(case)
    assert (case.read_bytes(), case.stat().st_mtime_ns) == before
    assert sorted(path.name for path in case.parent.iterdir()) == [case.name]


def test_a_case_that_was_cut_short_is_refused_and_not_touched(case: Path) -> None:
    filled(case, claims=200).close()
    whole = case.read_bytes()
    case.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CaseError, match="is cut short"):
        SqlStore.open(case)
    assert case.read_bytes() == whole[: len(whole) // 2]


def test_a_case_of_a_newer_tracker_is_refused_and_not_touched(case: Path) -> None:
    filled(case).close()
    with sqlite3.connect(case) as connection:
        connection.execute(f"PRAGMA user_version={connect.SCHEMA + 1}")
    connection.close()
    before = case.read_bytes()
    with pytest.raises(CaseError, match="newer tracker") as raised:
        SqlStore.open(case)
    assert raised.value.exit_code == 3
    assert case.read_bytes() == before


def test_a_missing_case_is_only_made_when_asked(case: Path) -> None:
    with pytest.raises(NotFoundError, match="no case at"):
        SqlStore.open(case, create=False)
    assert not case.exists()


def test_a_folder_is_not_a_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is a folder"):
        SqlStore.open(tmp_path)


def test_a_new_case_is_for_its_owner_only_and_leaves_no_other_file(case: Path) -> None:
    filled(case).close()
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    [kept] = [path for path in blobs.beside(case).folder.rglob("*") if path.is_file()]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(path.name for path in case.parent.iterdir()) == [case.name, case.name + ".blobs"]


def test_folders_above_a_new_case_are_made(tmp_path: Path) -> None:
    SqlStore.open(tmp_path / "a" / "b" / "my.case").close()
    assert (tmp_path / "a" / "b" / "my.case").exists()


@pytest.mark.parametrize("name", ["with space.case", "per%20cent.case", "what?.case", "hash#.case", "ümläut.case"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    filled(tmp_path / name).close()
    assert len(SqlStore.open(tmp_path / name).claims()) == 1


def test_a_case_stays_as_it_was_after_it_is_opened_again(case: Path) -> None:
    store = filled(case)
    before = store.claims(), store.head()
    store.close()
    again = SqlStore.open(case)
    assert (again.claims(), again.head(), again.problems()) == (*before, [])


def test_the_connection_settings_are_in_force(case: Path) -> None:
    SqlStore.open(case).close()
    connection = connect.connect(case)
    names = ("foreign_keys", "trusted_schema", "cell_size_check", "synchronous", "journal_mode")
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == [1, 0, 1, 3, "delete"]
    connection.close()


def test_a_case_in_a_read_only_folder_can_be_read_and_says_so_on_writing(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(case).close()
    monkeypatch.setattr(creation, "may_write", lambda _: False)
    store = SqlStore.open(case)
    assert store.read_only
    assert len(store.claims()) == 1
    with pytest.raises(CaseError, match="can only be read"), store.write("test", actor="ana"):
        pytest.fail("a read-only case let a transaction begin")


def test_a_folder_that_cannot_be_written_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(CaseError, match="Permission denied") as raised:
        SqlStore.open(case)
    assert raised.value.hint


def test_a_case_locked_by_another_program_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "LOCK_TIMEOUT_S", 0.01)
    store = filled(case)
    other = sqlite3.connect(case, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CaseError, match="locked by another program") as raised, store.write("test", actor="ana"):
        pytest.fail("two programs wrote at once")
    assert raised.value.exit_code == 3
    other.close()


def test_a_full_disk_while_the_database_is_written_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(case)
    before = store.claims(), store.head()
    real = connect.connect

    def small(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = real(path, read_only=read_only)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")  # SQLite then answers as it does on a full disk
        return connection

    monkeypatch.setattr(connect, "connect", small)
    store.close()
    full = SqlStore.open(case)

    def fill_up() -> None:
        with full.write("test", actor="ana") as write:
            write.put_blob(b"brought along")
            write.put(claim(id=write.new_id("claim"), note="x" * 100_000))

    with pytest.raises(DiskFullError, match="nothing was changed"):
        fill_up()
    assert (full.claims(), full.head()) == before
    assert [path.read_bytes() for path in blobs.beside(case).folder.glob("??/*")] == [b"some bytes"]
    assert full.problems() == []


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_while_bytes_are_kept_leaves_nothing(
    case: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = filled(case)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr({"write": "os.fdopen", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[step], full)
    with pytest.raises(DiskFullError), store.write("test", actor="ana") as write:
        write.put_blob(b"more bytes")
    monkeypatch.undo()
    assert [path.read_bytes() for path in blobs.beside(case).folder.rglob("*") if path.is_file()] == [b"some bytes"]
    assert store.head()[0] == 1


def test_a_bad_row_does_not_break_the_list_and_is_named(case: Path) -> None:
    store = filled(case, claims=3)
    with sqlite3.connect(case) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("UPDATE claims SET status = 'nope' WHERE id = 'C2'")
    connection.close()
    assert [kept.id for kept in store.claims()] == ["C1", "C3"]
    with pytest.raises(CaseError, match="C2 cannot be read"):
        store.claim("C2")
    [problem] = [problem for problem in store.problems() if "cannot be read" in problem]
    assert problem.startswith("claims C2: cannot be read")


@pytest.mark.parametrize(
    "wrong",
    ["status = 'nope'", "confidence = 101", "confidence = 'much'", "id = 'C7'", "quantity_low = 5, quantity_high = 4"],
)
def test_the_database_itself_refuses_unknown_words_and_figures_out_of_range(case: Path, wrong: str) -> None:
    filled(case)
    connection = sqlite3.connect(case)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(f"UPDATE claims SET {wrong}")
    connection.close()


@pytest.mark.parametrize("statement", ["UPDATE journal SET actor = 'eve'", "DELETE FROM journal"])
def test_the_journal_refuses_to_be_changed(case: Path, statement: str) -> None:
    filled(case)
    connection = sqlite3.connect(case)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def test_a_backup_is_whole_and_sound_and_overwrites_nothing(case: Path, tmp_path: Path) -> None:
    store = filled(case, claims=5)
    with store.write("test", actor="ana") as write:
        write.put(claim(id=write.new_id("claim")))
        store.backup(str(tmp_path / "copy.case"))  # while a change is being made
    copy = SqlStore.open(tmp_path / "copy.case")
    assert (len(copy.claims()), copy.head()[0], copy.problems()) == (5, 1, [])
    assert blobs.beside(tmp_path / "copy.case").path("some") is not None
    with pytest.raises(RefusedError, match="exists already"):
        store.backup(str(tmp_path / "copy.case"))


ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from tests.store.records import claim
from tracker.store.sql import SqlStore
store = SqlStore.open(Path(sys.argv[1]))
for _ in range(int(sys.argv[3])):
    with store.write("note", actor=sys.argv[2]) as write:
        now = write.claim("C1")
        write.put(now.model_copy(update={"note": now.note + sys.argv[2]}))
        write.put(claim(id=write.new_id("claim")))
"""


def test_processes_that_write_at_once_lose_nothing_and_do_not_fork_the_journal(case: Path) -> None:
    store = filled(case)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(case), name, "25"], cwd=ROOT) for name in ("a", "b")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    note = store.claim("C1").note
    assert (note.count("a"), note.count("b"), len(store.claims()), store.head()[0]) == (25, 25, 51, 51)
    assert store.problems() == []


def test_a_program_killed_in_the_middle_of_a_change_leaves_the_case_as_it_was(case: Path) -> None:
    store = filled(case)
    suicide = "write._flush(); import os; os.kill(os.getpid(), 9)"
    code = WRITER.replace('write.put(claim(id=write.new_id("claim")))', suicide)
    done = subprocess.run([sys.executable, "-c", code, str(case), "a", "1"], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert (store.claim("C1").note, store.head()[0], store.problems()) == ("", 1, [])
