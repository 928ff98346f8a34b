"""Words before and after a number that bound it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table
from tracker.reading.tokens import Token, phrase_at, tokens


class Bound(NamedTuple):
    """A bounding phrase: words[first:last]. kind: low, low_open, high, high_open, high_equal, approx, exact."""

    kind: str
    first: int
    last: int


@cache
def _phrases(side: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By last word (before a number) or first word (after it), longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in table("bounds")[side].items():
        for phrase in phrases:
            words = tuple(token.low for token in tokens(phrase))
            found.setdefault(words[-1] if side == "before" else words[0], []).append((words, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def bound_before(words: Sequence[Token], at: int) -> Bound | None:
    """The longest bounding phrase that ends just before index `at`."""
    if at == 0:
        return None
    for phrase, kind in _phrases("before").get(words[at - 1].low, ()):
        first = at - len(phrase)
        if phrase_at(words, first, phrase):
            return Bound(_guarded(words, first, phrase, kind), first, at)
    return None


def bound_after(words: Sequence[Token], at: int) -> Bound | None:
    """The longest bounding phrase that begins at index `at`."""
    if at >= len(words):
        return None
    for phrase, kind in _phrases("after").get(words[at].low, ()):
        if phrase_at(words, at, phrase):
            return Bound(kind, at, at + len(phrase))
    return None


_OPPOSITE = {"low_open": "high", "high_open": "low", "low": "high_open", "high": "low_open"}


def _guarded(words: Sequence[Token], first: int, phrase: tuple[str, ...], kind: str) -> str:
    """Negation turns a bound round ("did not exceed 30"); a place is no bound ("in the sky above 12 villages")."""
    before = words[first - 1].low if first else ""
    if (
        before in ("not", "n't", "never", "nor", "no", "without")
        and kind in _OPPOSITE
        and phrase[0] not in ("at", "up")
    ):
        return _OPPOSITE[kind]
    return kind
