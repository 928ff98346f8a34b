"""Figures as intervals: which can both hold, which agree.

A count that gives no lower bound can be 0; one that gives no upper bound is unlimited.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tracker.model.quantity import Quantity
from tracker.model.units import base_unit

APPROXIMATE_WITHIN = 0.1
"""Half-width, as a share, of "about 40" when asking whether two figures can both hold."""
APPROXIMATE_DOUBT = 0.25
"""Beyond APPROXIMATE_WITHIN and up to this share two approximate figures are a tension, not a contradiction."""
ROUNDED_WITHIN = 0.05
"""Most, as a share of a figure, that rounding explains between two units ("62 miles", "100 kilometres")."""
SAME_FIGURE = 1e-9
"""Relative difference below which two converted figures are one figure (60 minutes, 1 hour)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values a figure can have. `low_open`/`high_open`: that end itself is excluded."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    size: float = 1.0
    """How many of the unit it is compared in make the unit that it was given in."""

    @property
    def is_zero(self) -> bool:
        return self.high == 0 and not self.approximate

    @property
    def is_some(self) -> bool:
        """Whether it says that there is at least something."""
        return self.low > 0 or (self.low == 0 and self.low_open)

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def scaled(self, factor: float) -> Interval:
        """The same figure in another unit."""
        ends = self.low * factor, self.high * factor
        return Interval(*ends, self.low_open, self.high_open, self.approximate, self.size * factor)

    def widened(self, share: float) -> Interval:
        """Both ends moved outwards by a share of themselves; zero stays zero."""
        if share == 0:
            return self
        return Interval(self.low * (1 - share), self.high * (1 + share), approximate=self.approximate, size=self.size)


def interval_of(quantity: Quantity) -> Interval:
    """The values that a quantity allows.

    >>> interval_of(Quantity(low=90)).high
    inf
    """
    low = quantity.low if quantity.low is not None else min(0.0, quantity.high or 0.0)
    high = quantity.high if quantity.high is not None else math.inf
    return Interval(low, high, quantity.low_open, quantity.high_open, quantity.approximate)


def common_unit(unit: str | None) -> tuple[str | None, float]:
    """The unit in which figures of this unit are compared, and the factor into it.

    >>> common_unit("hour"), common_unit("USD")
    (('second', 3600.0), ('USD', 1.0))
    """
    if unit is None:
        return None, 1.0
    return base_unit(unit)


def apart(a: Interval, b: Interval) -> bool:
    """Whether no value is allowed by both, approximate figures taken with APPROXIMATE_WITHIN.

    >>> apart(Interval(60, math.inf), Interval(74, 74)), apart(Interval(27, 27), Interval(0, 0))
    (False, True)
    """
    if a == b or _same_when_rounded(a, b):
        return False
    return _apart(_tolerant(a, APPROXIMATE_WITHIN), _tolerant(b, APPROXIMATE_WITHIN))


def clearly_apart(a: Interval, b: Interval) -> bool:
    """Like `apart`, with APPROXIMATE_DOUBT: False where "about" may explain the difference."""
    if _same_when_rounded(a, b):
        return False
    return _apart(_tolerant(a, APPROXIMATE_DOUBT), _tolerant(b, APPROXIMATE_DOUBT))


def agree(a: Interval, b: Interval) -> bool:
    """Whether both give the same figure: equal ends, or points within the approximation.

    >>> agree(Interval(40, 40, approximate=True), Interval(42, 42)), agree(Interval(60, math.inf), Interval(74, 74))
    (True, False)
    """
    if _close(a.low, b.low) and _close(a.high, b.high):
        return a.low_open == b.low_open and a.high_open == b.high_open
    if a.is_point and b.is_point and (a.approximate or b.approximate):
        return not apart(a, b)
    return _same_when_rounded(a, b)


def gap(a: Interval, b: Interval) -> float:
    """How many times larger the nearer end of the upper one is, at least 1; infinite against zero."""
    lower, upper = (a, b) if a.high <= b.low else (b, a)
    if upper.low <= lower.high:
        return 1.0
    return math.inf if lower.high <= 0 else upper.low / lower.high


def bounds(interval: Interval) -> tuple[tuple[float, int], tuple[float, int]]:
    """Ends in a form that orders open before closed: a value is out when its end compares below."""
    return (interval.low, 1 if interval.low_open else 0), (interval.high, -1 if interval.high_open else 0)


def _tolerant(interval: Interval, share: float) -> Interval:
    return interval.widened(share) if interval.approximate else interval


def _apart(a: Interval, b: Interval) -> bool:
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    return a_low > b_high or b_low > a_high


def _same_when_rounded(a: Interval, b: Interval) -> bool:
    """Whether two points in units of two systems are one figure, rounded in each: 100 km/h and 62 mph.

    Within one system no figure needs rounding to be put in the other unit: an hour is not 61 minutes.
    """
    times = max(a.size, b.size) / min(a.size, b.size)
    if _close(times, round(times)) or not (a.is_point and b.is_point):
        return False
    return abs(a.low - b.low) <= _rounding(a) + _rounding(b)


def _rounding(point: Interval) -> float:
    """Half of one in the last written figure of a point, at most ROUNDED_WITHIN of it."""
    written = f"{point.low / point.size:.6g}"
    step = 10.0 ** -len(written.partition(".")[2]) if "." in written else 1.0
    return min(step / 2 * point.size, abs(point.low) * ROUNDED_WITHIN)


def _close(a: float, b: float) -> bool:
    return a == b or math.isclose(a, b, rel_tol=SAME_FIGURE)
