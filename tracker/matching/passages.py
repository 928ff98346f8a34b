"""Two bare texts: their statements as read, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from tracker.matching.context import SPECIFIC
from tracker.matching.judge import decide
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.responsibility import party_of
from tracker.matching.rules.update import said_later
from tracker.matching.scoring import score
from tracker.matching.statements import compare_words
from tracker.matching.triggers import moved
from tracker.matching.verdict import Verdict, corroboration, rank, unrelated
from tracker.matching.words import Statement, statement
from tracker.model.claim import Assertion, Claim
from tracker.model.finding import FindingKind, Relation
from tracker.model.quantity import Quantity
from tracker.model.voice import anybodys_voice

SHOWN = 80
"""Characters of a text given in a reason."""
STATEMENTS_PAIRED = 30
"""Statements of each text that are paired."""


@dataclass(frozen=True)
class Passage:
    """A text as read: its statements, and all its figures with spans into the text."""

    text: str
    source: str
    claims: tuple[Assertion, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @cached_property
    def words(self) -> Statement:
        """What is said in it, without who says it."""
        return statement(self.text, self.quantities, self.source).without(self._speakers)

    @property
    def _speakers(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text that name who says it."""
        found: dict[tuple[int, int], None] = {}
        for at, quote in ((0, self.text), *((_offset(self, claim), claim.quote) for claim in self.claims)):
            said = anybodys_voice(quote)
            for start, end in ((0, said.start), (said.end, len(quote))):
                if end > start:
                    found[(at + start, at + end)] = None
        return tuple(found)


class Judged(NamedTuple):
    """The verdict on two texts, with the statements of them that it is on; None: it is on the words of the texts."""

    verdict: Verdict
    a: Assertion | None = None
    b: Assertion | None = None


def compare_passages(a: Passage, b: Passage) -> Judged:
    """The verdict on two texts: the strongest of what their statements and their words say.

    Figures that reading understood are judged by what they count; words are not asked again about them.
    """
    if not a.text.strip() or not b.text.strip():
        return Judged(unrelated(reason(ReasonCode.NOTHING_IN_COMMON)))
    if a.text.split() == b.text.split():
        # A text that contradicts itself says so to its reader; beside its own copy it is only said twice.
        same = reason(ReasonCode.SAME_STATEMENT, a.text[:SHOWN], b.text[:SHOWN])
        return Judged(corroboration(None, same, agree=1.0, likeness=1.0))
    words = compare_words(a.words, b.words)
    figures = _pairs(a, b)
    if figures and words.kind is FindingKind.NUMBER and "closeness" not in words.features:
        words = unrelated(*words.reasons)
    if words.relation is Relation.UNRELATED and not figures:
        return Judged(words)
    # Of two that find nothing, figures say better what differs.
    strongest = max([*figures, Judged(words)], key=lambda judged: _strength(judged.verdict))
    contrary = strongest.verdict.relation is Relation.CONTRADICTS and strongest.verdict.kind is FindingKind.NUMBER
    if contrary and _corrects_itself(a, b):
        update = unrelated(reason(ReasonCode.UPDATE_BY_SAME_SOURCE, a.text[:SHOWN], b.text[:SHOWN]))
        return strongest._replace(verdict=update)
    return strongest


def _corrects_itself(a: Passage, b: Passage) -> bool:
    return same_name(a.source, b.source) >= 0.5 and said_later(a.text, b.text)


def _pairs(a: Passage, b: Passage) -> list[Judged]:
    """Verdicts on the pairs of statements that reading knows the question of.

    A figure that agrees with one figure of the other text is not set against the others: of "27 in Kabul, 12 in
    Herat" and "27 in Kabul, 20 in Herat" only the second figures differ.
    """
    found: list[tuple[int, int, Judged]] = []
    for i, x in enumerate(a.claims[:STATEMENTS_PAIRED]):
        for j, y in enumerate(b.claims[:STATEMENTS_PAIRED]):
            if (_is_counted(x) and _is_counted(y)) or (party_of(x) and party_of(y)):
                verdict = decide(_unplaced(x), _unplaced(y))
                found.append((i, j, Judged(moved(verdict, _offset(a, x), _offset(b, y)), x, y)))
    explained_a = {i for i, _, judged in found if _agrees(judged.verdict)}
    explained_b = {j for _, j, judged in found if _agrees(judged.verdict)}
    return [
        judged
        for i, j, judged in found
        if judged.verdict.relation is not Relation.CONTRADICTS or not (i in explained_a or j in explained_b)
    ]


def _offset(passage: Passage, claim: Assertion) -> int:
    """Where the claim's quote begins in the text."""
    span = getattr(claim, "span", None)
    return span[0] if span and passage.text.startswith(claim.quote, span[0]) else 0


def _unplaced(claim: Assertion) -> Assertion:
    """Without the incident that reading made up from one sentence: the words tell more than its name."""
    if claim.incident is None or isinstance(claim, Claim):
        return claim
    return claim.model_copy(update={"incident": None})


def _is_counted(claim: Assertion) -> bool:
    return claim.quantity is not None and claim.measure in SPECIFIC


def _agrees(verdict: Verdict) -> bool:
    return verdict.reasons[0].code in (ReasonCode.NUMBERS_AGREE, ReasonCode.BOUNDS_COMPATIBLE)


def _strength(verdict: Verdict) -> tuple[int, float]:
    return rank(verdict.relation), score(verdict)
