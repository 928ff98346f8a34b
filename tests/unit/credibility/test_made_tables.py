from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.credibility.made_tables import (
    Made,
    authors_of_books,
    labels_by_a_crowd,
    places,
    populations,
)
from tracker.credibility.weighing import weigh


def gain(made: Made) -> float:
    return made.share_right(weigh(made.votes).answers) - made.share_right(made.plain_vote())


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    ("make", "least"),
    [
        (authors_of_books, 0.01),
        (places, 0.1),
        (labels_by_a_crowd, 0.0),
        (populations, 0.01),
    ],
)
def test_weighing_is_right_more_often_than_the_plain_vote(make: Callable[[int], Made], least: float, seed: int) -> None:
    assert gain(make(seed)) >= least


def test_nearly_all_lists_of_authors_are_found_whatever_way_they_are_written() -> None:
    made = authors_of_books(3)
    assert made.share_right(weigh(made.votes).answers) >= 0.95
