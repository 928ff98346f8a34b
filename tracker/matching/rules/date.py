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
    if not (_CALENDAR_NUMBER.fullmatch(a.form) and _CALENDAR_NUMBER.fullmatch(b.form)):
        return None
    if _digits(a.form) == _digits(b.form) or len(a.form) == 4 != len(b.form) or len(b.form) == 4 != len(a.form):
        return None
    return Difference(FindingKind.DATE, ReasonCode.OTHER_DATE, a, b, "date")


def _digits(form: str) -> str:
    return re.sub(r"\D", "", form)
