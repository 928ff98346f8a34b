"""How two populations stand to each other: who is counted in both."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from tracker.model.population import BASES, EVERYONE, is_within, parts, split_qualifier


class Scope(Enum):
    """How population a stands to population b."""

    SAME = "same"
    WITHIN = "within"
    """Everybody counted in a is counted in b."""
    CONTAINS = "contains"
    OVERLAPS = "overlaps"
    """Some are counted in both, or may be."""
    APART = "apart"
    """Nobody is counted in both, as far as the names tell."""


_CROSSING = frozenset({"women", "men", "children", "foreigners", "hostages", "prisoners", "civilians"})
"""Bases that say nothing of occupation: a woman can be a police officer."""

_ARMED = frozenset({"security forces", "police", "soldiers", "militants", "attackers"})
"""Bases that are never counted as civilians."""


@lru_cache(maxsize=8192)
def scope(a: str | None, b: str | None) -> Scope:
    """The relation of two populations as written; None is everyone.

    >>> scope("police", "police and staff").value, scope("police", None).value, scope("soldiers", "farmers").value
    ('within', 'within', 'apart')
    """
    parts_a, parts_b = frozenset(parts(a)), frozenset(parts(b))
    if parts_a == parts_b:
        return Scope.SAME
    within = all(any(_held(x, y) for y in parts_b) for x in parts_a)
    contains = all(any(_held(y, x) for x in parts_a) for y in parts_b)
    if within:
        return Scope.SAME if contains else Scope.WITHIN
    if contains:
        return Scope.CONTAINS
    shared = any(_held(x, y) or _held(y, x) or _may_share(x, y) for x in parts_a for y in parts_b)
    return Scope.OVERLAPS if shared else Scope.APART


@lru_cache(maxsize=8192)
def is_presumed(a: str | None, b: str | None) -> bool:
    """Whether the relation of a and b rests on how reports usually count, not on definition."""
    return not any(
        all(any(is_within(x, y) for y in parts(whole)) for x in parts(part)) for part, whole in ((a, b), (b, a))
    )


def is_armed(population: str | None) -> bool:
    """Whether every part is an armed group: attackers are often left out of a toll."""
    return all(split_qualifier(part)[1] in ("militants", "attackers") for part in parts(population))


def _held(part: str, whole: str) -> bool:
    if is_within(part, whole):
        return True
    if whole == "civilians":  # reports count women, children and villagers as civilians unless they say otherwise
        base = split_qualifier(part)[1]
        return base in ("women", "children", "hostages") or (base not in BASES and base != EVERYONE)
    return False


def _may_share(a: str, b: str) -> bool:
    (qualifier_a, base_a), (qualifier_b, base_b) = split_qualifier(a), split_qualifier(b)
    if base_a == base_b:
        return not (qualifier_a and qualifier_b)
    if {base_a, base_b} & _ARMED and "civilians" in (base_a, base_b):
        return False
    if base_a in _CROSSING or base_b in _CROSSING:
        return base_a in BASES and base_b in BASES
    return is_within(base_a, base_b) or is_within(base_b, base_a)
