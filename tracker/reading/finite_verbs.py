"""Which words are finite verbs, told by form and neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.reading.cues import cue_forms
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token


@cache
def word_class(key: str) -> frozenset[str]:
    """A closed word class."""
    return word_set("grammar", key)


def is_auxiliary(token: Token) -> bool:
    """is, has, did, may ..."""
    return token.low in word_class("auxiliaries") or token.low in word_set("words", "sources_contracted")


def is_verbish(words: Sequence[Token], at: int) -> bool:
    """A word that is very likely a finite verb, so that no noun phrase reaches across it."""
    token = words[at]
    if at and token.is_capital and words[at - 1].is_capital and words[at - 1].is_word and not token.text.isupper():
        return False  # "Nora Fell": a name
    if token.low in word_class("common_verbs") or is_auxiliary(token):
        return True
    if token.is_capital or not token.is_word or (at and words[at - 1].text == "-"):
        return False  # "the self-declared republic"
    cue = cue_forms().get(token.low)
    if cue is not None and cue.form in ("third", "past") and not cue.nounlike and at and words[at - 1].text == ",":
        return True
    if token.low.endswith("ed") and len(token.low) > 4 and (at == 0 or words[at - 1].text != "-"):
        return _is_past_verb(words, at)
    return cue is not None and not cue.nounlike and cue.form != "base" and cue.form != "ing"


def _is_past_verb(words: Sequence[Token], at: int) -> bool:
    """A word in -ed behind a noun is a verb; behind an article, a number or a preposition it describes a noun."""
    following = words[at + 1] if at + 1 < len(words) else None
    if (
        following is None
        or following.text in ",.;"
        or following.low in word_class("determiners")
        or following.is_number
    ):
        return True
    if following.low in word_class("prepositions"):
        return True
    before = words[at - 1] if at else None
    if before is None or not before.is_word or before.low in word_class("determiners") | word_class("prepositions"):
        return False
    return before.low not in ("and", "or", "two", "more", "most", "heavily", "well", "newly", "other")


def has_verb(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a finite verb stands in words[first:last]."""
    return any(is_verbish(words, at) for at in range(first, last))


def has_finite_verb(words: Sequence[Token], first: int, last: int) -> bool:
    """As `has_verb`, but "published in May" and "led by Khan" only describe a noun."""
    for at in range(first, last):
        described = words[at].low.endswith("ed") and at + 1 < last and words[at + 1].low in word_class("prepositions")
        if is_verbish(words, at) and not described:
            return True
    return False
