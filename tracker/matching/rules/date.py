"""Two dates in one slot: another day, year or hour."""

from __future__ import annotations

import re

from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Word
from tracker.model.finding import FindingKind

_CALENDAR_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|1\d{3}|20\d{2}|\d{1,2}[:.]\d{2}")
"""A day, a year or a time of day: a number of a statement that reading did not take for a figure."""


def contrary_dates(a: Word, b: Word) -> Difference | None:
    """The difference of two numbers of the calendar in one slot."""
    if a.figure or b.figure or a.form == b.form:
        return None
    years_a, years_b = years(a.form), years(b.form)
    if years_a and years_b:
        apart = years_a[1] < years_b[0] or years_b[1] < years_a[0]
        return Difference(FindingKind.DATE, ReasonCode.OTHER_DATE, a, b, "date") if apart else None
    if not (_CALENDAR_NUMBER.fullmatch(a.form) and _CALENDAR_NUMBER.fullmatch(b.form)):
        return None
    if _digits(a.form) == _digits(b.form) or len(a.form) == 4 != len(b.form) or len(b.form) == 4 != len(a.form):
        return None
    return Difference(FindingKind.DATE, ReasonCode.OTHER_DATE, a, b, "date")


def years(form: str) -> tuple[int, int] | None:
    """First and last year of "1884", "1880s" or "19th century"; a century has the years of both ways of counting.

    >>> years("1880s"), years("19th century"), years("12")
    ((1880, 1889), (1800, 1900), None)
    """
    if _YEAR.fullmatch(form):
        return int(form), int(form)
    if _DECADE.fullmatch(form):
        return int(form[:-1]), int(form[:-1]) + 9
    century = _CENTURY.fullmatch(form)
    return (100 * int(century[1]) - 100, 100 * int(century[1])) if century else None


_YEAR = re.compile(r"1\d{3}|20\d{2}")
_DECADE = re.compile(r"(?:1\d|20)\d0s")
_CENTURY = re.compile(r"(\d{1,2})th century")


def _digits(form: str) -> str:
    return re.sub(r"\D", "", form)
