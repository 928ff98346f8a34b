"""How likely a weighing holds an answer that somebody gave."""

from __future__ import annotations

import math
from typing import Any

from tracker.credibility.numbers import number_in
from tracker.model.weighing import Weighing

NEAR = 1.2
"""A figure within this factor of the real one counts as right."""
_NORMAL_90 = 1.6448536269514722


def chance_of(value: Any, question: str, weighing: Weighing, *, is_figure: bool) -> float | None:
    """Probability of an answer; of a figure, that the real one is within a fifth of it. None: it was not weighed."""
    if not is_figure:
        chance = weighing.support.get(question, {}).get(value)
        return None if chance is None else min(1.0, max(0.0, chance))
    interval, estimate = weighing.intervals.get(question), number_in(weighing.answers.get(question))
    if interval is None or estimate is None:
        return None
    return chance_near(float(value), estimate, *interval)


def chance_near(figure: float, estimate: float, low: float, high: float) -> float:
    """Probability that the real figure is near the one given, for an estimate with its 90 % interval.

    >>> round(chance_near(40, 40, 30, 53), 2), round(chance_near(400, 40, 30, 53), 2)
    (0.72, 0.0)
    """
    spread = max((_log(high) - _log(low)) / (2 * _NORMAL_90), 1e-6)
    ends = [(_log(figure) + sign * math.log(NEAR) - _log(estimate)) / spread for sign in (-1, 1)]
    below, above = (0.5 * (1 + math.erf(end / math.sqrt(2))) for end in ends)
    return min(1.0, max(0.0, above - below))


def is_near(figure: float, other: float) -> bool:
    """Whether two figures are the same within a fifth; both are counted from one, so that 0 and 1 differ.

    >>> is_near(100, 110), is_near(0, 1), is_near(7, 27)
    (True, False, False)
    """
    return abs(_log(figure) - _log(other)) <= math.log(NEAR)


def _log(figure: float) -> float:
    return math.log1p(max(0.0, figure))
