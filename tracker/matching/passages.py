"""Two bare texts: their statements as read, and their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.matching.context import SPECIFIC
from tracker.matching.judge import decide
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.responsibility import party_of
from tracker.matching.scoring import score
from tracker.matching.statements import compare_words
from tracker.matching.verdict import Verdict, rank, unrelated
from tracker.matching.words import statement
from tracker.model.claim import Assertion
from tracker.model.finding import FindingKind, Relation
from tracker.model.quantity import Quantity

STATEMENTS_PAIRED = 30
"""Statements of each text that are paired."""


@dataclass(frozen=True)
class Passage:
    """A text as read: its statements, and all its figures with spans into the text."""

    text: str
    source: str
    claims: tuple[Assertion, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def compare_passages(a: Passage, b: Passage) -> Verdict:
    """The verdict on two texts: the strongest of what their statements and their words say.

    Figures that reading understood are judged by what they count; words are not asked again about them.
    """
    if not a.text.strip() or not b.text.strip():
        return unrelated(reason(ReasonCode.NOTHING_IN_COMMON))
    words = compare_words(statement(a.text, a.quantities, a.source), statement(b.text, b.quantities, b.source))
    figures = list(_pairs(a, b))
    if figures and words.kind is FindingKind.NUMBER and "closeness" not in words.features:
        return max(figures, key=_strength)
    if words.relation is Relation.UNRELATED and not figures:
        return words
    return max([words, *figures], key=_strength)


def _pairs(a: Passage, b: Passage) -> Iterator[Verdict]:
    """Verdicts on every pair of statements with a figure that reading knows the measure of."""
    for x in a.claims[:STATEMENTS_PAIRED]:
        for y in b.claims[:STATEMENTS_PAIRED]:
            if (x.quantity is not None and y.quantity is not None and {x.measure, y.measure} <= SPECIFIC) or (party_of(x) and party_of(y)):
                yield decide(x, y)


def _strength(verdict: Verdict) -> tuple[int, float]:
    return rank(verdict.relation), score(verdict)
