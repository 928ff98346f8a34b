"""Comparison and decisions."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from tests.services.cases import QUAY, disputed, take_in, typed
from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.matching.candidates import Labelled
from tracker.matching.disputes import disputes_of_incident
from tracker.model.claim import ClaimStatus
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Relation
from tracker.model.scales import Outcome
from tracker.services.workspace import Workspace


def test_proposals_show_what_they_would_contradict(memory: Workspace) -> None:
    take_in(memory)
    assert memory.triage.queue()
    [dispute] = memory.scan.disputes()
    assert dispute.incident == memory.claims.find()[0].incident
    assert memory.scan.disputes(include_proposed=False) == []


def test_disputes_are_cut_by_incident_source_and_state(memory: Workspace) -> None:
    first, _ = disputed(memory)
    typed(memory, "no ferry sank", "Coast guard", 0, measure="vehicles", incident="storm, Port Amber, 2017-09-01")
    typed(memory, "three ferries sank", "Coast Wire", 3, measure="vehicles", incident="storm, Port Amber, 2017-09-01")
    [quay] = memory.scan.disputes(incident_id=first.incident_id)
    assert quay.incident == QUAY
    assert memory.scan.disputes(source_id=first.source_id) == [quay]
    assert len(memory.scan.disputes(state=DisputeState.DETECTED)) == 2
    assert memory.scan.disputes(state=DisputeState.RESOLVED) == []


def test_a_draft_shows_its_contradictions_before_it_is_kept(memory: Workspace) -> None:
    disputed(memory)
    draft = memory.claims.draft("20 people were killed", source="Coast Wire", measure="killed", value=20, incident=QUAY)
    found = memory.scan.against(draft)
    assert {(finding.b, finding.relation) for finding in found} == {
        ("C1", Relation.CONTRADICTS),
        ("C2", Relation.CONTRADICTS),
    }
    assert memory.store.head()[0] == 2


def test_a_scan_follows_every_change(memory: Workspace) -> None:
    disputed(memory)
    assert len(memory.scan.contradictions()) == 1
    memory.claims.retract("C1", "taken back")
    assert memory.scan.contradictions() == []
    memory.history.undo()
    assert len(memory.scan.contradictions()) == 1


def test_a_pair_is_looked_up_by_its_id(memory: Workspace) -> None:
    disputed(memory)
    finding = memory.scan.finding("C1-C2")
    assert (finding.relation, finding.id) == (Relation.CONTRADICTS, "C1-C2")
    assert memory.scan.dispute_of("C1-C2") == memory.scan.disputes()[0]
    with pytest.raises(NotFoundError):
        memory.scan.finding("C1-C9")
    with pytest.raises(NotFoundError, match="no dispute D000000"):
        memory.scan.dispute("D000000")


def test_threads_that_scan_at_once_get_the_same(workspace: Workspace) -> None:
    disputed(workspace)
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(workspace.scan.disputes())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.DEFER, DisputeState.RESOLVED),
        (Outcome.REPORT_RANGE, DisputeState.RESOLVED),
        (Outcome.MISREAD, DisputeState.RESOLVED),
        (Outcome.KEEP_PENDING, DisputeState.UNDER_REVIEW),
        (Outcome.QUERY_SOURCE, DisputeState.UNDER_REVIEW),
    ],
)
def test_a_decision_gives_the_dispute_its_state(workspace: Workspace, outcome: Outcome, state: DisputeState) -> None:
    disputed(workspace)
    target = workspace.scan.disputes()[0].id
    decision = workspace.review.decide(target, outcome, reason="because")
    dispute = workspace.scan.dispute(target)
    assert (dispute.state, dispute.outcome) == (state, outcome)
    assert workspace.review.decision_on(target) == decision
    assert (decision.by, decision.claims) == ("ana", ("C1", "C2"))


def test_a_decision_can_be_reopened_and_stays_on_record(workspace: Workspace) -> None:
    disputed(workspace)
    target = workspace.scan.disputes()[0].id
    workspace.review.decide(target, Outcome.DEFER, reason="")
    with pytest.raises(RefusedError, match="needs a reason"):
        workspace.review.reopen(target, reason=" ")
    workspace.review.reopen(target, reason="names were published")
    assert workspace.scan.dispute(target).state is DisputeState.REOPENED
    assert workspace.review.decision_on(target) is None
    assert len(workspace.review.decisions()) == 1
    with pytest.raises(RefusedError, match="no decision in force"):
        workspace.review.reopen(target, reason="again")


def test_deciding_again_keeps_both_decisions_and_the_newer_counts(memory: Workspace) -> None:
    disputed(memory)
    target = memory.scan.disputes()[0].id
    memory.review.decide(target, Outcome.DEFER, reason="")
    memory.review.decide(target, Outcome.REPORT_RANGE, reason="")
    first, second = memory.review.decisions()
    assert (first.is_in_force, second.is_in_force) == (False, True)
    assert memory.scan.dispute(target).outcome is Outcome.REPORT_RANGE


def test_a_preferred_source_needs_a_reason_a_grade_and_a_part_in_the_dispute(memory: Workspace) -> None:
    disputed(memory)
    typed(memory, "a ferry sank", "Coast Wire", incident=None)
    target = memory.scan.disputes()[0].id

    def prefer(source: str | None, reason: str = "it counted") -> None:
        memory.review.decide(target, Outcome.PREFER_SOURCE, reason=reason, preferred=source)

    with pytest.raises(RefusedError, match="needs the source"):
        prefer(None)
    with pytest.raises(RefusedError, match="has no grade") as raised:
        prefer("S1")
    assert "Grade it first" in (raised.value.hint or "")
    for source in ("S1", "S3"):
        memory.sources.grade(source, "B")
    with pytest.raises(RefusedError, match="needs a reason"):
        prefer("S1", " ")
    with pytest.raises(RefusedError, match="says nothing in this dispute"):
        prefer("S3")
    prefer("S1")
    assert memory.scan.dispute(target).outcome is Outcome.PREFER_SOURCE


def test_a_range_spans_all_camps_unless_it_is_given(memory: Workspace) -> None:
    disputed(memory)
    target = memory.scan.disputes()[0].id
    spanned = memory.review.decide(target, Outcome.REPORT_RANGE, reason="")
    assert (spanned.low, spanned.high) == (9, 14)
    given = memory.review.decide(target, Outcome.REPORT_RANGE, reason="", low=10, high=13)
    assert (given.low, given.high) == (10, 13)
    with pytest.raises(UsageError, match="low 5 is above high 4"):
        memory.review.decide(target, Outcome.REPORT_RANGE, reason="", low=5, high=4)
    with pytest.raises(UsageError, match="goes with report_range"):
        memory.review.decide(target, Outcome.DEFER, reason="", low=5)
    with pytest.raises(UsageError, match="goes with prefer_source"):
        memory.review.decide(target, Outcome.DEFER, reason="", preferred="S1")


def test_a_range_does_not_begin_with_a_figure_on_a_part_of_those_asked_for(memory: Workspace) -> None:
    disputed(memory)
    words = "two of the wounded later died"
    typed(memory, words, "the clinic", 2, measure="killed", incident=QUAY)
    [dispute] = memory.scan.disputes()
    assert sorted(claim for camp in dispute.camps for claim in camp.claims) == ["C1", "C2", "C3"]
    spanned = memory.review.decide(dispute.id, Outcome.REPORT_RANGE, reason="")
    assert (spanned.low, spanned.high) == (9, 14)


def test_what_cannot_be_decided_on_is_told(memory: Workspace) -> None:
    disputed(memory)
    with pytest.raises(NotFoundError):
        memory.review.decide("D000000", Outcome.DEFER, reason="")
    with pytest.raises(NotFoundError):
        memory.review.decide("C1-C9", Outcome.DEFER, reason="")
    with pytest.raises(UsageError, match="'shrug' is not an outcome"):
        memory.review.decide("C1-C2", "shrug", reason="")


def test_a_dismissed_pair_stays_dismissed(workspace: Workspace) -> None:
    disputed(workspace)
    target = workspace.scan.disputes()[0].id
    workspace.review.decide("C1-C2", Outcome.DIFFERENT_SCOPE, reason="dockers only")
    assert workspace.scan.contradictions() == []
    assert workspace.scan.against(workspace.claims.get("C1")) == []
    assert workspace.scan.dispute(target).state is DisputeState.RESOLVED
    typed(workspace, "20 people were killed", "Coast Wire", 20)
    assert {finding.id for finding in workspace.scan.contradictions()} == {"C1-C3", "C2-C3"}
    assert workspace.scan.dispute(target).pairs == 2
    workspace.review.reopen("C1-C2", reason="the scope was the same")
    assert len(workspace.scan.contradictions()) == 3


def test_a_real_conflict_stays_in_the_list_of_contradictions(memory: Workspace) -> None:
    disputed(memory)
    memory.review.decide("C1-C2", Outcome.DEFER, reason="")
    assert [finding.id for finding in memory.scan.contradictions()] == ["C1-C2"]


def test_claims_that_come_after_a_dismissal_of_the_dispute_are_shown(memory: Workspace) -> None:
    disputed(memory)
    memory.review.decide(memory.scan.disputes()[0].id, Outcome.DIFFERENT_SCOPE, reason="dockers only")
    assert memory.scan.contradictions() == []
    typed(memory, "20 people were killed", "Coast Wire", 20)
    assert {finding.id for finding in memory.scan.contradictions()} == {"C1-C3", "C2-C3"}


def test_rejected_claims_are_not_compared(memory: Workspace) -> None:
    take_in(memory)
    memory.triage.reject(*[claim.id for claim in memory.triage.queue() if claim.low == 9])
    assert memory.scan.disputes() == []
    assert {claim.status for claim in memory.claims.find() if claim.low == 9} == {ClaimStatus.REJECTED}


def test_a_dispute_across_incidents_has_the_name_of_its_incident(
    memory: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    disputed(memory)
    typed(memory, "three ferries sank", "Coast Wire", 3, measure="vehicles", incident="storm, Port Amber, 2017-09-01")
    real = disputes_of_incident

    def of_the_other_incident(claims: Sequence[Labelled]) -> list[Dispute]:
        return [found.model_copy(update={"incident": "I2"}) for found in real(claims)]

    monkeypatch.setattr("tracker.matching.disputes.disputes_of_incident", of_the_other_incident)
    assert [dispute.incident for dispute in memory.scan.disputes()] == ["storm, Port Amber, 2017-09-01"]
