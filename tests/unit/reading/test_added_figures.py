"""Figures on top of others, "another 12", are not the toll; and what else counts people and cases."""

from __future__ import annotations

import pytest

from tracker.model.claim import ProposedClaim
from tracker.model.finding import Relation
from tracker.reading.claims import read
from tracker.services.compare import compare


def claims(text: str) -> list[ProposedClaim]:
    return read(text, published="2024-03-15")


def test_bodies_found_on_top_are_part_of_the_toll_told_before() -> None:
    total, added = claims("The toll rose to 33 after divers recovered 12 more bodies, the governor said.")
    assert (total.low, total.high, total.part_of) == (33, 33, None)
    assert (added.low, added.high, added.part_of) == (12, None, 0)


@pytest.mark.parametrize("words", ["Another 12", "A further 12", "Twelve more", "An additional 12"])
def test_deaths_on_top_of_those_known_say_how_many_there_are_at_least(words: str) -> None:
    (claim,) = claims(f"{words} people were killed on Friday, the ministry said.")
    assert (claim.low, claim.high) == (12, None)


def test_a_bound_is_not_taken_for_a_figure_on_top() -> None:
    (over,) = claims("More than 12 people were killed on Friday, the ministry said.")
    (under,) = claims("No more than 12 people were killed on Friday, the ministry said.")
    assert (over.low, over.quantity and over.quantity.low_open) == (12, True)
    assert (under.low, under.high) == (None, 12)


def test_others_than_those_killed_are_counted_as_they_are() -> None:
    killed, wounded = claims("The blast killed 27 people and wounded another 40, police said.")
    assert (killed.high, wounded.high) == (27, 40)


def test_a_toll_and_deaths_on_top_of_it_contradict_each_other_only_when_the_toll_is_lower() -> None:
    added = "The ministry said another 12 people were killed when the ferry sank on Monday."
    for toll, relation in ((33, Relation.UNRELATED), (5, Relation.CONTRADICTS)):
        told = f"The governor said {toll} people were killed when the ferry sank on Monday."
        assert compare(told, added).relation is relation


def test_what_is_told_after_a_part_is_told_of_all() -> None:
    *_, missing = claims("The list names 38 dead, among them 11 children, and 14 missing, the committee said.")
    assert (missing.measure, missing.low, missing.population) == ("missing", 14, "everyone")


@pytest.mark.parametrize(
    ("text", "measure", "low"),
    [
        ("The Red Crescent estimates that between 15,000 and 18,000 people need shelter.", "people", 15_000),
        ("The ministry said 12 cholera cases had been reported in Tamsel.", "cases", 12),
        ("UPDATE 2: Orro ferry death toll rises to 33", "killed", 33),
    ],
)
def test_people_in_need_cases_and_tolls_in_a_headline_are_counted(text: str, measure: str, low: float) -> None:
    assert [(claim.measure, claim.low) for claim in claims(text)] == [(measure, low)]


def test_what_is_said_before_the_speaker_is_shown_as_what_is_said() -> None:
    from tracker.present.claims import summary

    (claim,) = claims("Ninety-six people were on board, the spokeswoman said, citing the ticket office.")
    assert summary(claim) == "ticket office: Ninety-six people were on board"


def test_what_made_a_toll_rise_is_not_the_toll() -> None:
    total, died, found = claims(
        "The number of people killed in Sunday's shelling of a market has climbed to 44, the White Band said, "
        "after three of the injured died overnight and seven bodies were pulled from the rubble."
    )
    assert (total.low, total.high, str(total.event_time), total.as_of) == (44, 44, "2024-03-10", None)
    assert [(claim.low, claim.high) for claim in (died, found)] == [(3, None), (7, None)]


def test_minor_injuries_are_no_children() -> None:
    (claim,) = claims("Two officers suffered minor injuries, according to police.")
    assert claim.population == "police"
    (child,) = claims("One minor was killed in the blast on Monday, police said.")
    assert child.population == "children"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The union will march on Thursday, it said.", "2024-03-21"),
        ("The operator said talks would resume on Wednesday.", "2024-03-20"),
        ("The operator said talks resumed on Wednesday.", "2024-03-13"),
        ("The minister will not resign after the attack on Wednesday killed 12 people, he said.", "2024-03-13"),
    ],
)
def test_a_weekday_of_what_is_to_come_is_the_next_one(text: str, day: str) -> None:
    assert {str(claim.event_time) for claim in claims(text)} == {day}


def test_the_day_until_which_something_goes_on_is_not_its_day() -> None:
    (claim,) = claims("The strike will continue until Thursday, the union said.")
    assert (claim.event_time, str(claim.as_of)) == (None, "2024-03-21")


def test_a_bare_figure_of_another_source_counts_what_the_first_one_counted() -> None:
    police, organisers = claims("Police said about 1,500 people marched; organisers spoke of 6,000.")
    assert (organisers.source, organisers.low) == ("organisers", 6000)
    assert (organisers.measure, organisers.population) == (police.measure, police.population)


def test_none_are_none_of_those_named_before() -> None:
    (claim,) = claims("No civilians were present in the area and none was harmed, the army said on Monday.")
    assert (claim.low, claim.high, claim.population) == (0, 0, "civilians")


def test_who_speaks_on_is_who_spoke() -> None:
    said = claims('"We struck a headquarters," army spokesman Tev Marrin said, adding that 15 fighters were killed.')
    assert [claim.source for claim in said if claim.measure == "killed"] == ["army spokesman Tev Marrin"]
    cost = claims("NordRail said 4,100 employees had stopped work. It estimated its losses at 3.2 million euros.")[-1]
    assert (cost.source, cost.measure) == ("NordRail", "cost")
