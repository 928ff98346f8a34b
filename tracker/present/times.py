"""Times as ISO 8601 in UTC."""

from __future__ import annotations

import datetime as dt

from tracker.model.moments import in_utc


def iso_utc(moment: dt.datetime | None) -> str | None:
    """Whole seconds in UTC; a time without a zone is taken as UTC. None stays None.

    >>> iso_utc(dt.datetime(2017, 7, 31, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    '2017-07-31T10:00:00Z'
    """
    if moment is None:
        return None
    return in_utc(moment).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def day_and_minute(moment: dt.datetime | None) -> str:
    """For a narrow column: "2017-07-31 10:00", or "undated"."""
    iso = iso_utc(moment)
    return iso[:16].replace("T", " ") if iso else "undated"


def day_or_moment(moment: dt.datetime | None) -> str:
    """A publication time for people: only the day where no hour was given (midnight UTC), or "undated".

    >>> day_or_moment(dt.datetime(2017, 7, 31)), day_or_moment(None)
    ('2017-07-31', 'undated')
    """
    iso = iso_utc(moment)
    return iso.removesuffix("T00:00:00Z") if iso else "undated"
