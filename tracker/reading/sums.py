"""One measure given in several units: "3 hours 20 minutes", "6 feet 2 inches", "$20 and 43 cents"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.model.units import base_unit
from tracker.reading.number_words import Number, number_at
from tracker.reading.tokens import Token, glued
from tracker.reading.units import unit_after


class Amount(NamedTuple):
    """A number with its unit: words[first:last]."""

    number: Number
    unit: str | None
    kind: str | None
    """time, length, currency ...; None for a plain count."""
    first: int
    last: int


_SUMMED = frozenset(("time", "length", "weight", "volume"))
_HEIGHT = ("foot", "inch")
_CENTS = 100.0


def summed(words: Sequence[Token], amount: Amount) -> Amount:
    """The amount together with the smaller units behind it, in the smallest of them.

    A height, feet directly followed by inches, stays in feet.
    """
    value = amount.number.value
    if amount.kind not in _SUMMED or value is None or value != int(value):
        return amount
    parts, total = [amount.unit], amount
    while (rest := _smaller(words, total)) is not None:
        parts.append(rest.unit)
        total = _in_smaller(total, rest)
    if tuple(parts) == _HEIGHT and words[amount.last].is_number:
        return total._replace(number=_with_value(total.number, (total.number.value or 0.0) / 12), unit="foot")
    return total


def _smaller(words: Sequence[Token], amount: Amount) -> Amount | None:
    """The amount that follows in a smaller unit, when a whole number of those makes one unit of `amount`."""
    at = _after_joint(words, amount)
    if at is None or amount.unit is None or not (words[at].is_number or words[at].is_word):
        return None
    number = number_at(words, at)
    unit = unit_after(words, number.last) if number else None
    if number is None or number.value is None or unit is None or unit.kind != amount.kind:
        return None
    ratio = _ratio(amount.unit, unit.unit)
    joined_by_blank = at == amount.last
    if ratio is None or (joined_by_blank and number.value >= ratio * 3) or number.form not in ("digits", "words"):
        return None
    return Amount(number, unit.unit, unit.kind, at, unit.last)


def _after_joint(words: Sequence[Token], amount: Amount) -> int | None:
    """Index behind "and" or, between lengths and weights, a comma; spans of time with commas are a list."""
    at = amount.last
    opened = amount.first > 0 and words[amount.first - 1].low in ("between", "from")
    if at < len(words) and words[at].text == "," and amount.kind != "time":
        at += 1
    if at < len(words) and words[at].low == "and":
        if opened:
            return None
        at += 1
    return at if at < len(words) else None


def _ratio(larger: str, smaller: str) -> float | None:
    (base, factor), (other, per) = base_unit(larger), base_unit(smaller)
    ratio = factor / per
    return float(round(ratio)) if base == other and ratio > 1.5 and abs(ratio - round(ratio)) < 1e-6 * ratio else None


def _in_smaller(amount: Amount, rest: Amount) -> Amount:
    ratio = _ratio(amount.unit or "", rest.unit or "") or 1.0
    value = (amount.number.value or 0.0) * ratio + (rest.number.value or 0.0)
    return Amount(_with_value(amount.number, value), rest.unit, amount.kind, amount.first, rest.last)


def _with_value(number: Number, value: float) -> Number:
    value = float(f"{value:.15g}")
    return number._replace(value=value, low=value, high=value)


def with_cents(words: Sequence[Token], amount: Amount) -> Amount:
    """The sum of money together with the cents behind it: "3 dollars 50 cents", "$20 43", "17 dollars 25"."""
    value, at = amount.number.value, amount.last
    if amount.unit == "cent" or value is None or value != int(value) or at >= len(words):
        return amount
    at += words[at].low == "and"
    if at >= len(words) or not (words[at].is_number or words[at].is_word):
        return amount
    rest = number_at(words, at)
    if rest is None or rest.value is None or not 0 < rest.value < _CENTS or rest.value != int(rest.value):
        return amount
    last = _cents_end(words, amount, rest)
    if last is None:
        return amount
    return amount._replace(number=_with_value(amount.number, value + rest.value / _CENTS), last=last)


def _cents_end(words: Sequence[Token], amount: Amount, rest: Number) -> int | None:
    """Index behind the cents, None when the number after a sum counts something else."""
    unit = unit_after(words, rest.last)
    if unit is not None:
        return unit.last if unit.unit == "cent" else None
    follows = words[rest.last] if rest.last < len(words) else None
    if follows is not None and follows.low in ("c", "p", "¢") and glued(words[rest.last - 1], follows):
        return rest.last + 1
    joint = rest.first > amount.last
    named = amount.last > amount.number.last
    if rest.value is None or rest.value < 10 or (joint and not named):
        return None
    if follows is None or follows.low in (".", "!", "?"):
        return rest.last
    listed = (",", ";", ")", "more", "and", "for", "each", "per")
    return rest.last if named and not joint and follows.low in listed else None
