"""The threshold of a case."""

from __future__ import annotations

import pytest

from tests.services.cases import typed
from tracker.errors import RefusedError, UsageError
from tracker.services.workspace import Workspace


def decide_pairs(workspace: Workspace, real: int, others: int) -> None:
    """Pairs of claims, each of its own incident, decided: words that are a real conflict, and figures that are none."""
    for number in range(real + others):
        incident = f"fire, Port Amber, pier {number}"
        if number >= real:
            a = typed(workspace, "nine people were killed", "Harbour police", 9, incident=incident)
            b = typed(workspace, "90 people were killed", "Dockers' League", 90, incident=incident)
        else:
            a = typed(workspace, "the pier was quickly closed", "Harbour police", measure="event", incident=incident)
            b = typed(workspace, "the pier was not closed", "Dockers' League", measure="event", incident=incident)
        outcome = "defer" if number < real else "different_scope"
        workspace.review.decide(f"{a.id}-{b.id}", outcome, reason="looked at")


def test_a_case_lists_everything_until_a_threshold_is_set(memory: Workspace) -> None:
    assert memory.threshold.value() == 0.0
    assert memory.threshold.setting() is None
    assert not memory.threshold.proposal().is_new
    with pytest.raises(RefusedError):
        memory.threshold.set()
    with pytest.raises(RefusedError):
        memory.threshold.reset()


def test_decisions_propose_a_threshold_that_can_be_set_undone_and_reset(memory: Workspace) -> None:
    decide_pairs(memory, real=14, others=8)
    proposal = memory.threshold.proposal()
    assert proposal.is_new
    assert proposal.decided == 22
    kept = memory.threshold.set()
    assert (kept.low, kept.reason) == (proposal.threshold, f"fitted to 22 decisions. {proposal.reason}")
    assert memory.threshold.value() == proposal.threshold
    assert memory.history.entries()[-1].action == "threshold"
    memory.history.undo()
    assert memory.threshold.value() == 0.0
    memory.history.redo()
    assert memory.threshold.value() == proposal.threshold
    memory.threshold.reset()
    assert memory.threshold.value() == 0.0
    assert memory.threshold.proposal().is_new


def test_what_lies_below_the_threshold_is_left_out_of_the_list(memory: Workspace) -> None:
    a = typed(memory, "nine people were killed", "Harbour police", 9)
    typed(memory, "14 people were killed", "Dockers' League", 14)
    [found] = memory.scan.contradictions()
    assert memory.threshold.listed([found]) == [found]
    memory.threshold.set(min(1.0, found.score + 0.01), reason=f"too much noise around {a.id}")
    assert memory.threshold.listed([found]) == []


def test_a_threshold_outside_the_scores_is_refused(memory: Workspace) -> None:
    with pytest.raises(UsageError):
        memory.threshold.set(1.5)


def test_a_refused_proposal_is_not_made_again_until_the_refusal_is_undone(memory: Workspace) -> None:
    decide_pairs(memory, real=14, others=8)
    refused = memory.threshold.proposal()
    kept = memory.threshold.refuse(reason="too few from the coast")
    assert kept.reason.startswith(f"Refused the threshold of {refused.threshold:.2f}, proposed from 22 decisions: too")
    assert memory.threshold.value() == 0.0
    assert not memory.threshold.proposal().is_new
    with pytest.raises(RefusedError):
        memory.threshold.refuse()
    memory.history.undo()
    assert memory.threshold.proposal() == refused


def test_a_dispute_below_the_threshold_is_listed_only_when_somebody_reviewed_it(memory: Workspace) -> None:
    typed(memory, "nine people were killed", "Harbour police", 9)
    typed(memory, "14 people were killed", "Dockers' League", 14)
    [dispute] = memory.scan.disputes()
    assert memory.threshold.lists(dispute)
    memory.threshold.set(1.0, reason="only what is certain")
    assert not memory.threshold.lists(dispute)
    memory.review.decide(dispute.id, "keep_pending", reason="more to come")
    [dispute] = memory.scan.disputes()
    assert memory.threshold.lists(dispute)
