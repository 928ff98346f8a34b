"""Claims of two reports are compared only where both tell of one matter: an event, a place, a day, or words enough."""

from __future__ import annotations

import datetime as dt

from tracker.matching.context import have_common_ground
from tracker.matching.disputes import disputes
from tracker.matching.judge import judge
from tracker.model.claim import Claim
from tracker.model.finding import Relation
from tracker.model.period import Period
from tracker.model.quantity import Quantity

DAY = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)


def claim(quote: str, report: str, **fields: object) -> Claim:
    made = {"id": f"C{report[1:]}", "quote": quote, "source": f"source {report}", "report": report, "stated_at": DAY}
    return Claim.model_validate({**made, "measure": "event", **fields})


def toll(number: float, report: str, **fields: object) -> Claim:
    figure = Quantity(value=number, low=number, high=number)
    return claim(f"{number:g} people died", report, measure="killed", quantity=figure, population="everyone", **fields)


def test_a_toll_with_a_place_is_not_set_against_one_with_a_day_only() -> None:
    here = toll(5, "R1", place="Novar")
    assert judge(here, toll(12, "R2", event_time=Period.parse("2024-02-27"))).relation is Relation.UNRELATED
    assert judge(here, toll(12, "R2", place="Novar")).relation is Relation.CONTRADICTS
    assert judge(here, toll(12, "R1", event_time=Period.parse("2024-02-27"))).relation is Relation.CONTRADICTS


def test_tolls_as_of_days_months_apart_are_of_two_times() -> None:
    early = toll(64, "R1", as_of=Period.parse("2024-02-04"))
    assert judge(early, toll(400, "R2", as_of=Period.parse("2024-09-29"))).relation is Relation.UNRELATED
    assert judge(early, toll(400, "R2", as_of=Period.parse("2024-02-10"))).relation is Relation.CONTRADICTS


def test_statements_of_two_reports_with_one_word_in_common_are_of_two_matters() -> None:
    none = claim("The harbour master said he received none.", "R1")
    assert not have_common_ground(none, claim("The council says it received 112 of them.", "R2"))
    assert have_common_ground(none, claim("The harbour master said he had received letters.", "R2"))


def test_statements_of_two_places_or_months_apart_contradict_only_when_they_name_somebody_in_common() -> None:
    held = claim("The army holds the town.", "R1", place="Novar")
    lost = claim("The army does not hold the town.", "R2", place="Novar")
    assert judge(held, lost).relation is Relation.CONTRADICTS
    assert judge(held, lost.model_copy(update={"place": "Esk"})).relation is Relation.UNRELATED
    later = {"stated_at": DAY + dt.timedelta(days=200)}
    assert judge(held, lost.model_copy(update=later)).relation is Relation.UNRELATED
    assert judge(held, lost.model_copy(update={**later, "report": "R1"})).relation is Relation.CONTRADICTS
    met = claim("Ms Brel met Tom Ascher.", "R1")
    denied = claim("Ms Brel did not meet Tom Ascher.", "R2", **later)
    assert judge(met, denied).relation is Relation.CONTRADICTS


def test_a_toll_that_is_told_as_risen_outdates_lower_ones_told_before_it_by_anybody() -> None:
    before = toll(14, "R1", incident="fire", source="Evening Post")
    risen = toll(21, "R2", incident="fire", source="fire service").model_copy(
        update={"quote": "The toll has risen to 21, up from 14.", "stated_at": DAY + dt.timedelta(days=1)}
    )
    assert judge(before, risen).relation is Relation.UNRELATED
    assert (
        judge(before.model_copy(update={"stated_at": DAY + dt.timedelta(days=2)}), risen).relation.value
        == "contradicts"
    )
    assert judge(toll(30, "R1", incident="fire"), risen).relation is Relation.CONTRADICTS
    assert judge(toll(0, "R1", incident="fire"), risen).relation is Relation.CONTRADICTS
    asked = disputes([before, risen, toll(30, "R3", incident="fire")])
    assert [len(dispute.camps) for dispute in asked] == [2], "who said 14 before it rose has no camp"


def test_one_source_means_two_things_by_what_it_says_in_one_sentence() -> None:
    one = toll(15, "R1", incident="raid", source="a resident", span=(10, 60))
    assert judge(one, toll(16, "R1", incident="raid", source="a resident", span=(10, 60))).relation.value == "unrelated"
    assert (
        judge(one, toll(16, "R1", incident="raid", source="the mayor", span=(70, 99))).relation.value == "contradicts"
    )


def test_one_source_does_not_deny_its_own_figure_in_one_report() -> None:
    told = toll(2, "R1", source="Orsa Gold")
    denial = claim("Reports of deaths are exaggerated", "R1", id="C9", source="Orsa Gold", polarity="denied")
    assert judge(told, denial).relation is not Relation.CONTRADICTS
    assert judge(told, denial.model_copy(update={"source": "a rival"})).relation is Relation.CONTRADICTS
