"""Timelines in words and as records."""

from __future__ import annotations

from typing import Any

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.timeline import Timeline, Told, TollSeries
from tracker.present.claims import number, record
from tracker.present.quantities import bounds_words, quantity_words
from tracker.present.statements import short_statement
from tracker.present.times import iso_utc

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What names the series of a plot, so that nobody needs colour to tell them apart."""


def letters(series: tuple[TollSeries, ...]) -> dict[str, str]:
    """Claim id -> the letter of its series; none for series after the twenty-sixth."""
    return {point.claim: LETTERS[at] for at, one in enumerate(series[: len(LETTERS)]) for point in one.points}


def series_words(series: TollSeries) -> str:
    """What a source said, one figure after the other: "9 → 12"; a figure said again is not repeated.

    >>> import datetime as dt
    >>> from tracker.model.timeline import TollPoint
    >>> at = dt.datetime(2017, 8, 1)
    >>> figures = [TollPoint(claim=f"C{n}", at=at, low=n, high=n) for n in (9, 9, 12)]
    >>> series_words(TollSeries(source="police", points=tuple(figures)))
    '9 → 12'
    """
    said = [bounds_words(point.low, point.high) for point in series.points]
    return " → ".join(words for at, words in enumerate(said) if not at or words != said[at - 1])


def update_words(told: Told) -> str:
    """ "↑ was 9" for a figure that replaces another one, else empty."""
    if told.was is None:
        return ""
    return f"{_direction(told.was, told.claim)} was {_figure(told.was)}"


def replaced_words(told: Told) -> str:
    """ "now 12 (C4)" for a figure that was replaced, else empty."""
    later = told.replaced_by
    return f"now {_figure(later)} ({later.id})" if later else ""


def told_words(told: Told) -> str:
    """What is said, what it replaces and by what it was replaced, on one line."""
    parts = (short_statement(told.claim), update_words(told), replaced_words(told), status_words(told))
    return "; ".join(part for part in parts if part)


def status_words(told: Told) -> str:
    """ "proposed", "retracted"; empty for a claim that stands, or was replaced."""
    return told.status.value if told.status in (ClaimStatus.PROPOSED, ClaimStatus.RETRACTED) else ""


def known_words(timeline: Timeline) -> str:
    """ "as of 2017-08-02: 3 of 9 statements", "9 statements"."""
    shown = len(timeline.told)
    told = f"{shown:,} {'statement' if shown == 1 else 'statements'}"
    if timeline.as_of:
        told = f"as of {timeline.as_of.isoformat()}: {shown:,} of {shown + timeline.later:,} statements"
    return f"{told}; {timeline.unread:,} older ones are not read" if timeline.unread else told


def told_record(told: Told) -> dict[str, Any]:
    """The record of `tracker incidents --timeline --json`: the claim's own, its time, what it replaced and by what."""
    return record(told.claim) | {
        "stated_at": iso_utc(told.claim.stated_at),
        "status": told.status.value,
        "replaces": told.was.id if told.was else None,
        "replaced_by": told.replaced_by.id if told.replaced_by else None,
        "best": number(told.claim.quantity.value) if told.claim.quantity else None,
    }


def _direction(earlier: Claim, later: Claim) -> str:
    """Whether a figure was raised or lowered; "≠" where the two cannot be ordered."""
    before, after = _middle(earlier), _middle(later)
    if before is None or after is None or before == after or earlier.unit != later.unit:
        return "≠"
    return "↑" if after > before else "↓"


def _middle(claim: Claim) -> float | None:
    ends = [end for end in (claim.low, claim.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def _figure(claim: Claim) -> str:
    return quantity_words(claim.quantity) if claim.quantity else f"{claim.id}"
