from __future__ import annotations

import random

import pytest

from tests.unit.credibility.claims import claim, decision, dispute, sources, votes_of
from tracker.credibility.case_votes import UNNAMED, figure_of
from tracker.credibility.sides import blamed_side, counted_side, side_of
from tracker.model.claim import Polarity
from tracker.model.quantity import Quantity
from tracker.model.scales import Outcome
from tracker.model.source import Alias, SourceKind


@pytest.mark.parametrize(
    ("quantity", "figure"),
    [
        (Quantity(value=27, low=27, high=27), 27),
        (Quantity(low=4, high=9), 6),
        (Quantity(low=0, high=8), 4),
        (Quantity(low=90), 90),
        (Quantity(high=1000), 1000),
    ],
)
def test_a_claim_stands_for_its_value_the_middle_of_its_range_or_its_only_bound(
    quantity: Quantity, figure: float
) -> None:
    assert figure_of(claim("a", quantity=quantity)) == figure


def test_a_denied_figure_stands_for_none_but_a_denial_of_any_stands_for_zero() -> None:
    assert figure_of(claim("a", 27, polarity=Polarity.DENIED)) is None
    assert figure_of(claim("a", 0, polarity=Polarity.DENIED)) == 0
    assert figure_of(claim("a")) is None


def test_a_dispute_on_figures_is_a_count_with_the_figures_that_were_given() -> None:
    low, high = claim("a", 7), claim("b", 27)
    votes = votes_of([low, high], [dispute([low], [high])])
    assert {(vote.source, vote.value) for vote in votes.votes} == {("a", 7.0), ("b", 27.0)}
    assert votes.questions["D1"].kind == "count"
    assert votes.headings["D1"] == "blast: killed, police"


def test_figures_of_a_part_and_of_the_whole_are_not_set_against_each_other() -> None:
    whole, part, other = claim("a", 40, population="everyone"), claim("b", 12, population="children"), claim("c", 9)
    nine = other.model_copy(update={"population": "everyone"})
    votes = votes_of([whole, part, nine], [dispute([whole, part], [nine], population=None)])
    assert {vote.source for vote in votes.votes if vote.question == "D1"} == {"a", "c"}


def test_none_of_a_larger_group_says_none_of_its_part() -> None:
    none, seven = claim("a", 0, population="police and staff"), claim("b", 7)
    votes = votes_of([none, seven], [dispute([none], [seven])])
    assert {(vote.source, vote.value) for vote in votes.votes} == {("a", 0.0), ("b", 7.0)}


def test_hours_are_not_compared_with_days() -> None:
    hours = [
        claim(name, measure="duration", quantity=Quantity(value=n, low=n, high=n, unit="hour"))
        for name, n in (("a", 4), ("b", 6))
    ]
    days = claim("c", measure="duration", quantity=Quantity(value=2, low=2, high=2, unit="day"))
    votes = votes_of([*hours, days], [dispute(hours[:1], [*hours[1:], days], measure="duration", population=None)])
    assert {vote.source for vote in votes.votes if vote.question == "D1"} <= {"a", "b"}
    assert votes.questions.get("D1") is None or votes.questions["D1"].kind == "number"


def test_a_dispute_on_statements_has_its_camps_as_answers() -> None:
    ended, went_on = (claim(name, measure="event", population=None) for name in "ab")
    votes = votes_of([ended, went_on], [dispute([ended], [went_on], measure="event", labels=("ended", "went on"))])
    assert {(vote.source, vote.value) for vote in votes.votes} == {("a", "ended"), ("b", "went on")}
    assert votes.questions["D1"].kind == "choice"


def test_figures_that_nobody_disputes_are_a_question_when_two_sources_give_them() -> None:
    votes = votes_of([claim("a", 7), claim("b", 7), claim("c", 3, measure="wounded")])
    assert list(votes.questions) == ["I1|killed|police|"]
    assert {vote.source for vote in votes.votes} == {"a", "b"}


def test_a_source_that_speaks_twice_answers_with_its_newest_figure_in_whatever_order_claims_come() -> None:
    old, new, other = claim("a", 5, hour=1), claim("a", 9, hour=4), claim("b", 7)
    question = dispute([old, new], [other])
    for claims in ([old, new, other], [new, other, old]):
        assert {(vote.source, vote.value) for vote in votes_of(claims, [question]).votes} == {("a", 9.0), ("b", 7.0)}


def test_of_two_figures_without_a_time_the_one_taken_in_last_counts_in_any_order() -> None:
    first, second, other = claim("a", 5, stated_at=None), claim("a", 9, stated_at=None), claim("b", 7)
    question = dispute([first, second], [other])
    told = [votes_of(order, [question]).votes for order in ([first, second, other], [second, first, other])]
    assert told[0] == told[1]
    assert [vote.value for vote in told[0] if vote.source == "a"] == [9.0]


def test_votes_do_not_depend_on_the_order_of_claims_and_disputes() -> None:
    claims = [claim(f"s{hour}", figure, hour=hour) for hour, figure in enumerate((1, 2, 2, 9, 9, 4))]
    disputes = [dispute(claims[:3], claims[3:5]), dispute([claims[0]], [claims[5]], name="D2")]
    expected = votes_of(claims, disputes)
    random.Random(1).shuffle(claims)
    assert votes_of(claims, disputes[::-1]).votes == expected.votes


# -- origins -----------------------------------------------------------------------------------------------------------


def test_a_spokesman_cites_the_body_it_speaks_for() -> None:
    known = sources("ministry", "spokesman", "b", spokesman={"parent": "ministry"})
    votes = votes_of([claim("spokesman", 7), claim("b", 9)], known=known)
    assert {vote.source: vote.cites for vote in votes.votes} == {"spokesman": "ministry", "b": None}


def test_a_later_quote_in_the_same_words_cites_the_first_source_of_them() -> None:
    words = "Seven policemen were killed at the gate of the embassy"
    told = [claim("wire", 7, quote=words), claim("paper", 7, quote=words, hour=3), claim("b", 9, hour=4)]
    cited = {vote.source: vote.cites for vote in votes_of(told).votes}
    assert cited == {"wire": None, "paper": "wire", "b": None}


def test_whom_nobody_can_name_repeats_whoever_says_the_same() -> None:
    told = [claim("local media", 7), claim("witnesses", 9, hour=1), claim("residents", 9, hour=2), claim("wire", 7)]
    cited = {
        vote.source: vote.cites for vote in votes_of(told, unnamed=("local media", "witnesses", "residents")).votes
    }
    assert cited == {"local media": "wire", "witnesses": UNNAMED, "residents": UNNAMED, "wire": None}


# -- decisions ---------------------------------------------------------------------------------------------------------


def test_a_settled_dispute_is_known_by_what_the_preferred_source_had_said_then() -> None:
    said, other, later = claim("a", 7), claim("b", 27), claim("a", 12, hour=9)
    question = dispute([said], [other], [later])
    settled = decision("D1", Outcome.PREFER_SOURCE, [said, other], preferred="a")
    assert votes_of([said, other, later], [question], [settled]).settled == {"D1": 7.0}


def test_a_settled_pair_settles_the_dispute_it_is_part_of() -> None:
    seven, many = claim("a", 7), claim("b", 27)
    settled = decision(f"{seven.id}-{many.id}", Outcome.PREFER_SOURCE, [seven, many], preferred="b")
    assert votes_of([seven, many], [dispute([seven], [many])], [settled]).settled == {"D1": 27.0}


def test_of_two_decisions_the_newer_holds_and_a_reopened_one_teaches_nothing() -> None:
    seven, many = claim("a", 7), claim("b", 27)
    first = decision("D1", Outcome.PREFER_SOURCE, [seven, many], preferred="a")
    second = decision("D1", Outcome.PREFER_SOURCE, [seven, many], preferred="b")
    question = dispute([seven], [many])
    assert votes_of([seven, many], [question], [second, first]).settled == {"D1": 27.0}
    reopened = second.model_copy(update={"reopened_at": second.at})
    assert votes_of([seven, many], [question], [reopened]).settled == {}


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if not outcome.is_real_conflict])
def test_a_dispute_found_to_be_no_conflict_asks_nothing(outcome: Outcome) -> None:
    seven, many = claim("a", 7), claim("b", 27)
    votes = votes_of([seven, many], [dispute([seven], [many], outcome=outcome)])
    assert votes.votes == ()


def test_a_claim_found_to_be_misread_is_nobodys_answer_anywhere() -> None:
    misread, right, other = claim("a", 70), claim("b", 7), claim("c", 7)
    pair = decision(f"{misread.id}-{right.id}", Outcome.MISREAD, [misread])
    votes = votes_of([misread, right, other], [dispute([misread], [right, other])], [pair])
    assert {vote.source for vote in votes.votes} == {"b", "c"}


# -- sides -------------------------------------------------------------------------------------------------------------


def test_a_spokesman_is_of_the_side_of_its_body_and_a_circle_of_bodies_of_none() -> None:
    known = {s.id: s for s in sources("m", "s", "x", "y", m={"party": "north"}, s={"parent": "m"})}
    assert side_of(known["s"], known) == "north"
    circle = {s.id: s for s in sources("x", "y", x={"parent": "y"}, y={"parent": "x"})}
    assert side_of(circle["x"], circle) is None


def test_losses_are_a_sides_by_its_name_or_by_what_they_are() -> None:
    known = {
        s.id: s
        for s in sources("m", "g", m={"party": "Afghanistan", "kind": "government"}, g={"party": "G", "kind": "group"})
    }
    parties = {"m": "Afghanistan", "g": "G"}
    assert counted_side({"Afghan soldiers"}, known, parties) == "Afghanistan"
    assert counted_side({"police"}, known, parties) == "Afghanistan"
    assert counted_side({"militants"}, known, parties) == "G"
    assert counted_side({"civilians"}, known, parties) is None
    assert counted_side({"police", "militants"}, known, parties) is None
    assert counted_side({"police"}, known, {}) is None


def test_an_answer_blames_a_side_by_its_name_or_by_one_of_its_sources() -> None:
    alias = (Alias(name="the Front", origin="analyst"),)
    known = sources("g", g={"party": "rebels", "kind": SourceKind.GROUP, "aliases": alias})
    assert [blamed_side(name, known, {"g": "rebels"}) for name in ("Rebels", "g", "the front", "somebody")] == [
        "rebels",
        "rebels",
        "rebels",
        None,
    ]


def test_who_did_it_has_the_sides_that_its_answers_blame() -> None:
    known = sources("m", "g", m={"party": "state"}, g={"party": "rebels"})
    told = [claim(name, measure="responsibility", population=None) for name in ("m", "g")]
    question = dispute(told[:1], told[1:], measure="responsibility", population=None, labels=("rebels", "nobody"))
    assert votes_of(told, [question], known=known).questions["D1"].blames == {"rebels": "rebels"}
