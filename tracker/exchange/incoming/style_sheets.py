"""What a page hides by its own style sheets: rules of one class, one id, or an element with a class.

Sheets in files of their own are not fetched, and longer selectors are not looked at: they say what is hidden in a state
that a script makes, or on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_SHEETS = 1_000_000
"""Characters of style sheets that are read."""

_SIMPLE = re.compile(r"([a-z][a-z0-9]{0,10})?([.#])(-?[_a-z][\w-]{0,100})", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_SHOWN = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:", re.IGNORECASE)
HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:px|em|%|pt)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
"""Declarations that keep an element from a reader's eyes."""


class Hiding(NamedTuple):
    """Which elements the sheets of a page hide."""

    selectors: frozenset[tuple[str, str, str]] = frozenset()
    """(element in lower case or "", "." or "#", name)."""

    def hides(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether the sheets hide an element."""
        if not self.selectors:
            return False
        names = [(".", name) for name in (attributes.get("class") or "").split()]
        names.append(("#", attributes.get("id") or ""))
        return any((tag, *name) in self.selectors or ("", *name) in self.selectors for name in names)


def hiding_of(html: str) -> Hiding:
    """The rules of all style elements of a page; of two for the same elements the last one holds.

    >>> hiding_of("<style>.a{color:red} .b, p.c{display:none} .b{display:block} @media print{.d{display:none}}</style>")
    Hiding(selectors=frozenset({('p', '.', 'c')}))
    """
    found: set[tuple[str, str, str]] = set()
    for selectors, declarations in _rules(html):
        hides = HIDING_STYLE.search(declarations) is not None
        if not hides and not _SHOWN.search(declarations):
            continue
        for selector in selectors.split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if simple:
                key = ((simple[1] or "").lower(), simple[2], simple[3])
                (found.add if hides else found.discard)(key)
    return Hiding(frozenset(found))


def _rules(html: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of rules that stand in no block of their own, such as those for print."""
    for sheet in _sheets(html):
        depth = start = 0
        selectors = ""
        for brace in _BRACE.finditer(sheet):
            if brace[0] == "{":
                depth += 1
                if depth == 1:
                    selectors, start = sheet[start : brace.start()].strip(), brace.end()
                continue
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, sheet[start : brace.start()]
            depth = max(depth - 1, 0)
            if depth == 0:
                start = brace.end()


def _sheets(html: str) -> Iterator[str]:
    lower = html.lower()
    position = read = 0
    while (start := lower.find("<style", position)) >= 0 and read < LONGEST_SHEETS:
        begin = lower.find(">", start) + 1
        end = lower.find("</style", begin) if begin else -1
        if end < 0:
            return
        read += end - begin
        yield _without_comments(html[begin:end][:LONGEST_SHEETS])
        position = end


def _without_comments(sheet: str) -> str:
    kept = []
    position = 0
    while (start := sheet.find("/*", position)) >= 0:
        kept.append(sheet[position:start])
        end = sheet.find("*/", start + 2)
        position = end + 2 if end >= 0 else len(sheet)
    return "".join([*kept, sheet[position:]])
