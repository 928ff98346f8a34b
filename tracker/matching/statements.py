"""Statements as words: what is said against what is said, for claims without a common figure and for bare texts.

Likeness only opens the question; a rule must find what cannot both hold. Two ways: statements that are nearly the same
differ in one slot (`slots.py`); statements in other words share their subject and oppose each other (`loose.py`).
"""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.likeness import likeness, says_the_same
from tracker.matching.loose import loose_verdict
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.slots import slot_verdict
from tracker.matching.verdict import Verdict, corroboration, unrelated
from tracker.matching.words import Statement, statement
from tracker.model.claim import Assertion

LEAST_COVER = 0.3
"""Share of the shorter statement's content below which two statements have nothing in common."""
SHOWN = 80
"""Characters of a statement given in a reason."""


def compare_statements(a: Assertion, b: Assertion) -> Verdict:
    """The verdict on the words of two claims."""
    return compare_words(statement(a.quote), statement(b.quote))


def compare_words(a: Statement, b: Statement) -> Verdict:
    """The verdict on two statements; symmetric in its relation."""
    said = (a.text[:SHOWN], b.text[:SHOWN])
    if not a.content or not b.content:
        return unrelated(reason(ReasonCode.NOTHING_IN_COMMON, *said))
    pair = Pair(a, b)
    if pair.cover < LEAST_COVER:
        return unrelated(reason(ReasonCode.NOTHING_IN_COMMON, *said))
    verdict = slot_verdict(pair) or loose_verdict(pair)
    if verdict is not None:
        return verdict
    if says_the_same(pair):
        return corroboration(None, reason(ReasonCode.SAME_STATEMENT, *said), agree=1.0, likeness=likeness(pair))
    return unrelated(reason(ReasonCode.OTHER_SUBJECT, *said))
