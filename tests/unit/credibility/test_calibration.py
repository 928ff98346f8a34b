from __future__ import annotations

import math

import pytest

from tests.unit.credibility.claims import claim, decision, dispute, votes_of
from tracker.credibility.calibration import BINS, Foretold, calibration
from tracker.credibility.hindsight import chances_before
from tracker.credibility.teaching import worth_settling
from tracker.model.scales import Outcome
from tracker.model.track_record import WeighedQuestion


def test_under_twenty_outcomes_there_is_a_diagram_but_no_score() -> None:
    found = calibration([Foretold(0.9, True, "ada")] * 19)
    assert (found.outcomes, found.brier, found.log_score) == (19, None, None)
    assert sum(part.count for part in found.bins) == 19


def test_scores_are_those_of_brier_and_of_the_log() -> None:
    found = calibration([Foretold(0.8, True, "ada")] * 16 + [Foretold(0.8, False, "ben")] * 4)
    assert found.brier == pytest.approx(0.16)
    assert found.log_score == pytest.approx(-(16 * math.log(0.8) + 4 * math.log(0.2)) / 20, abs=1e-6)
    [part] = [part for part in found.bins if part.count]
    assert (part.low, part.high, part.true) == (0.8, 0.9, 0.8)
    assert part.given == pytest.approx(0.8)


def test_each_analyst_has_a_score_of_their_own_most_answers_first() -> None:
    found = calibration([Foretold(0.9, False, "ben")] * 3 + [Foretold(0.5, True, "ada")] * 20)
    assert [(score.analyst, score.outcomes, score.brier) for score in found.analysts] == [
        ("ada", 20, 0.25),
        ("ben", 3, None),
    ]


def test_the_ends_of_the_scale_have_a_bin_and_one_surprise_a_finite_score() -> None:
    found = calibration([Foretold(0.0, True, "ada"), Foretold(1.0, False, "ada")] * 10)
    assert (found.bins[0].count, found.bins[BINS - 1].count) == (10, 10)
    assert found.log_score is not None
    assert math.isfinite(found.log_score)


@pytest.mark.parametrize("probability", [-0.01, 1.01, math.nan])
def test_what_is_no_probability_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="expected 0 to 1"):
        calibration([Foretold(probability, True, "ada")])


def test_each_answer_is_scored_with_its_chance_before_the_decision() -> None:
    seven, many, more = claim("a", 7), claim("b", 27), claim("c", 26)
    settled = decision("D1", Outcome.PREFER_SOURCE, [seven, many, more], preferred="a")
    votes = votes_of([seven, many, more], [dispute([seven], [many, more])], [settled])
    found = list(chances_before(votes))
    assert [outcome.came_true for outcome in found] == [False, False, True]
    assert all(0 < outcome.probability < 1 for outcome in found)


def test_an_outcome_names_who_decided() -> None:
    seven, many = claim("a", 7), claim("b", 27)
    settled = decision("D1", Outcome.PREFER_SOURCE, [seven, many], preferred="a")
    assert {o.analyst for o in chances_before(votes_of([seven, many], [dispute([seven], [many])], [settled]))} == {
        settled.by
    }


def test_a_decision_on_a_pair_is_scored_too() -> None:
    seven, many = claim("a", 7), claim("b", 27)
    settled = decision(f"{seven.id}-{many.id}", Outcome.PREFER_SOURCE, [seven, many], preferred="b")
    found = list(chances_before(votes_of([seven, many], [dispute([seven], [many])], [settled])))
    assert [outcome.came_true for outcome in found] == [True, False]


def test_questions_that_nobody_decided_have_no_outcome() -> None:
    seven, many = claim("a", 7), claim("b", 27)
    assert list(chances_before(votes_of([seven, many], [dispute([seven], [many])]))) == []


def test_what_is_wide_open_and_much_reported_teaches_most() -> None:
    narrow = WeighedQuestion(question="narrow", answer="40", low=38, high=42, reports=9)
    wide = WeighedQuestion(question="wide", answer="40", low=10, high=160, reports=9)
    wide_of_few = WeighedQuestion(question="few", answer="40", low=10, high=160, reports=2)
    decided = WeighedQuestion(question="sure", answer="north", support=(("north", 0.99), ("south", 0.01)), reports=9)
    found = worth_settling([narrow, decided, wide_of_few, wide])
    assert [question.question for question in found] == ["wide", "few", "narrow", "sure"]
