from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.credibility.numbers import number_in
from tracker.credibility.people import people_in
from tracker.credibility.places import place_parts
from tracker.credibility.times import moment_in
from tracker.credibility.values import Alternatives, alternatives, is_empty, kind_of
from tracker.credibility.weighing import weigh


def same(kind: str, one: Any, other: Any) -> bool:
    labels = alternatives(kind, [one, other]).labels
    return labels[0] == labels[1] >= 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11:35 p.m.", "23:35"),
        ("11:35 PM", "23:35:10"),
        ("12:05 a.m.", "0:05"),
        ("12:05 p.m.", "12:05"),
        ("9 pm", "21:00"),
        ("Tue 14:20", "2:20p"),
        ("31 July 2017", "2017-07-31"),
        ("July 31, 2017", "31 Jul 2017"),
        ("2017-07-31", dt.date(2017, 7, 31)),
        ("14:20", dt.time(14, 20)),
    ],
)
def test_one_time_in_two_spellings_is_one_answer(one: Any, other: Any) -> None:
    assert same("time", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("11:35 a.m.", "11:35 p.m."), ("23:35", "23:36"), ("May 2017", "June 2017")],
)
def test_different_times_are_different_answers(one: str, other: str) -> None:
    assert not same("time", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Art Conklin", "Conklin, Art"),
        ("Ana de la Cruz", "de la Cruz, Ana"),
        ("J. Okafor", "Okafor, John"),
        ("Müller, Jörg", "Jorg Muller"),
        ("Garcia Marquez, Gabriel", "Gabriel Garcia Marquez"),
        ("Smith-Jones, Mary", "Mary Smith-Jones"),
        ("van der Berg, Jan", "JAN VAN DER BERG"),
        ("Prof. Mary Ellen Stone", "Mary Stone"),
        ("Lee, Ann; Chu, Bo", "Bo Chu and Ann Lee"),
        ("Ann Lee, Bo Chu", "Lee, Ann & Chu, Bo"),
        ("Lee, Ann, Chu, Bo", "Ann Lee/Bo Chu"),
        ("Katharina Schwarzenbach", "Katharina Schwarzenbech"),
        ("Lee A., Chu B.", "A. Lee; B. Chu"),
        ("Lee Ann; Chu Bo", "Ann Lee; Bo Chu"),
        ("LEE ANN CHU BO", "Ann Lee; Bo Chu"),
        ("Lee, Ann (Author) Chu, Bo (Author)", "Ann Lee, Bo Chu"),
        ("Ann Lee - Bo Chu", "Lee, Ann/ Chu, Bo"),
        ("Edited by Ann Lee and Bo Chu", "Ann Lee; Bo Chu"),
        ("Berg, Jan van der", "Jan van der Berg"),
        ("Marta Ruiz Ortega", "Ruiz-Ortega, Marta"),
        ("Bill Okafor", "Okafor, William T."),
        ("JT Okafor", "Okafor, John Thomas"),
        ("Okafor, Jon; Okafor, J.", "Jon Okafor"),
        ("Ann Lee; Harbour Press Inc.", "Lee, Ann"),
    ],
)
def test_one_list_of_names_in_two_spellings_is_one_answer(one: str, other: str) -> None:
    assert same("names", one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Bo Lee"),
        ("Ann Lee", "Ann Chu"),
        ("Ann Lee; Bo Chu", "Ann Lee; Bo Stone"),
        ("Ann Lee", "Ann Lea"),
        ("Kurt E. Stone", "Jane E. Stone"),
        ("Ann E. Stone; Jan E. Stone", "Ann E. Stone"),
    ],
)
def test_different_people_are_different_answers(one: str, other: str) -> None:
    assert not same("names", one, other)


@pytest.mark.parametrize("text", ["Not Available", "unknown", "Various", "N/A", "-"])
def test_where_others_name_people_a_remark_is_no_answer(text: str) -> None:
    assert alternatives("names", ["Ann Lee", text]).labels == [0, -1]


def test_a_place_is_completed_from_what_the_table_says_elsewhere() -> None:
    votes = [
        ("a", 1, "Herat, Guzara, Afghanistan"),
        ("a", 2, "Herat"),
        ("b", 2, "Afghanistan/Guzara/Herat"),
        ("c", 2, "Iraq"),
    ]
    assert weigh(votes).answers[2] == "Afghanistan/Guzara/Herat"
    assert weigh(votes).support[2].keys() == {"Afghanistan/Guzara/Herat", "Iraq"}


@pytest.mark.parametrize("piece", [" ", "( )", " - ", "a:// / ", "x "])
def test_a_long_cell_without_sense_is_read_at_once(piece: str) -> None:
    text = piece * 20_000 + "x"
    start = time.process_time()
    people_in(text)
    place_parts(text)
    assert time.process_time() - start < 2.0


def test_a_place_of_which_there_are_two_is_not_completed() -> None:
    votes = [("a", 1, "Troy, Turkey"), ("a", 2, "Troy"), ("b", 2, "Troy, Ohio")]
    assert weigh(votes).support[2].keys() == {"Troy", "Troy, Ohio"}


def test_names_are_given_in_full_and_without_what_stands_beside_them() -> None:
    votes = [
        ("a", "q", "Lee, A."),
        ("b", "q", "Lee, A."),
        ("c", "q", "Lee, Ann (editor)"),
        ("d", "q", "Lee, Ann"),
    ]
    assert weigh([*votes, ("e", "p", "Stone, Kim; Chu, Bo")]).answers["q"] == "Lee, Ann"


def test_nobody_is_named_by_et_al() -> None:
    assert people_in("Ann Lee et al.") == people_in("Lee, Ann (editor)")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kabul, Afghanistan", "kabul,  AFGHANISTAN"),
        ("Texas, USA", "Texas, United States"),
        ("Province of Herat", "Herat province"),
        ("http://places.example/resource/New_York", "New York"),
    ],
)
def test_one_place_in_two_spellings_is_one_answer(one: str, other: str) -> None:
    assert same("place", one, other)


@pytest.mark.parametrize(
    ("kind", "less", "more"),
    [
        ("place", "Afghanistan", "Kabul, Afghanistan"),
        ("place", "Kabul", "Kabul, Afghanistan"),
        ("place", "Texas", "Austin, USA"),
        ("place", "Asia", "Kabul, Afghanistan"),
        ("place", "Split, Yugoslavia", "Split, Croatia"),
        ("time", "July 2017", "31 July 2017"),
        ("names", "Ann Lee", "Ann Lee; Bo Chu"),
        ("number", "12000", "11,874"),
    ],
)
def test_a_less_precise_answer_covers_a_more_precise_one(kind: str, less: str, more: str) -> None:
    assert alternatives(kind, [less, more]) == Alternatives([0, 1], 2, [(0, 1)])


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("place", "Iraq", "Kabul, Afghanistan"),
        ("place", "Yugoslavia", "Riga, Latvia"),
        ("place", "Asia", "Riga, Europe"),
        ("number", "12000", "11400"),
        ("number", "12000", "12000.0"),
    ],
)
def test_answers_that_exclude_each_other_or_are_equal_cover_nothing(kind: str, one: str, other: str) -> None:
    assert alternatives(kind, [one, other]).covers == []


def test_a_remark_among_times_is_no_answer() -> None:
    assert alternatives("time", ["10:15", "not available"]).labels == [0, -1]


def test_where_nothing_is_a_time_remarks_are_the_answers() -> None:
    assert alternatives("time", ["not available", "Cancelled"]).labels == [0, 1]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["1,204", "1198", "about 1200", "950"], "number"),
        (["11:35 p.m.", "23:35", "unknown"], "time"),
        (["2017-07-31", "31 July 2017", "August 2017"], "time"),
        (["Lee, Ann", "Chu, Bo; Stone, C.", "Okafor and Lee"], "names"),
        (["Kabul, Afghanistan", "Iraq", "Mosul"], "place"),
        ([f"Town{number}" for number in range(20)] + ["Peru", "Chile", "Ohio"], "place"),
        (["raid", "ambush"] * 10 + ["Peru", "Chile", "Ohio"], "choice"),
        (["yes", "no", "yes"], "choice"),
        (["1", "0"] * 20, "choice"),
        ([True, False], "choice"),
    ],
)
def test_the_kind_of_a_group_is_found_out_from_its_values(values: list[Any], kind: str) -> None:
    assert kind_of(values) == kind


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), [], ()])
def test_a_value_without_content_is_empty(value: Any) -> None:
    assert is_empty(value)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_number_is_read_back_with_and_without_separators(number: int) -> None:
    assert number_in(f"{number:,}") == number_in(str(number)) == number_in(number) == number


@given(st.times())
def test_a_clock_time_is_read_back_in_both_notations(time: dt.time) -> None:
    assert moment_in(time.strftime("%I:%M %p")) == moment_in(time.strftime("%H:%M"))


@given(st.text(max_size=40))
def test_no_text_is_refused(text: str) -> None:
    for kind in ("choice", "number", "time", "names", "place"):
        assert len(alternatives(kind, [text, "x"]).labels) == 2
