"""Words with their places in the text; every other reading module works on these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?!\w)"  # U.S., U.N.
    r"|\d{1,3}(?:,\d{3}){1,6}(?![\d,]\d)(?:\.\d+)?"  # 1,250,000.5
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)(?:\.\d+)?"  # 12,34,567: lakhs and crores
    r"|\d+\.\d+(?![\d.])"  # 3.5, but not the parts of 192.168.0.1
    r"|\d+"
    r"|['’](?:s|S|t|re|ve|ll|d|m)(?![^\W\d_])"
    r"|[^\W\d_]+"
    r"|[^\w\s]|_"
)
"""Every alternative looks ahead over a bounded stretch only: linear on any input."""


class Token(NamedTuple):
    """One word, number or mark."""

    text: str
    low: str
    """Lower case, for lexicons; "IS", "US" and "WHO" stay as they are."""
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Starts like a name."""
        return self.text[0].isupper()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdecimal()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end]; offsets point into the whole text.

    >>> [token.text for token in tokens("Iraq's U.S.-backed army lost 1,250 men.")]
    ['Iraq', "'s", 'U.S.', '-', 'backed', 'army', 'lost', '1,250', 'men', '.']
    """
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(*_forms(m.group()), m.start(), m.end()) for m in found]


def _forms(text: str) -> tuple[str, str]:
    return _shared_forms(text) if len(text) < _LONG_WORD else (text, lowered(text))


_LONG_WORD = 32
"""Characters; longer tokens are not remembered, so that no hostile text fills the memory."""


@lru_cache(maxsize=16_384)
def _shared_forms(text: str) -> tuple[str, str]:
    """A word and its lower case: one copy however often it stands in the text."""
    return text, lowered(text)


_NAMES_LIKE_WORDS = frozenset(("IS", "US", "WHO"))
"""Names that are another word in lower case; `low` keeps their capitals, so that no word list takes them."""


def lowered(text: str) -> str:
    """Lower case for lexicons, as `Token.low`: "WHO" is no "who"."""
    return text if text in _NAMES_LIKE_WORDS else text.lower().replace("’", "'")


def glued(left: Token, right: Token) -> bool:
    """Whether nothing stands between two tokens."""
    return left.end == right.start


def phrase_at(words: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    """Whether `phrase` (lower-case words) stands at index `at`."""
    if at < 0 or at + len(phrase) > len(words):
        return False
    # A loop, not all(...): this is asked for every word of every text, and the first word nearly always decides.
    for word in phrase:
        if words[at].low != word:
            return False
        at += 1
    return True
