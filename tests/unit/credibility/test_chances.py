from __future__ import annotations

import pytest

from tracker.credibility.chances import chance_near, chance_of, is_near
from tracker.credibility.weighing import weigh
from tracker.model.weighing import Question


def test_a_figure_at_the_estimate_is_likelier_than_any_other() -> None:
    chances = [chance_near(figure, 40, 30, 53) for figure in (20, 33, 40, 48, 80)]
    assert max(chances) == chances[2]
    assert all(0 <= chance <= 1 for chance in chances)


def test_a_settled_figure_is_certain_and_others_are_impossible() -> None:
    assert chance_near(40, 40, 40, 40) == pytest.approx(1)
    assert chance_near(400, 40, 40, 40) == pytest.approx(0)


def test_none_and_one_are_different_figures() -> None:
    assert not is_near(0, 1)
    assert is_near(0, 0)


def test_an_answer_to_a_question_nobody_weighed_has_no_chance() -> None:
    weighing = weigh([("a", "who", "north"), ("b", "who", "south"), ("a", "lost", 7), ("b", "lost", 9)],
                     questions={"lost": Question(kind="count")})  # fmt: skip
    assert chance_of("west", "who", weighing, is_figure=False) is None
    assert chance_of(7, "hurt", weighing, is_figure=True) is None
    assert 0 < (chance_of("north", "who", weighing, is_figure=False) or 0) < 1
    assert 0 < (chance_of(7, "lost", weighing, is_figure=True) or 0) < 1
