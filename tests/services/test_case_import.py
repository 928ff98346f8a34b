"""Another case: restored where nothing was done, else merged in one step that knows what is the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.services.conftest import ticking
from tests.worlds import contents, worlds
from tracker.errors import CaseError, InputError, RefusedError, StoppedError
from tracker.model.source import SourceKind
from tracker.services.workspace import Workspace

REPORT = b"""Publisher: Meridian Wire
Published: 2017-07-31

Gunmen attacked the embassy in Kabul. Seven policemen were killed, the Kabul police said.
"""


def told(case: Workspace, words: str, source: str, **fields: Any) -> str:
    """Adds a typed claim; returns its id."""
    return case.claims.add(case.claims.draft(words, source=source, **fields)).id


def a_case(name: str = "ben") -> Workspace:
    """A case with a report, a dispute that was decided, and a remark."""
    case = Workspace.in_memory(actor=name, clock=ticking())
    case.ingest.take_in_bytes(REPORT, name="wire.txt", method="file")
    case.triage.accept_all()
    for value, source in ((7, "Hill Front"), (0, "Orlenian Army")):
        told(case, f"{value} soldiers were killed", source, measure="killed", value=value, population="soldiers",
             incident="raid on Achin", place="Achin", event_time="2017-09-09", polarity="affirmed")  # fmt: skip
    [dispute] = case.scan.disputes()
    case.review.decide(dispute.id, "report_range", reason="both seen")
    case.remarks.comment(dispute.id, "ask the hospital")
    case.sources.grade(case.sources.get("Hill Front").id, "D", reason="propaganda")
    return case


def written(case: Workspace, folder: Path, name: str = "other") -> Path:
    """An export of a whole case."""
    return case.transfer.write("jsonl", folder / f"{name}.jsonl").path


def test_an_empty_case_becomes_the_other_one_from_an_export_a_bag_or_a_case_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    other = a_case()
    # That an export was written is noted after what it holds.
    exported, head = contents(other.store), other.history.head()
    path = written(other, tmp_path)
    packed = contents(other.store)
    bag = other.transfer.write("bag", tmp_path / "bag").path
    with Workspace.open(tmp_path / "other.case", actor="x", clock=ticking()) as file:
        file.cases.take(path)
    for source, expected in ((path, exported), (bag, packed), (tmp_path / "other.case", exported)):
        with Workspace.in_memory(actor="ana", clock=ticking()) as again:
            assert again.cases.take(source).restored
            assert contents(again.store) == expected
    assert workspace.cases.take(path, trial=True).merged.claims == other.claims.count()
    assert workspace.history.head()[0] == 0
    workspace.cases.take(path)
    assert workspace.history.head() == head
    assert (workspace.history.undo().summary, workspace.transfer.verify()) == (other.history.undo().summary, [])


@pytest.mark.parametrize("format_name", ["jsonl", "bag"])
def test_a_report_that_was_taken_back_can_be_brought_again_in_the_case_taken_over(
    format_name: str, tmp_path: Path
) -> None:
    other = a_case()
    other.ingest.take_in_bytes(b"Ten people died in Lyon, police said.", name="x.txt", method="file")
    other.history.undo()
    path = other.transfer.write(format_name, tmp_path / "other").path
    again = Workspace.in_memory(actor="ana", clock=ticking())
    again.cases.take(path)
    again.history.redo()
    assert again.store.blob(again.store.reports()[-1].sha256) == b"Ten people died in Lyon, police said."
    assert again.transfer.verify() == []


def test_a_case_that_was_started_gets_the_other_in_one_step_and_loses_it_again_by_undo(
    workspace: Workspace, tmp_path: Path
) -> None:
    told(workspace, "Four people died in Lyon", "Police")
    before = contents(workspace.store)["records"]
    other = a_case()
    checkpoint = other.custody.checkpoint()
    trial = workspace.cases.take(written(other, tmp_path), trial=True)
    assert contents(workspace.store)["records"] == before
    taken = workspace.cases.take(tmp_path / "other.jsonl")
    assert (taken.restored, taken.merged) == (False, trial.merged)
    assert workspace.claims.count() == 1 + other.claims.count()
    newest = workspace.history.entries()[-1]
    assert checkpoint.line in newest.reason
    assert workspace.transfer.verify() == []
    workspace.history.undo()
    assert [[dump for dump in kind if dump["id"] != "S1"] for kind in contents(workspace.store)["records"]] == [
        [dump for dump in kind if dump["id"] != "S1"] for kind in before
    ]


def test_decisions_and_remarks_keep_who_made_them_and_move_to_the_same_dispute(
    workspace: Workspace, tmp_path: Path
) -> None:
    told(workspace, "Four people died in Lyon", "Police", incident="fire in Lyon")
    workspace.cases.take(written(a_case(), tmp_path))
    [dispute] = workspace.scan.disputes()
    decision = workspace.review.decision_on(dispute.id)
    assert decision is not None
    assert (decision.by, decision.reason, dispute.state.value) == ("ben", "both seen", "resolved")
    assert set(decision.claims) == {claim for camp in dispute.camps for claim in camp.claims}
    [remark] = workspace.store.remarks()
    assert (remark.target, remark.by) == (dispute.id, "ben")


def test_a_decision_of_ones_own_stays_in_force_and_the_others_is_on_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.cases.take(written(a_case(), tmp_path))
    target = workspace.scan.disputes()[0].id
    workspace.review.decide(target, "defer", reason="we wait")
    other = a_case("cem")
    told(other, "One more", "Police")
    taken = workspace.cases.take(written(other, tmp_path, "second"))
    assert (taken.merged.claims, taken.merged.decisions, taken.merged.apart) == (1, 1, 1)
    decision = workspace.review.decision_on(target)
    assert decision is not None
    assert decision.reason == "we wait"


def test_the_same_case_again_adds_nothing_and_a_grown_one_only_what_is_new(
    workspace: Workspace, tmp_path: Path
) -> None:
    told(workspace, "Four people died in Lyon", "Police")
    other = a_case()
    told(other, "The ministry denied it", "Interior Ministry")
    workspace.cases.take(written(other, tmp_path))
    head = workspace.history.head()
    assert workspace.cases.take(tmp_path / "other.jsonl").merged.is_empty
    assert workspace.history.head() == head
    told(other, "It was a raid", "Witness Ann Marlow")
    grown = workspace.cases.take(written(other, tmp_path, "grown")).merged
    assert (grown.claims, grown.sources, grown.reports, grown.decisions) == (1, 1, 0, 0)
    back = other.cases.take(written(workspace, tmp_path, "back")).merged
    assert (back.claims, back.reports) == (1, 0)


def test_sources_are_the_same_only_where_a_name_says_so_exactly_and_nothing_speaks_against_it(
    memory: Workspace, tmp_path: Path
) -> None:
    for name in ("Hill Front", "Orlenian Army", "Interior Ministry", "Ann Marlow"):
        told(memory, f"{name} was here", name)
    memory.sources.add_alias(memory.sources.get("Hill Front").id, "HF")
    memory.sources.edit(memory.sources.get("Ann Marlow").id, kind=SourceKind.PERSON)
    other = Workspace.in_memory(actor="ben", clock=ticking())
    for name in ("HF", "Orlenian Army Press", "Interior Ministry", "Ann Marlow"):
        told(other, f"{name} was there", name)
    other.sources.edit(other.sources.get("Ann Marlow").id, kind=SourceKind.OUTLET)
    told(other, "later", "HF")
    memory.cases.take(written(other, tmp_path))
    by_name = [source.name for source in memory.store.sources()]
    assert by_name.count("Hill Front") == 1
    assert "HF" not in by_name
    assert by_name.count("Interior Ministry") == 2
    assert by_name.count("Ann Marlow") == 2
    assert {"Orlenian Army", "Orlenian Army Press"} <= set(by_name)
    assert [claim.source for claim in memory.claims.find() if "later" in claim.quote] == ["Hill Front"]


def test_what_a_case_says_itself_stays_and_only_gaps_are_filled(memory: Workspace, tmp_path: Path) -> None:
    told(memory, "a", "Hill Front")
    told(memory, "b", "Orlenian Army")
    front, army = (memory.sources.get(name).id for name in ("Hill Front", "Orlenian Army"))
    memory.sources.grade(front, "B", reason="ours")
    other = Workspace.in_memory(actor="ben", clock=ticking())
    told(other, "x", "Hill Front")
    told(other, "y", "Orlenian Army")
    for name in ("Hill Front", "Orlenian Army"):
        other.sources.grade(other.sources.get(name).id, "E", reason="theirs")
        other.sources.edit(other.sources.get(name).id, party="hills")
    memory.cases.take(written(other, tmp_path))
    assert [memory.store.source(one).reliability for one in (front, army)] == ["B", "E"]
    assert [memory.store.source(one).party for one in (front, army)] == ["hills", "hills"]
    assert memory.store.source(army).grades[-1].by == "ben"


def test_an_earlier_state_of_the_same_case_is_refused(memory: Workspace, tmp_path: Path) -> None:
    told(memory, "a", "Hill Front")
    path = written(memory, tmp_path)
    told(memory, "b", "Hill Front")
    with pytest.raises(RefusedError, match="this case"):
        memory.cases.take(path)


def test_what_does_not_verify_or_holds_only_a_part_is_refused(memory: Workspace, tmp_path: Path) -> None:
    path = written(a_case(), tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Achin", b"Ochin", 1))
    with pytest.raises(InputError, match="not as it was exported"):
        memory.cases.take(path)
    (tmp_path / "no.case").write_bytes(b"SQLite format 3\x00" + b"\0" * 100)
    with pytest.raises(CaseError):
        memory.cases.take(tmp_path / "no.case")
    empty = written(Workspace.in_memory(), tmp_path, "empty")
    with pytest.raises(InputError, match="empty case"):
        memory.cases.take(empty)
    assert memory.history.head()[0] == 0


@settings(max_examples=25)
@given(ours=worlds(), theirs=worlds())
def test_any_two_cases_merge_into_a_sound_one_once_and_come_apart_by_undo(ours: Workspace, theirs: Workspace) -> None:
    hashes = [case.store.entry_hashes() for case in (ours, theirs)]
    if not all(hashes) or hashes[1][-1] in hashes[0]:
        return
    before = contents(ours.store)["records"]
    with tempfile.TemporaryDirectory() as folder:
        path = written(theirs, Path(folder))
        brought = ours.cases.take(path).merged
        assert contents(ours.store)["problems"] == []
        head = ours.history.head()
        assert ours.cases.take(path).merged.is_empty
        assert ours.history.head() == head
    if not brought.is_empty:
        ours.history.undo()
    after = contents(ours.store)["records"]
    assert [[dump | {"rev": 0} for dump in kind] for kind in after] == [
        [dump | {"rev": 0} for dump in kind] for kind in before
    ]


def test_an_import_that_is_stopped_at_any_step_leaves_the_case_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    path = written(a_case(), tmp_path)
    seen: list[int] = []
    with Workspace.in_memory(actor="ana", clock=ticking()) as other:
        other.cases.take(path, on_progress=_stopping_after(1_000, seen))
    assert seen == sorted(seen)
    assert seen[-1] == 100
    for step in range(len(seen)):
        with pytest.raises(StoppedError):
            workspace.cases.take(path, on_progress=_stopping_after(step))
        assert (workspace.history.head()[0], workspace.claims.count(), workspace.transfer.verify()) == (0, 0, [])


def test_a_large_merge_is_kept_in_several_entries_and_undone_and_redone_as_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.merging.CLAIMS_AN_ENTRY", 1)
    path = written(a_case(), tmp_path)
    for quote in ("Four people died in Lyon", "Five people died in Lyon"):
        told(workspace, quote, "Police")
    before = contents(workspace.store)["records"]
    merged = workspace.cases.take(path).merged
    entries = workspace.history.entries(after=2)
    assert [entry.action for entry in entries] == ["merge case", *["merge case (continued)"] * merged.claims]
    after, held = contents(workspace.store)["records"], workspace.claims.count()
    for _ in range(2):
        assert workspace.history.undo().summary.startswith("Undid: Merged other.jsonl")
        assert workspace.claims.count() == 2
        assert _without_revisions(contents(workspace.store)["records"]) == _without_revisions(before)
        workspace.history.redo()
        assert workspace.claims.count() == held
        assert _without_revisions(contents(workspace.store)["records"]) == _without_revisions(after)
    workspace.history.undo()
    assert workspace.history.undo().summary.startswith("Undid: Added")
    assert (workspace.claims.count(), workspace.transfer.verify()) == (1, [])


def test_a_merge_that_brings_only_claims_is_not_undone_with_the_one_before(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.merging.CLAIMS_AN_ENTRY", 1)
    told(workspace, "Four people died in Lyon", "Police")
    other = a_case()
    workspace.cases.take(written(other, tmp_path))
    held = workspace.claims.count()
    for quote in ("One more", "Two more"):
        told(other, quote, "Hill Front")
    assert workspace.cases.take(written(other, tmp_path, "grown")).merged.claims == 2
    workspace.history.undo()
    assert workspace.claims.count() == held


def test_a_merge_that_is_stopped_at_any_step_leaves_the_case_as_it_was(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.merging.CLAIMS_AN_ENTRY", 1)
    told(workspace, "Four people died in Lyon", "Police")
    path, before = written(a_case(), tmp_path), contents(workspace.store)
    for step in range(1, 9):
        with pytest.raises(StoppedError):
            workspace.cases.take(path, on_progress=_stopping_after(step))
        assert contents(workspace.store) == before


def _stopping_after(steps: int, seen: list[int] | None = None) -> Callable[[int, int], bool]:
    """Progress that goes on so many times, noting in `seen` how far it was."""
    told: list[int] = [] if seen is None else seen

    def on_progress(done: int, of: int) -> bool:
        assert of == 100
        told.append(done)
        return len(told) <= steps

    return on_progress


def _without_revisions(records: list[list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
    return [[dump | {"rev": 0} for dump in kind] for kind in records]


def test_no_export_of_a_case_is_parsed_in_this_process(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(workspace, "Four people died in Lyon.", "AFP")
    log = workspace.transfer.write("jsonl", tmp_path / "log.jsonl").path
    bag = workspace.transfer.write("bag", tmp_path / "bag").path

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("parsed here")

    for name in ("verify_export", "verify_jsonl", "case_parts", "original_of"):
        monkeypatch.setattr(f"tracker.exchange.incoming.whole_case.{name}", refused)
    for path in (log, bag):
        with Workspace.in_memory() as other:
            assert other.cases.take(path).restored
            assert other.claims.count() == 1


def test_originals_larger_than_a_part_come_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.exchange.incoming import whole_case

    monkeypatch.setattr(whole_case, "ORIGINAL_A_PART", 3)
    for raw in (b"", b"abc", b"abcdefgh"):
        assert list(whole_case.case_content(whole_case.original_parts(raw), name="x")) == [raw]
