"""One number, in digits or words, at one place in a list of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.cardinals import cardinal, denominator, fraction, scale_words, seeded, values
from tracker.reading.digits import SUPERSCRIPTS, digit_group, power, slash_fraction
from tracker.reading.lexicons import table, word_set
from tracker.reading.tokens import Token, glued, phrase_at
from tracker.reading.zeros import zero_at


class Number(NamedTuple):
    """A number and the tokens it takes: words[first:last]."""

    first: int
    last: int
    value: float | None
    low: float
    high: float
    form: str
    """digits, words, fraction, vague or zero."""
    scale: float = 1.0
    """The last scale word ("million"); spreads over "4-6 billion"."""


def point(first: int, last: int, value: float, form: str, scale: float = 1.0) -> Number:
    """A number that is one value."""
    value = float(f"{value:.15g}")
    return Number(first, last, value, value, value, form, scale)


@cache
def _vague_by_first() -> dict[str, list[tuple[tuple[str, ...], float, float]]]:
    found: dict[str, list[tuple[tuple[str, ...], float, float]]] = {}
    for phrase, (low, high) in table("numbers")["vague"].items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, float(low), float(high)))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def number_at(words: Sequence[Token], at: int) -> Number | None:
    """The longest number that begins at index `at`, or None.

    >>> from tracker.reading.tokens import tokens
    >>> number_at(tokens("two and a half thousand men"), 0).value
    2500.0
    """
    word = words[at]
    if word.is_number:
        return _digits(words, at)
    if word.text in values("signs"):
        return _scaled(words, at, at + 1, values("signs")[word.text], "fraction")
    if word.text == "." and _is_bare_decimal(words, at):
        return _scaled(words, at, at + 2, float(f"0.{words[at + 1].text}"), "digits")
    if not word.is_word:
        return None
    zero = zero_at(words, at)
    if zero:
        return point(at, zero, 0, "zero")
    return _vague(words, at) or _worded(words, at)


def _is_bare_decimal(words: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(words) or not words[at + 1].text.isdecimal() or not glued(words[at], words[at + 1]):
        return False
    return at == 0 or not glued(words[at - 1], words[at]) or words[at - 1].text in "-$€£("


@cache
def _goes_on() -> frozenset[str]:
    """Words and marks with which a number in digits can go on."""
    names = values("denominators")
    tables = (scale_words(), values("suffixes"), values("signs"), values("units"), values("tens"), names)
    marks = ("/", "⁄", "x", "×", "^", "e", "and", "-", "&", "point", "halves")
    return frozenset(marks).union(*tables, (f"{name}s" for name in names))


def _digits(words: Sequence[Token], at: int) -> Number | None:
    whole, last = digit_group(words, at)
    if last >= len(words) or not (
        words[last].low in _goes_on() or words[last].is_number or words[last].text[0] in SUPERSCRIPTS
    ):
        return point(at, last, whole, "digits")
    if last < len(words) and words[last].text in values("signs"):
        return _scaled(words, at, last + 1, whole + values("signs")[words[last].text], "digits")
    part = slash_fraction(words, last)
    if part and words[at].text.isdigit() and not glued(words[last - 1], words[last]):
        return _scaled(words, at, part[1], whole + part[0], "digits")
    own = slash_fraction(words, at)
    if own:
        return _scaled(words, at, own[1], own[0], "fraction")
    if phrase_at(words, last, ("point",)) and last + 1 < len(words) and words[last + 1].text.isdecimal():
        return _scaled(words, at, last + 2, float(f"{whole:.0f}.{words[last + 1].text}"), "digits")
    raised = power(words, last, whole)
    if raised:
        return point(at, raised[1], raised[0], "digits")
    below = denominator(words, last) if whole == int(whole) else None
    if below and below[0] and (below[2] or whole == 1) and not _is_plain_ordinal(words, below):
        return _scaled(words, at, below[1], whole / below[0], "fraction")
    return _scaled(words, at, last, whole, "digits")


def _is_plain_ordinal(words: Sequence[Token], below: tuple[float, int, bool]) -> bool:
    """ "1 second", "1 third-party app": no part of a whole."""
    return not below[2] and below[1] < len(words) and (words[below[1]].is_word or words[below[1]].text == "-")


def _scaled(words: Sequence[Token], first: int, last: int, value: float, form: str) -> Number:
    """Takes the scale after a number: "1.5 million", "10k", "2 dozen", "3 million and a half"."""
    suffix = _suffix(words, last, value)
    if suffix is not None:
        return point(first, last + 1, value * suffix, form, suffix)
    if last < len(words) and glued(words[last - 1], words[last]) and words[last].is_word:
        return point(first, last, value, form)
    more = seeded(words, last, value)
    if more is None:
        return point(first, last, value, form)
    return point(first, more.last, more.value, form, more.scale)


def _suffix(words: Sequence[Token], last: int, value: float) -> float | None:
    """ "10k", "1.5bn", "5 M"; "300m from the gate" is metres and "1500b" bytes."""
    if last >= len(words) or words[last].low not in values("suffixes"):
        return None
    mark = words[last]
    joined = glued(words[last - 1], mark)
    if last + 1 < len(words) and glued(mark, words[last + 1]) and words[last + 1].text[0].isalnum():
        return None
    factor = values("suffixes")[mark.low]
    if not joined:
        return factor if mark.text in ("k", "K", "M", "bn", "mn") and not _has_noun_sense(words, last) else None
    money = last >= 2 and words[last - 2].text in "$€£¥₹"
    if mark.low == "mm":
        return factor if money else None
    if len(mark.low) > 1 or mark.low == "k":
        return factor
    if mark.low == "b":
        return factor if value < 1000 else None
    if mark.low == "m":
        return factor if money or mark.text == "M" or _counts(words, last + 1) else None
    return factor if money and mark.low == "t" else None


def _has_noun_sense(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and (following.is_capital or following.text == ".") and words[at].text != "k"


def _counts(words: Sequence[Token], at: int) -> bool:
    """Whether a counted noun follows: "1.5m people"."""
    low = words[at].low if at < len(words) else ""
    if low in ("are", "were", "have", "had", "euro", "yen", "yuan"):
        return True
    return low.endswith(("s", "people", "men", "women", "children")) and low not in (
        "as",
        "is",
        "was",
        "his",
        "'s",
        "across",
    )


def _vague(words: Sequence[Token], at: int) -> Number | None:
    for phrase, low, high in _vague_by_first().get(words[at].low, ()):
        if not phrase_at(words, at, phrase):
            continue
        last = at + len(phrase)
        if phrase == ("scores",) and not _scores_of(words, at):
            return None
        if low == high:
            return point(at, last, low, "words")
        return Number(at, last, None, low, high, "vague")
    return None


def _scores_of(words: Sequence[Token], at: int) -> bool:
    """ "scores of people", "scores were killed"; not "he scores between"."""
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return before not in word_set("numbers", "scores.not_after") and after in word_set("numbers", "scores.before")


def _worded(words: Sequence[Token], at: int) -> Number | None:
    low = words[at].low
    if low in ("a", "an", "half", "quarter"):
        return _article(words, at)
    if low not in values("units") and low not in values("tens") and low not in ("hundred", "thousand", "million"):
        return None
    part = fraction(words, at)
    if part and not (low in ("one", "two") and _is_ordinal_noun(words, part[1], low)):
        whole = words[part[1] + 2].low if phrase_at(words, part[1], ("of", "a")) and part[1] + 2 < len(words) else ""
        if whole in scale_words():
            factor = scale_words()[whole]
            return point(at, part[1] + 3, part[0] * factor, "fraction", factor)
        return _scaled(words, at, part[1], part[0], "fraction")
    found = cardinal(words, at)
    if found is None:
        return None
    below = denominator(words, found.last)
    if below and below[2] and below[0] and found.scale <= 100.0:
        return point(at, below[1], found.value / below[0], "fraction")
    decimal = _spoken_decimals(words, found.last)
    if decimal:
        return _scaled(words, at, decimal[1], found.value + decimal[0], "words")
    return point(at, found.last, found.value, "words", found.scale)


def _article(words: Sequence[Token], at: int) -> Number | None:
    names = values("denominators")
    following = words[at + 1].low if at + 1 < len(words) else ""
    if following == "single":
        noun = words[at + 2].low if at + 2 < len(words) else ""
        return point(at, at + 2, 1, "words") if noun in table("numbers")["zero"]["counted"] else None
    if words[at].low in ("a", "an"):
        if following in scale_words():
            part = fraction(words, at + 1)
            found = cardinal(words, at + 1)
            if part and part[1] > (found.last if found else 0):
                return point(at, part[1], part[0], "fraction")
            return point(at, found.last, found.value, "words", found.scale) if found else None
        if following in ("half", "quarter"):
            return _half(words, at, at + 2, names[following])
        ends = at + 2 >= len(words) or words[at + 2].low == "of" or words[at + 2].text in ".,;"
        spread = at and words[at - 1].low in ("between", "from") and not ends and words[at + 2].low in ("and", "to")
        return point(at, at + 2, 1 / names[following], "fraction") if following in names and (ends or spread) else None
    return _half(words, at, at + 1, names[words[at].low])


def _half(words: Sequence[Token], first: int, last: int, parts: float) -> Number | None:
    """ "half a million", "half-dozen", "half of", "half the", "a quarter of"."""
    at = last
    while at < len(words) and words[at].low in ("a", "-", "an"):
        at += 1
    if at < len(words) and words[at].low in scale_words():
        factor = scale_words()[words[at].low]
        return point(first, at + 1, factor / parts, "words", factor)
    follows = words[last].low if last < len(words) else ""
    whole = ("of",) if parts > 2 else ("of", "the", "its", "their", "his", "her", "all")
    if follows in whole or (last > first + 1 and (not follows or follows in ".,;")):
        return point(first, last, 1 / parts, "fraction")
    return None


def _spoken_decimals(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "point five", "point seven one"."""
    if not phrase_at(words, at, ("point",)):
        return None
    digits, last = "", at + 1
    units, tens = values("units"), values("tens")
    while last < len(words) and len(digits) < 15:
        low = words[last].low
        if low == "-" and digits:
            last += 1
            continue
        if low in tens:
            ones = last + 2 if phrase_at(words, last + 1, ("-",)) else last + 1
            has_ones = ones < len(words) and 0 < units.get(words[ones].low, 0) < 10
            digits += str(int(tens[low] + (units[words[ones].low] if has_ones else 0)))
            last = ones + 1 if has_ones else last + 1
        elif low in units:
            digits += str(int(units[low]))
            last += 1
        else:
            break
    while digits and words[last - 1].low == "-":
        last -= 1
    return (float(f"0.{digits}"), last) if digits else None


def _is_ordinal_noun(words: Sequence[Token], at: int, top: str) -> bool:
    """ "one third attack": an ordinal, not a fraction."""
    if top != "one" or at >= len(words):
        return False
    followers = ("of", "the", "more", "less", "as", "in", "and", "or", "to", "were", "was", "are", "is", "have", "had")
    return words[at].is_word and words[at].low not in followers
