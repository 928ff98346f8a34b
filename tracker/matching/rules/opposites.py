"""Opposites and exclusive words in one slot: open and closed, red and blue, Monday and Friday, mine and missile."""

from __future__ import annotations

from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import actors, contrast, things
from tracker.matching.words import Word
from tracker.model.finding import FindingKind

_CODES = {
    FindingKind.METHOD: ReasonCode.OTHER_METHOD,
    FindingKind.DATE: ReasonCode.OTHER_DATE,
    FindingKind.PLACE: ReasonCode.OTHER_PLACE,
    FindingKind.IDENTITY: ReasonCode.OTHER_IDENTITY,
}


def contrary_words(a: Word, b: Word) -> Difference | None:
    """The difference of two words in one slot, None when both can hold."""
    if a.figure or b.figure:
        return None
    found = contrast(a.form, b.form)
    if found is None or (found.kind is FindingKind.METHOD and not are_means(a, b)):
        return None
    code = ReasonCode.OPPOSITE_WORDS if found.opposite else _CODES.get(found.kind, ReasonCode.EXCLUSIVE_WORDS)
    source = "event" if found.curated else "dictionary"
    return Difference(found.kind, code, a, b, f"{source}_{'opposite' if found.opposite else 'exclusive'}")


def are_means(a: Word, b: Word) -> bool:
    """Whether two words of method can exclude each other: not a verb made of a thing, nor a person against a verb."""
    if any(_is_verb(word) and word.form in things() for word in (a, b)):
        return False
    return not any(x.form in actors() and _is_verb(y) for x, y in ((a, b), (b, a)))


def _is_verb(word: Word) -> bool:
    """Whether the word has the ending of a past tense that its dictionary form lacks."""
    return word.text.lower().endswith("ed") and word.text.lower() != word.form
