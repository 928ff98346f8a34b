"""Statements in other words: they share their subject, and oppose each other in one point."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.verdict import Verdict


def loose_verdict(pair: Pair) -> Verdict | None:
    """The verdict on two statements in different words, None when no rule fires."""
    return None
