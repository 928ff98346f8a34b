"""Sides of a conflict: who belongs to which, whose losses are counted, and who is blamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model.population import parts, split_qualifier
from tracker.model.source import Source, SourceKind

_STATE_FORCES = frozenset({"police", "soldiers", "security forces", "officials"})
_FIGHTERS = frozenset({"militants", "attackers"})
_STATE = frozenset({SourceKind.GOVERNMENT, SourceKind.MILITARY})
_STEM = 5
"""Letters that a demonym shares with the name of its country: Afghan, Afghanistan."""


def side_of(source: Source, sources: Mapping[str, Source]) -> str | None:
    """The source's own side, or that of the body it speaks for; None for an outsider."""
    seen: set[str] = set()
    found: Source | None = source
    while found is not None and found.id not in seen:
        if found.party:
            return found.party
        seen.add(found.id)
        found = sources.get(found.parent or "")
    return None


def counted_side(
    populations: Iterable[str | None], sources: Mapping[str, Source], parties: Mapping[str, str]
) -> str | None:
    """The one side whose losses all the populations are; None when they are nobody's or several sides'.

    A population is of a side by its qualifier ("Afghan soldiers"), or, with one such side in the case, by what it is:
    police and soldiers are the state's, militants the armed group's. parties: source id -> side.
    """
    if not parties:
        return None
    found = {_side_of_population(population, sources, parties) for population in populations}
    return found.pop() if len(found) == 1 else None


def blamed_side(answer: str, sources: Iterable[Source], parties: Mapping[str, str]) -> str | None:
    """The side that an answer to "who did it?" blames: a side's name, or a source of that side; None: nobody's."""
    folded = answer.casefold()
    for side in sorted(set(parties.values())):
        if side.casefold() == folded:
            return side
    for source in sources:
        if source.id in parties and folded in (source.name.casefold(), *(a.name.casefold() for a in source.aliases)):
            return parties[source.id]
    return None


def _side_of_population(
    population: str | None, sources: Mapping[str, Source], parties: Mapping[str, str]
) -> str | None:
    found = set()
    for part in parts(population):
        qualifier, base = split_qualifier(part)
        found.add(_named_side(qualifier, parties) if qualifier else _side_of_kind(base, sources, parties))
    return found.pop() if len(found) == 1 else None


def _named_side(qualifier: str, parties: Mapping[str, str]) -> str | None:
    stem = qualifier.casefold()[:_STEM]
    named = {side for side in parties.values() if any(word.startswith(stem) for word in side.casefold().split())}
    return named.pop() if len(named) == 1 else None


def _side_of_kind(base: str, sources: Mapping[str, Source], parties: Mapping[str, str]) -> str | None:
    kinds = _STATE if base in _STATE_FORCES else {SourceKind.GROUP} if base in _FIGHTERS else frozenset()
    sides = {side for source, side in parties.items() if source in sources and sources[source].kind in kinds}
    return sides.pop() if len(sides) == 1 else None
