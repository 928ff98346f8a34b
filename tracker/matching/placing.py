"""Where a claim stands in an index of figures: which question it answers, and with which interval.

What the index tells by arithmetic alone must be what the full comparison tells, so whatever needs the words of claims
is marked here (`said`, `Asks.WORDS`) and compared in full.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tracker.matching.intervals import APPROXIMATE_DOUBT, Interval, bounds
from tracker.matching.lemmas import lemma
from tracker.matching.letters import letter_words
from tracker.matching.measures import figure_of
from tracker.matching.names import canonical, plain
from tracker.matching.questions import block_of, is_banded, population_key
from tracker.matching.rules.responsibility import party_of
from tracker.matching.rules.update import days_named, tells_later
from tracker.matching.vocabulary import dating_words
from tracker.matching.worded import is_statement
from tracker.model.claim import Claim, Polarity

PLACING = 3
"""Raised whenever claims are placed by other rules: an index made by older ones is made anew."""

SEPARATOR = "\x1f"


class Asks(StrEnum):
    """What a block of claims is about."""

    FIGURE = "figure"
    """Figures on one question: which contradict each other is told by their intervals."""
    WORDS = "words"
    """Statements and parties of one incident, which are compared by their words."""
    OTHER = "other"
    """Hedged and denied figures of one incident: never in camps, but in findings."""


class Placed(NamedTuple):
    """A claim's place in the index."""

    incident: str
    asks: Asks
    block: str
    """Names the question; see `question_of`."""
    low: float = 0.0
    high: float = 0.0
    """Both ends closed; an open end is moved by the least there is."""
    source: str = ""
    """One text for all names of the source that are one at first sight."""
    said: str = ""
    """Times, and words of time, by which later figures of the same source are told; see `may_replace`."""
    first_day: str = ""
    last_day: str = ""
    """Event time; empty: any."""

    @property
    def question(self) -> str:
        """The block's name without the incident's, the same text in every incident."""
        return self.block.replace(self.incident, "", 1)


def placed(claim: Claim) -> Placed | None:
    """The place of an open claim of an incident; None for others."""
    incident = claim.incident_id
    if incident is None or not claim.status.is_open:
        return None
    figure = figure_of(claim)
    if figure is None or not is_banded(claim):
        asks = Asks.WORDS if is_statement(claim) or party_of(claim) else Asks.OTHER
        return Placed(incident, asks, SEPARATOR.join((incident, asks)))
    if is_statement(claim):  # a duration is a figure, and its words are compared as well
        return Placed(incident, Asks.WORDS, SEPARATOR.join((incident, Asks.WORDS)))
    if claim.hedged or claim.polarity is Polarity.DENIED:
        return Placed(incident, Asks.OTHER, SEPARATOR.join((incident, Asks.OTHER)))
    interval = figure.interval.widened(APPROXIMATE_DOUBT) if figure.interval.approximate else figure.interval
    low, high = closed(interval)
    time = claim.event_time
    return Placed(
        incident,
        Asks.FIGURE,
        question_key(claim, figure.unit, figure.measure),
        low,
        high,
        source=canonical(claim.source) or plain(claim.source),
        said=_said(claim),
        first_day=time.start.isoformat() if time else "",
        last_day=time.end.isoformat() if time else "",
    )


def closed(interval: Interval) -> tuple[float, float]:
    """The ends of an interval as plain numbers that compare as `intervals.bounds` do.

    >>> closed(Interval(90, math.inf, low_open=True))[0] > 90
    True
    """
    (low, low_open), (high, high_open) = bounds(interval)
    low = math.nextafter(low, math.inf) if low_open else low
    return low, math.nextafter(high, -math.inf) if high_open and high != math.inf else high


def question_key(claim: Claim, unit: str | None, measure: str | None) -> str:
    """The name of the question that a figure answers; see `IndexedQuestion`."""
    event, cumulative, _, owner = block_of(claim, unit)
    population = population_key(measure, claim.population)
    return SEPARATOR.join((event, "1" if cumulative else "", unit or "", owner, measure or "", population or ""))


@dataclass(frozen=True, slots=True)
class IndexedQuestion:
    """What a block's name tells. Blocks of one `group` count people of one event in one unit."""

    group: tuple[str, str, str, str]
    measure: str | None
    population: str | None

    @property
    def event(self) -> str:
        return self.group[0]

    def event_of(self, incident: str) -> str:
        """The event, where the question was told without its incident."""
        return self.event.replace("i:", f"i:{incident}", 1)


def question_of(block: str) -> IndexedQuestion:
    """The question that a block of figures is about."""
    event, cumulative, unit, owner, measure, population = block.split(SEPARATOR)
    return IndexedQuestion((event, cumulative, unit, owner), measure or None, population or None)


def may_replace(one: str, other: str) -> bool:
    """Whether, by what is kept of their words and times, one of two figures of a source may replace the other.

    True for every pair that the full comparison takes for an update, and for some that it does not.
    """
    stated, as_of, later, days, _ = one.split(SEPARATOR)
    other_stated, other_as_of, other_later, other_days, _ = other.split(SEPARATOR)
    return (
        bool(later or other_later)
        or bool(stated and other_stated and stated != other_stated)
        or bool(as_of and other_as_of and as_of != other_as_of)
        or bool(days and other_days and days != other_days)
    )


def _said(claim: Claim) -> str:
    stated = claim.stated_at.isoformat() if claim.stated_at else ""
    as_of = f"{claim.as_of.start}/{claim.as_of.end}" if claim.as_of else ""
    return SEPARATOR.join(
        (stated, as_of, "1" if tells_later(claim.quote) else "", _days(claim.quote), str(claim.event_time))
    )


def _days(quote: str) -> str:
    dates = {f"{day}-{month}" for day, month in days_named(quote)}
    return " ".join(sorted(dates.union(filter(_is_dating, letter_words(quote)))))


@lru_cache(maxsize=65536)
def _is_dating(word: str) -> bool:
    dating = dating_words()
    return word in dating or lemma(word) in dating
