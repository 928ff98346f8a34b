"""Figures behind a label: "Killed: 12", "the dead were four farmers", "bringing the total to 11"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at, role_before
from tracker.reading.populations import base_at
from tracker.reading.tokens import Token


class Labelled(NamedTuple):
    """What a label says of the figure behind it."""

    measured: Measured
    population: str | None
    """None when the label names nobody."""


_LONGEST = 8
"""Words of a label."""
_ROLES = ("nouns", "passive", "alone")


def labelled(words: Sequence[Token], first: int) -> Labelled | None:
    """What the words before a figure at index `first` make of it, when they are a label and no clause.

    "Civilians reported killed: 8-11" -> killed, civilians; "Injured: at least 20" -> wounded.
    """
    if first < 2 or words[first - 1].text not in ":=":
        return None
    start = first - 1
    while start and first - start <= _LONGEST and (words[start - 1].is_word or words[start - 1].text in "/-"):
        start -= 1
    if first - start > _LONGEST or any(is_auxiliary(words[at]) for at in range(start, first - 1)):
        return None
    population: str | None = None
    measured: Measured | None = None
    for at in range(start, first - 1):
        base = base_at(words, at)
        if base and base[0] != "everyone":
            population = population or base[0]
        found = next((found for role in _ROLES if (found := role_at(words, at, role))), None)
        if found and (found[0] != "attacks" or words[found[1] - 1].low.endswith("s")):
            measured = Measured(found[0], at, found[1], 0.9)  # "Airport strike: hundreds of flights cancelled"
    return Labelled(measured, population) if measured else None


def stated_at(words: Sequence[Token], first: int) -> Labelled | None:
    """ "put the dead at 14", "gave the injured as 34", "put the army's losses at 40"."""
    if first < 3 or words[first - 1].low not in ("at", "as"):
        return None
    found = role_before(words, first - 1, "nouns")
    before = words[found[1] - 1].low if found and found[1] else ""
    if found is None or before not in ("the", "'s", "'"):
        return None
    losers = _whose(words, found[1] - 2) if before != "the" and found[1] > 1 else None
    return Labelled(Measured(found[0], found[1], first - 1, 0.88), losers)


def _whose(words: Sequence[Token], at: int) -> str | None:
    """ "the army's losses", "the rebels' losses"."""
    if words[at].low in word_set("words", "populations_armies"):
        return "soldiers"
    found = base_at(words, at)
    return found[0] if found else None


def those_harmed(words: Sequence[Token], first: int) -> Measured | None:
    """ "the dead were four farmers", "those killed include two nurses": the subject tells what the figure counts."""
    at = first - 1
    while at >= 0 and first - at <= 3 and (is_auxiliary(words[at]) or words[at].low in _LISTING):
        at -= 1
    if at == first - 1 or at < 1:
        return None
    start = at
    while start > 0 and at - start < 3 and words[start].low not in ("the", "those", "among", "all"):
        start -= 1
    found = role_at(words, start + 1, "nouns")
    if found is None or words[start].low not in ("the", "those") or found[1] < at:
        return None
    return Measured(found[0], start, first, 0.88)


_LISTING = frozenset(("include", "included", "includes", "all", "also", "at", "least", ":"))


def is_running_total(words: Sequence[Token], first: int) -> bool:
    """ "bringing the total to 11", "the tally now stands at 40": a total of what was counted just before."""
    before = [word.low for word in words[max(0, first - 5) : first]]
    return (
        len(before) > 1
        and before[-1] in ("to", "at", "of", "reached")
        and not word_set("words", "labels_totals").isdisjoint(before)
    )
