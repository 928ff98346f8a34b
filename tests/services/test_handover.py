"""Parts, profiles and large cases on their way out, through the service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exports.cases import judged_workspace
from tracker.errors import InputError, NotFoundError, RefusedError, StoppedError, UsageError
from tracker.exchange.outgoing.jsonl import write_jsonl
from tracker.exchange.paged import PagedClaims
from tracker.exchange.verify import verify_jsonl
from tracker.model.change import Change
from tracker.model.scope import Handover, Profile
from tracker.services import scan, survey
from tracker.services.transfer import verify_export
from tracker.services.workspace import Workspace


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with judged_workspace() as opened:
        yield opened


@pytest.fixture
def large(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The same case, treated as one too large for memory."""
    monkeypatch.setattr(scan, "IN_MEMORY", 1)
    return workspace


def claims_of(workspace: Workspace, **asked: str) -> set[str]:
    scope = workspace.transfer.scope(**asked)
    return {claim.quote for claim in workspace.transfer.snapshot(Handover(scope=scope)).claims}


def test_filters_choose_claims_by_words_incident_source_and_dates(workspace: Workspace) -> None:
    assert claims_of(workspace, words="bridge") == {"The bridge is open"}
    assert claims_of(workspace, source="Prefecture") == {"The bridge is open", "40 people were killed in the fire"}
    assert claims_of(workspace, source="Prefecture", words="fire") == {"40 people were killed in the fire"}
    assert len(claims_of(workspace, incident="fire in Lyon")) == 3
    assert claims_of(workspace, dates="1999") == set()
    assert claims_of(workspace) == {claim.quote for claim in workspace.claims.find()}


def test_a_filter_that_names_nothing_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no source"):
        workspace.transfer.scope(source="Nobody at all")
    with pytest.raises(NotFoundError, match="no incident"):
        workspace.transfer.scope(incident="I99")
    with pytest.raises(UsageError, match="not a date"):
        workspace.transfer.scope(dates="yesterday")


def test_a_key_that_is_none_is_refused_before_anything_is_written(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        workspace.transfer.pseudonym_key(tmp_path / "none")
    short = tmp_path / "short"
    short.write_bytes(b"short")
    with pytest.raises(InputError, match="5 bytes"):
        workspace.transfer.pseudonym_key(short)
    short.write_bytes(b"k" * 5000)
    with pytest.raises(InputError, match="more than"):
        workspace.transfer.pseudonym_key(short)


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("asked", [{}, {"source": "Prefecture"}, {"words": "killed"}, {"incident": "fire in Lyon"}])
def test_every_part_in_every_profile_verifies(
    workspace: Workspace, tmp_path: Path, profile: Profile, asked: dict[str, str]
) -> None:
    handover = Handover(profile=profile, scope=workspace.transfer.scope(**asked), pseudonym_key=b"k" * 32)
    for name in ("jsonl", "markdown", "csv"):
        written = workspace.transfer.write(name, tmp_path / f"log.{name}", handover)
        found = verify_export(written.path)
        assert found.problems == ()
        assert found.is_part
        assert found.checkpoint == written.checkpoint


def test_a_part_names_nobody_whom_it_has_no_record_of(workspace: Workspace) -> None:
    workspace.sources.edit(workspace.sources.get("Residents").id, notes="x")
    workspace.claims.add(workspace.claims.draft("Residents of Vaise fled, the group said", source="Prefecture"))
    scope = workspace.transfer.scope(source="Prefecture")
    told = str(workspace.transfer.export("jsonl", handover=Handover(scope=scope, pseudonym_key=b"k" * 32)))
    for name in ("Residents", "The group", "the group", "Prefecture"):
        assert name not in told


def test_an_analyst_who_is_only_in_the_journal_is_not_named_in_a_reason(workspace: Workspace) -> None:
    other = Workspace(workspace.store, actor="bernadette", settings=workspace.settings)
    other.claims.add(other.claims.draft("All is calm", source="Prefecture"))
    workspace.review.reopen(workspace.store.decisions()[0].target, reason="Bernadette saw the list")
    assert "ernadette" in str(workspace.transfer.export("markdown"))
    for name in ("markdown", "html", "jsonl", "prov"):
        told = str(workspace.transfer.export(name, handover=Handover(profile=Profile.PUBLIC)))
        assert "ernadette" not in told


def test_a_large_case_is_written_as_the_same_case_in_memory(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {name: str(workspace.transfer.export(name)) for name in ("jsonl", "csv", "disputes-csv", "markdown")}
    monkeypatch.setattr(scan, "IN_MEMORY", 1)
    with judged_workspace() as again:
        assert isinstance(again.transfer.snapshot().claims, PagedClaims)
        assert str(again.transfer.export("csv")) == whole["csv"]
        assert str(again.transfer.export("jsonl")).splitlines()[:-1] == whole["jsonl"].splitlines()[:-1]
        in_incidents = [row for row in whole["disputes-csv"].splitlines() if ",fire in Lyon," in row]
        assert in_incidents
        assert [row for row in str(again.transfer.export("disputes-csv")).splitlines() if row in in_incidents] == (
            in_incidents
        )
        document = str(again.transfer.export("markdown"))
    for heading in ("## Tensions", "## Sources"):
        section = whole["markdown"].partition(heading)[2].partition("\n## ")[0]
        assert section == document.partition(heading)[2].partition("\n## ")[0]


def test_a_large_case_tells_every_dispute_with_its_claims_and_says_what_is_shorter(
    large: Workspace, tmp_path: Path
) -> None:
    document = str(large.transfer.export("markdown"))
    assert "A large case: with a dispute some of the pairs" in document
    disputes = large.transfer.snapshot().disputes
    assert len(disputes) > 1
    page = str(large.transfer.export("html"))
    for dispute in disputes:
        assert f"### {dispute.id}:" in document
        assert f'id="{dispute.id}"' in page
        assert all(camp.claims and camp.sources for camp in dispute.camps)
    assert verify_export(large.transfer.write("jsonl", tmp_path / "log.jsonl").path).problems == ()


def test_more_claims_than_can_be_weighed_are_told_without_track_records_and_it_says_so(
    large: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST_WEIGHED", 1)
    document = str(large.transfer.export("markdown"))
    assert "Track records are not in it" in document
    assert "| accuracy" not in document


def test_only_the_newest_claims_of_a_very_large_incident_are_compared_and_it_says_so(
    large: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "READ_WHOLE", 2)
    assert "only the newest are compared (" in str(large.transfer.export("markdown"))


@pytest.mark.parametrize("asked", [{"incident": "fire in Lyon"}, {"source": "Prefecture"}, {"words": "fire"}])
def test_a_part_of_a_large_case_holds_what_the_same_part_in_memory_does(
    monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    found = []
    for in_memory in (20_000, 1):
        monkeypatch.setattr(scan, "IN_MEMORY", in_memory)
        with judged_workspace() as opened:
            scope = opened.transfer.scope(**asked)
            taken = opened.transfer.snapshot(Handover(scope=scope, profile=Profile.PUBLIC))
            found.append(([claim.id for claim in taken.claims], [dispute.id for dispute in taken.disputes]))
    assert found[0] == found[1]


def test_an_export_that_is_stopped_leaves_nothing_behind(large: Workspace, tmp_path: Path) -> None:
    with pytest.raises(StoppedError):
        large.transfer.write("csv", tmp_path / "log.csv", on_progress=lambda done, _: done < 3)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_claims_that_are_written(large: Workspace, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []

    def on_progress(done: int, of: int) -> bool:
        steps.append((done, of))
        return True

    large.transfer.write("csv", tmp_path / "log.csv", on_progress=on_progress)
    count = len(large.claims.find())
    assert steps[-1] == (count, count)


def test_a_change_while_pages_are_written_starts_the_export_anew(
    large: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = large.store.numbered_claims
    draft = large.claims.draft("One more was killed", source="Another")
    left = [1]

    def numbered(numbers: list[int]) -> list[object]:
        if left and len(numbers) > 2:
            left.pop()
            large.claims.add(draft)
        return list(read(numbers))

    monkeypatch.setattr(large.store, "numbered_claims", numbered)
    written = large.transfer.write("csv", tmp_path / "log.csv")
    assert b"One more was killed" in written.path.read_bytes()
    # The newest entry notes the export itself.
    assert (written.checkpoint.size, written.checkpoint.last_hash) == (
        large.store.head()[0] - 1,
        large.store.entry_hashes()[-2],
    )
    assert verify_export(written.path).problems == ()


def test_a_link_where_the_file_or_its_manifest_would_stand_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("mine")
    for name in ("log.md", "log.md.manifest.json"):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(RefusedError, match="symbolic link"):
            workspace.transfer.write("markdown", tmp_path / "log.md")
        (tmp_path / name).unlink()
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_text_is_not_printed(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="not text"):
        workspace.transfer.export("pdf")


def test_a_part_carries_the_entries_on_its_records_alone_and_what_they_prove_is_counted(workspace: Workspace) -> None:
    workspace.claims.add(workspace.claims.draft("Three barges burned", source="Harbour Watch"))
    scope = workspace.transfer.scope(source="Harbour Watch")
    part = workspace.transfer.snapshot(Handover(scope=scope))
    found = verify_jsonl(write_jsonl(part), name="part")
    assert found.problems == ()
    assert (found.carried, found.proven, found.records) == (1, 2, 2)
    assert not workspace.transfer.snapshot(Handover(scope=scope, profile=Profile.PUBLIC)).changes

    [claim] = part.claims
    for update, said in (({"quote": "Nine barges burned"}, "is not as journal entry"), ({"rev": 0}, "is older than")):
        forged = part.model_copy(update={"claims": (claim.model_copy(update=update),)})
        [problem] = verify_jsonl(write_jsonl(forged), name="part").problems
        assert said in problem
    workspace.claims.edit(claim.id, quote="Four barges burned")
    [older] = part.changes
    newer = workspace.transfer.snapshot(Handover(scope=scope))
    assert len(newer.changes) == 2
    passed_over = newer.model_copy(update={"changes": (older,)})
    assert verify_jsonl(write_jsonl(passed_over), name="part").proven == 1


def test_an_entry_that_tells_of_other_records_too_is_not_carried(workspace: Workspace) -> None:
    scope = workspace.transfer.scope(words="seven policemen")
    part = workspace.transfer.snapshot(Handover(scope=scope))
    assert part.claims
    kept = {claim.quote for claim in part.claims}
    left_out = {claim.quote for claim in workspace.claims.find()} - kept
    told = " ".join(change.edits_json for change in part.changes)
    assert left_out
    assert not any(quote in told for quote in left_out)


def test_a_forged_entry_in_a_part_is_found(workspace: Workspace) -> None:
    workspace.claims.add(workspace.claims.draft("Three barges burned", source="Harbour Watch"))
    part = workspace.transfer.snapshot(Handover(scope=workspace.transfer.scope(source="Harbour Watch")))
    [change] = part.changes
    forged = part.model_copy(update={"changes": (change.model_copy(update={"actor": "nobody"}),)})
    assert any(
        "was changed after it was written" in one for one in verify_jsonl(write_jsonl(forged), name="x").problems
    )
    other = Change.model_validate_json(
        change.line_json("change").replace('"type":"change",', "").replace("Three", "Nine")
    )
    forged = part.model_copy(update={"changes": (other.model_copy(update={"hash": other.computed_hash()}),)})
    problems = verify_jsonl(write_jsonl(forged), name="x").problems
    assert any("not the one whose hash leads to the Merkle root" in problem for problem in problems)
