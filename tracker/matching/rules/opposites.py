"""Opposites and exclusive words in one slot: open and closed, red and blue, Monday and Friday, mine and missile."""

from __future__ import annotations

from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import contrast
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
    if found is None:
        return None
    code = ReasonCode.OPPOSITE_WORDS if found.opposite else _CODES.get(found.kind, ReasonCode.EXCLUSIVE_WORDS)
    source = "event" if found.curated else "dictionary"
    return Difference(found.kind, code, a, b, f"{source}_{'opposite' if found.opposite else 'exclusive'}")
