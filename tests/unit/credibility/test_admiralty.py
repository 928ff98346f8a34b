from __future__ import annotations

import pytest

from tracker.credibility.admiralty import proposed_digit, proposed_letter
from tracker.credibility.parameters import parameters
from tracker.model.weighing import SourceRecord


def record(right: float, wrong: float, *, judged: bool = True) -> SourceRecord:
    mean = (4 + right) / (6 + right + wrong)
    return SourceRecord(
        reliability=mean if judged else None, low=0.1, high=0.99, effective=right + wrong, right=right, wrong=wrong
    )


@pytest.mark.parametrize(
    ("right", "wrong", "letter"),
    [(100, 2, "A"), (80, 15, "B"), (65, 35, "C"), (45, 50, "D"), (10, 60, "E"), (3, 0, "B")],
)
def test_a_letter_is_proposed_where_its_share_is_more_likely_than_not_reached(
    right: float, wrong: float, letter: str
) -> None:
    assert proposed_letter(record(right, wrong)).value == letter


def test_who_cannot_be_judged_is_f_whatever_the_mean() -> None:
    assert proposed_letter(record(2, 0, judged=False)).value == "F"


@pytest.mark.parametrize(
    ("chance", "agreeing", "others", "digit"),
    [(0.9, 2, 2, 1), (0.9, 1, 1, 2), (0.5, 2, 3, 3), (0.3, 0, 2, 4), (0.1, 0, 2, 5), (0.9, 2, 0, 6), (None, 0, 3, 6)],
)
def test_a_digit_is_proposed_from_what_others_say(chance: float | None, agreeing: int, others: int, digit: int) -> None:
    assert proposed_digit(chance, agreeing, others) == digit


def test_every_parameter_is_a_finite_number_with_the_module_it_is_of() -> None:
    found = parameters()
    assert found["independence.COPIED"] == 0.8
    assert found["reprints.LIKE"] == 80
    assert all("." in name and abs(float(value)) < 1e12 for name, value in found.items() if isinstance(value, float))
