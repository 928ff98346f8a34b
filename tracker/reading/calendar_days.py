"""Whole days, weeks, months and years as periods."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from tracker.model.period import Period


def safe_period(make: Callable[[], Period | None]) -> Period | None:
    """What `make` returns, or None when there is no such day."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None


def day_of(year: int, month: int, day: int) -> Period | None:
    """One day; None for 30 February."""
    return safe_period(lambda: Period.day(dt.date(year, month, day)))


def month_of(year: int, month: int) -> Period:
    """A whole month."""
    return Period(start=dt.date(year, month, 1), end=dt.date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))


def week_of(day: dt.date) -> Period:
    """Monday to Sunday."""
    monday = day - dt.timedelta(days=day.weekday())
    return Period(start=monday, end=monday + dt.timedelta(days=6))


def months_before(day: dt.date, count: int) -> dt.date | None:
    """The first of the month `count` months before; None outside the calendar."""
    months = day.year * 12 + day.month - 1 - count
    try:
        return dt.date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None


def part_of(month: Period, part: str | None) -> Period:
    """Early, mid or late in a month: thirds that overlap a little, because writers do not count days."""
    if not part:
        return month
    word = part.lower()
    first, year, number = month.start, month.start.year, month.start.month
    if "early" in word or "beginning" in word or "start" in word:
        return Period(start=first, end=dt.date(year, number, 12))
    if "mid" in word:
        return Period(start=dt.date(year, number, 9), end=dt.date(year, number, 21))
    return Period(start=dt.date(year, number, 18), end=month.end)


def as_date(value: dt.date | dt.datetime | str | None) -> dt.date | None:
    """A publication time as a day. Raises ValueError naming a text that is not ISO 8601.

    >>> as_date("2020-05-01T10:00:00+00:00")
    datetime.date(2020, 5, 1)
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(value.strip().replace("Z", "+00:00")).date()
    except ValueError:
        return Period.parse(value).start
