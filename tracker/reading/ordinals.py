"""Ordinals that count: "the third attack this year", "for the second time", "a fourth straight day"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tracker.model.quantity import Quantity
from tracker.reading.cardinals import NumberWords, ordinal_word, scale_words, values
from tracker.reading.lexicons import word_set
from tracker.reading.tokens import Token, glued

ORDINAL = "ordinal"
"""The unit of such a quantity: how many there have been, this one included."""
_LONGEST = 8
"""Words that one ordinal can have."""
_REACH = 7
"""Words between an ordinal and the span of time in which it counts."""


def counting_ordinal(words: Sequence[Token], at: int) -> tuple[Quantity, int] | None:
    """The ordinal at index `at` and the index after it, None when it only names or ranks something.

    >>> from tracker.reading.tokens import tokens
    >>> counting_ordinal(tokens("third attack this year"), 0)[0].value
    3.0
    >>> counting_ordinal(tokens("third floor"), 0) is None
    True
    """
    found = ordinal(words, at)
    if found is None:
        return None
    value, last = found
    alone = at == 0 and last == len(words)
    if not (alone or _counts(words, at, last, value)):
        return None
    span = (words[at].start, words[last - 1].end)
    return Quantity(value=value, low=value, high=value, unit=ORDINAL, span=span), last


def may_be_ordinal(words: Sequence[Token], at: int) -> bool:
    """Whether it is worth looking for an ordinal at index `at`: cheap, and True for every ordinal."""
    if words[at].is_number:
        return at + 1 < len(words) and words[at + 1].low in ("st", "nd", "rd", "th")
    low = words[at].low
    return low in _openers()


@cache
def _openers() -> frozenset[str]:
    tables = (values("units"), values("tens"), scale_words(), values("denominators"))
    return frozenset(("a", "first", "second")).union(*tables)


def ordinal(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Value and end of the ordinal that begins at index `at`: "3rd", "twenty-first", "hundredth"."""
    if words[at].is_number:
        ending = words[at + 1] if at + 1 < len(words) else None
        if ending is None or not glued(words[at], ending) or ending.low not in ("st", "nd", "rd", "th"):
            return None
        return (float(words[at].text), at + 2) if words[at].text.isdecimal() and len(words[at].text) < 5 else None
    if not words[at].is_word:
        return None
    start = at + (words[at].low == "a")
    reader, last = NumberWords(words, start), start
    while last < min(len(words), start + _LONGEST):
        joined = words[last].low in ("and", "-") and last > start
        value = ordinal_word(words[last + joined].low) if last + joined < len(words) else None
        if value is not None:
            fits = _fits(reader, value) if last > start else start == at
            return (_with_ordinal(reader, value), last + joined + 1) if fits else None
        step = reader.step(last + joined, joined=joined)
        if step is None:
            return None
        last = step
    return None


def _fits(reader: NumberWords, value: float) -> bool:
    """ "twenty-first", "hundred and third", "ten millionth"; "one eighth" is a part of a whole."""
    if value >= 100:
        return reader.value >= 10
    return (value < 10 and reader.state == "ten") or reader.state in ("hundred", "scale")


def _with_ordinal(reader: NumberWords, value: float) -> float:
    return (reader.value or 1.0) * value if value >= 100 else reader.value + value


def _counts(words: Sequence[Token], first: int, last: int, value: float) -> bool:
    follows = words[last] if last < len(words) else None
    if follows is None or not follows.is_word or follows.is_capital or (first and words[first].is_capital):
        return False
    if follows.low in word_set("numbers", "ordinals.in_a_row"):
        return True
    if follows.low == "time":
        named = first > 1 and words[first - 1].low in ("the", "a") and words[first - 2].low == "for"
        return value > 1 and (named or any(_spans_time(words, at) for at in range(last, min(last + 3, len(words)))))
    if follows.low in word_set("numbers", "ordinals.not_before"):
        return False
    return any(_spans_time(words, at) for at in range(last, min(last + _REACH, len(words))))


def _spans_time(words: Sequence[Token], at: int) -> bool:
    """ "this year", "in a week", "in as many days", "since May", "so far"."""
    if any(word.text in ".,;" for word in words[max(0, at - 1) : at]):
        return False
    after = [word.low for word in words[at + 1 : at + 4]]
    periods = word_set("numbers", "ordinals.periods")
    if words[at].low == "this" or words[at].low == "in":
        return bool(periods & set(after[:1])) or (words[at].low == "in" and bool(periods & set(after[1:])))
    return words[at].low == "so" and after[:1] == ["far"]
