"""A backup takes the place of a case only when nothing is lost by it, or when that is wanted and noted."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from tracker.errors import CaseError, DiskFullError, NotACaseError, NotFoundError, RefusedError, TrackerError
from tracker.services.restoring import restore
from tracker.services.verifying import verify_case
from tracker.services.workspace import Workspace

REPORT = b"Police said nine people were wounded in Lyon."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one report, of which there is a backup `old.case`, and a claim typed in since."""
    path = tmp_path / "my.case"
    with Workspace.open(path, actor="anna") as workspace:
        workspace.ingest.take_in_bytes(REPORT, name="a.txt", method="file")
        workspace.transfer.backup(tmp_path / "old.case")
        workspace.claims.add(workspace.claims.draft("7 police were killed", source="IS"))
    return path


def entries(case: Path) -> list[str]:
    with Workspace.open(case, create=False) as workspace:
        return [entry.action for entry in workspace.history.entries()]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_older_backup_is_refused_and_says_what_would_be_lost(case: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    with pytest.raises(RefusedError, match="the case's journal has entry 2, the backup's ends before them"):
        restore(tmp_path / "old.case", case)
    assert contents(tmp_path) == before


def test_it_is_restored_when_wanted_kept_aside_and_noted(case: Path, tmp_path: Path) -> None:
    done = restore(tmp_path / "old.case", case, force=True, reason="the claim was typed into the wrong case")
    assert (done.entries, done.lost, done.kept) == (1, 1, tmp_path / "my.before-restore.case")
    assert entries(case) == ["ingest", "restore"]
    assert entries(tmp_path / "my.before-restore.case") == ["ingest", "add"]
    with Workspace.open(case, create=False) as workspace:
        noted = workspace.history.entries()[-1]
        assert workspace.history.next_undo() == workspace.history.entries()[0]
    assert noted.summary.startswith("Restored from old.case, 1 journal entries; before it the case had 2 entries, end ")
    assert noted.summary.endswith("; 1 of them are not in it")
    assert noted.reason == "the claim was typed into the wrong case"
    assert verify_case(case).problems == ()


def test_a_backup_that_goes_on_from_the_case_is_restored_without_force(case: Path, tmp_path: Path) -> None:
    done = restore(case, tmp_path / "old.case")
    assert (done.entries, done.lost) == (2, 0)
    assert entries(tmp_path / "old.case") == ["ingest", "add", "restore"]


def test_a_backup_that_went_another_way_is_refused(case: Path, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "old.case") as workspace:
        workspace.claims.add(workspace.claims.draft("3 police were killed", source="A doctor"))
    with pytest.raises(RefusedError, match="goes another way after entry 1"):
        restore(tmp_path / "old.case", case)


def test_where_there_is_no_case_its_originals_come_too(case: Path, tmp_path: Path) -> None:
    new = tmp_path / "elsewhere" / "new.case"
    done = restore(case, new)
    assert (done.kept, done.lost) == (None, 0)
    assert verify_case(new).problems == ()
    with Workspace.open(new, create=False) as workspace:
        assert workspace.store.blob(workspace.reports.get("R1").sha256) == REPORT


def test_a_case_that_is_no_database_any_more_is_replaced_and_kept(case: Path, tmp_path: Path) -> None:
    case.write_bytes(b"not a database")
    done = restore(tmp_path / "old.case", case)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"not a database"
    assert entries(case) == ["ingest", "restore"]


def test_originals_that_were_damaged_are_mended(case: Path, tmp_path: Path) -> None:
    [kept] = [path for path in (tmp_path / "my.case.blobs").rglob("*") if path.is_file()]
    kept.write_bytes(b"other")
    restore(tmp_path / "old.case", case, force=True)
    assert kept.read_bytes() == REPORT


def test_a_program_that_has_the_case_open_sees_what_was_restored(case: Path, tmp_path: Path) -> None:
    with Workspace.open(case) as open_meanwhile:
        restore(tmp_path / "old.case", case, force=True)
        assert [entry.action for entry in open_meanwhile.history.entries()] == ["ingest", "restore"]
        open_meanwhile.claims.add(open_meanwhile.claims.draft("1 was hurt", source="A nurse"))
    assert entries(case) == ["ingest", "restore", "add"]
    assert verify_case(case).problems == ()


def test_a_backup_that_is_not_sound_is_refused(case: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old.case")
    with connection:
        connection.execute("UPDATE claims SET quote = 'x'")
    connection.close()
    before = case.read_bytes()
    with pytest.raises(CaseError, match="is not sound, nothing was changed: claims C1"):
        restore(tmp_path / "old.case", case, force=True)
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "error"), [(None, NotFoundError), (b"", NotACaseError), (b"x" * 200, NotACaseError)]
)
def test_what_is_no_backup_is_refused(
    case: Path, tmp_path: Path, content: bytes | None, error: type[TrackerError]
) -> None:
    if content is not None:
        (tmp_path / "odd").write_bytes(content)
    before = case.read_bytes()
    with pytest.raises(error):
        restore(tmp_path / "odd", case)
    assert case.read_bytes() == before


def test_a_case_is_not_restored_from_itself(case: Path) -> None:
    with pytest.raises(RefusedError, match="is the case itself"):
        restore(case, case)


def test_a_full_disk_leaves_the_case_as_it_was(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.link", full)
    with pytest.raises(DiskFullError):
        restore(tmp_path / "old.case", case, force=True)
    assert contents(tmp_path) == before


def test_a_copy_made_before_a_migration_is_restored_with_the_originals_of_the_case(case: Path, tmp_path: Path) -> None:
    (tmp_path / "old.case").rename(tmp_path / "my.before-6.case")
    restore(tmp_path / "my.before-6.case", case, force=True)
    assert verify_case(case).problems == ()
