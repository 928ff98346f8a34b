"""Outlets whose reports repeat another's: the same sentences later, or the other named for them.

Statements are compared by their runs of three words (shingles). Each run is looked up among the earliest statements
that have it, so the work grows with the number of words and not with the number of pairs.
Source: Broder (1997), "On the resemblance and containment of documents", for containment of shingles.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

RUN = 3
"""Words in a shingle."""
SHORTEST = 6
"""Words under which equal wording says nothing of copying."""
LONGEST = 200
"""Words of a statement that are compared."""
EARLIEST = 12
"""Statements remembered for each run: the first ones to have it."""
TRIED = 8
"""Earlier statements, those sharing most runs, that are compared word by word."""
LIKE = 80.0
"""token_set_ratio from which two statements are one text with small changes or cuts ..."""
ALIGNED = 70.0
"""... if their partial_ratio is not below this: the words stand in the same order, too."""
FEWEST = 2
"""Statements of one outlet found with another before anything is said of it."""

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
NUMBER_WORDS = frozenset({
    "no", "none", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
    "million", "dozen", "dozens", "scores",
})  # fmt: skip
"""Words that are a figure."""


class Statement(NamedTuple):
    """One thing that an outlet published."""

    outlet: str
    report: str
    at: float | None
    """When; any unit."""
    text: str
    named: frozenset[str] = frozenset()
    """Other outlets that the report names for it."""


class Reprint(NamedTuple):
    """How much of what an outlet published is another's."""

    outlet: str
    origin: str
    same: int
    """Its statements that the other published before, or that name the other."""
    statements: int
    """All of its statements."""
    later: int
    """Of the same ones, those surely made later."""


def reprints(statements: Iterable[Statement]) -> list[Reprint]:
    """Per pair of outlets what one has from the other, most first; the order of the statements does not matter."""
    ordered = sorted(_distinct(statements), key=_when)
    total = Counter(one.outlet for one in ordered)
    same: Counter[tuple[str, str]] = Counter()
    later: Counter[tuple[str, str]] = Counter()
    seen = _Seen()
    for one in ordered:
        found = seen.origin(one)
        seen.add(one)
        origins = {found.outlet: found} if found else {}
        for name in one.named - {one.outlet}:
            origins.setdefault(name, one)
        for origin, earlier in origins.items():
            same[one.outlet, origin] += 1
            later[one.outlet, origin] += earlier is one or _is_later(one, earlier)
    return [
        Reprint(outlet, origin, count, total[outlet], later[outlet, origin])
        for (outlet, origin), count in sorted(same.items(), key=lambda item: (-item[1], item[0]))
        if count >= FEWEST
    ]


class _Seen:
    """Statements so far, by the runs of words in them."""

    def __init__(self) -> None:
        self._by_run: dict[tuple[str, ...], list[Statement]] = defaultdict(list)

    def add(self, one: Statement) -> None:
        for run in _runs(one.text):
            held = self._by_run[run]
            if len(held) < EARLIEST:
                held.append(one)

    def origin(self, one: Statement) -> Statement | None:
        """The earliest statement of another outlet that this one repeats; None when it is its outlet's own."""
        shared = Counter(earlier for run in _runs(one.text) for earlier in self._by_run.get(run, ()))
        alike = [
            earlier for earlier, runs in shared.most_common(TRIED) if runs >= RUN and is_repeat(earlier.text, one.text)
        ]
        first = min(alike, key=_when, default=None)
        return None if first is None or first.outlet == one.outlet else first


def is_repeat(earlier: str, later: str) -> bool:
    """Whether a statement is an earlier one with small changes or cuts."""
    # A new figure in the old words is an update, not a repeat.
    if not figures_in(later) <= figures_in(earlier):
        return False
    a, b = (" ".join(_words(text)) for text in (earlier, later))
    return fuzz.token_set_ratio(a, b) >= LIKE and fuzz.partial_ratio(a, b) >= ALIGNED


def figures_in(text: str) -> set[str]:
    """The figures of a text as written, in digits and in words.

    >>> sorted(figures_in("Nine of 12 died"))
    ['12', 'nine']
    """
    return set(_FIGURE.findall(text)) | (set(_WORD.findall(text.casefold())) & NUMBER_WORDS)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return set() if len(words) < SHORTEST else {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())[:LONGEST]


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """One per outlet, report and wording: two figures of one sentence are one statement."""
    found: dict[tuple[str, str, str], Statement] = {}
    for one in statements:
        key = (one.outlet, one.report, one.text)
        found[key] = one._replace(named=one.named | found[key].named) if key in found else one
    return list(found.values())


def _when(one: Statement) -> tuple[float, str, str, str]:
    return (math.inf if one.at is None else one.at, one.outlet, one.report, one.text)


def _is_later(one: Statement, earlier: Statement) -> bool:
    return one.at is not None and earlier.at is not None and one.at > earlier.at
