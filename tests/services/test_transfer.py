from __future__ import annotations

import datetime as dt
import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.errors import CaseError, DiskFullError, InputError, RefusedError, UsageError
from tracker.exchange.incoming.case_jsonl import read_case
from tracker.services.transfer import SNAPSHOT_TRIES, verify_export
from tracker.services.verifying import is_case
from tracker.services.workspace import Workspace

NOW = dt.datetime(2017, 8, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.in_memory(actor="anna", clock=lambda: NOW) as opened:
        for claim, source in (("7 police were killed", "Islamic State"), ("No police were killed", "The ministry")):
            draft = opened.claims.draft(claim, source=source, confidence="moderate", incident="attack in Kabul")
            opened.claims.add(draft)
        opened.ingest.take_in_bytes(b"Nine people were wounded, hospitals said.", name="a.txt", method="file")
        yield opened


def test_the_snapshot_is_the_whole_case(workspace: Workspace) -> None:
    snapshot = workspace.transfer.snapshot()
    assert snapshot.claims == tuple(workspace.claims.find())
    assert snapshot.journal_end == workspace.store.head()
    assert snapshot.texts[snapshot.reports[0].text_sha256] == "Nine people were wounded, hospitals said."


@pytest.mark.parametrize("name", ["markdown", "csv", "raw-csv", "jsonl", "bag"])
def test_every_format_is_written_and_verifies(workspace: Workspace, tmp_path: Path, name: str) -> None:
    assert name in workspace.transfer.formats()
    written = workspace.transfer.write(name, tmp_path / "log")
    assert verify_export(written.path).is_sound
    assert (written.manifest is None) == (name in ("jsonl", "bag"))


def test_without_a_path_the_text_is_given_back(workspace: Workspace) -> None:
    text = workspace.transfer.export("markdown")
    assert isinstance(text, str)
    assert "7 police were killed" in text


def test_the_exported_case_can_be_read_again(workspace: Workspace, tmp_path: Path) -> None:
    exported = tuple(workspace.history.entries())
    path = workspace.transfer.export("jsonl", tmp_path / "log.jsonl")
    assert isinstance(path, Path)
    again = read_case(path.read_bytes(), name="log.jsonl")
    assert again.claims == tuple(workspace.claims.find())
    assert again.changes == exported
    assert [change.action for change in workspace.history.entries()[len(exported) :]] == ["export"]


def test_an_undone_case_still_verifies(workspace: Workspace, tmp_path: Path) -> None:
    workspace.history.undo()
    workspace.history.redo()
    workspace.history.undo()
    path = workspace.transfer.write("jsonl", tmp_path / "log.jsonl").path
    assert verify_export(path).problems == ()


def test_exporting_changes_nothing(workspace: Workspace) -> None:
    before = workspace.store.head()
    workspace.transfer.export("csv")
    assert workspace.store.head() == before


def test_an_unknown_format_is_refused_before_anything_is_read(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not an export format"):
        workspace.transfer.export("docx", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def _writing_meanwhile(workspace: Workspace, times: int) -> Callable[[], list[object]]:
    """`sources()` of the store, during which somebody else writes the first `times` times."""
    read = workspace.store.sources
    draft = workspace.claims.draft("One more was killed", source="Another")
    left = times

    def sources() -> list[object]:
        nonlocal left
        if left:
            left -= 1
            workspace.claims.add(draft)
        return list(read())

    return sources


def test_a_change_during_the_export_starts_it_anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace.store, "sources", _writing_meanwhile(workspace, 1))
    snapshot = workspace.transfer.snapshot()
    assert snapshot.journal_end == workspace.store.head()
    assert len(snapshot.claims) == len(workspace.claims.find())


def test_a_case_that_never_rests_is_not_exported_half(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace.store, "sources", _writing_meanwhile(workspace, SNAPSHOT_TRIES * 3))
    with pytest.raises(CaseError, match="written to all the time"):
        workspace.transfer.snapshot()


def test_a_sound_case_has_no_problems(workspace: Workspace) -> None:
    assert workspace.transfer.verify() == []


def test_a_backup_of_a_case_in_use_is_a_case_with_the_same_end(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kabul.case", actor="anna") as opened:
        opened.claims.add(opened.claims.draft("7 police were killed", source="IS"))
        copy = opened.transfer.backup(tmp_path / "copy.case")
        with Workspace.open(copy, create=False) as other:
            assert other.store.head() == opened.store.head()
            assert other.transfer.verify() == []
        assert is_case(copy)
        with pytest.raises(RefusedError):
            opened.transfer.backup(copy)


def test_the_export_names_the_case_without_its_folder(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "kabul.case", actor="anna") as opened:
        assert opened.transfer.snapshot().case == "kabul.case"
        assert str(tmp_path) not in str(opened.transfer.export("jsonl"))


def test_an_export_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# x", encoding="utf-8")
    assert not is_case(tmp_path / "x.md")
    assert not is_case(tmp_path / "missing")
    with pytest.raises(InputError):
        verify_export(tmp_path / "x.md")


def contents(export: Path) -> dict[str, bytes]:
    """Of a file, or of all files of a folder."""
    files = [path for path in export.rglob("*") if path.is_file()] if export.is_dir() else [export]
    return {path.relative_to(export).as_posix(): path.read_bytes() for path in files}


def test_two_exports_of_one_state_under_one_clock_are_the_same_bytes(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.handovers.note_export", lambda *_, **__: False)
    for name in workspace.transfer.formats():
        first, second = (workspace.transfer.write(name, tmp_path / f"{folder}-{name}").path for folder in "ab")
        assert contents(first) == contents(second)


def test_a_disk_that_is_full_for_the_manifest_leaves_the_older_export_whole(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = workspace.transfer.write("csv", tmp_path / "log.csv").path
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    workspace.claims.grade("C1", 2)
    synced: list[int] = []

    def full_at_the_second_file(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full_at_the_second_file)
    with pytest.raises(DiskFullError, match="was not written"):
        workspace.transfer.write("csv", log)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_copy_for_which_there_is_no_space_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(tmp_path / "my.case") as opened:
        opened.ingest.take_in_bytes(b"Nine people were wounded, hospitals said.", name="a.txt", method="file")
        before = sorted(tmp_path.rglob("*"))

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.link", full)
        with pytest.raises(DiskFullError):
            opened.transfer.backup(tmp_path / "copy.case")
        assert sorted(tmp_path.rglob("*")) == before


def test_exports_carry_how_each_source_held_up_and_what_that_rests_on(workspace: Workspace) -> None:
    workspace.sources.edit("S1", party="the group")
    told = workspace.track_records.provenance()
    document = str(workspace.transfer.export("markdown"))
    assert "| S1 | Islamic State | group | the group | not graded | cannot be judged | F |" in document
    assert f"Inputs sha256 `{told.inputs}`, parameters sha256 `{told.parameters}`, tracker {told.version}." in document
    lines = [json.loads(line) for line in str(workspace.transfer.export("jsonl")).splitlines()]
    records = {line["id"]: line for line in lines if line["type"] == "track_record"}
    assert set(records) == {source.id for source in workspace.sources.all()}
    assert records["S1"]["provenance"] == told.model_dump(mode="json")


def test_track_records_of_an_export_are_not_read_back(workspace: Workspace) -> None:
    again = read_case(str(workspace.transfer.export("jsonl")).encode(), name="x.jsonl")
    assert (again.records, again.provenance) == ((), None)
    assert again.sources == workspace.transfer.snapshot().sources
