"""What a table itself says of where places lie: so 'Mosul' and 'Mosul, Nineveh, Iraq' are told for one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.credibility.gazetteer import KNOWN_PLACES
from tracker.credibility.places import place_parts

Atlas = Mapping[str, frozenset[str]]
"""Place -> the larger places it lies in."""


def atlas_of(texts: Iterable[str]) -> Atlas:
    """Where the places lie that are named first in a text, wherever all texts that name them agree.

    >>> atlas = atlas_of(["Mosul, Nineveh, Iraq", "Mosul, Iraq", "Troy, Turkey", "Troy, Ohio"])
    >>> sorted(atlas["mosul"]), "troy" in atlas
    (['iraq', 'nineveh'], False)
    """
    largest: dict[str, frozenset[str]] = {}
    doubtful: set[str] = set()
    for parts in sorted({place_parts(text) for text in texts}, key=lambda parts: (-len(parts), parts)):
        if len(parts) < 2:
            continue
        first, *others = smallest_first(parts)
        if not largest.setdefault(first, frozenset(others)).issuperset(others):
            doubtful.add(first)
    return {place: around for place, around in largest.items() if place not in doubtful}


def completed(parts: tuple[str, ...], atlas: Atlas) -> tuple[str, ...]:
    """The parts of a place in a fixed order, with the larger places it is known to lie in, if they fit what is said.

    >>> completed(("mosul",), {"mosul": frozenset({"iraq", "nineveh"})})
    ('mosul', 'iraq', 'nineveh')
    """
    if not parts:
        return parts
    first, *others = smallest_first(parts)
    around = frozenset(others)
    known = atlas.get(first, around)
    return (first, *sorted(known if around <= known else around))


def smallest_first(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a place from the town to the country, whichever way they were written.

    >>> smallest_first(("iraq", "nineveh", "mosul"))
    ('mosul', 'nineveh', 'iraq')
    """
    return parts[::-1] if parts[0] in KNOWN_PLACES and parts[-1] not in KNOWN_PLACES else parts
