"""Whether two names are one person, group or body."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tracker.matching.spelling import DIFFERENT, distance, latin, one_when_joined

LONGEST_NAME = 200
"""Characters of a name that are compared: longer ones are not names, and fuzzy scores of long texts are dear."""

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*\.?")


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    raw = resources.files("tracker.matching.lexicon").joinpath("names.toml").read_text("utf-8")
    return tomllib.loads(raw)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {plain(alias): key for key, names in _tables()["aliases"].items() for alias in (key, *names)}


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(_tables()["words"]["titles"])


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    return frozenset(_tables()["words"]["articles"])


@lru_cache(maxsize=1)
def _legal_forms() -> tuple[tuple[str, str], ...]:
    """(form, kind), longest form first."""
    forms = {plain(form): kind for kind, held in _tables()["legal"].items() for form in held}
    return tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    return {short: name for name, held in _tables()["nicknames"].items() for short in held}


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(_tables()["words"]["particles"])


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    return frozenset(_tables()["words"]["bodies"])


@lru_cache(maxsize=1)
def _telling() -> dict[str, str]:
    return {word: group for group, words in _tables()["telling"].items() for word in words}


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Lower case without accents, dots and punctuation: "U.S. Army" -> "us army"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z]{2,}$)", " ", name[:LONGEST_NAME])
    folded = unicodedata.normalize("NFKD", parted).casefold()
    folded = latin("".join(ch for ch in folded if not unicodedata.combining(ch)))
    folded = re.sub(r"['’`ʻʿ]s\b", "", folded)
    folded = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’`ʻʿ]", "", folded)
    return " ".join(re.findall(r"[^\W_]+", folded))


@lru_cache(maxsize=1)
def _written_as() -> dict[str, str]:
    """Word -> the form in which it is compared."""
    return {**_tables()["numbers"], **_tables()["spellings"]}


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


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """One text for the spellings of a name that need no judgement: aliases, titles, articles, word order.

    >>> name_key("President Anders Holm") == name_key("Holm, Anders")
    True
    """
    return canonical(name) or " ".join(sorted(_Name.read(name, plain(name)).words))


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
    return _compared(_Name.read(a, text_a), _Name.read(b, text_b))


def likely_keys(name: str) -> frozenset[tuple[str, ...]]:
    """Names that `same_name` finds one at SURELY_SAME or more share one of these keys.

    >>> likely_keys("World Health Organization").isdisjoint(likely_keys("WHO"))
    False
    """
    text = plain(name)
    if not text:
        return frozenset()
    words = _Name.read(name, text).words
    telling = sorted(word for word in words if word not in _particles())
    keys = {("text", text), ("alias", canonical(name) or ""), ("words", *sorted(words)), ("telling", *telling)}
    keys |= {("letters", letters) for letters in (*_initials(words), _abbreviation(name)) if letters}
    return frozenset(keys - {("alias", "")})


SURELY_SAME = 0.9
"""What `same_name` gives for names that are one by an alias, word for word, or by their initials."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared."""

    written: str
    words: tuple[str, ...]
    """Plain words without articles, titles and legal form."""
    legal: str | None
    """Kind of company, when the name says it."""
    titled: bool
    body: bool
    """Whether it is surely the name of a body, not of a person."""

    @classmethod
    @lru_cache(maxsize=8192)
    def read(cls, written: str, text: str) -> _Name:
        legal = None
        for form, kind in _legal_forms():
            if f" {form} " in f" {text} " and text != form:
                text, legal = " ".join(f" {text} ".replace(f" {form} ", " ").split()), legal or kind
        words = [word for word in text.split() if word not in _articles()]
        written_as = _written_as()
        untitled = [written_as.get(word, word) for word in words if word not in _titles()]
        kept = tuple(untitled or words or text.split())
        return cls(written, kept, legal, len(kept) < len(words), legal is not None or bool(_bodies() & set(kept)))


def _compared(a: _Name, b: _Name) -> float:
    if a.legal and b.legal and a.legal != b.legal and "incorporated" not in (a.legal, b.legal):
        return 0.3
    if sorted(a.words) == sorted(b.words):
        return 0.4 if _is_reversed_descent(a.words, b.words) or not set(a.words) - _bodies() else 0.95
    if _vetoed(a.words, b.words):
        return 0.1
    if _is_initialism(a.written, b.words) or _is_initialism(b.written, a.words):
        return 0.9
    return _fuzzy(a, b)


def _is_reversed_descent(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the words around "son of" are exchanged: then father and son are."""
    for at, word in enumerate(a[1:-1], start=1):
        if word in _DESCENT:
            return any(b[i] == word and (b[i - 1], b[i + 1]) == (a[at + 1], a[at - 1]) for i in range(1, len(b) - 1))
    return False


_DESCENT = frozenset({"bin", "ben", "ibn", "bint"})


def _vetoed(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a telling word or number stands in one of the two only."""
    only = set(a) ^ set(b)
    telling = _telling()
    return any(word in telling or word.isdigit() for word in only)


def _is_initialism(short: str, words: Sequence[str]) -> bool:
    return (_abbreviation(short) or "-") in _initials(words)


def _abbreviation(short: str) -> str | None:
    """The letters of a name that can be the initials of another."""
    letters = plain(short).replace(" ", "")
    return letters if 2 <= len(letters) <= 8 and short.replace(".", "").isupper() else None


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    if len(words) < 2:
        return ()
    return ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL))


_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "de", "des", "du", "la"})


def _fuzzy(a: _Name, b: _Name) -> float:
    """Every word of the shorter name must find its partner; what only the longer one has costs, more for a body."""
    short, long = sorted((a, b), key=lambda name: (len(name.words), name.words))
    free = list(long.words)
    slips = 0.0
    for word in short.words:
        partner = min(free, key=lambda other: (_between(word, other), other), default=None)
        if partner is None or _between(word, partner) >= DIFFERENT:
            return JOINED if one_when_joined("".join(a.words), "".join(b.words)) else 0.2
        slips += _between(word, partner)
        free.remove(partner)
    extra = [word for word in free if word not in _particles()]
    if not extra:
        return round(max(0.5, 0.92 - 0.15 * slips), 3) if slips < 2 else 0.4
    if slips >= 1 or a.body or b.body:
        return 0.35
    if len(short.words) < 2:
        return FAMILY_NAME if len(long.words) <= 3 and short.words[0] == long.words[-1] else 0.35
    return 0.7 if len(extra) <= 2 else 0.55


def _between(a: str, b: str) -> float:
    full = _given_names()
    return 0.25 if full.get(a) == b or full.get(b) == a else distance(a, b)


JOINED = 0.8
"""Score of names that differ only in where their words are parted."""
FAMILY_NAME = 0.55
"""Score of a family name alone, or with a title, against the full name."""
