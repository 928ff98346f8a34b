"""What a source calls false: "reports that 30 people were killed were wrong, the ministry said"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.finite_verbs import is_verbish
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token, phrase_at

_OPENS = 5
"""Words within which the noun of saying stands: "the initial media reports"."""
_COPULAS = frozenset(("is", "are", "was", "were"))


class CalledFalse(NamedTuple):
    """words[first:last] is what is called false, from the noun at words[opens] to the verdict before words[end]."""

    opens: int
    first: int
    last: int
    end: int


def called_false(words: Sequence[Token], first: int, last: int) -> CalledFalse | None:
    """What words[first:last] call false by a noun of saying and a copula; None when they do not.

    >>> from tracker.reading.tokens import tokens
    >>> words = tokens("Reports of 12 dead were wrong.")
    >>> found = called_false(words, 0, len(words))
    >>> [word.text for word in words[found.first : found.last]]
    ['12', 'dead']
    """
    noun = _noun_of_saying(words, first, last)
    if noun is None:
        return None
    for at in range(noun + 3, last):
        if words[at].text in ";:":
            return None
        end = _verdict_end(words, at) if words[at].low in _COPULAS else None
        if end is not None and (end >= last or words[end].text in ",.;"):
            return CalledFalse(_phrase_start(words, noun), noun + 2, at, end)
    return None


def _noun_of_saying(words: Sequence[Token], first: int, last: int) -> int | None:
    """Index of the noun in "reports that" or "the toll of", which may stand right before the content."""
    nouns = word_set("words", "saying_verbs_charges") | word_set("words", "called_false_nouns")
    for at in range(max(0, first - 2), min(first + _OPENS, last - 3)):
        if words[at].low in nouns and words[at + 1].low in ("that", "of"):
            return at
        if at >= first and not (words[at].is_word or words[at].text in '"“‘'):
            return None
    return None


def _phrase_start(words: Sequence[Token], noun: int) -> int:
    at = noun
    while at and noun - at < _OPENS and words[at - 1].is_word and not is_verbish(words, at - 1):
        at -= 1
    return at


def _verdict_end(words: Sequence[Token], copula: int) -> int | None:
    at = copula + 1
    while at < len(words) and (words[at].low.endswith("ly") or words[at].low in ("a", "all", "just", "pure")):
        at += 1
    if phrase_at(words, at, ("not", "true")) or phrase_at(words, at, ("fake", "news")):
        return at + 2
    return at + 1 if at < len(words) and words[at].low in word_set("words", "called_false") else None
