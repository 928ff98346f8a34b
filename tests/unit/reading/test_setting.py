"""A claim plays where and when its own clause says, else where and when its incident was."""

from __future__ import annotations

import pytest

from tracker.reading.claims import read

PUBLISHED = "2021-05-04"
"""A Tuesday."""
QUAKE = "An earthquake struck the Zarun valley on Monday, killing 31 people, officials said.\n\n"


def settings(text: str) -> list[tuple[float | None, str | None, str]]:
    return [(claim.low, claim.place, str(claim.event_time)) for claim in read(text, published=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A quake in the Zarun valley killed 12 people on Monday.", "Zarun valley"),
        ("Floods killed 12 people in three districts of Sarvan on Monday.", "Sarvan"),
        ("Floods killed 12 people in Pashtan district on Monday.", "Pashtan district"),
        ("A ferry sank off Tarvik on Monday, killing 12 people.", "Tarvik"),
        ("A bomb on the road to Dor Kalan killed 12 people on Monday.", "Dor Kalan"),
        ("Twelve people were killed in a mine collapse on Monday near Velin.", "Velin"),
        ("A blast in Velin in the Sarvan region killed 12 people on Monday.", "Velin"),
        ("A bomb fell on the Sarvan refugee camp on Monday, killing 12 people.", "Sarvan refugee camp"),
        ("East of Velin, shelling killed 12 people on Monday.", "Velin"),
        ("In Velin, residents said shelling killed 12 people on Monday.", "Velin"),
        ("An explosion in Velin killed 12 people on Monday; they were taken to Sarvan hospital.", "Velin"),
        ("Peru's disaster agency said floods killed 12 people in Velin on Monday.", "Velin"),
    ],
)
def test_a_place_is_known_by_the_words_beside_it(text: str, place: str) -> None:
    assert settings(text)[0] == (12, place, "2021-05-03")


def test_where_the_speaker_stood_is_not_where_it_happened() -> None:
    text = QUAKE + "Governor Farid Osmani told reporters in Herat that 17 children were killed."
    assert settings(text)[1] == (17, "Zarun valley", "2021-05-03")


def test_a_figure_of_one_district_is_set_there_and_not_where_the_report_is() -> None:
    text = QUAKE + "Volunteers said 44 people were killed in the district of Pashtan."
    assert settings(text)[1] == (44, "Pashtan", "2021-05-03")


def test_a_name_shown_to_be_a_place_is_one_in_later_sentences() -> None:
    text = "Police said five people died in Buzin. The ministry denied that fighting had reached Buzin on Monday."
    assert {place for _, place, _ in settings(text)} == {"Buzin"}


def test_there_is_where_the_sentence_was_last() -> None:
    text = (
        QUAKE + "The army said nine people died in the district of Pashtan and that 12 people were still missing there."
    )
    assert [(low, place) for low, place, _ in settings(text)[1:]] == [(9, "Pashtan"), (12, "Pashtan")]


def test_the_place_of_another_assertion_is_left_to_it() -> None:
    text = "The mayor of Badin said 23 people drowned in his town and that the wall at Kalri broke on May 1."
    assert settings(text)[0] == (23, "Badin", "None")


def test_each_clause_keeps_its_own_day() -> None:
    text = "A blast in Velin killed six people on Sunday. Police arrested four people in Velin on Monday."
    assert [time for *_, time in settings(text)] == ["2021-05-02", "2021-05-03"]


def test_the_day_on_which_a_toll_rose_is_no_day_of_dying() -> None:
    text = QUAKE + "The death toll from the quake rose to 40 on Tuesday, the army said."
    toll = read(text, published=PUBLISHED)[1]
    assert (str(toll.event_time), str(toll.as_of)) == ("2021-05-03", "2021-05-04")


def test_two_days_after_is_reckoned_from_the_day_in_front() -> None:
    text = (
        "Rescuers freed nine miners on Monday, two days after a gallery collapsed at a mine near Velin. "
        "The union said eleven miners were killed in the collapse."
    )
    assert settings(text)[1] == (11, "Velin", "2021-05-01")


def test_an_older_event_of_the_background_keeps_its_own_year() -> None:
    text = QUAKE + "In 2015 a similar quake killed 90 people in Badrin province."
    assert settings(text)[1] == (90, "Badrin", "2015")


def test_a_strike_of_workers_is_no_attack() -> None:
    text = "The union said 12 people were injured in the strike by miners in Velin on Monday."
    assert read(text, published=PUBLISHED)[0].incident == "walkout, Velin, 2021-05-03"
