"""Days and moments near the ends of the calendar, where adding a day or changing the zone leads out of it."""

from __future__ import annotations

import datetime as dt


def in_utc(moment: dt.datetime) -> dt.datetime:
    """The moment in UTC; without a zone it is taken as UTC. What UTC has in the year 0 or 10000 stays as written.

    >>> in_utc(dt.datetime.fromisoformat("2017-07-31T12:00:00+02:00")).isoformat()
    '2017-07-31T10:00:00+00:00'
    >>> in_utc(dt.datetime.fromisoformat("0001-01-01T00:00:00+05:00")).isoformat()
    '0001-01-01T00:00:00+00:00'
    """
    if moment.tzinfo is None:
        return moment.replace(tzinfo=dt.UTC)
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return moment.replace(tzinfo=dt.UTC)


def days_on(day: dt.date, days: int) -> dt.date:
    """The day so many days later, or earlier for fewer than none; at most the last and at least the first of all.

    >>> days_on(dt.date(2017, 7, 31), 1), days_on(dt.date(1, 1, 3), -7)
    (datetime.date(2017, 8, 1), datetime.date(1, 1, 1))
    """
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
