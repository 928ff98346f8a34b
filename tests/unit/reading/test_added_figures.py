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
    assert summary(claim) == "spokeswoman: Ninety-six people were on board"
