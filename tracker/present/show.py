"""Text from outside made safe for a terminal.

Reports, file names, titles and addresses may hold escape sequences, direction overrides and invisible characters that
take over a terminal or deceive its reader. `show` makes them visible; every string that came from outside goes through
it on its way to a screen or to standard output. It is not an escape for markup: the result is still plain text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARKS_ON_ONE_CHARACTER = 8
"""Combining marks shown on one character; living scripts need at most four, more only hides lines above and below."""

_FIRST_MARK = 0x0300
_LAST_PLANE_WITH_MARKS = 0x1FFFF
_VARIATION_SELECTORS_SUPPLEMENT = "\U000e0100-\U000e01ef"

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but TAB and LF; DEL
    "\x80-\x9f"  # C1: one of them alone starts a terminal command
    "\u180e\u200b\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, or reorders what is read
    "\ud800-\udfff"  # lone surrogates cannot be written to a terminal at all
    "\U000e0000-\U000e007f"  # tags: a hidden copy of ASCII
    "]"
)
_NEEDS_A_LOOK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u0300-\U0010ffff]")
"""One fast scan that lets nearly all Western text through untouched."""


def show(text: str) -> str:
    """`text` with everything that could command a terminal or hide from a reader made visible.

    C0 controls except TAB and LF become their pictures, DEL likewise; C1 controls, direction overrides and isolates,
    zero-width and tag characters and lone surrogates become `<U+202E>`. The joiners U+200C and U+200D stay: Persian,
    Indic scripts and emoji need them. More than eight combining marks in a row are cut, and it is said how many.
    Applying it twice changes nothing more. Never raises.

    >>> show("a\\x1b[2Jb")
    'a␛[2Jb'
    >>> show("abc\\u202edef")
    'abc<U+202E>def'
    """
    if _NEEDS_A_LOOK.search(text) is None:
        return text
    visible = _UNSAFE.sub(_picture, text)
    return visible if visible.isascii() else _run_of_marks().sub(_cut, visible)


def show_line(text: str, width: int | None = None) -> str:
    """`show(text)` on one line: line ends and runs of blanks become one space, and `width` cuts with an ellipsis.

    >>> show_line("two\\n  lines")
    'two lines'
    >>> show_line("a long sentence", 8)
    'a long…'
    """
    line = " ".join(show(text).split())
    if width is None or len(line) <= width:
        return line
    return line[: max(width - 1, 0)].rstrip() + "…"


def hides_something(text: str) -> bool:
    """Whether `show` has to make something visible: the badge "hidden characters" of a report or a quote."""
    return show(text) != text


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def _cut(match: re.Match[str]) -> str:
    run = match.group()
    return f"{run[:MARKS_ON_ONE_CHARACTER]}<+{len(run) - MARKS_ON_ONE_CHARACTER} marks>"


@cache
def _run_of_marks() -> re.Pattern[str]:
    # The joiners count too, or a mark, a joiner, a mark ... would get around the limit.
    marks = [
        chr(code)
        for code in range(_FIRST_MARK, _LAST_PLANE_WITH_MARKS + 1)
        if unicodedata.category(chr(code)) in ("Mn", "Me")
    ]
    inside = "".join(marks) + _VARIATION_SELECTORS_SUPPLEMENT + "\u200c\u200d"
    return re.compile(f"[{inside}]{{{MARKS_ON_ONE_CHARACTER + 1},}}")
