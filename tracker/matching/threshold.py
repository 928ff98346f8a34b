"""The score from which a case lists contradictions, learnt from what its analyst decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_DECIDED = 20
"""Decisions below which nothing is learnt."""
WANTED_RIGHT = 0.8
"""Share of listed findings that shall be real conflicts: four in five, what the shipped scores promise at 0.8."""
LEAST_LISTED = 10
"""Decided findings that must lie above a proposed threshold: fewer say nothing of a share."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A finding's score, and whether the analyst found a real conflict in it."""

    score: float
    is_real: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The score from which findings are listed, 0-1; 0 lists all. reason: one sentence, with the counts behind it."""

    threshold: float
    reason: str
    decided: int
    """Decisions that it rests on."""
    is_new: bool
    """Whether it differs from the present threshold."""


def proposed_threshold(decided: Sequence[Decided], present: float = 0.0) -> Proposal:
    """The lowest score from which at least WANTED_RIGHT of the decided findings are real conflicts.

    Unchanged with fewer than LEAST_DECIDED decisions, and when no score parts them so with LEAST_LISTED above it.
    Findings of one score are never parted. O(n log n).

    >>> right, wrong = [Decided(0.9, True)] * 16, [Decided(0.6, False)] * 8
    >>> proposed_threshold(right + wrong).threshold
    0.65
    >>> proposed_threshold(right).is_new
    False
    """
    count = len(decided)
    if count < LEAST_DECIDED:
        few = "1 decision is" if count == 1 else f"{count} decisions are"
        return _unchanged(present, count, f"{few} too few to learn from; {LEAST_DECIDED} are needed.")
    cut = _lowest_cut(decided)
    if cut is None:
        return _unchanged(present, count, f"No score parts real conflicts from others among {count} decisions.")
    threshold = cut.threshold
    share = f"{cut.real} of {cut.listed} decided findings ({100 * cut.real // cut.listed} %) are real conflicts"
    if threshold == 0:
        reason = f"All scores are listed: {share}."
    else:
        left_real = sum(one.is_real for one in decided) - cut.real
        reason = f"From {threshold:.2f} up, {share}; below, {left_real} of {count - cut.listed} were."
    return Proposal(threshold, reason, count, is_new=abs(threshold - present) > 1e-9)


def _unchanged(present: float, count: int, reason: str) -> Proposal:
    return Proposal(present, reason, count, is_new=False)


@dataclass(frozen=True, slots=True)
class _Cut:
    threshold: float
    listed: int
    real: int


def _lowest_cut(decided: Sequence[Decided]) -> _Cut | None:
    """The cut that lists most of the findings with enough of them right; None when there is none."""
    ordered = sorted(decided, key=lambda one: -one.score)
    best: _Cut | None = None
    real = 0
    for listed, one in enumerate(ordered, start=1):
        real += one.is_real
        below = ordered[listed].score if listed < len(ordered) else None
        if below == one.score or listed < LEAST_LISTED or real < WANTED_RIGHT * listed:
            continue
        best = _Cut(0.0 if below is None else _between(below, one.score), listed, real)
    return best


def _between(below: float, above: float) -> float:
    """A round score over the one and not over the other."""
    for step in (20, 50, 100, 1000):
        rounded = (int(below * step) + 1) / step
        if below < rounded <= above:
            return rounded
    return above
