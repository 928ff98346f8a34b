"""Words before and after a number that bound it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table
from tracker.reading.phrases import PhraseTable
from tracker.reading.tokens import Token


class Bound(NamedTuple):
    """A bounding phrase: words[first:last]. kind: low, low_open, high, high_open, high_equal, approx, exact."""

    kind: str
    first: int
    last: int


@cache
def _phrases(side: str) -> PhraseTable[str]:
    return PhraseTable((phrase, kind) for kind, found in table("bounds")[side].items() for phrase in found)


def bound_before(words: Sequence[Token], at: int) -> Bound | None:
    """The longest bounding phrase that ends just before index `at`."""
    for kind, first in _phrases("before").ends_at(words, at):
        if words[first].low == "over" and first and words[first - 1].low in _WITH_OVER:
            return None  # "handed over 17 soldiers"
        return Bound(_guarded(words, first, kind), first, at)
    return None


def bound_after(words: Sequence[Token], at: int) -> Bound | None:
    """The longest bounding phrase that begins at index `at`."""
    found = _phrases("after").begins_at(words, at)
    return Bound(found[0], at, found[1]) if found else None


_WITH_OVER = frozenset(("hand", "hands", "handed", "handing", "turned", "turning", "took", "taken", "taking"))
_NOT = frozenset(("not", "n't", "'t", "never"))
_OPPOSITE = {"low_open": "high", "high_open": "low", "low": "high_open", "high": "low_open"}


def _guarded(words: Sequence[Token], first: int, kind: str) -> str:
    """Negation turns a bound round ("did not exceed 30"); a place is no bound ("in the sky above 12 villages")."""
    before = words[first - 1].low if first else ""
    around = [word.low for word in words[max(0, first - 3) : max(0, first - 1)]]
    if kind in ("low_open", "high_open") and not words[first].low.startswith("exceed") and _NOT & set(around):
        return _OPPOSITE[kind]
    if (
        before in ("not", "n't", "never", "nor", "no", "without")
        and kind in _OPPOSITE
        and words[first].low not in ("at", "up")
    ):
        return _OPPOSITE[kind]
    return kind
