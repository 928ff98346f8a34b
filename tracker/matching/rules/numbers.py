"""Two figures of one thing: cannot both hold, agree, or are merely compatible."""

from __future__ import annotations

import math

from tracker.matching.intervals import Interval, agree, apart, clearly_apart, gap
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.verdict import Verdict, contradiction, corroboration, tension, unrelated
from tracker.model.finding import FindingKind

LARGEST_GAP = 100.0
"""Ratio of two figures beyond which more distance says no more."""


def same_scope(a: Interval, b: Interval, said_a: str, said_b: str) -> Verdict:
    """Figures of the same measure and population; said_a, said_b: each side in few words."""
    if apart(a, b):
        if a.is_zero or b.is_zero:
            ground = reason(ReasonCode.ZERO_AGAINST_SOME, said_a, said_b)
            return contradiction(FindingKind.NUMBER, ground, zero=1.0)
        if not clearly_apart(a, b):
            return tension(FindingKind.NUMBER, reason(ReasonCode.APPROXIMATE_APART, said_a, said_b), approximate=1.0)
        ground = reason(ReasonCode.DISJOINT_NUMBERS, said_a, said_b)
        return contradiction(FindingKind.NUMBER, ground, number=1.0, gap=log_gap(a, b))
    if agree(a, b):
        return corroboration(FindingKind.NUMBER, reason(ReasonCode.NUMBERS_AGREE, said_a, said_b), agree=1.0)
    return unrelated(reason(ReasonCode.BOUNDS_COMPATIBLE, said_a, said_b))


def log_gap(a: Interval, b: Interval) -> float:
    """Distance of two figures as 0-1: 0 for touching, 1 for a hundredfold."""
    return min(1.0, math.log(min(gap(a, b), LARGEST_GAP)) / math.log(LARGEST_GAP))
