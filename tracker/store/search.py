"""Which texts a person means by a few typed words. Pure, the same for every backend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tracker.model.claim import Claim
from tracker.model.query import typed_words

Item = TypeVar("Item")

CLOSE_ENOUGH = 80.0
"""Similarity 0-100 from which a mistyped word counts as one of the text's words."""


def found(text: str, items: Sequence[Item], haystack: Callable[[Item], str]) -> list[Item]:
    """The items whose haystack holds every word of `text` (see `typed_words`), in their order.

    When none does, those in which every word has a close neighbour ("embasy" for "embassy").

    >>> found("embasy", ["the embassy", "the ministry"], str)
    ['the embassy']
    """
    words = typed_words(text)
    folded = [haystack(item).casefold() for item in items]
    exact = [item for item, hay in zip(items, folded, strict=True) if all(word in hay for word in words)]
    if exact or not words:
        return exact
    near = _near_words(words, folded)
    return [
        item
        for item, hay in zip(items, folded, strict=True)
        if all(word in hay or not neighbours.isdisjoint(hay.split()) for word, neighbours in near.items())
    ]


def _near_words(words: Iterable[str], haystacks: Iterable[str]) -> dict[str, frozenset[str]]:
    """Typed word -> words of the texts that are close to it; each distinct word is compared once."""
    from rapidfuzz import fuzz, process

    vocabulary = list({known for hay in haystacks for known in hay.split()})
    near = {}
    for word in words:
        hits = process.extract(word[:100], vocabulary, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=200)
        near[word] = frozenset(known for known, _, _ in hits)
    return near


def claim_haystack(claim: Claim) -> str:
    """The words of a claim that a query looks through, its id among them."""
    return haystack(claim.model_dump(include={"id", "quote", "source", "place", "incident"}))


def haystack(fields: Mapping[Any, Any]) -> str:
    """The same of a dumped claim or a row."""
    return f"{fields['id']} {words(fields)}"


def words(fields: Mapping[Any, Any]) -> str:
    """The words alone."""
    return f"{fields['quote']} {fields['source']} {fields['place'] or ''} {fields['incident'] or ''}"
