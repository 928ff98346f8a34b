"""After a merge of incidents the disputes are those of a case in which all was told of one incident from the start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.cases import typed
from tracker.matching.disputes import disputes
from tracker.model.dispute import Dispute
from tracker.services.workspace import Workspace

FIRST, OTHER = "explosion, Port Amber", "fire, Port Amber"


class Told(NamedTuple):
    """One figure."""

    source: str
    value: int
    measure: str
    population: str | None
    day: str | None
    incident: str


TOLD = st.builds(
    Told,
    source=st.sampled_from(["police", "mayor", "the League", "Coast Wire"]),
    value=st.integers(0, 4),
    measure=st.sampled_from(["killed", "wounded"]),
    population=st.sampled_from([None, "police", "civilians"]),
    day=st.sampled_from([None, "2017-08-01", "2017-08-02", "2017-08-20", "2017-09-20/2017-09-22"]),
    incident=st.sampled_from([FIRST, OTHER]),
)


def told(figures: Sequence[Told]) -> Workspace:
    """A case of these; the first incident is I1."""
    case = Workspace.in_memory(actor="anna")
    typed(case, "There was smoke.", "a witness", incident=FIRST, measure=None)
    for one in figures:
        typed(
            case,
            f"{one.value} {one.population or 'people'} {one.measure}",
            one.source,
            one.value,
            measure=one.measure,
            population=one.population,
            event_time=one.day,
            incident=one.incident,
        )
    return case


def laid_out(found: Sequence[Dispute]) -> list[tuple[object, ...]]:
    return sorted((d.id, d.question, tuple(camp.claims for camp in d.camps), d.pairs) for d in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=10))
def test_merged_they_are_as_if_all_had_been_told_of_one_from_the_start(figures: list[Told]) -> None:
    from_the_start = told([one._replace(incident=FIRST) for one in figures])
    merged = told(figures)
    before = laid_out(merged.scan.disputes())
    if len(merged.incidents.all()) > 1:
        merged.incidents.merge("I2", "I1")
        assert laid_out(merged.scan.disputes()) == laid_out(from_the_start.scan.disputes())
        merged.history.undo()
    assert laid_out(merged.scan.disputes()) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(TOLD, min_size=2, max_size=10))
def test_each_dispute_that_matching_finds_is_listed_once_under_a_name_of_its_own(figures: list[Told]) -> None:
    case = told([one._replace(incident=FIRST) for one in figures])
    listed = case.scan.disputes()
    assert laid_out(listed) == laid_out(disputes(case.claims.find()))
    assert len({dispute.question for dispute in listed}) == len({dispute.id for dispute in listed}) == len(listed)


def two_days() -> Workspace:
    """Two incidents of two days, each with a dispute on those killed."""
    day, later = "2017-08-01", "2017-09-20"
    return told(
        [
            Told("police", 9, "killed", None, day, FIRST),
            Told("the League", 14, "killed", None, day, FIRST),
            Told("mayor", 2, "killed", None, later, OTHER),
            Told("Coast Wire", 3, "killed", None, later, OTHER),
        ]
    )


def test_figures_of_two_days_are_two_questions_with_their_own_camps() -> None:
    case = two_days()
    case.incidents.merge("I2", "I1")
    found = {d.question: [camp.claims for camp in d.camps] for d in case.scan.disputes()}
    assert found == {
        "killed, everyone, 2017-08-01": [("C2",), ("C3",)],
        "killed, everyone, 2017-09-20": [("C4",), ("C5",)],
    }


def test_a_decision_stays_with_the_dispute_of_the_incident_that_was_merged_into() -> None:
    case = two_days()
    [dispute] = case.scan.disputes(incident_id="I1")
    case.review.decide(dispute.id, "report_range", reason="counted")
    case.incidents.merge("I2", "I1")
    states = {d.question: str(d.state) for d in case.scan.disputes()}
    assert states == {"killed, everyone, 2017-08-01": "resolved", "killed, everyone, 2017-09-20": "detected"}


def test_what_is_told_in_another_unit_is_another_dispute() -> None:
    case = Workspace.in_memory(actor="anna")
    for cost, source in (("10 million euros", "mayor"), ("20 million euros", "police"), ("3 million pounds", "League")):
        typed(case, f"The fire cost {cost}.", source, measure="cost", population=None)
    typed(case, "The fire cost 9 million pounds.", "Wire", measure="cost", population=None)
    found = {tuple(camp.label for camp in dispute.camps) for dispute in case.scan.disputes()}
    assert found == {("GBP 3 million", "GBP 9 million"), ("EUR 10 million", "EUR 20 million")}
