"""Places in one table cell: 'Springfield, Illinois, USA' says more than 'Illinois' and contradicts 'Ohio'."""

from __future__ import annotations

import re

from tracker.credibility.folding import folded
from tracker.credibility.gazetteer import COUNTRY_OF, KNOWN_PLACES

_PARTS = re.compile(r"\s*(?:,|;|>|/|\||\(|\))\s*")
_ALIASES = {
    "us": "united states",
    "u.s": "united states",
    "u.s.a": "united states",
    "usa": "united states",
    "united states of america": "united states",
    "the united states": "united states",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "great britain": "united kingdom",
    "uae": "united arab emirates",
    "drc": "democratic republic of the congo",
    "ussr": "soviet union",
    "burma": "myanmar",
    "holland": "netherlands",
    "the netherlands": "netherlands",
    "ivory coast": "cote d'ivoire",
}
_PREFIXES = ("city of ", "town of ", "village of ", "province of ", "state of ", "republic of ", "the ")
_SUFFIXES = (" city", " province", " governorate", " district", " county", " oblast", " state", " region")


def place_parts(text: str) -> tuple[str, ...]:
    """The places named in a text, each in one spelling, and the countries of known states; () if there is none.

    >>> place_parts("Mosul, Nineveh Province, Iraq")
    ('mosul', 'nineveh', 'iraq')
    >>> place_parts("Austin, Texas")
    ('austin', 'texas', 'united states')
    >>> place_parts("The United States of America") == place_parts("USA")
    True
    """
    parts = [_one_spelling(folded(part)) for part in _PARTS.split(text)]
    return tuple(dict.fromkeys(part for part in (*parts, *(COUNTRY_OF.get(part, "") for part in parts)) if part))


def covers_place(less: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """True if the parts of a place are some of those of the other, or its country or state where the other has none.

    Without a list of all towns, a town is taken to lie in any country named for it: whoever contradicts it names
    another town.

    >>> covers_place(place_parts("Texas"), place_parts("Austin, Texas")), covers_place(("iraq",), ("mosul",))
    (True, True)
    """
    if set(less) < set(more):
        return True
    return KNOWN_PLACES.issuperset(less) and bool(less) and not any(part in KNOWN_PLACES for part in more)


def _one_spelling(name: str) -> str:
    if name in _ALIASES:
        return _ALIASES[name]
    for prefix in _PREFIXES:
        if name.startswith(prefix) and len(name) > len(prefix) + 2:
            name = name.removeprefix(prefix)
            break
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 2:
            name = name.removesuffix(suffix)
            break
    return _ALIASES.get(name, name)
