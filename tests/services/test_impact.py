"""What rests on a source, a report or a claim, and letting it fall in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import NotFoundError, RefusedError
from tracker.model.claim import ClaimStatus
from tracker.model.scope import Handover, Profile
from tracker.present.impact import impact_lines
from tracker.services import scan
from tracker.services.workspace import Workspace

NOW = dt.datetime(2017, 8, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """Seven killed by one, none by another, three by a third; and a report with a proposal."""
    with Workspace.in_memory(actor="anna", clock=lambda: NOW) as opened:
        for count, source in ((7, "Islamic State"), (0, "The ministry"), (3, "A doctor")):
            told = f"{count} police were killed"
            kind: dict[str, Any] = {"measure": "killed", "population": "police"}
            fields: dict[str, Any] = {**kind, "value": count, "polarity": "affirmed", "event_time": "2017-07-31"}
            opened.claims.add(opened.claims.draft(told, source=source, incident="attack in Kabul", **fields))
        opened.ingest.take_in_bytes(b"Police said nine people were wounded in Lyon.", name="a.txt", method="file")
        yield opened


def dispute(workspace: Workspace) -> str:
    [found] = workspace.scan.disputes()
    return found.id


def test_a_source_takes_its_camp_away(workspace: Workspace) -> None:
    found = workspace.impacts.of("A doctor")
    assert (found.target, found.accepted, found.proposed) == ("S3", ("C3",), ())
    [changed] = found.disputes
    assert [camp.low for camp in changed.before.camps] == [0, 3, 7]
    assert changed.after is not None
    assert [camp.low for camp in changed.after.camps] == [0, 7]
    assert changed.camps_lost == 1


def test_the_weighed_answer_is_told_before_and_after_as_a_retraction_makes_it(workspace: Workspace) -> None:
    [foreseen] = workspace.impacts.of("A doctor").estimates or ()
    assert foreseen.after is not None
    assert foreseen.before == workspace.track_records.questions()[0]
    assert any("weighed answer would change:" in line for line in impact_lines(workspace.impacts.of("A doctor")))
    workspace.impacts.retract("S3", "it was never there")
    [after] = workspace.track_records.questions()
    assert (after.answer, after.estimate, after.low) == (
        foreseen.after.answer, foreseen.after.estimate, foreseen.after.low,
    )  # fmt: skip
    [gone] = workspace.impacts.of("S1").estimates or ()
    assert gone.after is None


def test_a_large_case_says_that_weighed_answers_were_not_looked_at(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "IN_MEMORY", 1)
    assert "Weighed answers were not looked at: the case is large." in impact_lines(workspace.impacts.of("A doctor"))


def test_the_last_but_one_camp_takes_the_dispute_away(workspace: Workspace) -> None:
    workspace.impacts.retract("C3", "withdrawn")
    found = workspace.impacts.of("C1")
    assert [one.after for one in found.disputes] == [None]
    assert any("7 -> nothing in dispute" in line for line in impact_lines(found))


def test_a_report_takes_its_proposals_with_it(workspace: Workspace) -> None:
    found = workspace.impacts.of("R1")
    assert found.proposed == tuple(claim.id for claim in workspace.triage.queue())
    assert found.proposed


def test_an_incident_of_which_nothing_would_be_left_is_named(workspace: Workspace) -> None:
    workspace.claims.add(workspace.claims.draft("The dam broke", source="A farmer", incident="flood at the dam"))
    assert workspace.impacts.of("A farmer").emptied == ("flood at the dam",)
    assert workspace.impacts.of("A doctor").emptied == ()


def test_looking_changes_nothing(workspace: Workspace) -> None:
    before = workspace.store.head()
    for target in ("S1", "R1", "C1", "the ministry"):
        impact_lines(workspace.impacts.of(target))
    assert workspace.store.head() == before


def test_what_was_looked_at_is_what_happens(workspace: Workspace) -> None:
    foreseen = workspace.impacts.of("S3").disputes[0].after
    workspace.impacts.retract("S3", "it was never there")
    [left] = workspace.scan.disputes()
    assert foreseen is not None
    assert left.camps == foreseen.camps


def test_retracting_is_one_entry_and_one_undo(workspace: Workspace) -> None:
    before, seq = workspace.claims.find(), workspace.store.head()[0]
    change = workspace.impacts.retract("R1", "forged")
    assert (change.seq, change.action, change.reason) == (seq + 1, "retract", "forged")
    assert {claim.status for claim in workspace.claims.find() if claim.report == "R1"} == {ClaimStatus.REJECTED}
    workspace.history.undo()
    assert [claim.model_copy(update={"rev": 0}) for claim in workspace.claims.find()] == [
        claim.model_copy(update={"rev": 0}) for claim in before
    ]
    assert list(workspace.store.problems()) == []


def test_decisions_that_rest_on_it_go_back_into_review(workspace: Workspace) -> None:
    target = dispute(workspace)
    workspace.review.decide(target, "report_range", reason="nobody can tell")
    assert [decision.id for decision in workspace.impacts.of("S3").decisions] == ["O1"]
    workspace.impacts.retract("S3", "withdrawn")
    [decision] = workspace.review.decisions()
    assert not decision.is_in_force
    assert decision.reopened_reason == "S3 was retracted: withdrawn"
    workspace.history.undo()
    assert workspace.review.decision_on(target) is not None


def test_decisions_can_be_kept_in_force(workspace: Workspace) -> None:
    workspace.review.decide(dispute(workspace), "defer", reason="nobody can tell")
    workspace.impacts.retract("S3", "withdrawn", keep_decisions=True)
    assert workspace.review.decisions()[0].is_in_force


def test_exports_that_held_it_are_told(workspace: Workspace, tmp_path: Path) -> None:
    workspace.transfer.write("jsonl", tmp_path / "log.jsonl")
    workspace.transfer.write("csv", tmp_path / "part.csv", Handover(profile=Profile.PUBLIC))
    workspace.claims.add(workspace.claims.draft("9 police were killed", source="A nurse"))
    whole, part = workspace.impacts.of("C1").exports
    assert (whole.entry, whole.by, whole.is_part, part.is_part) == (5, "anna", False, True)
    assert whole.what.startswith("Exported jsonl of journal entries 1 to 4 as log.jsonl, sha256 ")
    assert workspace.impacts.of("A nurse").exports == ()


def test_an_export_is_an_entry_that_undo_passes(workspace: Workspace, tmp_path: Path) -> None:
    workspace.transfer.write("jsonl", tmp_path / "log.jsonl")
    newest = workspace.history.entries()[-1]
    assert (newest.action, newest.edits) == ("export", ())
    undone = workspace.history.next_undo()
    assert undone is not None
    assert undone.action == "ingest"
    workspace.history.undo()
    workspace.transfer.write("jsonl", tmp_path / "again.jsonl")
    assert workspace.history.next_redo() is not None
    assert list(workspace.store.problems()) == []


@pytest.mark.parametrize("target", ["S99", "R99", "C99", "Nobody"])
def test_what_is_not_there_is_told(workspace: Workspace, target: str) -> None:
    with pytest.raises(NotFoundError):
        workspace.impacts.of(target)


def test_retracting_needs_a_reason_and_something_open(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="needs a reason"):
        workspace.impacts.retract("C1", " ")
    workspace.impacts.retract("C1", "withdrawn")
    with pytest.raises(RefusedError, match="no open claim"):
        workspace.impacts.retract("C1", "withdrawn")
