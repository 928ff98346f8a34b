"""Numbers in a text as intervals: bounds, ranges, units, explicit zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.model.quantity import Quantity
from tracker.reading.bounds import Bound, bound_after, bound_before
from tracker.reading.not_counts import is_inside, masked
from tracker.reading.number_words import Number, number_at, point
from tracker.reading.tokens import Token, glued, phrase_at, tokens
from tracker.reading.units import UnitMatch, currency_before, unit_after


class Amount(NamedTuple):
    """A number with its unit: words[first:last], bounds not yet read."""

    number: Number
    unit: str | None
    kind: str | None
    first: int
    last: int


def quantities(text: str) -> list[Quantity]:
    """Every quantity in the text, in order, without overlap; dates, years, times and ids are not quantities.

    "at least 90" has low 90 and no value; "dozens" is low 24, high 99, approximate. Units are canonical names.
    Spans hold the bounding words and the unit: `text[q.span[0]:q.span[1]]`.

    >>> [(q.low, q.high, q.unit) for q in quantities("At least 90 of 300 fled; it cost $4-6 billion.")]
    [(90.0, None, None), (300.0, 300.0, None), (4000000000.0, 6000000000.0, 'USD')]
    """
    return quantities_in(text, tokens(text), masked(text))


def quantities_in(text: str, words: Sequence[Token], masks: list[tuple[int, int]]) -> list[Quantity]:
    """As `quantities`, for tokens and masks already at hand."""
    found: list[Quantity] = []
    at, free_from = 0, 0
    while at < len(words):
        if is_inside(masks, words[at].start):
            at += 1
            continue
        amount = amount_at(words, at)
        if amount is None or _names_something(words, amount):
            at += 1
            continue
        quantity, last = _bounded(words, amount, free_from, masks)
        found.append(quantity)
        at = free_from = max(last, at + 1)
    return found


def amount_at(words: Sequence[Token], at: int) -> Amount | None:
    """A number with sign, currency and unit that begins (with its number) at index `at`."""
    number = number_at(words, at)
    if number is None:
        return None
    number = _negative(words, number)
    currency = currency_before(words, number.first)
    unit = unit_after(words, number.last)
    if currency and not (unit and unit.kind == "currency"):
        return Amount(number, currency.unit, "currency", currency.first, number.last)
    if unit:
        amount = Amount(number, unit.unit, unit.kind, currency.first if currency else number.first, unit.last)
        return _with_smaller_unit(words, amount)
    return Amount(number, None, None, number.first, number.last)


_SMALLER = {"foot": ("inch", 12.0), "yard": ("foot", 3.0), "pound": ("ounce", 16.0)}


def _with_smaller_unit(words: Sequence[Token], amount: Amount) -> Amount:
    """ "5 ft 2 in" is one length."""
    if amount.unit not in _SMALLER or amount.number.value is None or amount.last >= len(words):
        return amount
    smaller, per = _SMALLER[amount.unit]
    at = amount.last + (words[amount.last].low == "and")
    rest = number_at(words, at) if at < len(words) else None
    unit = unit_after(words, rest.last) if rest else None
    if rest is None or unit is None or unit.unit != smaller or rest.value is None:
        return amount
    value = amount.number.value + rest.value / per
    number = amount.number._replace(value=value, low=value, high=value)
    return amount._replace(number=number, last=unit.last)


def _negative(words: Sequence[Token], number: Number) -> Number:
    before = number.first - 1
    if before < 0 or words[before].text not in ("-", "−", "minus") or number.value is None:
        return number
    if words[before].text != "minus":
        if before and glued(words[before - 1], words[before]) and words[before - 1].text not in "$€£(":
            return number
        if before and words[before - 1].text[0].isalnum():
            return number
    value = -number.value
    return number._replace(first=before, value=value, low=value, high=value)


def _names_something(words: Sequence[Token], amount: Amount) -> bool:
    """ "AK-47", "MH17", "the F16", "one of", "this one": no counts."""
    first, number = amount.first, amount.number
    if number.form == "digits" and words[number.first].is_number:
        if first and glued(words[first - 1], words[first]) and words[first - 1].is_word and amount.kind != "currency":
            return True
        glued_hyphen = first >= 2 and words[first - 1].text in "-‑" and glued(words[first - 1], words[first])
        if glued_hyphen and glued(words[first - 2], words[first - 1]) and words[first - 2].is_word:
            return True
        if number.last < len(words) and glued(words[number.last - 1], words[number.last]) and amount.unit is None:
            after = words[number.last]
            return after.is_word and after.low not in ("s",) and number.scale == 1.0
    if number.form == "words" and number.value == 1 and number.last - number.first == 1:
        return _is_pronoun_one(words, number.first)
    return False


def _is_pronoun_one(words: Sequence[Token], at: int) -> bool:
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else "."
    if before in ("no", "any", "every", "each", "this", "that", "which", "another", "some", "the", "day", "only", "-"):
        return before != "only"
    if before.endswith("er") and before not in ("over", "under", "another", "after", "other", "number"):
        return True
    return after in (
        ".",
        ",",
        "?",
        "!",
        "another",
        "'s",
        "would",
        "can",
        "could",
        "should",
        "must",
        "may",
        "might",
        "-",
        "day",
    )


def _bounded(
    words: Sequence[Token], amount: Amount, free_from: int, masks: list[tuple[int, int]]
) -> tuple[Quantity, int]:
    ranged = _between(words, amount, free_from) or _range(words, amount, masks)
    if ranged:
        return ranged
    before = bound_before(words, amount.first)
    if before and before.first < free_from:
        before = None
    after = bound_after(words, amount.last)
    outer = bound_before(words, before.first) if before and before.kind in ("approx", "exact") else None
    if outer and outer.first >= free_from and before and outer.kind not in ("exact",):
        before = Bound(outer.kind, outer.first, before.last)
    joined = _second_bound(words, amount, before)
    if joined:
        return joined
    first = before.first if before else amount.first
    last = amount.last
    kind = before.kind if before else None
    if after and amount.number.form != "zero":
        kind, last = _combined(kind, after), after.last
        if after.kind == "low" and last < len(words) and phrase_at(words, last, ("than",)):
            kind, last = before.kind if before else None, amount.last
    return _quantity(words, amount, kind, first, last), last


def _combined(before: str | None, after: Bound) -> str:
    if after.kind == "high_equal":
        return {"high_open": "high", "low_open": "low"}.get(before or "", before or "exact")
    if before in ("approx", "exact", None):
        return after.kind
    return before


def _second_bound(words: Sequence[Token], amount: Amount, before: Bound | None) -> tuple[Quantity, int] | None:
    """ "more than 10 and fewer than 20", "at least 10 but no more than 20": one interval when it is not empty."""
    if before is None or not before.kind.startswith(("low", "high")) or amount.number.value is None:
        return None
    at = amount.last
    if at < len(words) and words[at].text == ",":
        at += 1
    if at >= len(words) or words[at].low not in ("and", "but"):
        return None
    for start in range(at + 2, min(at + 9, len(words))):
        other = amount_at(words, start)
        if other is None:
            continue
        bound = bound_before(words, other.first)
        if bound is None or bound.first != at + 1 or other.number.value is None:
            return None
        ends = {before.kind[:3]: (amount, before), bound.kind[:3]: (other, bound)}
        if set(ends) != {"low", "hig"} or (amount.unit and other.unit and amount.unit != other.unit):
            return None
        low, high = ends["low"], ends["hig"]
        if low[0].number.low >= high[0].number.high:
            return None
        quantity = Quantity(
            low=low[0].number.low,
            high=high[0].number.high,
            low_open=low[1].kind.endswith("open"),
            high_open=high[1].kind.endswith("open"),
            unit=amount.unit or other.unit,
            span=(words[before.first].start, words[other.last - 1].end),
        )
        return quantity, other.last
    return None


def _between(words: Sequence[Token], amount: Amount, free_from: int) -> tuple[Quantity, int] | None:
    """ "between X and Y", "from X to Y"."""
    before = amount.first - 1
    if before < free_from or words[before].low not in ("between", "from"):
        return None
    joint = "and" if words[before].low == "between" else None
    at = amount.last
    if at >= len(words) or not (words[at].low == joint if joint else words[at].low in ("to", "until", "up", "through")):
        return None
    at += 2 if words[at].low == "up" else 1
    return _joined(words, amount, at, before)


_RANGE_MARKS = ("-", "–", "—", "to", "~", "‑")


def _range(words: Sequence[Token], amount: Amount, masks: list[tuple[int, int]]) -> tuple[Quantity, int] | None:
    """ "10-15", "10 to 15", "two or three"."""
    at = amount.last
    if at + 1 >= len(words) or amount.number.form in ("zero", "vague"):
        return None
    mark = words[at].low
    if mark in _RANGE_MARKS:
        start = at + 1
    elif mark == "or" and amount.number.form == "words" or (mark == "or" and words[at + 1].is_number):
        start = at + 1
    else:
        return None
    if is_inside(masks, words[start].start):
        return None
    found = _joined(words, amount, start, amount.first)
    if found and mark == "or" and not _close(found[0]):
        return None
    before = bound_before(words, amount.first)
    if found and before and before.kind == "approx":
        widened = found[0].model_copy(
            update={"approximate": True, "span": (words[before.first].start, found[0].span[1])}
        )
        return widened, found[1]
    return found


def _close(quantity: Quantity) -> bool:
    return (
        quantity.low is not None
        and quantity.high is not None
        and quantity.high <= max(quantity.low * 2, quantity.low + 3)
    )


def _joined(words: Sequence[Token], amount: Amount, start: int, first: int) -> tuple[Quantity, int] | None:
    at = start
    while (
        at < len(words) and at < start + 3 and (words[at].text in "$€£¥₹" or words[at].low in ("us", "about", "around"))
    ):
        at += 1
    other = amount_at(words, at) if at < len(words) else None
    if other is None or other.number.value is None or amount.number.value is None:
        return None
    if amount.unit and other.unit and amount.unit != other.unit:
        return None
    low, high = amount.number.value, other.number.value
    if amount.number.scale == 1.0 and other.number.scale > 1.0 and low < high / other.number.scale * 1.0000001:
        low *= other.number.scale
    if low >= high:
        return None
    quantity = Quantity(
        low=low,
        high=high,
        unit=amount.unit or other.unit,
        span=(words[first].start, words[other.last - 1].end),
    )
    return quantity, other.last


def _quantity(words: Sequence[Token], amount: Amount, kind: str | None, first: int, last: int) -> Quantity:
    number = amount.number
    span = (words[first].start, words[last - 1].end)
    value, low, high = number.value, number.low, number.high
    base = {"unit": amount.unit, "span": span}
    if number.form == "vague":
        if kind in ("low", "low_open"):
            return Quantity(low=low, approximate=True, **base)
        return Quantity(low=low, high=high, approximate=True, **base)
    if kind in ("low", "low_open"):
        return Quantity(low=low, low_open=kind == "low_open", **base)
    if kind in ("high", "high_open"):
        return Quantity(high=high, high_open=kind == "high_open", **base)
    return Quantity(value=value, low=low, high=high, approximate=kind == "approx", **base)


__all__ = ["Amount", "UnitMatch", "amount_at", "point", "quantities", "quantities_in"]
