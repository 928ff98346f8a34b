"""Dates against the publication date and the last date in the text."""

from __future__ import annotations

import datetime as dt

import pytest

from tracker.reading.dates import dates

PUBLISHED = dt.date(2020, 5, 14)
"""A Thursday."""


def periods(text: str, published: dt.date | None = PUBLISHED) -> list[str]:
    return [str(found.period) for found in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on 3 April 2019", "2019-04-03"),
        ("on April 3rd, 2019", "2019-04-03"),
        ("on 2019-04-03", "2019-04-03"),
        ("on 25/12/2019", "2019-12-25"),
        ("on April 3", "2020-04-03"),
        ("on December 3", "2019-12-03"),
        ("on 3 and 5 April", "2020-04-03/2020-04-05"),
        ("in April", "2020-04"),
        ("in early April 2019", "2019-04-01/2019-04-12"),
        ("in 2018", "2018"),
        ("in 2017-18", "2017-01-01/2018-12-31"),
        ("yesterday", "2020-05-13"),
        ("today", "2020-05-14"),
        ("on Monday", "2020-05-11"),
        ("last Thursday", "2020-05-07"),
        ("last year", "2019"),
        ("earlier this month", "2020-05-01/2020-05-14"),
        ("three days ago", "2020-05-11"),
        ("overnight", "2020-05-13/2020-05-14"),
        ("in the summer of 2016", "2016-06-01/2016-08-31"),
    ],
)
def test_a_date_is_read_against_the_day_of_publication(text: str, period: str) -> None:
    assert periods(text) == [period]


def test_a_later_month_takes_the_year_of_the_story_it_stands_in() -> None:
    assert periods("In March 2012 they took the mine, while later in June they lost it.") == ["2012-03", "2012-06"]


def test_the_same_day_is_the_day_named_before() -> None:
    assert periods("On 2 May 2019 it rained. The same day the dam broke.") == ["2019-05-02", "2019-05-02"]


def test_relative_dates_stay_open_without_a_day_of_publication() -> None:
    assert periods("yesterday", None) == ["None"]


@pytest.mark.parametrize("text", ["It may rain.", "They march on the town.", "a four hour battle", "2,019 casualties"])
def test_verbs_durations_and_counts_are_not_dates(text: str) -> None:
    assert dates(text, PUBLISHED) == []


def test_an_impossible_day_has_no_period() -> None:
    assert periods("on 31 February 2019") == ["None"]
