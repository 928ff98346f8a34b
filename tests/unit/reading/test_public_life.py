"""Figures of crowds, courts, work and health, and what sources say of them."""

from __future__ import annotations

import pytest

from tracker.reading.claims import read
from tracker.reading.predicates import predicate_of
from tracker.reading.tokens import tokens


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Police put the crowd at 25,000.", ("attendance", 25_000)),
        ("The organisers said more than 80,000 people had taken part.", ("attendance", 80_000)),
        ("The owner said the vessel was carrying only 140 people.", ("people", 140)),
        ("The ministry said the campaign had reached 745,000 people.", ("people", 745_000)),
        ("The company said it would cut 1,800 jobs.", ("jobs", 1_800)),
        ("The watchdog counted 214 violations.", ("violations", 214)),
        ("The clinic said the disease had infected 1,700 people.", ("cases", 1_700)),
        ("The clinic said it had treated 260 cases of cholera.", ("cases", 260)),
        ("Prosecutors said the minister was sentenced to six years in prison.", ("duration", 6)),
        ("The statistics office said rents had risen 37 percent.", ("share", 37)),
        ("The hospital said two of them were in intensive care.", ("wounded", 2)),
        ("The court said he owed 138 billion CFA francs.", ("cost", 138e9)),
    ],
)
def test_what_a_figure_of_public_life_counts(text: str, figure: tuple[str, float]) -> None:
    assert figure in [(claim.measure, claim.low) for claim in read(text, published="2020-05-14")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the drought had affected three districts.",
        "The minister said the toll had reached 45.",
    ],
)
def test_districts_and_tolls_are_no_people(text: str) -> None:
    assert "people" not in [claim.measure for claim in read(text)]


def test_what_a_source_says_to_have_happened_is_a_claim_whatever_its_verb() -> None:
    assert [claim.source for claim in read("The widow said the crew locked the life jackets away.")] == ["widow"]


@pytest.mark.parametrize(
    "text",
    ["The mayor said the day was tragic.", "The mayor said he felt sorry.", "The mayor said they wanted peace."],
)
def test_a_feeling_or_a_judgement_is_no_claim(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rescue teams had not yet reached the valley", "rescue team not reach valley"),
        ("The minister was not in court", "minister not be in court"),
        ("There was no explosion", "not be explosion"),
        ("Police detained the stationmaster", "police detain stationmaster"),
    ],
)
def test_what_is_denied_behind_its_verb_is_negated(text: str, words: str) -> None:
    assert str(predicate_of(tokens(text))) == words
