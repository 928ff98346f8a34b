"""No effect, link or difference found, against the effect itself."""

from __future__ import annotations

import re

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.lemmas import lemma
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_NO_EFFECT = re.compile(
    r"(?i)\bno (?:[a-z-]{2,20} ){0,2}(?:effect|impact|influence|benefit|link|association|connection|correlation)s?\b"
)
_CAUSING = frozenset(
    {
        "improve",
        "reduce",
        "lower",
        "increase",
        "raise",
        "worsen",
        "prevent",
        "cause",
        "cure",
        "protect",
        "protect against",
    }
    | {"affect", "cut", "boost", "decrease", "slow", "link", "associate", "trigger", "shorten", "prolong", "harm"}
)
"""What has an effect does one of these to something."""
BOTH = 2
"""What has the effect and what it is on."""


def no_effect(pair: Pair) -> Difference | None:
    """The difference when one statement finds no effect and the other tells of one between the same two things."""
    for denying, other, turned in ((pair.a, pair.b, False), (pair.b, pair.a, True)):
        found = _NO_EFFECT.search(denying.text)
        own = pair.only_a if turned else pair.only_b
        if found is None or _NO_EFFECT.search(other.text) or len(pair.matched) < BOTH or _but(denying):
            continue
        deed = next((w for w in other.words if w.form in _CAUSING and not w.negated), None)
        if deed is None or any(word is not deed for word in own):
            continue
        start, end = found.span()
        none = Word(found[0], lemma(found[0]), start, end)
        x, y = (deed, none) if turned else (none, deed)
        return Difference(FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, x, y, "effect")
    return None


def _but(statement: Statement) -> bool:
    """Whether the statement goes on with what does hold: "no effect on adults but an effect on children"."""
    return any(word.form in ("but", "except", "unless", "although", "however") for word in statement.words)
