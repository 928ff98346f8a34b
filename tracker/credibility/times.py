"""Clock times and dates in one table cell, as precise as they are written."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from tracker.credibility.folding import listed

_MONTH_NAMES = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sep sept|october oct|november nov|december dec"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?(?!\d)\s*(?P<half>[ap]\.?(?:m\b\.?)?)?", re.I
)
_BARE_HOUR = re.compile(r"(?<![\d:])(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)", re.I)
_DATES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<monthno>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<monthno>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + _MONTH + r"[\s,-]+(?P<year>\d{4})(?!\d)", re.I),
    re.compile(_MONTH + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)", re.I),
    re.compile(r"\b" + _MONTH + r"[\s,]+(?P<year>\d{4})(?!\d)", re.I),
    re.compile(_MONTH + r"\s*(?P<day>\d{1,2})(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[\s-]+" + _MONTH + r"(?![a-z])", re.I),
)
_YEAR_MONTH = re.compile(r"^\s*(?P<year>\d{4})-(?P<monthno>\d{1,2})\s*$")
_REST = re.compile(r"[a-z]{2,}", re.I)
_FILLER = listed(
    """
    mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues|
    thur|thurs|at|on|of|utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|local|hrs|hours|th|
    st|nd|rd|am|pm
    """
)


class Moment(NamedTuple):
    """A point in time; None where nothing was said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    minute: int | None = None
    """Minute of the day."""

    def covers(self, other: Moment) -> bool:
        """True if the other says the same and more."""
        return self != other and all(a is None or a == b for a, b in zip(self, other, strict=True))


def moment_in(value: Any) -> Moment | None:
    """The time or date that a value is, or None if it is something else.

    >>> moment_in("11:35 p.m.") == moment_in("Thu 23:35")
    True
    >>> moment_in("31 July 2017"), moment_in("on the road")
    (Moment(year=2017, month=7, day=31, minute=None), None)
    """
    if isinstance(value, dt.datetime):
        return Moment(value.year, value.month, value.day, value.hour * 60 + value.minute)
    if isinstance(value, dt.date):
        return Moment(value.year, value.month, value.day)
    if isinstance(value, dt.time):
        return Moment(minute=value.hour * 60 + value.minute)
    if not isinstance(value, str) or not any(c.isdigit() for c in value):
        return None
    clock, rest = _clock_in(value)
    date, rest = _date_in(rest)
    if clock is None and date == (None, None, None):
        return None
    if clock is None and any(word.lower() not in _FILLER for word in _REST.findall(rest)):
        return None
    return Moment(*date, clock)


def _clock_in(text: str) -> tuple[int | None, str]:
    for pattern in (_CLOCK, _BARE_HOUR):
        for found in pattern.finditer(text):
            hour, minute = int(found["hour"]), int(found.groupdict().get("minute") or 0)
            half = (found["half"] or "")[:1].lower()
            if hour > (12 if half else 24) or minute > 59:
                continue
            if half:
                hour = hour % 12 + (12 if half == "p" else 0)
            return hour % 24 * 60 + minute, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _date_in(text: str) -> tuple[tuple[int | None, int | None, int | None], str]:
    for pattern in (*_DATES, _YEAR_MONTH):
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["monthno"]) if parts.get("monthno") else _MONTHS[parts["month"].lower()]
        day = int(parts["day"]) if parts.get("day") else None
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            continue
        year = int(parts["year"]) if parts.get("year") else None
        return (year, month, day), text[: found.start()] + " " + text[found.end() :]
    return (None, None, None), text
