"""Taking reports in."""

from __future__ import annotations

import errno
import io
import os
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.services.cases import WIRE, take_in
from tracker.errors import DiskFullError
from tracker.model.claim import ClaimStatus, ProposedClaim
from tracker.model.query import ClaimQuery
from tracker.services.ingest import Taken
from tracker.services.workspace import Workspace


def test_a_report_becomes_proposals_with_sources_and_an_incident_in_one_entry(workspace: Workspace) -> None:
    report = take_in(workspace)
    claims = workspace.claims.find(ClaimQuery(report=report.id))
    text = workspace.store.text(report.text_sha256)
    assert {(claim.source, claim.low) for claim in claims} >= {("Harbour police", 9.0), ("Dockers' League", 14.0)}
    assert all(text[claim.span[0] : claim.span[1]] == claim.quote for claim in claims if claim.span)
    assert all(claim.status is ClaimStatus.PROPOSED and claim.confidence is None for claim in claims)
    assert all(claim.stated_at == report.published for claim in claims)
    assert all(workspace.sources.get(claim.source_id or "") for claim in claims)
    assert {source.name for source in workspace.sources.all()} >= {"Harbour police", "Dockers' League", "Coast Wire"}
    assert workspace.store.head()[0] == 1
    assert list(workspace.store.problems()) == []


def test_the_custody_of_a_report_is_kept(workspace: Workspace) -> None:
    report = take_in(workspace, name="../odd name.txt")
    assert workspace.store.blob(report.sha256) == WIRE.encode()
    kept = (report.name, report.method, report.publisher, report.collected_by, report.size)
    assert kept == ("../odd name.txt", "typed", "Coast Wire", "ana", len(WIRE.encode()))
    assert report.published is not None
    assert report.published.isoformat() == "2017-08-02T00:00:00+00:00"


def test_the_same_bytes_twice_do_nothing_and_say_so(workspace: Workspace) -> None:
    first = take_in(workspace)
    again = workspace.ingest.take_in_bytes(WIRE.encode(), name="copy.txt", method="file")
    assert (again.already, again.report, again.proposed) == (True, first, 0)
    assert workspace.store.head()[0] == 1


def test_a_rejected_proposal_never_comes_back(workspace: Workspace) -> None:
    take_in(workspace)
    [rejected] = [claim.id for claim in workspace.triage.queue() if claim.low == 9]
    workspace.triage.reject(rejected)
    take_in(workspace, WIRE + "\n\n", name="saved again.txt")  # other bytes, the same text
    assert 9 not in [claim.low for claim in workspace.triage.queue()]
    assert 14 in [claim.low for claim in workspace.triage.queue(report="R2")]


def test_a_second_report_finds_the_sources_and_the_incident_of_the_first(workspace: Workspace) -> None:
    take_in(workspace)
    known = {source.id for source in workspace.sources.all()}, workspace.incidents.all()
    other = "The Dockers’ League said that 15 people died in the explosion at the quay in Port Amber on 1 August."
    take_in(workspace, other, name="second.txt")
    assert {source.id for source in workspace.sources.all()} == known[0]
    assert [incident.id for incident in workspace.incidents.all()] == [incident.id for incident in known[1]]


def test_a_news_agency_of_an_armed_group_gets_its_parent(memory: Workspace) -> None:
    take_in(memory, "Amaq News Agency said that 20 soldiers were killed in Mosul on Monday.")
    parent = memory.sources.get("Amaq").parent
    assert parent is not None
    assert memory.sources.get(parent).name == "Islamic State"


def test_an_office_that_is_not_named_in_full_is_kept_apart_by_place(memory: Workspace) -> None:
    take_in(memory, "Police said that nine people were killed in a fire in Mosul on 1 August 2017.", name="a.txt")
    take_in(memory, "Police said that four people were killed in a fire in Kabul on 1 August 2017.", name="b.txt")
    sources = {claim.source_id for claim in memory.claims.find() if claim.low in (4, 9)}
    assert len(sources) == 2


def test_an_office_is_taken_for_the_fuller_name_in_the_same_report(memory: Workspace) -> None:
    text = "The Harbour Ministry said that nine people were killed in Port Amber. The ministry said that 20 were hurt."
    take_in(memory, text, publisher="Harbour Ministry")
    assert {claim.source_id for claim in memory.claims.find()} == {memory.sources.get("Harbour Ministry").id}


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"", "empty"), (b"   \n", "blanks"), (bytes(range(256)) * 20, ""), (b"\x89PNG\r\n\x1a\n" + bytes(100), "")],
    ids=["empty", "blank", "binary", "picture"],
)
def test_bad_input_is_one_sentence_and_changes_nothing(workspace: Workspace, raw: bytes, words: str) -> None:
    taken = workspace.ingest.take_in_bytes(raw, name="bad.bin", method="file")
    assert taken.error is not None
    assert "bad.bin" in taken.error
    assert words in taken.error
    assert (taken.report, workspace.store.head()[0]) == (None, 0)


def test_a_document_larger_than_the_limit_is_refused_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_MAX_BYTES", "1000")
    workspace = Workspace.in_memory()
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    [taken] = workspace.ingest.take_in([str(large)])
    assert taken.error is not None
    assert "is 191 MiB large" in taken.error


def test_a_huge_file_is_refused_without_loading_it(memory: Workspace, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 1024**2)
    (tmp_path / "wire.txt").write_text(WIRE)
    tracemalloc.start()
    try:
        refused, taken = memory.ingest.take_in([tmp_path])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "huge.txt is 200 MiB large; at most 64 MiB" in (refused.error or "")
    assert taken.error is None
    assert peak < 50 * 1024**2


def test_links_to_nothing_pipes_and_devices_are_told_and_the_others_taken_in(memory: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    (tmp_path / "d.txt").symlink_to("d.txt")
    (tmp_path / "e.txt").write_text(WIRE)
    errors = [taken.error for taken in memory.ingest.take_in([tmp_path])]
    told = ["a.txt is a link to nothing.", "b.txt is not a regular file.", "c.txt is not a regular file."]
    assert all(sentence in (error or "") for sentence, error in zip([*told, "link to nothing"], errors, strict=False))
    assert errors[4] is None


def test_a_text_the_reader_stumbles_over_does_not_stop_the_others(
    memory: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.reading import claims

    real = claims.read

    def stumble(text: str, **about: object) -> Sequence[ProposedClaim]:
        if "stumble" in text:
            raise IndexError("list index out of range")
        return real(text, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(claims, "read", stumble)
    (tmp_path / "a.txt").write_text("stumble here")
    (tmp_path / "b.txt").write_text(WIRE)
    first, second = memory.ingest.take_in([tmp_path])
    assert "IndexError" in (first.error or "")
    assert second.proposed > 0


def test_a_folder_gives_its_documents_sorted_and_nothing_else(memory: Workspace, tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", "picture.png", ".hidden.txt", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(WIRE)
    found = memory.ingest.documents([tmp_path, "-", tmp_path / "picture.png"])
    names = [str(Path(document).relative_to(tmp_path)) if document != "-" else "-" for document in found]
    assert names == ["a.md", "b.txt", "sub/c.html", "-", "picture.png"]


def test_what_cannot_be_read_is_told_and_stops_nothing(memory: Workspace, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "good.txt").write_text(WIRE)
    targets: list[str | Path] = [
        tmp_path / "missing.txt",
        tmp_path / "none",
        "http://127.0.0.1/a",
        tmp_path / "good.txt",
    ]
    taken = list(memory.ingest.take_in(targets))
    assert [one.error is None for one in taken] == [False, False, False, True]
    assert "does not exist" in (taken[0].error or "")
    assert "holds none of these files: atom, docx, eml" in (taken[1].error or "")
    assert "127.0.0.1 is this machine itself" in (taken[2].error or "")


def test_a_folder_without_permission_is_told(
    memory: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "wire.txt").write_text(WIRE)
    real = os.scandir

    def refuse(path: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    refused, taken = memory.ingest.take_in([tmp_path])
    assert f"The folder {tmp_path / 'locked'} may not be read." in (refused.error or "")
    assert taken.error is None


def test_standard_input_is_taken_in(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WIRE.encode())))
    [taken] = memory.ingest.take_in(["-"])
    assert taken.report is not None
    assert (taken.report.method, taken.name) == ("stdin", "standard input")


def test_progress_is_told_and_a_stop_is_obeyed(memory: Workspace, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(WIRE + name)
    seen: list[tuple[int, int]] = []

    def note(done: int, total: int, _: Taken | None) -> None:
        seen.append((done, total))

    taken = list(memory.ingest.take_in([tmp_path], on_progress=note, should_stop=lambda: len(seen) > 2))
    assert (len(taken), seen) == (2, [(0, 3), (1, 3), (2, 3)])


def test_a_full_disk_is_not_taken_for_a_bad_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(tmp_path / "my.case")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFullError):
        workspace.ingest.take_in_bytes(WIRE.encode(), name="wire.txt", method="file")
    assert workspace.summary().reports == 0


def test_escapes_markup_and_nul_in_a_report_are_kept_as_text(workspace: Workspace) -> None:
    hostile = "Harbour police said that nine \x1b]52;c;eA==\x07dockers [@click=app.quit]were\0[/] killed in Port Amber."
    report = take_in(workspace, hostile)
    assert report.cleaned
    assert "\0" not in workspace.store.text(report.text_sha256)
    assert list(workspace.store.problems()) == []


def test_a_report_in_another_language_is_kept_and_said_not_to_be_read(workspace: Workspace) -> None:
    french = "Au moins 14 personnes ont été blessées mardi dans un incendie au marché, a annoncé le maire de la ville."
    taken = workspace.ingest.take_in_bytes(french.encode(), name="feu.txt", method="file")
    assert taken.error is None
    assert taken.note == ("This text seems to be in French; only English is read. 1 number in digits was still found.")
    assert taken.report is not None
    assert (taken.report.language, taken.report.notes) == ("fr", taken.note)
    assert take_in(workspace).notes == ""
