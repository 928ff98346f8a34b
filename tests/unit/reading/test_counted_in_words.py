"""How many came: crowds, marches and strikes, by whatever word they are told."""

from __future__ import annotations

import pytest

from tracker.matching.judge import judge
from tracker.reading.claims import read

_TOLD = [
    ("Police put the crowd at 5,000.", 5_000),
    ("The crowd numbered 5,000, police said.", 5_000),
    ("Organisers said 40,000 people gathered.", 40_000),
    ("Organisers claimed an attendance of 200,000.", 200_000),
    ("The rally drew 10,000 people, organisers said.", 10_000),
    ("12,000 people attended the funeral, the family said.", 12_000),
    ("The concert was attended by 30,000 people.", 30_000),
    ("Turnout at the march was 8,000, according to police.", 8_000),
    ("The union said 7,200 workers were on strike.", 7_200),
]


@pytest.mark.parametrize(("text", "low"), _TOLD)
def test_a_crowd_is_counted_as_attendance(text: str, low: int) -> None:
    assert [(claim.measure, claim.low) for claim in read(text)] == [("attendance", low)]


def test_attackers_who_took_part_are_no_crowd() -> None:
    assert [claim.measure for claim in read("Four attackers took part, the army said.")] != ["attendance"]


def test_two_counts_of_one_crowd_contradict_each_other_by_whatever_word() -> None:
    text = "Police put the crowd at Saturday's march in Orsha at 5,000. Organisers said 40,000 people took part."
    police, organisers = read(text, published="2026-03-10")
    assert judge(police, organisers).relation == "contradicts"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The death toll has risen to 21, up from 14, the fire service said.", [21]),
        ("The death toll is now 40, up from an earlier official toll of at least 31 dead, police said.", [40]),
        ("With 62% of the votes counted, Ms Varda leads with 48.3%, the commission said.", [48.3]),
        ("Police gave the number of injured as 56. Hospitals spoke of more than 70.", [56, 70]),
        ("Police counted 1,500 marchers. Organisers put it at 6,000.", [1_500, 6_000]),
        ("The minister said the number of infected had doubled to 4,000.", [4_000]),
        ("Twelve people died, per the ministry.", [12]),
    ],
)
def test_only_figures_that_hold_are_proposed(text: str, figures: list[float]) -> None:
    assert [claim.low for claim in read(text) if claim.quantity is not None] == figures


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people died. The mayor said the eight had fled.",
        "Police said 12 people died. The mayor said four were taken to a hospital.",
        "Police said 12 people died. They were 16 and 19 years old, the mayor said.",
    ],
)
def test_a_figure_with_something_said_of_it_does_not_count_what_the_sentence_before_counted(text: str) -> None:
    assert [claim.low for claim in read(text) if claim.measure == "killed"] == [12]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A survey counts 655 damaged or destroyed buildings.", ("buildings", 655, None)),
        ("The council put the army's losses at more than 40.", ("casualties", 40, "soldiers")),
        ("The airports said 212 flights had been cancelled.", ("cancelled", 212, "flights")),
        ("The union said 9,000 baggage handlers stopped work at 14 airports.", ("attendance", 9_000, "everyone")),
    ],
)
def test_what_a_figure_counts_is_told_by_the_words_round_it(text: str, found: tuple[str, int, str | None]) -> None:
    assert [(claim.measure, claim.low, claim.population) for claim in read(text)] == [found]


def test_a_figure_given_for_what_was_just_told_counts_the_same() -> None:
    found = read("Some 7,000 people have left Esk, the mission said. Local officials gave the figure of 12,000.")
    assert [(claim.measure, claim.low) for claim in found] == [("people", 7_000), ("people", 12_000)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The agency raised the number of dead to 112 from 87.", [("killed", 112)]),
        ("The charity said it had treated 19 patients with cholera.", [("cases", 19)]),
        ("The Red Crescent said 68,000 people had sought shelter in 41 schools.", [("displaced", 68_000)]),
        ("The commission said turnout was 64%. Observers put it at 57 per cent.", [("turnout", 64), ("turnout", 57)]),
    ],
)
def test_figures_of_floods_epidemics_and_votes_count_what_is_told(text: str, found: list[tuple[str, float]]) -> None:
    assert [(claim.measure, claim.low) for claim in read(text) if claim.quantity is not None] == found
