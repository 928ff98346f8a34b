from __future__ import annotations

import numpy as np
import pytest

from tracker.credibility.ballots import facet_position
from tracker.credibility.segments import Segments
from tracker.credibility.table import tabulate
from tracker.model.weighing import Question, Vote


def test_a_repeated_vote_is_one_claim() -> None:
    assert len(tabulate([("a", "q", "x")] * 3).source) == 1


def test_two_answers_of_one_source_share_its_vote_where_nobody_knows_which_was_last() -> None:
    assert tabulate([("a", "q", "x"), ("a", "q", "y")]).share.tolist() == [0.5, 0.5]


def test_parts_of_compound_questions_that_say_what_is_asked_are_found() -> None:
    assert facet_position([(what, n) for n in range(10) for what in ("killed", "wounded")]) == 0
    assert facet_position([(n, n + 1) for n in range(200)]) is None
    assert facet_position(["a", ("b", "c")]) is None


def test_each_group_of_compound_questions_has_its_own_kind() -> None:
    votes = [(f"s{n}", (event, "when"), f"1{n}:30") for event in range(8) for n in range(3)]
    votes += [(f"s{n}", (event, "dead"), str(100 + 7 * n)) for event in range(8) for n in range(3)]
    table = tabulate(votes)
    kinds = {question[1]: kind for question, kind in zip(table.questions, table.kinds, strict=True)}  # type: ignore[index]
    assert kinds == {"when": "time", "dead": "number"}


def test_answers_used_again_and_again_are_a_closed_vocabulary() -> None:
    closed = tabulate([(f"s{n}", f"q{q}", "yes" if (n + q) % 3 else "no") for q in range(10) for n in range(5)])
    opened = tabulate([(f"s{n}", f"q{q}", f"{q} {n}") for q in range(10) for n in range(5)])
    assert set(closed.options.tolist()) == {2.0}
    assert opened.options.min() > 5
    assert opened.cell_word.max() == -1


def test_answers_that_blame_somebody_are_possible_without_being_given() -> None:
    question = Question(kind="choice", blames={"north": "north", "south": "south"})
    table = tabulate([Vote(source="a", question="q", value="storm")], questions={"q": question})
    assert set(table.cell_value) == {"north", "south", "storm"}


@pytest.mark.parametrize("unseen", [0.0, 3.0])
def test_chances_over_cells_and_unseen_answers_add_up_to_one(unseen: float) -> None:
    item = np.array([0, 0, 0, 1, 1])
    segments = Segments(item, np.full(2, unseen))
    score = np.array([900.0, 880.0, -30.0, 0.0, 0.0])
    chances = segments.normalised(score, np.array([5.0, 0.0, 0.0, 0.0, 0.0]), np.full(2, max(unseen, 1.0)))
    sums = np.bincount(item, chances)
    assert np.all(sums <= 1 + 1e-12)
    assert sums[0] == pytest.approx(1.0)
    assert (sums[1] == pytest.approx(1.0)) == (unseen == 0)


def test_a_sum_without_the_largest_term_keeps_its_digits() -> None:
    segments = Segments(np.array([0, 0, 0]), np.zeros(1))
    assert segments.log_sum_but_own(np.array([500.0, 1.0, 2.0]))[0] == pytest.approx(np.logaddexp(1.0, 2.0))
