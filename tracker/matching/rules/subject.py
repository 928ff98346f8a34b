"""Two people or animals that are only introduced: "a man" and "a woman" may both be there."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import is_being
from tracker.matching.words import Statement, Word

_CODES = frozenset({ReasonCode.OPPOSITE_WORDS, ReasonCode.EXCLUSIVE_WORDS})
_DEFINITE = ("the ", "this ", "that ", "his ", "her ", "their ", "its ", "our ")


def other_subject(pair: Pair, difference: Difference) -> bool:
    """Whether the words that differ are the subjects of both statements, beings, and not known to be the same one."""
    if difference.code not in _CODES or not (is_being(difference.a.form) and is_being(difference.b.form)):
        return False
    return _introduces(pair.a, difference.a) or _introduces(pair.b, difference.b)


def _introduces(statement: Statement, word: Word) -> bool:
    """Whether the word heads the statement's first phrase and that is not definite."""
    before = statement.text[: word.start].lower()
    if len(before.split()) > 4 or any(mark in before for mark in ",.;:"):
        return False
    return not before.startswith(_DEFINITE)
