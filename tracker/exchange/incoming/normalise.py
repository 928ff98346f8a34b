"""One text for one document: what spans and hashes stand on."""

from __future__ import annotations

import re
import unicodedata

NORMALISER_VERSION = "1"
"""Raised when `normalise` changes its result for any text: spans of older reports were made with the older one."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = " \t\xa0"


def normalise(text: str) -> str:
    r"""NFC, lines ended by LF, no blanks at line ends, no blank lines at either end.

    Words, punctuation and inner spacing stay as written, so that a quote is what the report says.
    Applying it twice changes nothing more.

    >>> normalise("caf\u0065\u0301  \r\nopen\r\n\r\n")
    'café\nopen'
    """
    one_ending = _LINE_ENDS.sub("\n", text)
    lines = unicodedata.normalize("NFC", one_ending).split("\n")
    # Not a regex: "[ \\t]+$" takes quadratic time on a long run of blanks inside a line.
    return "\n".join(line.rstrip(_BLANKS) for line in lines).strip("\n")


def storable(text: str) -> str:
    r"""Without NUL and lone surrogates, which no store takes, and which libraries and character references can spell.

    >>> storable("a\x00b\ud800")
    'ab'
    """
    return text.replace("\x00", "").encode("utf-8", errors="ignore").decode("utf-8")
