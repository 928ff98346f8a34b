"""Camps: the least number of groups of claims whose figures can hold together.

Greedy interval stabbing: members in the order of their upper ends; the first upper end is the point of the first band,
a member that begins above it opens the next. The number of bands is also the size of the largest set of claims that
contradict each other (interval graphs are perfect), so "3 camps" always has 3 witnesses.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tracker.matching.intervals import Interval, bounds, common_unit
from tracker.matching.names import canonical, plain
from tracker.matching.origins import independent_origins
from tracker.matching.questions import Member
from tracker.model.claim import Assertion, Claim
from tracker.model.dispute import Camp
from tracker.model.quantity import Quantity
from tracker.model.wording import bounds_words, quantity_words


def bands(members: Sequence[Member]) -> list[list[Member]]:
    """Members in bands, lowest first; inside a band in the order taken in.

    "At least 20" can stand in several bands; it goes to the lowest one, the nearest to what it says.
    """
    points: list[tuple[float, int]] = []
    for low, high in sorted((bounds(m.interval) for m in members), key=lambda ends: (ends[1], ends[0])):
        if not points or low > points[-1]:
            points.append(high)
    found: list[list[Member]] = [[] for _ in points]
    for member in sorted(members, key=lambda m: m.position):
        low, high = bounds(member.interval)
        first = bisect_left(points, low)
        found[first if high[0] == math.inf else bisect_right(points, high) - 1].append(member)
    return found


def contradicting_pairs(members: Sequence[Member]) -> int:
    """How many pairs cannot both hold; two projected members are not counted, they answer other questions."""
    return _pairs(members) - _pairs([m for m in members if m.projected])


def _pairs(members: Sequence[Member]) -> int:
    highs = sorted(bounds(m.interval)[1] for m in members)
    return sum(bisect_left(highs, bounds(m.interval)[0]) for m in members)


def camp_of(band: Sequence[Member], unit: str | None = None) -> Camp:
    """The camp that a band makes; unit: in which its ends are given, one for all camps of a dispute."""
    shown = [m for m in band if not m.projected] or list(band)
    low, high = _hull(shown)
    _, factor = common_unit(unit)
    return Camp(
        label=_label(shown, low, high, unit),
        low=low / factor,
        high=None if high == math.inf else high / factor,
        sources=named_once([m.claim for m in band]),
        independent=independent_origins([m.claim for m in band]),
        claims=tuple(m.label for m in band),
    )


def worded_camp(label: str, members: Sequence[tuple[str, Assertion]]) -> Camp:
    """A camp without figures: label is what it says; members as (claim label, claim) in the order taken in."""
    return Camp(
        label=label,
        sources=named_once([claim for _, claim in members]),
        independent=independent_origins([claim for _, claim in members]),
        claims=tuple(name for name, _ in members),
    )


def named_once(claims: Sequence[Assertion]) -> tuple[str, ...]:
    """The names of who says it, in the order first given: one name a source, whichever of its names a claim has."""
    names: dict[str, str] = {}
    for claim in claims:
        own = claim.source_id if isinstance(claim, Claim) else None
        names.setdefault(own or canonical(claim.source) or plain(claim.source), claim.source)
    return tuple(dict.fromkeys(names.values()))


def _said(member: Member) -> Interval:
    """The figure as it was said; of a part of those asked for, what it says of them: at least so many."""
    return member.interval if member.projected else member.said or member.interval


def _hull(members: Sequence[Member]) -> tuple[float, float]:
    """What all members allow, else the span of what they say ("about 40" and 42)."""
    said = [_said(m) for m in members]
    low, high = max(i.low for i in said), min(i.high for i in said)
    return (low, high) if low <= high else (min(i.low for i in said), max(i.high for i in said))


def _label(members: Sequence[Member], low: float, high: float, unit: str | None) -> str:
    said = [_said(m) for m in members]
    _, factor = common_unit(unit)
    least, most = low / factor, high / factor
    if low == high:
        about = all(i.approximate for i in said)
        return quantity_words(Quantity(value=least, low=least, high=least, unit=unit, approximate=about))
    if high == math.inf:
        opened = any(i.low == low and i.low_open for i in said)
        return quantity_words(Quantity(low=least, low_open=opened, unit=unit))
    if low == 0:
        opened = any(i.high == high and i.high_open for i in said)
        return quantity_words(Quantity(high=most, high_open=opened, unit=unit))
    return bounds_words(least, most, unit)


def unit_of(members: Sequence[Member]) -> str | None:
    """The unit in which the first member gives its figure."""
    quantity = members[0].claim.quantity if members else None
    return quantity.unit if quantity else None
