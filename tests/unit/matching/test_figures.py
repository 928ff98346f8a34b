"""Figures of two claims."""

from __future__ import annotations

import pytest

from tests.unit.matching.making import at_least, exactly, figure, on, under
from tracker.matching.intervals import agree, apart, clearly_apart, interval_of
from tracker.matching.judge import judge
from tracker.model.finding import FindingKind, Relation
from tracker.model.quantity import Quantity
from tracker.model.units import base_unit


def test_two_exact_tolls_contradict() -> None:
    finding = judge(figure(1, "Harbour police", exactly(12)), figure(2, "Dock union", exactly(19)))
    assert (finding.relation, finding.kind) == (Relation.CONTRADICTS, FindingKind.NUMBER)
    assert finding.id == "C1-C2"


def test_a_bound_that_allows_the_figure_is_no_contradiction() -> None:
    finding = judge(figure(1, "Harbour police", at_least(12)), figure(2, "Dock union", exactly(19)))
    assert finding.relation is Relation.UNRELATED
    assert finding.reasons[0].code == "bounds_compatible"


def test_none_of_two_groups_contradicts_some_of_one_of_them() -> None:
    none = figure(1, "Town hall", exactly(0), "police and staff")
    finding = judge(none, figure(2, "Raiders", exactly(4), "police"))
    assert finding.relation is Relation.CONTRADICTS
    assert finding.reasons[0].code == "zero_against_some"


def test_none_of_a_part_against_some_of_the_whole_is_a_tension_of_scope() -> None:
    finding = judge(figure(1, "Town hall", exactly(0), "police and staff"), figure(2, "Raiders", exactly(9)))
    assert (finding.relation, finding.kind) == (Relation.TENSION, FindingKind.SCOPE)


def test_a_source_that_gives_a_whole_and_an_empty_part_in_one_report_agrees_with_itself() -> None:
    none = figure(1, "Raiders", exactly(0), "police", report="R1")
    assert judge(none, figure(2, "Raiders", exactly(9), report="R1")).relation is Relation.UNRELATED
    assert judge(none, figure(2, "Raiders", exactly(9), report="R2")).relation is Relation.TENSION
    assert judge(none, figure(2, "Town hall", exactly(9), report="R1")).relation is Relation.TENSION


def test_a_part_larger_than_its_whole_contradicts_it() -> None:
    finding = judge(figure(1, "A", exactly(30), "police"), figure(2, "B", exactly(11)))
    assert (finding.relation, finding.kind) == (Relation.CONTRADICTS, FindingKind.PART_WHOLE)


def test_attackers_are_often_left_out_of_a_toll() -> None:
    finding = judge(figure(1, "A", exactly(3), "attackers"), figure(2, "B", exactly(2)))
    assert finding.relation is Relation.TENSION


def test_other_populations_are_not_compared() -> None:
    finding = judge(figure(1, "A", exactly(6), "soldiers"), figure(2, "B", exactly(9), "fishermen"))
    assert finding.relation is Relation.UNRELATED
    assert finding.reasons[0].code == "other_population"


def test_children_count_as_civilians() -> None:
    none = figure(1, "A", exactly(0), "civilians")
    assert judge(none, figure(2, "B", exactly(3), "children")).relation is Relation.CONTRADICTS


def test_nobody_hurt_denies_the_dead_as_well() -> None:
    unhurt = figure(1, "A", exactly(0), measure="wounded", quote="Nobody was hurt.")
    assert judge(unhurt, figure(2, "B", exactly(3))).relation is Relation.CONTRADICTS


@pytest.mark.parametrize(
    "quote", ["No people were wounded, as ambulances took the victims home.", "None wounded. A house was hit."]
)
def test_nobody_wounded_denies_no_dead_whatever_else_was_hit(quote: str) -> None:
    unwounded = figure(1, "A", exactly(0), measure="wounded", quote=quote)
    assert judge(unwounded, figure(2, "B", exactly(3))).relation is Relation.UNRELATED
    assert judge(unwounded, figure(3, "B", exactly(3), measure="wounded")).relation is Relation.CONTRADICTS


def test_more_dead_than_casualties_cannot_be() -> None:
    casualties = figure(1, "A", under(10), measure="casualties")
    assert judge(casualties, figure(2, "B", exactly(14))).relation is Relation.CONTRADICTS
    assert judge(casualties, figure(2, "B", exactly(4))).relation is Relation.UNRELATED


def test_killed_and_wounded_are_two_measures() -> None:
    finding = judge(figure(1, "A", exactly(3)), figure(2, "B", exactly(9), measure="wounded"))
    assert finding.reasons[0].code == "other_measure"


def test_ninety_minutes_are_an_hour_and_a_half() -> None:
    minutes = figure(1, "A", exactly(90, unit="minute"), measure="duration")
    hours = figure(2, "B", exactly(1.5, unit="hour"), measure="duration")
    assert judge(minutes, hours).relation is Relation.CORROBORATES


def test_the_same_source_at_another_time_updates_itself() -> None:
    early, late = figure(1, "A", exactly(3), stated_at=on(2)), figure(2, "A", exactly(8), stated_at=on(4))
    finding = judge(early, late)
    assert finding.relation is Relation.UNRELATED
    assert finding.reasons[0].code == "update_by_same_source"


def test_a_figure_over_many_events_is_not_set_against_one_event() -> None:
    finding = judge(figure(1, "A", exactly(300), cumulative=True), figure(2, "B", exactly(8)))
    assert finding.reasons[0].code == "cumulative_against_event"


def test_other_events_and_places_are_named_as_the_reason() -> None:
    here = figure(1, "A", exactly(8))
    elsewhere = figure(2, "B", exactly(21), incident="siege of the customs house, Dirrah, 2034-05-02")
    assert judge(here, elsewhere).reasons[0].code == "other_event"
    camp = figure(3, "A", at_least(2000), measure="fighters", incident=None, place="Dirrah")
    region = figure(4, "B", under(1000), measure="fighters", incident=None, place="Velun")
    assert judge(camp, region).reasons[0].code == "other_place"


def test_about_may_explain_a_small_difference() -> None:
    about = figure(1, "A", Quantity(value=40, low=40, high=40, approximate=True))
    assert judge(about, figure(2, "B", exactly(42))).relation is Relation.CORROBORATES
    assert judge(about, figure(2, "B", exactly(47))).relation is Relation.TENSION
    assert judge(about, figure(2, "B", exactly(80))).relation is Relation.CONTRADICTS


def test_a_hedged_figure_makes_a_tension_only() -> None:
    finding = judge(figure(1, "A", exactly(3), hedged=True), figure(2, "B", exactly(9)))
    assert finding.relation is Relation.TENSION
    assert finding.reasons[0].code == "hedged"


def test_equal_figures_of_one_report_corroborate_with_one_origin() -> None:
    finding = judge(figure(1, "A", exactly(3), report="R1"), figure(2, "B", exactly(3), report="R1"))
    assert finding.relation is Relation.CORROBORATES
    assert [reason.code for reason in finding.reasons] == ["numbers_agree", "same_origin"]


def test_a_denied_figure_contradicts_whoever_affirms_it() -> None:
    denied = figure(1, "A", exactly(12), polarity="denied")
    assert judge(denied, figure(2, "B", exactly(12))).relation is Relation.CONTRADICTS
    assert judge(denied, figure(2, "B", exactly(9))).relation is Relation.UNRELATED


def test_fighters_militants_and_attackers_of_one_attack_are_the_same_people() -> None:
    two = figure(1, "Raiders", exactly(2), "militants", measure="attackers", quote="Two fighters attacked.")
    four = figure(2, "Town hall", exactly(4), "attackers", measure="attackers", quote="Four attackers took part.")
    dead = figure(3, "Town hall", exactly(4), "attackers", quote="All four attackers were killed.")
    one = figure(4, "Dockers", exactly(1), "attackers", measure="attackers", quote="one of the attackers was young")
    one = one.model_copy(update={"quantity_text": "one"})
    assert judge(two, four).relation is Relation.CONTRADICTS
    assert judge(two, dead).relation is Relation.CONTRADICTS
    assert judge(one, four).relation is not Relation.CONTRADICTS


def test_a_further_time_is_compared_by_its_words() -> None:
    whole = figure(1, "A", exactly(4, unit="hour"), None, measure="duration", quote="The fighting ended after 4 hours.")
    more = figure(
        2, "B", exactly(2, unit="hour"), None, measure="duration", quote="Gunfire went on for 2 more hours at the quay."
    )
    six = figure(3, "C", exactly(6, unit="hour"), None, measure="duration", quote="The shooting lasted 6 hours.")
    assert judge(whole, more).kind is FindingKind.ANTONYM
    assert judge(whole, six).kind is FindingKind.NUMBER
    assert judge(more, six).relation is not Relation.CONTRADICTS


def test_hostages_of_a_kind_are_some_of_the_hostages() -> None:
    sailors = figure(1, "A", exactly(13), "sailors", measure="hostages", quote="13 sailors were taken hostage.")
    all_of_them = figure(2, "B", exactly(5), "hostages", measure="hostages", quote="There are 5 hostages.")
    found = judge(sailors, all_of_them)
    assert (found.relation, found.reasons[0].b) == (Relation.CONTRADICTS, "5 people taken hostage")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ((100, "kilometre per hour"), (62, "mile per hour"), True),
        ((90, "hectare"), (0.9, "square kilometre"), True),
        ((3.1, "mile"), (5, "kilometre"), True),
        ((60, "minute"), (1, "hour"), True),
        ((10, "mile"), (20, "kilometre"), False),
        ((62, "mile"), (63, "mile"), False),
        ((61, "minute"), (1, "hour"), False),
        ((100, "kilometre"), (99.9, "kilometre"), False),
    ],
)
def test_figures_rounded_in_two_units_are_one_figure(a: tuple[float, str], b: tuple[float, str], *, same: bool) -> None:
    first, second = (interval_of(exactly(value)).scaled(base_unit(unit)[1]) for value, unit in (a, b))
    assert agree(first, second) is same
    assert apart(first, second) is not same
    assert clearly_apart(first, second) is not same
