"""The same said to be so and not to be so."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Word
from tracker.model.finding import FindingKind

COVERED = 0.99
"""Share of the negated statement that the other one must hold: "no red car" does not deny a car."""


def denial(pair: Pair) -> Difference | None:
    """The difference when one statement denies what the other affirms; None when it is not sure to.

    All that the denying statement says must stand in the other one: what is added to a denial limits it.
    """
    flipped = [(x, y) for x, y in pair.matched if x.negated != y.negated]
    if not flipped:
        return None
    denying_a = [p for p in flipped if p[0].negated]
    denying_b = [p for p in flipped if p[1].negated]
    if denying_a and denying_b:
        return None
    rest = pair.only_a if denying_a else pair.only_b
    if any(word.negated or word.name or word.figure for word in rest):
        return None
    if len(rest) > len(flipped) or (rest and (pair.cover_a if denying_a else pair.cover_b) < 0.75):
        return None
    x, y = flipped[-1]
    return Difference(FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, x, y, "negation")


def flips(pair: Pair) -> list[tuple[Word, Word]]:
    """Corresponding words of which exactly one is negated."""
    return [(x, y) for x, y in pair.matched if x.negated != y.negated]
