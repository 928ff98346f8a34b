"""Denied, hedged, cumulative: small words that change what a sentence asserts."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.model.claim import Basis
from tracker.reading.lexicons import word_set

_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|denied|denies|deny|denying|rejected|rejects|dismissed|refuted|didn['’]t|wasn['’]t|weren['’]t|isn['’]t"
    r"|hasn['’]t|haven['’]t|don['’]t|doesn['’]t|won['’]t|no longer)\b",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(
    r"\b(?:this year|since (?:the start|the beginning|then|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|\d{4}|[A-Z]\w+ began)|during (?:this|the) (?:year|month|war|conflict)"
    r"|over the (?:past|last)|in the (?:past|last) (?:\w+ )?(?:days|weeks|months|years|year|month|week)"
    r"|each (?:year|month|day)|per (?:year|month|day)|annually|throughout (?:the|\d{4})|cumulative(?:ly)?)\b",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(r"\bconfirm(?:s|ed)?\b|\bverified\b", re.IGNORECASE)
_ESTIMATED = re.compile(r"\bestimat(?:e|es|ed)\b", re.IGNORECASE)
_BASIS_STEMS = ("confirm", "verified", "estimat", "feared", "presumed", "believed", "thought", "suspected")
"""Cheap to look for, before the patterns that they are part of."""
_PRESUMED = re.compile(r"\b(?:feared|presumed|believed|thought|suspected)\b", re.IGNORECASE)


def is_negated(clause: str) -> bool:
    """Whether a clause says that something is not so.

    >>> is_negated("the army did not shell the town"), is_negated("the army shelled the town")
    (True, False)
    """
    return bool(_NEGATION.search(clause))


def is_hedged(clause: str) -> bool:
    """Whether the clause leaves it open: "reportedly", "may have", "is believed to"."""
    hedges = word_set("cues", "reportedly") | word_set("cues", "may") - {"likely", "unclear", "suspected"}
    return not hedges.isdisjoint(word.lower() for word in _WORD.findall(clause) if word != "May")


_WORD = re.compile(r"[A-Za-z-]+")


@lru_cache(maxsize=256)
def is_cumulative(clause: str) -> bool:
    """Whether a figure runs over many events or a long time."""
    return bool(_CUMULATIVE.search(clause))


def basis_of(clause: str, cue: str) -> Basis:
    """On what the figure rests, from the words beside it and the word of saying."""
    low = clause.lower()
    if not cue and not any(stem in low for stem in _BASIS_STEMS):
        return Basis.UNKNOWN
    if _CONFIRMED.search(cue) or _CONFIRMED.search(clause):
        return Basis.CONFIRMED
    if _PRESUMED.search(clause):
        return Basis.PRESUMED
    if _ESTIMATED.search(clause) or _ESTIMATED.search(cue):
        return Basis.ESTIMATED
    return Basis.UNKNOWN
