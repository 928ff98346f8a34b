"""The words of a text at the least cost: for a first look at very many texts."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = re.compile(r"[A-Za-z]+")
_TO_WORDS = {number: chr(number).lower() if chr(number).isalpha() else " " for number in range(128)}


@lru_cache(maxsize=64)
def letter_words(text: str) -> frozenset[str]:
    """The runs of Latin letters without accents, in lower case; cached as one text is looked at for several things.

    >>> sorted(letter_words("At 5pm, 2 DIED"))
    ['at', 'died', 'pm']
    """
    if text.isascii():
        return frozenset(text.translate(_TO_WORDS).split())
    return frozenset(word.lower() for word in _LETTERS.findall(text))
