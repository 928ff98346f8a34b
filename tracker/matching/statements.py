"""Statements as words: what is said against what is said, for claims without a common figure and for bare texts.

Likeness only opens the question; a rule must find what cannot both hold. Two ways: statements that are nearly the same
differ in one slot (`slots.py`); statements in other words share their subject and oppose each other (`loose.py`).
"""

from __future__ import annotations

from dataclasses import replace

from tracker.matching.alignment import Pair
from tracker.matching.context import other_setting
from tracker.matching.difference import Untruth
from tracker.matching.likeness import likeness, says_the_same
from tracker.matching.loose import loose_verdict
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.answering import answered
from tracker.matching.rules.arithmetic import result_verdict
from tracker.matching.rules.debunking import called_untrue
from tracker.matching.slots import slot_verdict
from tracker.matching.verdict import Verdict, contradiction, corroboration, tension, turned, unrelated
from tracker.matching.words import Statement, statement
from tracker.model.claim import Assertion, Polarity
from tracker.model.finding import FindingKind, Relation
from tracker.model.quantity import Quantity
from tracker.model.voice import voice

LEAST_COVER = 0.12
"""Share of the shorter statement's content below which two statements have nothing in common."""
SHOWN = 80
"""Characters of a statement given in a reason."""


def compare_statements(a: Assertion, b: Assertion) -> Verdict:
    """The verdict on the words of two claims."""
    return compare_words(_words(a), _words(b))


def _words(claim: Assertion) -> Statement:
    """The words of the claim without who says it; a denial that quotes only what is denied is negated throughout."""
    said = voice(claim)
    words = statement(claim.quote, _figures(claim), claim.source).said_from(said.start, said.end)
    if claim.hedged and not words.hedged:
        words = replace(words, hedged=True)
    if claim.polarity is Polarity.DENIED and not any(word.negated for word in words.words):
        words = replace(words, words=tuple(replace(word, negated=True) for word in words.words))
    return words


def _figures(claim: Assertion) -> tuple[Quantity, ...]:
    """The claim's figure with its span moved into the quote, when it stands there."""
    quantity, span = claim.quantity, getattr(claim, "span", None)
    if quantity is None or span is None or quantity.span == (0, 0):
        return ()
    start, end = (offset - span[0] for offset in quantity.span)
    if not 0 <= start < end <= len(claim.quote):
        return ()
    return (quantity.model_copy(update={"span": (start, end)}),)


def compare_words(a: Statement, b: Statement) -> Verdict:
    """The verdict on two statements; symmetric in its relation.

    Where one alignment is as good as another, which one is taken depends on the order: so there is one order.
    """
    if _order(a) <= _order(b):
        return _compare(a, b)
    return turned(_compare(b, a))


def _order(statement: Statement) -> tuple[int, str]:
    return len(statement.words), statement.text


def _compare(a: Statement, b: Statement) -> Verdict:
    said = (a.text[:SHOWN], b.text[:SHOWN])
    if not a.content or not b.content:
        return unrelated(reason(ReasonCode.NOTHING_IN_COMMON, *said))
    pair = Pair(a.in_own_voice(b), b.in_own_voice(a))
    untrue = called_untrue(pair)
    if untrue is not None:
        return _answered(untrue, a, b)
    if pair.cover < LEAST_COVER:
        return unrelated(reason(ReasonCode.NOTHING_IN_COMMON, *said))
    answer = answered(pair)
    if answer is not None:
        return _answered(answer, a, b)
    verdict = result_verdict(pair) or slot_verdict(pair) or loose_verdict(pair)
    if verdict is not None:
        return _left_open(verdict, a, b)
    if says_the_same(pair):
        return corroboration(None, reason(ReasonCode.SAME_STATEMENT, *said), agree=1.0, likeness=likeness(pair))
    return unrelated(other_setting(a, b) or reason(ReasonCode.OTHER_SUBJECT, *said))


def _answered(untrue: Untruth, a: Statement, b: Statement) -> Verdict:
    """The verdict when one calls the other untrue: "rumour" and "believe" leave nothing open in what does so."""
    found = contradiction(untrue.difference.kind, untrue.difference.ground, **{untrue.difference.feature: 1.0})
    affirming = b if untrue.by_a else a
    return _left_open(found, replace(a, hedged=False), affirming) if affirming.hedged else found


def _left_open(verdict: Verdict, a: Statement, b: Statement) -> Verdict:
    """A contradiction with a statement that leaves it open is a tension."""
    if verdict.relation is not Relation.CONTRADICTS or a.hedged == b.hedged:
        return verdict
    hedge = reason(ReasonCode.HEDGED, a.text[:SHOWN] if a.hedged else None, b.text[:SHOWN] if b.hedged else None)
    return tension(verdict.kind or FindingKind.SCOPE, hedge, *verdict.reasons, hedged=1.0)
