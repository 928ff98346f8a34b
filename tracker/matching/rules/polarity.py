"""The same said to be so and not to be so."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

ADDED = 0.25
"""Share of the denying statement's words that the other one need not have: "no red car" does not deny a car."""
SETTING_REACH = 4
"""Words that a phrase of place or time has at most after its preposition."""

_SETTING = frozenset(
    {"in", "at", "on", "near", "off", "during", "after", "before", "outside", "inside", "along", "across", "from"}
    | {"around", "by", "over", "behind", "beside", "through", "while"}
)
"""Prepositions of place and time: what follows one says where or when, and does not limit what is denied."""


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
    denying, rest = (pair.a, pair.only_a) if denying_a else (pair.b, pair.only_b)
    own = denying_a or denying_b
    if all(_is_setting(denying, x if denying_a else y, ()) for x, y in own):
        return None  # only where or when it was is shared, not what is denied
    added = [word for word in rest if not (word.name and _is_setting(denying, word, rest))]
    if any(word.negated or word.name or word.figure for word in added):
        return None
    if len(added) > len(flipped) or len(added) > ADDED * len(denying.content):
        return None
    if len(added) < len(rest) and len(pair.matched) < 2:
        return None
    x, y = flipped[-1]
    return Difference(FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, x, y, "negation")


def _is_setting(statement: Statement, word: Word, rest: tuple[Word, ...]) -> bool:
    """Whether the word stands in a phrase of place or time that only the denying statement has."""
    own = {id(w) for w in rest}
    at = next(i for i, w in enumerate(statement.words) if w is word)
    for before in reversed(statement.words[max(0, at - SETTING_REACH) : at]):
        if before.form in _SETTING:
            return True
        if before.content and id(before) not in own:
            return False
    return False


def flips(pair: Pair) -> list[tuple[Word, Word]]:
    """Corresponding words of which exactly one is negated."""
    return [(x, y) for x, y in pair.matched if x.negated != y.negated]
