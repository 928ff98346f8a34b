"""Which claims are worth judging against which: cheap tests before dear ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from tracker.matching.events import bar, incident_of
from tracker.matching.lemmas import content_lemmas
from tracker.matching.names import plain
from tracker.matching.vocabulary import meanings
from tracker.model.claim import Assertion, Claim

Labelled = tuple[str, Assertion]
"""(claim id or position, claim)."""

ALL_PAIRS_UP_TO = 30
"""Statements of one event of which every pair is judged."""
MOST_WITH_A_WORD = 25
"""A word that more statements of an event hold leads to no pair: it does not tell them apart."""


def incident_key(claim: Assertion) -> str | None:
    """One text for all claims of one incident; None for those of no incident.

    Claims of two keys never stand in one dispute, but for statements of no incident.
    """
    incident = incident_of(claim)
    return incident if incident is None or (isinstance(claim, Claim) and claim.incident_id) else f"={plain(incident)}"


def by_incident(claims: Iterable[Labelled]) -> dict[str | None, list[Labelled]]:
    """The claims of each incident, in the order given."""
    found: dict[str | None, list[Labelled]] = defaultdict(list)
    for label, claim in claims:
        found[incident_key(claim)].append((label, claim))
    return found


def neighbours(claim: Assertion, others: Iterable[Labelled]) -> Iterator[Labelled]:
    """Those of the others that may speak of the same thing."""
    counted = claim.quantity is not None
    words: frozenset[str] | None = None
    incident = claim.incident_id if isinstance(claim, Claim) else None
    for label, other in others:
        if incident is not None and isinstance(other, Claim) and other.incident_id not in (None, incident):
            continue
        if bar(claim, other) is not None:
            continue
        if (counted and other.quantity is not None) or (claim.measure == other.measure and claim.measure is not None):
            yield label, other
            continue
        if words is None:
            words = _blocking_words(claim.quote)
        if words & _blocking_words(other.quote):
            yield label, other


@lru_cache(maxsize=32768)
def _blocking_words(quote: str) -> frozenset[str]:
    """Words of a statement, and keys of their meanings, so that opposites meet."""
    words = content_lemmas(quote)
    return words | {key for word in words for key in meanings(word)}


def statement_pairs(statements: Sequence[Labelled]) -> Iterator[tuple[int, int]]:
    """Positions of statements of one event that share a telling word, lower first, each pair once."""
    if len(statements) <= ALL_PAIRS_UP_TO:
        for i in range(len(statements)):
            for j in range(i + 1, len(statements)):
                yield i, j
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for position, (_, claim) in enumerate(statements):
        for word in _blocking_words(claim.quote):
            holders[word].append(position)
    seen: set[tuple[int, int]] = set()
    for word in sorted(holders):
        held = holders[word]
        if len(held) > MOST_WITH_A_WORD:
            continue
        for i, first in enumerate(held):
            for second in held[i + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second
