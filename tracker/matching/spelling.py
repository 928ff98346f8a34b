"""Spellings of names: scripts, transliterations, slips."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import OSA

DIFFERENT = 1.5
"""Distance from which two words are two words; 1 is one slip."""
LONG_WORD = 8
"""Letters from which a word may hold two slips."""

_SCRIPTS = str.maketrans(
    tomllib.loads(resources.files("tracker.matching.lexicon").joinpath("scripts.toml").read_text("utf-8"))["letters"]
)
"""Lower-case letters of other scripts -> how reports write them in Latin ones."""

_SOUNDS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("ck", "k"), ("kh", "h"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("zh", "j"), ("dj", "j"), ("yj", "i"), ("ij", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("iy", "i"), ("yi", "i"), ("aa", "a"), ("q", "k"),
    ("c", "k"), ("w", "v"), ("y", "i"), ("x", "ks"), ("e", "i"), ("o", "u"), ("z", "s"), ("ii", "i"),
)  # fmt: skip
"""Spellings that transliteration exchanges, applied in this order."""


def latin(text: str) -> str:
    """Lower-case Cyrillic and Greek letters in Latin ones; other letters stay.

    >>> latin("лавров")
    'lavrov'
    """
    return text if text.isascii() else text.translate(_SCRIPTS)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One form for the transliterations of a word.

    >>> sound("mohammed") == sound("muhamad")
    True
    """
    if not word.isascii() or len(word) < 3:
        return word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[0] + re.sub(r"[aiu]+", "a", word[1:])


@lru_cache(maxsize=65536)
def distance(a: str, b: str) -> float:
    """0 for one word, .25 in another transliteration, up to 1 for one slip, DIFFERENT or more for two words.

    An initial stands for any word that begins with it (.5).
    """
    if a == b:
        return 0.0
    if sound(a) == sound(b):
        return 0.25
    if 1 in (len(a), len(b)):
        return 0.5 if a[0] == b[0] else DIFFERENT
    if b == a + "a" or a == b + "a":
        return DIFFERENT  # "Karl" and "Karla"
    length = min(len(a), len(b))
    slips = OSA.distance(a, b)
    if length >= 4 and slips == 1:
        return 0.75 if a[0] == b[0] else 1.0
    if length >= LONG_WORD and slips == 2 and a[0] == b[0]:
        return 1.0
    return DIFFERENT + slips


def one_when_joined(a: str, b: str) -> bool:
    """Whether two names without their spaces are one: "abdallatif", "abdullatif"."""
    return min(len(a), len(b)) >= 6 and (a == b or sound(a) == sound(b))
