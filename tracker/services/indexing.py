"""The rules by which a case is indexed: matching's for claims, reading's for incidents,
credibility's for reports. Loaded when first used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.moments import days_on
from tracker.model.period import Period

if TYPE_CHECKING:
    from tracker.matching.placing import Placed

LONGEST_BY_DAY = 10
"""Days of an incident by each of which it is looked up; a longer one is looked up by its months."""
LONGEST_BY_MONTH = 24
"""Months of an incident by each of which it is looked up; longer ones are few."""
LONG = "long"
"""Key of incidents that last longer."""


class CaseIndexing:
    """See tracker.store.indexing.Indexing."""

    @property
    def version(self) -> int:
        from tracker.credibility.copies import SKETCHING
        from tracker.matching.placing import PLACING

        return 100 * SKETCHING + PLACING

    def placed(self, claim: Claim) -> Placed | None:
        from tracker.matching.placing import placed

        return placed(claim)

    def may_replace(self, one: str, other: str) -> bool:
        from tracker.matching.placing import may_replace

        return may_replace(one, other)

    def keys(self, incident: Incident) -> Collection[str]:
        words = (incident.target or "").casefold().split()
        keys = {name_key(incident.name), *(f"target:{word}" for word in words)}
        if incident.time is None:
            return keys | {f"undated:{word}" for word in words}
        months = _months(incident.time)
        if len(months) > LONGEST_BY_MONTH:
            return keys | {LONG}
        if incident.time.days > LONGEST_BY_DAY:
            return keys | {f"month:{month}" for month in months}
        return keys | {f"day:{day}" for day in _days(incident.time)} | {f"in:{month}" for month in months}

    def sketch(self, text: str) -> Collection[int]:
        from tracker.credibility.copies import sketch

        return sketch(text)


def name_key(name: str) -> str:
    """The key of an incident's name."""
    return f"name:{name.casefold()}"


def keys_to_look_up(name: str, sketch: Incident) -> set[str] | None:
    """Keys of which every incident has one that can be the one described; None: any can be.

    sketch: what the words say. Incidents are one by their name, by overlapping times with a day of slack, or, where
    either has no time, by their target.
    """
    keys = {name_key(name)}
    words = (sketch.target or "").casefold().split()
    if sketch.time is None:
        return keys | {f"target:{word}" for word in words}
    time = Period(start=days_on(sketch.time.start, -1), end=days_on(sketch.time.end, 1))
    months = _months(time)
    if len(months) > LONGEST_BY_MONTH:
        return None
    keys |= {LONG, *(f"undated:{word}" for word in words), *(f"month:{month}" for month in months)}
    if time.days > LONGEST_BY_DAY + 2:
        return keys | {f"in:{month}" for month in months}
    return keys | {f"day:{day}" for day in _days(time)}


def _days(time: Period) -> list[str]:
    return [(time.start + dt.timedelta(days=number)).isoformat() for number in range(time.days)]


def _months(time: Period) -> list[str]:
    """ "2017-07" of every month that the time touches, at most one more than are looked up."""
    first, last = (day.year * 12 + day.month - 1 for day in (time.start, time.end))
    last = min(last, first + LONGEST_BY_MONTH)
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]
