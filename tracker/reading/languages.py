"""Which language a text is written in, as far as that decides whether it can be read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import LANGUAGE, shared_table

_LOOKED_AT = 20_000
"""Characters from the start of a text that are looked at."""
_FEWEST_WORDS = 12
"""Shorter texts are headlines and names: they are not judged by their words."""
_FEWEST_LETTERS = 8
"""As above, for texts in a script of their own."""
_KNOWN_SHARE = 0.12
"""Share of function words from which a language is recognised; running text has 0.25 and more."""
_SURER = 1.5
"""So many times more function words than English has must another language have."""

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")


class Language(NamedTuple):
    """A language that is not read."""

    code: str
    """ISO 639-1; "und" (undetermined) when only its script is known."""
    name: str
    """ "French", "Indonesian or Malay", "a language in Ethiopic script"."""


def other_language(text: str) -> Language | None:
    """The language of a text that is not English; None for English and for texts too short to tell.

    Found by the share of function words and by the script, not by a model; the beginning of a text is looked at.

    >>> other_language("Les autorités ont annoncé que les écoles de la ville sont fermées et que le pont est coupé.")
    Language(code='fr', name='French')
    >>> other_language("The road to Herat is closed, and the schools of the town are shut.") is None
    True
    """
    piece = text[:_LOOKED_AT]
    script = _script(piece)
    code: str | None = shared_table("languages")["scripts"].get(script) or _by_words(piece)
    if code is not None:
        return None if code == LANGUAGE else Language(code, str(shared_table("languages")["names"][code]))
    return Language("und", f"a language in {script.title()} script") if script else None


def _script(text: str) -> str | None:
    """The script of most letters as Unicode names it ("CYRILLIC"); None for Latin, for few letters, for no majority.

    Kana make a text Japanese however many of its letters are Chinese.
    """
    found = Counter(_script_of(letter) for letter in _OTHER_LETTER.findall(text))
    foreign = found.total() - found["LATIN"]
    if foreign < _FEWEST_LETTERS or 2 * foreign <= len(_LETTER.findall(text)):
        return None
    if found["HIRAGANA"] > foreign / 10:
        return "HIRAGANA"
    return max(found, key=lambda script: (script != "LATIN", found[script], script))


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def _by_words(text: str) -> str | None:
    words = _WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    times = Counter(code for word in words for code in _function_words().get(word, ()))
    shares: dict[str, float] = {code: times[code] / len(words) for code in shared_table("languages")["words"]}
    best = max(shares, key=lambda code: (shares[code], code))
    if shares[best] < _KNOWN_SHARE or shares[best] < _SURER * shares[LANGUAGE]:
        return LANGUAGE if shares[LANGUAGE] >= _KNOWN_SHARE else None
    return best


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Function word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in shared_table("languages")["words"].items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found
