"""Who did it to whom: the same words with doer and sufferer exchanged."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Word
from tracker.model.finding import FindingKind


def swapped_roles(pair: Pair) -> Difference | None:
    """The difference when two names change sides around the same words and neither sentence is passive."""
    if pair.only_a or pair.only_b or _is_passive(pair.a.words) != _is_passive(pair.b.words):
        return None
    order_a = [word for word in pair.a.content if word.name]
    order_b = [word for word in pair.b.content if word.name]
    if len(order_a) < 2 or len(order_a) != len(order_b):
        return None
    moved = [(x, y) for x, y in zip(order_a, order_b, strict=True) if x.form != y.form]
    if not moved or _others(pair.a) != _others(pair.b):
        return None
    return Difference(FindingKind.IDENTITY, ReasonCode.ROLES_SWAPPED, moved[0][0], moved[0][1], "roles")


def _others(statement: object) -> list[str]:
    return [word.form for word in getattr(statement, "words", ()) if not word.name]


def _is_passive(words: tuple[Word, ...]) -> bool:
    return any(word.form == "by" for word in words)
