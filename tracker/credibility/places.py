"""Places in one table cell: 'Springfield, Illinois, USA' says more than 'Illinois' and contradicts 'Ohio'."""

from __future__ import annotations

import re

from tracker.credibility.folding import folded, listed
from tracker.credibility.gazetteer import (
    CONTINENTS,
    COUNTRY_OF,
    FORMER_STATES,
    KNOWN_PLACES,
)

_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|>|/|\||\(|\))\s*")
_ADDRESS = re.compile(r"^\s*\w{1,9}://\S{0,300}/")
_NOWHERE = listed("unknown|not available|not applicable|n/a|na|none|unspecified|not specified|various|earth|world")
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
_PREFIXES = (
    "city of ",
    "town of ",
    "village of ",
    "province of ",
    "state of ",
    "republic of ",
    "the ",
)
_SUFFIXES = (
    " city",
    " province",
    " governorate",
    " district",
    " county",
    " oblast",
    " state",
    " region",
)


def place_parts(text: str) -> tuple[str, ...]:
    """The places named in a text, each in one spelling, and the countries of known states; () if there is none.

    >>> place_parts("Mosul, Nineveh Province, Iraq")
    ('mosul', 'nineveh', 'iraq')
    >>> place_parts("Austin, Texas")
    ('austin', 'texas', 'united states')
    >>> place_parts("The United States of America") == place_parts("USA")
    True
    >>> place_parts("unknown")
    ()
    """
    if folded(text) in _NOWHERE:
        return ()
    single_spaced = " ".join(_ADDRESS.sub("", text).split())
    parts = [_one_spelling(folded(part)) for part in _PARTS.split(single_spaced)]
    parts = [part for part in parts if part and part not in _NOWHERE]
    return tuple(dict.fromkeys(part for part in (*parts, *(COUNTRY_OF.get(part, "") for part in parts)) if part))


def covers_place(less: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """True if the parts of a place are some of those of the other, or its country or state where the other has none.

    Without a list of all towns, a town is taken to lie in any country or state named for it, unless it is said to lie
    in another one: whoever contradicts it names another town. A former state covers those that have its land now.

    >>> covers_place(place_parts("Texas"), place_parts("Austin, Texas")), covers_place(("iraq",), ("mosul",))
    (True, True)
    >>> covers_place(place_parts("Texas"), place_parts("Austin, USA"))
    True
    >>> covers_place(("krakow", "austria-hungary"), ("krakow", "poland")), covers_place(("iraq",), ("mosul", "iran"))
    (True, False)
    """
    if set(less) < set(more):
        return True
    told = tuple(part for part in less if not _succeeded(part, more))
    if told != less:
        return set(told) <= set(more) and any(part not in FORMER_STATES for part in more)
    if CONTINENTS.issuperset(less):
        return CONTINENTS.isdisjoint(more)
    known = {part for part in more if part in KNOWN_PLACES}
    return KNOWN_PLACES.issuperset(less) and bool(less) and known <= set(less) and len(known) < len(more)


def _succeeded(part: str, more: tuple[str, ...]) -> bool:
    """True for a former state of which a present one is named in the other place."""
    return part in FORMER_STATES and not FORMER_STATES[part].isdisjoint(more)


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
