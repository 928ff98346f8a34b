"""How alike two statements are, and whether they say the same. Opens the question; never flags by itself."""

from __future__ import annotations

from tracker.matching.alignment import Pair

SAME_FROM = 0.72
"""Likeness from which two statements without a difference say the same."""


def likeness(pair: Pair) -> float:
    """0-1: content shared by both, names and figures counted double."""
    shared = sum(_weight(x) for x, _ in pair.matched)
    total = sum(map(_weight, pair.a.content)) + sum(map(_weight, pair.b.content))
    return 2 * shared / total if total else 0.0


def says_the_same(pair: Pair) -> bool:
    """Whether nothing of weight stands in one of them only, and nothing is negated in one only."""
    if any(x.negated != y.negated for x, y in pair.matched):
        return False
    return likeness(pair) >= SAME_FROM


def _weight(word: object) -> float:
    return 2.0 if getattr(word, "figure", None) or getattr(word, "name", False) else 1.0
