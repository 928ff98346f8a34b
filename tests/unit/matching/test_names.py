"""Names of people, groups and bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.matching.names import canonical, same_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ISIL", "Daesh"),
        ("the so-called Islamic State", "IS"),
        ("the Islamic State (IS)", "Islamic State group"),
        ("U.N.", "the United Nations"),
        ("U.S.", "United States of America"),
        ("General Anders Holm", "Anders Holm"),
        ("Holm, Anders", "Anders Holm"),
        ("Gen. Holm", "Anders Holm"),
        ("Association of Harbour Pilots", "AHP"),
        ("Mohammed al-Rashidi", "Muhammad al Rashidi"),
        ("Сергей Воронов", "Sergey Voronov"),
        ("Harbour Shipping Ltd", "Harbour Shipping Limited"),
        ("Anders Jon Holm", "Anders Holm"),
        ("Bill Thatchwood", "William Thatchwood"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert same_name(a, b) >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Korea", "South Korea"),
        ("Islamic State", "Islamic State Khorasan Province"),
        ("minister of health", "deputy minister of health"),
        ("Ministry of Health", "Ministry of Defence"),
        ("Third Brigade", "Fourth Brigade"),
        ("Brigade 12", "Brigade 21"),
        ("Anders Holm", "Peter Holm"),
        ("Harbour Bank", "Harbour Bank Trust"),
        ("Taliban", "Pakistani Taliban"),
        ("Harbour police", "Dock union"),
    ],
)
def test_two_names_that_differ_in_a_telling_word(a: str, b: str) -> None:
    assert same_name(a, b) < 0.5


def test_nobody_has_an_empty_name() -> None:
    assert same_name("", "") == 0.0
    assert canonical("") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_score_that_does_not_depend_on_their_order(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    assert 0.0 <= same_name(a, b) <= 1.0
