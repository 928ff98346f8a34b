"""Words as data: places, populations, sentences."""

from __future__ import annotations

import pytest

from tracker.reading.mentions import acronyms
from tracker.reading.places import country_of, demonym_of, places
from tracker.reading.populations import counted_after
from tracker.reading.quotes import quotations
from tracker.reading.sentences import sentence_spans
from tracker.reading.tokens import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It began in Kabul.", ["Kabul"]),
        ("It began in Afghanistan's capital, Kabul.", ["Afghanistan", "Kabul"]),
        ("It began near the settlement of Berezivka.", ["Berezivka"]),
        ("The U.S. forces left.", []),
        ("They left the U.S. in May.", []),
        ("They live in the U.S. now.", ["United States"]),
        ("It began in January.", []),
    ],
)
def test_places_are_found_and_adjectives_are_not(text: str, found: list[str]) -> None:
    assert [place.name for place in places(tokens(text))] == found


def test_demonyms_and_countries_belong_together() -> None:
    assert [demonym_of(word) for word in ("Russia", "Russian", "U.S.", "Iraq", "army")] == [
        "Russian",
        "Russian",
        "US",
        "Iraqi",
        None,
    ]
    assert country_of("Iraqi") == "Iraq"


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("policemen", "police"),
        ("people", "everyone"),
        ("others", "others"),
        ("US service members", "US soldiers"),
        ("Italian embassy staff workers", "Italian staff"),
        ("police officers and embassy staff", "police and staff"),
        ("Front fighters", "Front militants"),
        ("ten-year-old cars", None),
    ],
)
def test_words_beside_a_figure_become_a_population(text: str, population: str | None) -> None:
    assert counted_after(tokens(text), 0).population == population


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was No. 10 on the list.", 1),
        ("Gen. Ort spoke. He left.", 2),
        ("He came at 5 p.m. He left.", 2),
        ("“It held.” She left.", 2),
        ("First line\nSecond line", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


def test_acronyms_are_taken_from_the_text() -> None:
    assert acronyms("the Coal Miners Union (CMU) and the bank (in Bonn)") == {"CMU": "Coal Miners Union"}


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“It held.\n\n“It broke.”"
    assert [(text[start:end], closed) for start, end, closed in quotations(text)] == [
        ("“It held.", False),
        ("“It broke.”", True),
    ]
