"""The queue of proposals."""

from __future__ import annotations

import pytest

from tests.services.cases import take_in, typed
from tracker.errors import NotFoundError, RefusedError
from tracker.model.claim import ClaimStatus
from tracker.services.workspace import Workspace


def test_the_queue_is_in_the_order_of_the_reports_and_their_text(memory: Workspace) -> None:
    take_in(memory)
    take_in(memory, "The coast guard said that three people were killed in Port Amber.", name="b.txt")
    queue = memory.triage.queue()
    places = [(claim.report, claim.span) for claim in queue]
    assert places == sorted(places, key=lambda place: (place[0] or "", place[1] or (0, 0)))
    assert {claim.report for claim in memory.triage.queue(report="R2")} == {"R2"}


def test_the_queue_can_be_cut_by_score_and_source(memory: Workspace) -> None:
    take_in(memory)
    league = memory.sources.get("Dockers' League").id
    assert {claim.source_id for claim in memory.triage.queue(source_id=league)} == {league}
    best = max(claim.score or 0 for claim in memory.triage.queue())
    assert all((claim.score or 0) >= best for claim in memory.triage.queue(min_score=best))


def test_accepting_and_rejecting_empties_the_queue(workspace: Workspace) -> None:
    take_in(workspace)
    first, *rest = [claim.id for claim in workspace.triage.queue()]
    assert workspace.triage.reject(first, reason="misread").reason == "misread"
    workspace.triage.accept(*rest)
    assert workspace.triage.queue() == []
    assert workspace.claims.get(first).status is ClaimStatus.REJECTED
    assert {workspace.claims.get(claim_id).status for claim_id in rest} == {ClaimStatus.ACCEPTED}


def test_accepting_all_says_when_there_is_nothing(memory: Workspace) -> None:
    assert memory.triage.accept_all() is None
    take_in(memory)
    change = memory.triage.accept_all()
    assert change is not None
    assert len(change.edits) == memory.summary().accepted
    assert memory.triage.accept_all() is None


def test_a_claim_is_not_accepted_twice(memory: Workspace) -> None:
    take_in(memory)
    memory.triage.accept("C1")
    with pytest.raises(RefusedError, match="C1 is accepted already"):
        memory.triage.accept("C1")
    with pytest.raises(RefusedError, match="C1 is accepted already") as raised:
        memory.triage.reject("C1")
    assert raised.value.hint == "Retract it instead."
    with pytest.raises(NotFoundError):
        memory.triage.accept("C99")


def test_a_rejected_claim_can_be_accepted_after_all(memory: Workspace) -> None:
    take_in(memory)
    memory.triage.reject("C1")
    memory.triage.accept("C1")
    assert memory.claims.get("C1").status is ClaimStatus.ACCEPTED


def test_a_merged_proposal_leaves_its_words_in_the_other_claim(memory: Workspace) -> None:
    take_in(memory)
    kept = typed(memory, "nine people were killed", "Harbour police", 9)
    memory.triage.merge("C1", into=kept.id)
    merged = memory.claims.get("C1")
    assert merged.status is ClaimStatus.REJECTED
    assert merged.note == f"Duplicate of {kept.id}."
    assert merged.quote in memory.claims.get(kept.id).note


@pytest.mark.parametrize(("claim_id", "into"), [("C1", "C1"), ("C2", "C1"), ("C1", "C2")])
def test_a_merge_that_makes_no_sense_is_refused(memory: Workspace, claim_id: str, into: str) -> None:
    take_in(memory)
    memory.triage.reject("C2")
    with pytest.raises(RefusedError):
        memory.triage.merge(claim_id, into=into)
