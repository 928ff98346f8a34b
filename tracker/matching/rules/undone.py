"""What is told as done in one statement was called off, or prevented, in the other."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_UNDOING = frozenset(
    {"call off", "cancel", "foil", "thwart", "avert", "prevent", "abort", "scrap", "postpone", "put off", "abandon"}
)
"""Verbs by which something did not happen."""
SHARED = 0.5
"""Share of the shorter statement's other words that both must have."""


def undone(pair: Pair) -> Difference | None:
    """The difference of "the prisoners were exchanged" and "the exchange was called off"."""
    for own, other, statement, telling in (
        (pair.only_a, pair.only_b, pair.a, pair.b),
        (pair.only_b, pair.only_a, pair.b, pair.a),
    ):
        verb = next((word for word in own if word.form in _UNDOING and not word.negated), None)
        if verb is None or any(word.form in _UNDOING for word in telling.words):
            continue
        for x, y in pair.matched:
            named, done = (x, y) if statement is pair.a else (y, x)
            if _is_told(done) and not _is_told(named) and _reaches(statement, verb, named):
                if _shared(pair, verb) < SHARED or (_names(own) and _names(other)):
                    return None
                first, second = (verb, done) if statement is pair.a else (done, verb)
                return Difference(FindingKind.ANTONYM, ReasonCode.OPPOSITE_WORDS, first, second, "event_opposite")
    return None


def _names(words: Sequence[Word]) -> bool:
    return any(word.name for word in words)


def _is_told(word: Word) -> bool:
    """Whether the word is a verb in the past tense, not denied."""
    text = word.text.lower()
    return not word.negated and text != word.form and text.endswith("ed") and not word.name


def _reaches(statement: Statement, verb: Word, named: Word) -> bool:
    """Whether the deed is what the verb of undoing is said of: its subject or its object."""
    between = statement.text[min(verb.end, named.end) : max(verb.start, named.start)]
    return len(between.split()) <= LONGEST_BETWEEN and not any(mark in between for mark in ",.;:")


LONGEST_BETWEEN = 8
"""Words between the deed and what is said of it."""


def _shared(pair: Pair, verb: Word) -> float:
    left_a = sum(word is not verb for word in pair.a.content)
    left_b = sum(word is not verb for word in pair.b.content)
    return len(pair.matched) / max(1, min(left_a, left_b))
