"""Turns of phrase that tell what became of those counted: lives claimed, soldiers taken prisoner, towns taken."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import Measure
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at
from tracker.reading.populations import Counted
from tracker.reading.tokens import Token


def lives_taken(words: Sequence[Token], first: int, counted: Counted) -> Measured | None:
    """ "claimed 19 lives", "cost two lives": killed."""
    if counted.head not in ("lives", "life"):
        return None
    taken = {word.low for word in words[max(0, first - 5) : first]} & word_set("words", "measures_taking_lives")
    return Measured(Measure.KILLED, first, counted.last, 0.9) if taken else None


def taken_prisoner(words: Sequence[Token], first: int, counted: Counted) -> Measured | None:
    """ "took 11 soldiers prisoner", "taking two men hostage"."""
    at = counted.last
    if at >= len(words) or words[at].low not in ("prisoner", "captive", "hostage"):
        return None
    took = {word.low for word in words[max(0, first - 6) : first]} & {
        "took",
        "taken",
        "taking",
        "take",
        "takes",
        "held",
    }
    measure = Measure.HOSTAGES if words[at].low == "hostage" else Measure.DETAINED
    return Measured(measure, at, at + 1, 0.88) if took else None


def among_the_dead(words: Sequence[Token], first: int) -> Measured | None:
    """ "among the dead are three advisers"."""
    for at in range(first - 1, max(-1, first - 7), -1):
        if words[at].low == "among" and words[at + 1].low == "the" and at + 3 <= first:
            found = role_at(words, at + 2, "nouns")
            be = any(word.low in ("is", "are", "was", "were") for word in words[at + 3 : first])
            return Measured(found[0], at + 2, found[1], 0.88) if found and be else None
        if words[at].text in ".,;":
            return None
    return None


def counted_among(words: Sequence[Token], after: int) -> Measured | None:
    """ "twelve members of the crew are among the dead": what was said of those counted, from index `after` on."""
    for at in range(after, min(after + _REACH, len(words) - 2)):
        if words[at].text in ".,;":
            return None
        be = words[at - 1].low in ("is", "are", "was", "were")
        if be and words[at].low == "among" and words[at + 1].low == "the":
            found = role_at(words, at + 2, "nouns")
            return Measured(found[0], at + 2, found[1], 0.88) if found else None
    return None


_REACH = 12
"""Words between those counted and what they are among."""


def is_taken(words: Sequence[Token], first: int, own: Measured) -> bool:
    """ "liberated nine villages", "two towns were retaken": who holds them has changed."""
    if words[own.first].low not in word_set("words", "measures_settlements"):
        return False
    near = {word.low for word in (*words[max(0, first - 5) : first], *words[own.last : own.last + 4])}
    return not near.isdisjoint(word_set("words", "measures_holding"))


def is_lost_troop(words: Sequence[Token], done: Measured, counted: Counted) -> bool:
    """ "lost two men": whoever counts his own troops so means his dead."""
    base = (counted.population or "").split(" ")[-1]
    own = ("men", "soldiers", "militants", "police", "comrades")
    return words[done.first].low in ("lost", "losing") and base in own
