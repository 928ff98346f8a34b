"""Text brought to one form, so that spelling does not make two values of one."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_EDGE = " \t\n.,;:!\"'`*"


def folded(text: str) -> str:
    """Case, accents, doubled spaces and punctuation at the ends taken away.

    >>> folded("  Zürich. ")
    'zurich'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACE.sub(" ", plain.casefold().replace("_", " ")).strip(_EDGE)


def listed(names: str) -> frozenset[str]:
    """The names of a table written as text, separated by bars and set in lines.

    >>> sorted(listed("new york|\\n  ohio"))
    ['new york', 'ohio']
    """
    return frozenset(" ".join(name.split()) for name in names.split("|"))
