"""Two numbers that make one interval: "10-15", "between 10 and 15", "more than 10 and fewer than 20"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.quantity import Quantity
from tracker.reading.amounts import amount_at
from tracker.reading.bounds import Bound, bound_before
from tracker.reading.lexicons import word_set
from tracker.reading.not_counts import is_inside
from tracker.reading.number_words import point
from tracker.reading.sums import Amount
from tracker.reading.tokens import Token

Found = tuple[Quantity, int]
"""A quantity and the index after its last word."""
_MARKS = ("-", "–", "—", "to", "~", "‑")


def range_at(words: Sequence[Token], amount: Amount, free_from: int, masks: list[tuple[int, int]]) -> Found | None:
    """The range that the amount opens, or None."""
    if is_change(words, amount.first) or _is_step(words, amount):
        return None
    return _between(words, amount, free_from) or _plain(words, amount, masks)


def is_change(words: Sequence[Token], at: int) -> bool:
    """Whether a change starts from the number at index `at`: "rose from 12 to 17", "up from about 12"."""
    before = at - 1
    while before > max(0, at - 4) and words[before].low in (
        "about",
        "around",
        "some",
        "nearly",
        "an",
        "estimated",
        "$",
    ):
        before -= 1
    if before < 1 or words[before].low != "from":
        return False
    changes = word_set("bounds", "change.words")
    return any(word.low in changes for word in words[max(0, before - _FAR) : before])


def _is_step(words: Sequence[Token], amount: Amount) -> bool:
    """ "rose by 0.5 points to 3.2 percent": how much, and then where to."""
    if amount.first == 0 or amount.unit is None or amount.last == amount.number.last:
        return False
    if amount.last >= len(words) or words[amount.last].low != "to":
        return False
    by = words[amount.first - 1].low == "by"
    before = words[max(0, amount.first - (_FAR if by else 1)) : amount.first]
    return not word_set("bounds", "change.words").isdisjoint(word.low for word in before)


_FAR = 6
"""Words between the verb of a change and "from"."""


def _between(words: Sequence[Token], amount: Amount, free_from: int) -> Found | None:
    """ "between X and Y", "from X to Y"."""
    before = amount.first - 1
    if before >= free_from and words[before].low in ("about", "around", "roughly", "approximately"):
        before -= 1
    if before < free_from or words[before].low not in ("between", "from", "ranging"):
        return None
    at = amount.last
    if at >= len(words):
        return None
    joints = ("and", "to", "-", "–") if words[before].low == "between" else ("to", "until", "up", "through", "and")
    if words[at].low not in joints or (words[before].low == "from" and words[at].low == "and" and amount.unit is None):
        return None
    at += 2 if words[at].low == "up" else 1
    return _joined(words, amount, at, before)


def _plain(words: Sequence[Token], amount: Amount, masks: list[tuple[int, int]]) -> Found | None:
    at = amount.last
    if at + 1 >= len(words) or amount.number.form in ("zero", "vague"):
        return None
    mark = words[at].low
    is_or = mark == "or" and (amount.number.form == "words" or words[at + 1].is_number)
    if not (mark in _MARKS or is_or) or is_inside(masks, words[at + 1].start):
        return None
    found = _joined(words, amount, at + 1, amount.first)
    if found is None or (is_or and not _close(found[0])):
        return None
    before = bound_before(words, amount.first)
    if before and before.kind == "approx":
        span = (words[before.first].start, found[0].span[1])
        return found[0].model_copy(update={"approximate": True, "span": span}), found[1]
    return found


def _close(quantity: Quantity) -> bool:
    low, high = quantity.low or 0.0, quantity.high or 0.0
    return high <= max(low * 2, low + 3)


def _joined(words: Sequence[Token], amount: Amount, start: int, first: int) -> Found | None:
    at = start
    skipped = ("US", "us", "about", "around", "-", "−", "minus", "negative")
    while at < len(words) and at < start + 3 and (words[at].text in "$€£¥₹" or words[at].low in skipped):
        at += 1
    other = amount_at(words, at) if at < len(words) else None
    other = _like_first(words, amount, other) if other else None
    if other is None or other.number.value is None or amount.number.value is None:
        return None
    if not _same_unit(amount, other):
        return None
    low, high = amount.number.value, other.number.value
    if amount.number.scale == 1.0 and other.number.scale > 1.0 and low * other.number.scale < high * 1.0000001:
        low *= other.number.scale
    low = _spread_thousands(words, low, high, start)
    if low >= high:
        if not (low < 0 and high < low):
            return None
        low, high = high, low
    unit = amount.unit or other.unit
    return Quantity(low=low, high=high, unit=unit, span=(words[first].start, words[other.last - 1].end)), other.last


def _like_first(words: Sequence[Token], amount: Amount, other: Amount) -> Amount:
    """ "£1m-2m": the second figure is in millions as well, not in metres."""
    number = other.number
    if amount.kind != "currency" or other.unit != "metre" or words[other.last - 1].low != "m" or number.value is None:
        return other
    millions = point(number.first, other.last, number.value * 1e6, number.form, 1e6)
    return Amount(millions, None, None, other.first, other.last)


def _spread_thousands(words: Sequence[Token], low: float, high: float, start: int) -> float:
    """ "10-15,000": the thousands of the second figure hold for the first."""
    tight = words[start - 1].text in "-–‑" and words[start].text.endswith(",000")
    return low * 1000 if tight and low == int(low) and high / 10 <= low * 1000 < high else low


def _same_unit(amount: Amount, other: Amount) -> bool:
    """ "$4 to 6 billion" and "4 to 6 billion dollars", but not "up 25 % to 34,500"."""
    if amount.unit and other.unit:
        return amount.unit == other.unit
    return not (amount.unit and other.unit is None and amount.last > amount.number.last)


def second_bound(words: Sequence[Token], amount: Amount, before: Bound | None) -> Found | None:
    """ "more than 10 and fewer than 20", "at least 10 but no more than 20": one interval when it is not empty."""
    if before is None or not before.kind.startswith(("low", "high")) or amount.number.value is None:
        return None
    at = amount.last
    if at < len(words) and words[at].text == ",":
        at += 1
    if at >= len(words) or words[at].low not in ("and", "but"):
        return None
    other = next(
        (found for start in range(at + 2, min(at + 9, len(words))) if (found := amount_at(words, start))), None
    )
    bound = bound_before(words, other.first) if other else None
    at += at + 1 < len(words) and words[at + 1].low in ("possibly", "perhaps", "maybe", "potentially")
    if other is None or bound is None or bound.first != at + 1 or other.number.value is None:
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
