"""Two subjects, or two occasions, that only look like one: "a man" and "a woman" may both be there."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import event_kinds, is_being
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_CODES = frozenset({ReasonCode.OPPOSITE_WORDS, ReasonCode.EXCLUSIVE_WORDS})
_DEFINITE = ("the ", "this ", "that ", "his ", "her ", "their ", "its ", "our ")


def other_subject(pair: Pair, difference: Difference) -> bool:
    """Whether the words that differ are the subjects of both statements, beings, and not known to be the same one."""
    if difference.code not in _CODES or not (is_being(difference.a.form) and is_being(difference.b.form)):
        return False
    return _introduces(pair.a, difference.a) or _introduces(pair.b, difference.b)


def other_occasion(pair: Pair, difference: Difference) -> bool:
    """Whether a place or day differs in statements of which neither names its event as a known one.

    "Protests continue in one town" and "... in another" are two protests; "the raid took place in ..." is one raid.
    """
    if difference.kind is FindingKind.DATE:
        return not (_is_known(pair.a) and _is_known(pair.b))
    if difference.kind is FindingKind.PLACE:
        speaks_of_event = any(event_kinds(word.form) for word in pair.a.content)
        return speaks_of_event and not (_is_known(pair.a) and _is_known(pair.b))
    return False


def _is_known(statement: Statement) -> bool:
    """Whether the statement begins with what is already known: "the raid", "his car", a name."""
    start = statement.text[statement.begins :].lstrip(" \"'“‘").lower()
    return (
        start.startswith(_DEFINITE) or bool(statement.words and statement.words[0].name) or start.startswith("it was")
    )


def _introduces(statement: Statement, word: Word) -> bool:
    """Whether the word heads the statement's first phrase and that is not definite."""
    before = statement.text[statement.begins : word.start].lower()
    if len(before.split()) > 4 or any(mark in before for mark in ",.;:"):
        return False
    return not before.startswith(_DEFINITE)
