"""A number with its sign, currency and unit, before bounds and ranges are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.reading.cardinals import scale_words
from tracker.reading.lexicons import word_set
from tracker.reading.number_words import Number, number_at, point
from tracker.reading.tokens import Token, glued
from tracker.reading.units import currency_before, unit_after


class Amount(NamedTuple):
    """A number with its unit: words[first:last]."""

    number: Number
    unit: str | None
    kind: str | None
    """time, length, currency ...; None for a plain count."""
    first: int
    last: int


def amount_at(words: Sequence[Token], at: int) -> Amount | None:
    """The amount whose number begins at index `at`, or None."""
    number = number_at(words, at)
    if number is None:
        return None
    currency = currency_before(words, number.first)
    number = _negative(words, number, currency.first if currency else number.first)
    unit = unit_after(words, number.last)
    first = min(number.first, currency.first if currency else number.first)
    if currency and not (unit and unit.kind == "currency"):
        return _with_cents(words, Amount(number, currency.unit, "currency", first, number.last))
    if unit and unit.kind == "currency":
        number, last = _scale_behind(words, number, unit.last)
        return _with_cents(words, Amount(number, unit.unit, unit.kind, first, last))
    if unit:
        return _with_smaller_unit(words, Amount(number, unit.unit, unit.kind, first, unit.last))
    last = _repeated_in_digits(words, number)
    return Amount(number, None, None, number.first, last)


def _negative(words: Sequence[Token], number: Number, first: int) -> Number:
    """ "-18", "-$3", "minus two", "negative one"; a hyphen between words or numbers is none."""
    before = first - 1
    if before < 0 or words[before].low not in ("-", "−", "minus", "negative"):
        return number
    if number.value is None or number.form == "zero":
        return number
    if not words[before].is_word:
        attached = glued(words[before], words[before + 1])
        if before and (
            not attached or (glued(words[before - 1], words[before]) and words[before - 1].text not in "$€£(+±<>=")
        ):
            return number
        if before and words[before - 1].is_number:
            return number
    value = -number.value
    return number._replace(first=before, value=value, low=value, high=value)


_SMALLER = {"foot": ("inch", 12.0), "yard": ("foot", 3.0), "pound": ("ounce", 16.0)}


def _with_smaller_unit(words: Sequence[Token], amount: Amount) -> Amount:
    """ "5 ft 2 in" is one length."""
    if amount.unit not in _SMALLER or amount.number.value is None:
        return amount
    smaller, per = _SMALLER[amount.unit]
    rest = _next_amount(words, amount, smaller)
    return _added(amount, rest, per) if rest else amount


def _with_cents(words: Sequence[Token], amount: Amount) -> Amount:
    """ "3 dollars 50 cents" is one sum."""
    if amount.unit == "cent" or amount.number.value is None:
        return amount
    rest = _next_amount(words, amount, "cent") or _bare_cents(words, amount)
    return _added(amount, rest, 100.0) if rest else amount


def _bare_cents(words: Sequence[Token], amount: Amount) -> tuple[float, int] | None:
    """ "17 dollars 25", "thirteen dollars forty-five": two figures behind the currency that count nothing else."""
    value = amount.number.value
    if amount.last >= len(words) or amount.last == amount.number.last or value is None or value != int(value):
        return None
    joint = words[amount.last].low == "and"
    at = amount.last + joint
    rest = number_at(words, at) if at < len(words) else None
    if rest is None or rest.value is None or not 10 <= rest.value < 100 or rest.value != int(rest.value):
        return None
    follows = words[rest.last].low if rest.last < len(words) else "."
    ends = follows in (".", "!", "?") or (not joint and follows in (",", ";", ")", "more", "and", "for", "each", "per"))
    return (rest.value, rest.last) if ends and unit_after(words, rest.last) is None else None


def _next_amount(words: Sequence[Token], amount: Amount, unit: str) -> tuple[float, int] | None:
    """Value and end of an amount in `unit` that follows directly or after "and"."""
    at = amount.last + (amount.last < len(words) and words[amount.last].low == "and")
    rest = number_at(words, at) if at < len(words) else None
    found = unit_after(words, rest.last) if rest else None
    if rest is None or rest.value is None or found is None or found.unit != unit:
        return None
    return rest.value, found.last


def _added(amount: Amount, rest: tuple[float, int], per: float) -> Amount:
    value = (amount.number.value or 0.0) + rest[0] / per
    return amount._replace(number=amount.number._replace(value=value, low=value, high=value), last=rest[1])


def _scale_behind(words: Sequence[Token], number: Number, last: int) -> tuple[Number, int]:
    """ "75 USD million": the scale stands behind the currency."""
    low = words[last].low if last < len(words) else ""
    if low not in ("thousand", "million", "billion", "trillion") or number.value is None:
        return number, last
    factor = scale_words()[low]
    return point(number.first, last + 1, number.value * factor, number.form, factor), last + 1


def _repeated_in_digits(words: Sequence[Token], number: Number) -> int:
    """ "forty-five (45)" says it twice; the amount ends behind the bracket."""
    last = number.last
    if number.form == "words" and last + 2 < len(words) and words[last].text == "(" and words[last + 2].text == ")":
        again = number_at(words, last + 1)
        if again and again.last == last + 2 and again.value == number.value:
            return last + 3
    return last


def names_something(words: Sequence[Token], amount: Amount) -> bool:
    """Whether the number only names something: "AK-47", "MH17", "SCP-2-173", "this one"."""
    first, number = amount.first, amount.number
    if words[number.first].is_number:
        if amount.kind != "currency" and _is_tail_of_code(words, first):
            return True
        if number.last < len(words) and glued(words[number.last - 1], words[number.last]) and amount.unit is None:
            after = words[number.last]
            return _writes_blanks(after) and after.low != "s" and number.scale == 1.0
    if amount.unit is None and number.form == "words" and number.value == 1 and number.last - number.first == 1:
        return _is_pronoun_one(words, number.first)
    return False


def _is_tail_of_code(words: Sequence[Token], first: int) -> bool:
    """Whether letters stand glued before the number, over hyphens and other digits."""
    at = first
    while at and first - at < 8 and glued(words[at - 1], words[at]):
        before = words[at - 1]
        if before.is_word:
            return _writes_blanks(before)
        if before.text not in "-‑_./" and not before.is_number:
            return False
        at -= 1
    return False


def _writes_blanks(word: Token) -> bool:
    """Whether it is a word of a script with capitals; scripts without blanks, which have none, glue words to counts."""
    return word.is_word and word.text.lower() != word.text.upper()


def _is_pronoun_one(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else "."
    if before == "that" and after == "of":
        return False
    if before in word_set("words", "amounts_before_pronoun") or (
        before.endswith("er") and before not in ("over", "under", "after", "other", "number")
    ):
        return True
    return after in word_set("words", "amounts_after_pronoun")
