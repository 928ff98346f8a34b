"""Track records over a case: what is weighed anew, and what the analyst's own acts do to it."""

from __future__ import annotations

import pytest

from tests.services.cases import disputed, take_in, typed
from tracker.errors import NotFoundError, StoppedError
from tracker.model.scales import Independence, Outcome, Reliability
from tracker.model.track_record import RepeatGround
from tracker.services.naming import is_unnamed
from tracker.services.workspace import Workspace

COPIED = """\
Harbour police said that nine dockers were killed in the explosion at the quay in Port Amber on 1 August 2017.
The Dockers' League said that 14 people were killed, Coast Wire reported.
"""


def dispute_id(case: Workspace) -> str:
    return case.scan.disputes()[0].id


def test_every_source_has_a_record_also_one_without_claims(workspace: Workspace) -> None:
    disputed(workspace)
    take_in(workspace, publisher="Coast Wire")
    records = {record.name: record for record in workspace.track_records.all()}
    assert set(records) == {source.name for source in workspace.sources.all()}
    assert records["Coast Wire"].claims == 0
    assert records["Harbour police"].accuracy is None


def test_unknown_sources_and_disputes_are_named_in_the_refusal(memory: Workspace) -> None:
    disputed(memory)
    with pytest.raises(NotFoundError, match="no source 'S9'"):
        memory.track_records.of("S9")
    with pytest.raises(NotFoundError, match="no dispute Dffffff"):
        memory.track_records.question("Dffffff")


def test_a_dispute_decided_to_be_no_conflict_cannot_be_weighed_until_it_is_reopened(memory: Workspace) -> None:
    disputed(memory)
    target = dispute_id(memory)
    assert memory.track_records.question(target).reports == 2
    memory.review.decide(target, Outcome.MISREAD, reason="the reader took dockers for police")
    with pytest.raises(NotFoundError, match="cannot be weighed"):
        memory.track_records.question(target)
    assert all(record.wrong == 0 for record in memory.track_records.all())
    memory.review.reopen(target, reason="look again")
    assert memory.track_records.question(target).reports == 2


def test_a_settled_dispute_is_known_afterwards_and_teaches_no_more(memory: Workspace) -> None:
    disputed(memory)
    target = dispute_id(memory)
    assert memory.track_records.teaches_most() == [target]
    memory.sources.grade("S1", "B")
    memory.review.decide(target, Outcome.PREFER_SOURCE, preferred="S1", reason="hospital lists")
    question = memory.track_records.question(target)
    assert question.settled
    assert (question.estimate, question.low, question.high) == pytest.approx((9, 9, 9))
    assert memory.track_records.of("S1").settled == 1
    assert memory.track_records.teaches_most() == []


def test_what_nobody_weighs_is_not_weighed_again(memory: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = disputed(memory)
    memory.track_records.all()
    weighings = []
    monkeypatch.setattr("tracker.credibility.weighed.weigh", lambda *_a, **_k: weighings.append(1))
    memory.sources.grade("S1", "C", reason="a first look")
    memory.claims.edit(first.id, confidence="low")
    assert memory.track_records.of("S1").grade is Reliability.C
    assert weighings == []


def test_the_first_weighing_tells_its_progress_and_one_that_is_stopped_is_done_at_the_next_request(
    memory: Workspace,
) -> None:
    disputed(memory)
    told: list[int] = []

    def stopped_at_two(done: int, _steps: int) -> bool:
        told.append(done)
        return done < 2

    def heard(_done: int, steps: int) -> bool:
        told.append(steps)
        return True

    with pytest.raises(StoppedError):
        memory.track_records.all(stopped_at_two)
    assert told == [1, 2]
    assert memory.track_records.all(heard)
    assert len(told) > 4
    before = len(told)
    memory.track_records.all(heard)
    assert len(told) == before


def test_a_change_of_side_is_journalled_and_weighed_anew(memory: Workspace) -> None:
    disputed(memory)
    before = memory.track_records.provenance()
    assert memory.track_records.of("S1").party is None
    memory.sources.edit("S1", party="harbour", reason="paid by the port")
    assert memory.track_records.of("S1").party == "harbour"
    assert memory.track_records.provenance().inputs != before.inputs
    newest = list(memory.store.changes())[-1]
    assert (newest.action, newest.reason) == ("edit", "paid by the port")


def test_provenance_is_two_hashes_and_the_version_and_stays_while_nothing_changes(workspace: Workspace) -> None:
    disputed(workspace)
    first = workspace.track_records.provenance()
    workspace.sources.grade("S1", "C")
    assert workspace.track_records.provenance() == first
    assert len(first.inputs) == len(first.parameters) == 64


def test_a_proposal_taken_over_is_a_dated_grade_of_the_analyst_and_never_written_by_itself(memory: Workspace) -> None:
    disputed(memory)
    memory.sources.grade("S1", "B", reason="my own view")
    assert memory.track_records.of("S1").proposal is Reliability.F
    assert memory.sources.get("S1").reliability is Reliability.B
    graded = memory.track_records.accept_proposal("S1")
    assert [(grade.reliability.value, grade.by, grade.reason) for grade in graded.grades] == [
        ("B", "ana", "my own view"),
        ("F", "ana", "proposed by the record"),
    ]
    memory.history.undo()
    assert memory.sources.get("S1").reliability is Reliability.B


def test_the_digit_of_a_claim_comes_from_what_others_say_not_from_its_source(memory: Workspace) -> None:
    first, second = disputed(memory)
    proposed = {one.source: one.digit for one in memory.track_records.without_each(dispute_id(memory))}
    assert memory.track_records.proposed_digit(first.id) == proposed[first.source_id or ""]
    memory.sources.grade(first.source_id or "", "A", reason="trusted for years")
    assert memory.track_records.proposed_digit(first.id) == proposed[first.source_id or ""]
    memory.claims.retract(second.id, "withdrawn")
    assert memory.track_records.proposed_digit(first.id) == 6
    with pytest.raises(NotFoundError):
        memory.track_records.proposed_digit("C999")


def test_leaving_sources_out_tells_its_progress_and_can_be_stopped(memory: Workspace) -> None:
    disputed(memory)
    steps: list[tuple[int, int]] = []

    def told(done: int, of: int) -> bool:
        steps.append((done, of))
        return True

    found = memory.track_records.without_each(dispute_id(memory), told)
    assert {one.source for one in found} == {"S1", "S2"}
    assert steps == [(1, 2), (2, 2)]
    with pytest.raises(StoppedError):
        memory.track_records.without_each(dispute_id(memory), lambda _done, _of: False)


def test_a_source_taken_to_be_wrong_changes_what_it_answered(memory: Workspace) -> None:
    disputed(memory)
    [changed] = memory.track_records.what_if_wrong("S2")
    assert changed.question == dispute_id(memory)
    assert changed.after == "9"


def test_calibration_has_no_figure_under_twenty_decisions(memory: Workspace) -> None:
    disputed(memory)
    memory.sources.grade("S1", "B")
    memory.review.decide(dispute_id(memory), Outcome.PREFER_SOURCE, preferred="S1", reason="hospital lists")
    found = memory.track_records.calibration()
    assert (found.outcomes, found.brier) == (2, None)


def test_an_outlet_that_carries_another_ones_report_is_said_to_repeat_it(memory: Workspace) -> None:
    take_in(memory)
    memory.ingest.take_in_bytes(
        COPIED.encode(), name="copy.txt", method="typed", published="2017-08-03", publisher="Amber Courier"
    )
    courier = memory.sources.get("Amber Courier")
    [repeat] = memory.track_records.of(courier.id).repeats
    assert (repeat.name, repeat.ground) == ("Coast Wire", RepeatGround.SAME_WORDS)
    assert repeat.same == repeat.shared == repeat.later == 2
    assert memory.track_records.between(courier.id, repeat.source) is Independence.SAME_ORIGIN


def test_a_body_that_publishes_what_a_wire_quoted_of_it_before_repeats_nobody(memory: Workspace) -> None:
    take_in(memory)
    own = "Nine dockers were killed in the explosion at the quay in Port Amber on 1 August 2017.\nThree were wounded.\n"
    memory.ingest.take_in_bytes(
        own.encode(), name="own.txt", method="typed", published="2017-08-04", publisher="Harbour police"
    )
    assert memory.track_records.of(memory.sources.get("Harbour police").id).repeats == ()


def test_local_media_and_some_reports_confirm_nothing(memory: Workspace) -> None:
    disputed(memory)
    typed(memory, "14 people were killed, local media say", "local media", 14)
    record = memory.track_records.of(memory.sources.get("local media").id)
    assert record.unnamed
    question = memory.track_records.question(dispute_id(memory))
    assert (question.reports, question.origins) == (3, 2)


@pytest.mark.parametrize("name", ["some reports", "unnamed officials", "residents of the district", "police sources"])
def test_a_description_is_nobodys_name(name: str) -> None:
    assert is_unnamed(name)


@pytest.mark.parametrize("name", ["Reuters", "Harbour police", "Ministry of Defence", "resident Ana Lopez", ""])
def test_a_body_or_a_person_is_named(name: str) -> None:
    assert not is_unnamed(name)
