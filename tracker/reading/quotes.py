"""Quotations: what stands between quotation marks, over several sentences where needed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Quotation(NamedTuple):
    """A quotation with its marks."""

    start: int
    end: int
    closed: bool = True
    """False when a paragraph ends inside it: the next one continues the same speech."""


_MARKS = re.compile(r"[\"“”„«»]|``|''|\n\s*\n|(?<![^\W_])‘|’(?![^\W_])")
_OPENERS = "“„«"


def quotations(text: str) -> list[Quotation]:
    """All quotations, in order, not nested; a straight mark opens or closes by its place.

    >>> [("He said “no”.")[a:b] for a, b, _ in quotations("He said “no”.")]
    ['“no”']
    """
    found: list[Quotation] = []
    opened: int | None = None
    single: int | None = None
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark.strip() == "":
            if opened is not None:
                found.append(Quotation(opened, match.start(), closed=False))
            opened = single = None
        elif mark == "‘":
            single = match.start() if opened is None else None
        elif mark == "’":
            if single is not None and opened is None and match.start() - single > 2:
                found.append(Quotation(single, match.end()))
                single = None
        elif opened is None:
            if mark in _OPENERS or (mark in ('"', "``", "''") and not _closes(text, match.start())):
                opened = match.start()
        elif mark == "“" and text[opened] == "“":
            found.append(Quotation(opened, _end_before(text, match.start()), closed=False))
            opened = match.start()
        else:
            found.append(Quotation(opened, match.end()))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, len(text), closed=False))
    return found


def _closes(text: str, at: int) -> bool:
    """A straight mark that stands right after a letter and before a blank cannot open."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isspace() and before not in "([—–-" and (after.isspace() or after in ".,;")


def _end_before(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


class QuoteIndex:
    """Quotations looked up by place."""

    def __init__(self, quotes: Sequence[Quotation]) -> None:
        self._quotes = quotes
        self._starts = [quote.start for quote in quotes]
        self._ends = [quote.end for quote in quotes]

    def overlapping(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that share a character with text[start:end]."""
        return self._quotes[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def holds(self, start: int, end: int) -> bool:
        """Whether text[start:end] stands inside one quotation."""
        return any(quote.start <= start and end <= quote.end for quote in self.overlapping(start, end))
