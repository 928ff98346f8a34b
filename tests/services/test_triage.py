"""The queue of proposals."""

from __future__ import annotations

import pytest

from tests.services.cases import take_in, typed
from tracker.errors import NotFoundError, RefusedError, UsageError
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


TWO_THINGS = (
    "The coast guard said that three sailors were killed in Port Amber on Monday and that the ferry had left on time."
)


def split_case(memory: Workspace) -> tuple[Workspace, str]:
    take_in(memory, TWO_THINGS, name="two.txt")
    return memory, memory.triage.queue()[0].id


def test_a_split_proposal_is_two_proposals_with_their_own_words_and_reading(memory: Workspace) -> None:
    case, whole = split_case(memory)
    quote = case.claims.get(whole).quote
    first, second = case.triage.split(whole, TWO_THINGS.index(" and that"))
    report = case.reports.text(first.report or "")
    assert (first.quote, second.quote) == (quote.split(" and that ")[0], "the ferry had left on time")
    assert [report[claim.span[0] : claim.span[1]] for claim in (first, second) if claim.span] == [
        first.quote,
        second.quote,
    ]
    assert (first.measure, first.high, second.quantity) == ("killed", 3, None)
    assert {first.source, second.source} == {case.claims.get(whole).source}
    assert case.claims.get(whole).status is ClaimStatus.REJECTED


def test_one_undo_makes_a_split_proposal_whole_again(memory: Workspace) -> None:
    case, whole = split_case(memory)
    before = [claim.id for claim in case.triage.queue()]
    case.triage.split(whole, TWO_THINGS.index(" and that"))
    assert len(case.triage.queue()) == len(before) + 1
    case.history.undo()
    assert [claim.id for claim in case.triage.queue()] == before


def test_only_a_proposal_is_split_and_only_into_parts_with_words(memory: Workspace) -> None:
    case, whole = split_case(memory)
    with pytest.raises(UsageError, match="needs words"):
        case.triage.split(whole, 0)
    case.triage.accept(whole)
    with pytest.raises(RefusedError, match="only proposals are split"):
        case.triage.split(whole, 20)


def test_parts_of_a_split_figure_go_with_the_half_that_has_it(memory: Workspace) -> None:
    text = "The coast guard said that nine people were killed, among them two sailors, and that the ferry had left."
    take_in(memory, text, name="parts.txt")
    whole = next(claim for claim in memory.triage.queue() if claim.high == 9)
    part = next(claim for claim in memory.triage.queue() if claim.part_of == whole.id)
    first, _ = memory.triage.split(whole.id, whole.quote.index(", among"))
    assert memory.claims.get(part.id).part_of == first.id
