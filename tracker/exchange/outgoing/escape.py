"""Outside text inside Markdown: no raw HTML, no links, no pictures, no structure of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.present.show import show, show_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$]")
_SHORT = 80
"""Characters of a text that is kept once it was made inert."""
_LINE_START = re.compile(r"^([^\S\n]*)([-+=:]|\d{1,9}[.)](?=\s|$))", re.MULTILINE)
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|file|www)([:.])")


def markdown_line(text: str) -> str:
    """Outside text on one line, inert wherever Markdown is drawn.

    >>> markdown_line("<b>7</b> [x](http://e)")
    '\\\\<b\\\\>7\\\\</b\\\\> \\\\[x\\\\](http\\\\://e)'
    """
    return _short_line(text) if len(text) <= _SHORT else _inert(show_line(text))


@lru_cache(maxsize=8192)
def _short_line(text: str) -> str:
    # Names, places and measures stand in thousands of claims.
    return _inert(show_line(text))


def markdown_quote(text: str) -> str:
    """Outside text as a block quote, its lines kept."""
    return "\n".join(f"> {_inert(line)}".rstrip() for line in show(text).split("\n"))


def _inert(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    # Many viewers make a link of a bare address.
    escaped = _ADDRESS.sub(r"\1\\\2", escaped)
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
