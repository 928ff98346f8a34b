"""Units and currencies beside a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table, word_set
from tracker.reading.phrases import PhraseTable
from tracker.reading.places import country_of
from tracker.reading.tokens import Token, glued


class UnitMatch(NamedTuple):
    """A unit at words[first:last]."""

    unit: str
    kind: str
    """time, length, area, volume, weight, speed, temperature, share or currency."""
    first: int
    last: int


class _Form(NamedTuple):
    unit: str
    kind: str
    text: str
    """The form without blanks."""


@cache
def _forms(before: bool) -> PhraseTable[_Form]:
    """Forms that stand before a number (currency signs), or after one."""
    entries = [(code.lower(), _Form(code, "currency", code.lower())) for code in table("units")["codes"]["all"]]
    for kind, units in table("units").items():
        if kind == "codes" or (kind == "currency_before") != before:
            continue
        for unit, forms in units.items():
            entries += [(form, _Form(unit, kind.removesuffix("_before"), form.replace(" ", ""))) for form in forms]
    return PhraseTable(entries)


@cache
def kind_of(unit: str) -> str | None:
    """The kind of a canonical unit name, None when unknown.

    >>> kind_of("hour"), kind_of("USD")
    ('time', 'currency')
    """
    if unit in table("units")["codes"]["all"]:
        return "currency"
    for kind, units in table("units").items():
        if unit in units:
            return kind.removesuffix("_before")
    return None


def unit_after(words: Sequence[Token], at: int) -> UnitMatch | None:
    """The unit that begins at index `at`, after an optional hyphen or opening bracket."""
    start = at
    if (
        at < len(words)
        and words[at].text in "-‑(["
        and at + 1 < len(words)
        and words[at + 1].text[0] not in "0123456789"
    ):
        at += 1
    if at >= len(words):
        return None
    if words[at].low in ("more", "further", "additional", "consecutive", "straight", "full") and at + 1 < len(words):
        at += 1
        start = at
    for form, last in _forms(False).all_at(words, at):
        if _fits(words, start, at, last, form):
            if words[start].text in "([" and last < len(words) and words[last].text in ")]":
                last += 1
            return UnitMatch(form.unit, form.kind, at, last)
    return _national_currency(words, at)


def _national_currency(words: Sequence[Token], at: int) -> UnitMatch | None:
    """ "Turkish lira", "US dollars": a nationality before the name of a currency."""
    if at + 1 >= len(words) or not words[at].is_word or country_of(words[at].text) is None:
        return None
    for form, last in _forms(False).all_at(words, at + 1):
        if form.kind == "currency" and last == at + 2:
            return UnitMatch(form.unit, form.kind, at, last)
    return None


def _fits(words: Sequence[Token], start: int, at: int, last: int, form: _Form) -> bool:
    """Short forms are units only where nothing else makes sense of them: "5 m" but not "5 in Kabul"."""
    word = form.text
    if word.upper() in table("units")["codes"]["all"]:
        return words[at].text.isupper() or word in _CODES_IN_SMALL
    if word in ("pound", "pounds"):
        return _is_money(words, start, last) == (form.kind == "currency")
    if word == "rm":
        return words[at].text.isupper()
    if word == "t":
        return words[at].text == "t" and glued(words[start - 1], words[at])
    if len(word) > 2 or not word.isalpha():
        return True
    if word == "h":
        return words[at].text == "h" and glued(words[start - 1], words[at])
    if word in ("in",):
        return glued(words[start - 1], words[at]) or _is_feet_and_inches(words, start)
    if word in ("l", "g", "m", "t") and last < len(words) and words[last].text in "'’":
        return False
    if words[at].text.isupper() and word in ("m", "mi", "ha", "mm", "min", "g"):
        return False
    return not (last < len(words) and glued(words[last - 1], words[last]) and words[last].text[0].isalnum())


_CODES_IN_SMALL = frozenset(("usd", "eur", "gbp", "inr", "cny", "jpy", "chf", "aud", "cad"))


def _is_money(words: Sequence[Token], at: int, last: int) -> bool:
    """ "500-pound bomb" and "25 pounds of flour" are weights; thousands of pounds are money."""
    if words[at].text == "-" or (last < len(words) and words[last].low == "of"):
        return False
    before = [word.low for word in words[max(0, at - 6) : at]]
    large = any(word in scale_names() for word in before[-1:]) or "," in words[at - 1].text
    return large or bool(word_set("words", "units_money_words") & set(before))


@cache
def scale_names() -> frozenset[str]:
    """hundred, thousand, million ..."""
    return frozenset(table("numbers")["scales"])


def _is_feet_and_inches(words: Sequence[Token], at: int) -> bool:
    before = at - 2 - (at >= 3 and words[at - 2].low in (",", "and"))
    return at >= 2 and words[before].low in ("ft", "feet", "foot", "'", "′")


def _is_prefixed(words: Sequence[Token], first: int) -> bool:
    """ "C$5", "US $5", "u.s. $5"; not "a $5 note"."""
    return len(words[first].text) > 1 or (words[first].text.isupper() and glued(words[first], words[first + 1]))


def currency_before(words: Sequence[Token], at: int) -> UnitMatch | None:
    """The currency sign or code that ends just before index `at`."""
    for form, first in _forms(True).ends_at(words, at):
        if form.text[-1] == "$" and len(form.text) > 1 and not _is_prefixed(words, first):
            continue
        if (
            form.text[-1] in "$€£¥₹₽₴₪₩₦"
            or words[at - 1].text.isupper()
            or form.text in ("rs", "rs.", "malaysiaringgit")
        ):
            return UnitMatch(form.unit, form.kind, first, at)
    return None
