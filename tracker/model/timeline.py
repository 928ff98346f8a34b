"""Timelines: what was said of an incident, when, and what replaced what."""

from __future__ import annotations

import datetime as dt

from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus


class Told(Frozen):
    """One statement of a timeline."""

    claim: Claim
    was: Claim | None = None
    """The figure of the same source on the same question that this one replaces."""
    replaced_by: Claim | None = None
    """The later figure of the same source, or the claim that the analyst put in its place."""

    @property
    def status(self) -> ClaimStatus:
        """The claim's status as far as it was known then: not superseded before the later claim was made."""
        is_early = self.claim.status is ClaimStatus.SUPERSEDED and self.replaced_by is None
        return ClaimStatus.ACCEPTED if is_early else self.claim.status


class TollPoint(Frozen):
    """A figure at the time it was stated."""

    claim: str
    """Claim id."""
    at: dt.datetime
    low: float | None
    """None: open to below."""
    high: float | None
    """None: open to above."""
    is_replaced: bool = False

    @property
    def figure(self) -> float:
        """Where the point stands: the middle of the interval, or the end that is known."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high or 0.0


class TollSeries(Frozen):
    """What one source said on one question, in the order of time."""

    source: str
    points: tuple[TollPoint, ...]


class Toll(Frozen):
    """One question over time: who gave which figure when."""

    question: str
    """ "killed, police": measure and population, with the unit where there is one."""
    series: tuple[TollSeries, ...]
    """In the order in which the sources first spoke."""

    @property
    def size(self) -> int:
        """How many figures there are."""
        return sum(len(one.points) for one in self.series)


class Timeline(Frozen):
    """What is known of an incident, in the order in which it was stated."""

    incident: str
    """Incident id."""
    as_of: dt.date | None
    """The last day of which statements are looked at, in UTC; None: all."""
    told: tuple[Told, ...]
    """Oldest first; statements without a time come last, and are left out where `as_of` is given."""
    tolls: tuple[Toll, ...]
    """The questions that figures answer, the one with most figures first."""
    later: int = 0
    """Statements left out because they came later, or at no known time."""
    unread: int = 0
    """Older statements of an incident with more of them than are read."""

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which something was stated, in order."""
        return tuple(sorted({one.claim.stated_at.date() for one in self.told if one.claim.stated_at}))


class IncidentTally(Frozen):
    """How much is known of an incident."""

    claims: int
    """Claims on it, rejected ones left out."""
    last: dt.datetime | None
    """When the last of them was stated."""
