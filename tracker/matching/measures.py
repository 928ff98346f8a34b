"""Which measures can be set against each other, and figures in one unit."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.matching.intervals import Interval, common_unit, interval_of
from tracker.matching.lemmas import FUNCTION_WORDS
from tracker.matching.written import figure_span
from tracker.model.claim import Assertion, Claim, Measure, ProposedClaim
from tracker.model.population import EVERYONE, parts, split_qualifier
from tracker.model.quantity import Quantity

_WHOLES: dict[str, tuple[str, ...]] = {
    Measure.KILLED: (Measure.CASUALTIES,),
    Measure.WOUNDED: (Measure.CASUALTIES,),
}
"""Measure -> measures it is a part of: whoever is killed is a casualty."""

_GENERAL = frozenset({Measure.PEOPLE, Measure.COUNT, None})
"""Measures that say no more than that something is counted."""

OF_SOMEBODY = frozenset({Measure.VOTES, Measure.TERRITORY, Measure.SHARE})
"""Measures of which everybody has their own: the votes of one candidate say nothing of another's."""

_NAME_RUN = re.compile(r"[A-Z][\w’'-]*(?: (?:of|the|for) (?=[A-Z]))?(?: ?[A-Z][\w’'-]*)*")

_SHARES = frozenset({Measure.TERRITORY, Measure.VOTES, Measure.TURNOUT, Measure.SHARE})

_HARM = re.compile(
    r"\b(?:(wound\w*)|hurt|harm(?:ed)?|injur\w+|casualt\w+|hit|victims?|unharmed|unhurt)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim's figure in its comparison unit."""

    interval: Interval
    unit: str | None
    measure: str | None


def figure_of(claim: Assertion) -> Figure | None:
    """The figure of a claim, None when it counts nothing. Percent stays percent."""
    if claim.quantity is None:
        return None
    q = claim.quantity
    if q.low is None and q.high is None and q.value is None:
        return None
    unit, interval, compared = _compared(q.low, q.high, q.low_open, q.high_open, q.approximate, q.unit)
    measure = claim.measure
    if unit is None and measure in _SHARES and 0 < max(interval.low, min(interval.high, 1.0)) < 1:
        unit, interval = "percent", interval.scaled(100.0)  # "half of the city"
    if measure == Measure.WOUNDED and interval.is_zero and _is_of_any_harm(claim):
        measure = Measure.CASUALTIES  # "nobody was hurt" denies deaths as well
    return Figure(_opened(compared) if _is_part(claim) else compared, unit, measure)


@lru_cache(maxsize=16384)
def _compared(
    low: float | None, high: float | None, low_open: bool, high_open: bool, approximate: bool, unit: str | None
) -> tuple[str | None, Interval, Interval]:
    """The comparison unit, the interval in the unit given, and in the one of comparison."""
    common, factor = common_unit(unit)
    interval = interval_of(
        Quantity(low=low, high=high, low_open=low_open, high_open=high_open, approximate=approximate)
    )
    return common, interval, interval if factor == 1.0 else interval.scaled(factor)


def _is_of_any_harm(claim: Assertion) -> bool:
    """Whether a zero is of people hurt in any way, by the first word of harm from the figure on, else in the quote.

    "No one was wounded, and the victims were taken home" is of the wounded.
    """
    span = figure_span(claim)
    start = span[0] if span else 0
    found = _HARM.search(claim.quote, start, start + 1000) or _HARM.search(claim.quote, 0, 1000)
    return found is not None and found[1] is None


def _opened(interval: Interval) -> Interval:
    return Interval(interval.low, math.inf, interval.low_open, approximate=interval.approximate)


_OF_THEM = re.compile(r"\s{1,9}of (?:the|them|its|their|those|these|his|our)\b", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\s{1,9}of (?:(?:the|those|its|their) (?:wounded|injured|hurt|dead|killed|missing|victims|casualties|displaced)\b"
    r"|(?:its|their|his|her|our) [a-z])",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:more(?! than)|another|further|additional)\b", re.IGNORECASE)


def _is_part(claim: Assertion) -> bool:
    """Whether the figure is only a part of what is asked for: "one of the attackers", "two more hours".

    So is a part of a toll that nobody else is named for: of "18, among them two commanders" the two are no toll, nor
    are the 61 of "61 of its members".
    """
    told_apart = isinstance(claim, Claim | ProposedClaim) and claim.part_of is not None
    if claim.population in (None, EVERYONE) and (told_apart or _is_of_some(claim)):
        return True
    if claim.measure in (Measure.ATTACKERS, Measure.FIGHTERS):
        span = figure_span(claim)
        return span is not None and bool(_OF_THEM.match(claim.quote, span[1]))
    return is_further(claim)


def _is_of_some(claim: Assertion) -> bool:
    """ "Thirteen of the wounded were in a critical condition", "61 of its members were killed"."""
    if not _OF_SOME.search(claim.quote):
        return False  # most quotes: finding the figure takes longer
    span = figure_span(claim)
    return span is not None and bool(_OF_SOME.match(claim.quote, span[1]))


def is_further(claim: Assertion) -> bool:
    """Whether the figure is a time added to another: "went on for two more hours"."""
    span = figure_span(claim) if claim.measure == Measure.DURATION else None
    return span is not None and bool(_FURTHER.search(claim.quote[span[0] : span[1] + LENGTH_OF_FURTHER]))


LENGTH_OF_FURTHER = 8
"""Characters after a figure in which "more" belongs to it."""


def same_measure(a: str | None, b: str | None) -> bool:
    return a == b or (a in _GENERAL and b in _GENERAL)


ONE_FORCE = frozenset({Measure.ATTACKERS})
"""Measures of an event that count the same people whether they are called fighters, militants or attackers."""

_TOLD_BY_MEASURE: dict[str | None, str] = {Measure.HOSTAGES: "hostages", Measure.DETAINED: "prisoners"}
"""Populations that say no more than the measure itself: "five hostages" of five taken hostage."""


_ANY_CROWD = frozenset({"protesters", "civilians", "supporters"})
"""A crowd is the same crowd whatever it is called."""


def counted_of(measure: str | None, population: str | None) -> str | None:
    """Who is counted beyond what the measure says; None for everyone.

    >>> counted_of("hostages", "hostages"), counted_of("hostages", "women")
    (None, 'women')
    """
    if population in (None, "", EVERYONE) or population == _TOLD_BY_MEASURE.get(measure):
        return None
    if measure == Measure.ATTENDANCE and population in _ANY_CROWD:
        return None
    return population


_LOSSES = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.DETAINED})


def is_loss_of(part: tuple[str | None, str | None], whole: tuple[str | None, str | None]) -> bool:
    """Whether the first (measure, population) counts some of the attackers that the second one counts.

    >>> is_loss_of(("killed", "attackers"), ("attackers", "militants"))
    True
    """
    return whole[0] in ONE_FORCE and part[0] in _LOSSES and bool(part[1]) and is_attacking(part[1])


def is_attacking(population: str | None) -> bool:
    """Whether only attackers are counted; other militants may not have taken part."""
    return all(split_qualifier(part)[1] == "attackers" for part in parts(population))


def is_part_measure(part: str | None, whole: str | None) -> bool:
    """Whether everything counted by `part` is counted by `whole`.

    >>> is_part_measure("killed", "casualties"), is_part_measure("killed", "wounded")
    (True, False)
    """
    return whole in _WHOLES.get(part or "", ())


def owner_of(claim: Assertion) -> str | None:
    """Whose figure it is, by the last name before it in the quote; None for other measures and where none stands."""
    if claim.measure not in OF_SOMEBODY:
        return None
    written = getattr(claim, "quantity_text", None)
    at = claim.quote.find(written) if written else -1
    if at <= 0:
        return None
    return _last_name(claim.quote[:at])


@lru_cache(maxsize=4096)
def _last_name(text: str) -> str | None:
    runs = [match[0] for match in _NAME_RUN.finditer(text[-300:])]
    named = [run.removesuffix("'s").removesuffix("’s") for run in runs]
    named = [run for run in named if run.lower() not in FUNCTION_WORDS and run.lower() not in _OPENERS]
    return named[-1] if named else None


_OPENERS = frozenset({"according", "in", "by", "on", "after", "with", "about", "over", "more", "less", "fewer", "some"})
