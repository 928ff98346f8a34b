"""A user's words in the shipped tables."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tracker.reading import lexicons
from tracker.reading.own_words import WordsError, merged

MEASURES = {"killed": {"nouns": ["death"], "passive": ["slain"]}, "wounded": {"nouns": [], "passive": ["hurt"]}}


def test_lists_grow_and_the_shipped_table_stays_as_it_is() -> None:
    grown = merged(MEASURES, {"killed": {"passive": ["Felled", "slain"]}}, "measures")
    assert grown["killed"] == {"nouns": ["death"], "passive": ["slain", "felled"]}
    assert MEASURES["killed"]["passive"] == ["slain"]


def test_a_new_measure_needs_only_the_lists_it_uses() -> None:
    grown = merged(MEASURES, {"poisoned": {"passive": ["poisoned"]}}, "measures")
    assert grown["poisoned"] == {"nouns": [], "passive": ["poisoned"]}


def test_codes_keep_their_capitals_and_numbers_are_replaced() -> None:
    assert merged({"all": ["AED"]}, {"all": ["XTS"]}, "units.codes") == {"all": ["AED", "XTS"]}
    assert merged({"dozen": 12, "score": 20}, {"score": 21}, "numbers.collectives") == {"dozen": 12, "score": 21}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"killed": {"pasive": ["felled"]}}, "measures.killed.pasive is not known; there are nouns, passive"),
        ({"killed": {"passive": "felled"}}, "measures.killed.passive must be a list of words"),
        ({"killed": {"passive": [3]}}, "measures.killed.passive must be a list of words"),
        ({"killed": {"passive": [" "]}}, "measures.killed.passive must be a list of words"),
        ({"killed": ["felled"]}, "measures.killed must be a table"),
        ({"poisoned": ["poisoned"]}, "measures.poisoned must be a table"),
    ],
)
def test_what_does_not_fit_is_named_by_its_key(own: dict[str, Any], told: str) -> None:
    with pytest.raises(WordsError, match=told.replace(".", r"\.")):
        merged(MEASURES, own, "measures")


def test_a_number_cannot_become_a_word() -> None:
    with pytest.raises(WordsError, match=r"numbers\.units\.ten must be written like 10"):
        merged({"ten": 10}, {"ten": "ten"}, "numbers.units")


def test_tables_that_do_not_exist_are_refused_before_anything_is_added() -> None:
    with pytest.raises(WordsError, match="there is no table 'mesures'"):
        lexicons.extend({"mesures": {}}, {})
    with pytest.raises(WordsError, match=r"there is no table 'towns\.tsv'"):
        lexicons.extend({}, {"towns.tsv": (("Brenholt", "Norway"),)})
    with pytest.raises(WordsError, match="must have the columns name, country, spellings"):
        lexicons.extend({}, {"cities.tsv": (("Brenholt",),)})
    assert "killed" in lexicons.table("measures")


def test_words_that_come_after_something_was_read_are_refused() -> None:
    lexicons.table("measures")
    with pytest.raises(RuntimeError, match="read already"):
        lexicons.extend({"measures": {"killed": {"passive": ["felled"]}}}, {})


def test_extended_words_are_read() -> None:
    program = """
from tracker.reading.lexicons import extend
extend(
    {"measures": {"killed": {"passive": ["felled"]}}, "populations": {"river pilots": ["river pilots"]}},
    {"cities.tsv": (("Brenholtfoss", "Norway"),)},
)
from tracker.reading.claims import read
[claim] = read("Police said three river pilots were felled in Brenholtfoss.")
print(claim.measure, claim.population, claim.place)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "killed river pilots Brenholtfoss\n"
