"""Whether two names are one person, group or body."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

LONGEST_NAME = 200
"""Characters of a name that are compared: longer ones are not names, and fuzzy scores of long texts are dear."""

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    raw = resources.files("tracker.matching.lexicon").joinpath("names.toml").read_text("utf-8")
    return tomllib.loads(raw)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {plain(alias): key for key, names in _tables()["aliases"].items() for alias in (key, *names)}


@lru_cache(maxsize=1)
def _dropped() -> frozenset[str]:
    tables = _tables()["words"]
    return frozenset(tables["articles"]) | frozenset(tables["titles"]) | frozenset(tables["legal"])


@lru_cache(maxsize=1)
def _telling() -> dict[str, str]:
    return {word: group for group, words in _tables()["telling"].items() for word in words}


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Lower case without accents, dots and punctuation: "U.S. Army" -> "us army"."""
    folded = unicodedata.normalize("NFKD", name[:LONGEST_NAME]).casefold()
    folded = "".join(ch for ch in folded if not unicodedata.combining(ch))
    folded = re.sub(r"['’`ʻʿ]s\b", "", folded)
    folded = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’`ʻʿ]", "", folded)
    return " ".join(re.findall(r"[^\W_]+", folded))


@lru_cache(maxsize=16384)
def canonical(name: str) -> str | None:
    """The key of the alias table, or None when the name is not in it.

    >>> canonical("Daesh") == canonical("the Islamic State (IS)")
    True
    """
    text = plain(name)
    table = _aliases()
    for form in (text, text.removeprefix("the "), re.sub(r"^(the )?so called ", "", text)):
        if form in table:
            return table[form]
    inner = re.fullmatch(r"(.+?)\s*\(([^()]+)\)\s*", name)
    if inner:
        return canonical(inner[1]) or canonical(inner[2])
    return None


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> float:
    """How sure two names are one person, group or body: 0-1, at least .5 means the same.

    Knows aliases, initialisms, titles, legal forms, word order and slips. A telling word in one of them only (North,
    deputy, a number, a province) makes them two. Empty names are nobody's: 0. Symmetric.

    >>> same_name("ISIL", "Daesh"), same_name("North Korea", "South Korea") < 0.5
    (1.0, True)
    >>> same_name("Islamic State", "Islamic State Khorasan Province") < 0.5
    True
    """
    text_a, text_b = plain(a), plain(b)
    if not text_a or not text_b:
        return 0.0
    if text_a == text_b:
        return 1.0
    key_a, key_b = canonical(a), canonical(b)
    if key_a and key_b:
        return 1.0 if key_a == key_b else 0.0
    words_a, words_b = _telling_words(text_a), _telling_words(text_b)
    if sorted(words_a) == sorted(words_b):
        return 0.95
    if _vetoed(words_a, words_b):
        return 0.1
    if _is_initialism(a, words_b) or _is_initialism(b, words_a):
        return 0.9
    return _fuzzy(words_a, words_b)


def _telling_words(text: str) -> list[str]:
    kept = [word for word in text.split() if word not in _dropped()]
    return kept or text.split()


def _vetoed(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a telling word or number stands in one of the two only."""
    only = set(a) ^ set(b)
    telling = _telling()
    return any(word in telling or word.isdigit() for word in only)


def _is_initialism(short: str, words: Sequence[str]) -> bool:
    letters = plain(short).replace(" ", "")
    if not 2 <= len(letters) <= 8 or len(words) < 2 or not short.replace(".", "").isupper():
        return False
    small = {"of", "and", "the", "for", "in", "on", "to"}
    return letters in ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in small))


def _fuzzy(a: Sequence[str], b: Sequence[str]) -> float:
    """Each word of the shorter name finds its best partner; leftovers of the longer one cost little."""
    short, long = sorted((list(a), list(b)), key=lambda words: (len(words), words))
    free = list(long)
    total = 0.0
    for word in short:
        best = max(free, key=lambda other: JaroWinkler.similarity(word, other), default=None)
        if best is None:
            continue
        closeness = JaroWinkler.similarity(word, best)
        if closeness >= 0.82:
            free.remove(best)
        total += closeness if closeness >= 0.82 else 0.0
    share = total / len(short)
    leftover = len(free) / (len(long) + 1)
    whole = fuzz.token_sort_ratio(" ".join(a), " ".join(b)) / 100
    return round(max(0.0, min(1.0, 0.6 * share + 0.4 * whole - 0.25 * leftover - 0.12)), 3)
