"""Numbers in a text as intervals: bounds, ranges, units, explicit zero."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.quantity import Quantity
from tracker.reading.amounts import amount_at, names_something
from tracker.reading.bounds import Bound, bound_after, bound_before
from tracker.reading.lexicons import word_set
from tracker.reading.not_counts import is_inside, masked
from tracker.reading.ordinals import counting_ordinal, may_be_ordinal
from tracker.reading.ranges import range_at, second_bound
from tracker.reading.sums import Amount
from tracker.reading.tokens import Token, phrase_at, tokens


def quantities(text: str) -> list[Quantity]:
    """Every quantity in the text, in order, without overlap; dates, years, times and ids are not quantities.

    "at least 90" has low 90 and no value; "dozens" is low 24, high 99, approximate. Units are canonical names.
    Spans hold the bounding words and the unit: `text[q.span[0]:q.span[1]]`.

    >>> [(q.low, q.high, q.unit) for q in quantities("At least 90 of 300 fled; it cost $4-6 billion.")]
    [(90.0, None, None), (300.0, 300.0, None), (4000000000.0, 6000000000.0, 'USD')]
    """
    return quantities_in(tokens(text), masked(text))


def quantities_in(words: Sequence[Token], masks: list[tuple[int, int]]) -> list[Quantity]:
    """As `quantities`, for tokens and masks already at hand."""
    found: list[Quantity] = []
    at, free_from = 0, 0
    while at < len(words):
        if is_inside(masks, words[at].start):
            at += 1
            continue
        ordinal = counting_ordinal(words, at) if may_be_ordinal(words, at) else None
        if ordinal:
            found.append(ordinal[0])
            at = free_from = ordinal[1]
            continue
        amount = amount_at(words, at)
        if amount is None or names_something(words, amount):
            at += 1
            continue
        if amount.first < free_from:
            # The sign in front was the unit of the number before: "5 $ 7".
            amount = amount._replace(first=amount.number.first)
        quantity, last = _bounded(words, amount, free_from, masks)
        found.append(quantity)
        at = free_from = max(last, at + 1)
    return found


def _bounded(
    words: Sequence[Token], amount: Amount, free_from: int, masks: list[tuple[int, int]]
) -> tuple[Quantity, int]:
    ranged = range_at(words, amount, free_from, masks)
    if ranged:
        return ranged
    before = _before(words, amount, free_from)
    joined = second_bound(words, amount, before)
    if joined:
        return joined
    first, last = (before.first if before else amount.first), amount.last
    kind = before.kind if before else None
    after = bound_after(words, amount.last)
    if after and amount.number.form != "zero" and not _compares_on(words, after):
        kind, last = _combined(kind, after), after.last
    return _quantity(words, amount, kind, first, last), last


def _before(words: Sequence[Token], amount: Amount, free_from: int) -> Bound | None:
    """The bound in front; "more than about 20" is more than, "below the 20 mark" no bound at all."""
    before = bound_before(words, amount.first)
    if before is None or before.first < free_from or not _bounds(words, before, amount):
        return None
    if before.kind not in ("approx", "exact") or words[before.first].low == "the":
        return before
    outer = bound_before(words, before.first)
    if outer is None or outer.first < free_from or outer.kind == "exact" or not _bounds(words, outer, amount):
        return before
    return Bound(outer.kind, outer.first, before.last)


def _bounds(words: Sequence[Token], bound: Bound, amount: Amount) -> bool:
    """ "over three days" is a span of time, unless it lasted over three days; "below zero" bounds nothing."""
    phrase = words[bound.first].low
    if phrase == "over" and amount.kind == "time" and bound.last - bound.first == 1:
        return bound.first > 0 and words[bound.first - 1].low in word_set("words", "quantities_lasting")
    return not (
        amount.number.value == 0 and bound.kind.startswith(("low_open", "high_open")) and amount.number.form == "words"
    )


def _compares_on(words: Sequence[Token], after: Bound) -> bool:
    """ "20 or more than 30": the comparison belongs to the next number."""
    return after.kind == "low" and (phrase_at(words, after.last, ("than",)) or words[after.last - 1].low == "than")


def _combined(before: str | None, after: Bound) -> str:
    if after.kind == "high_equal":
        return {"high_open": "high", "low_open": "low"}.get(before or "", before or "exact")
    if before in ("approx", "exact", None):
        return after.kind
    return before


def _quantity(words: Sequence[Token], amount: Amount, kind: str | None, first: int, last: int) -> Quantity:
    number = amount.number
    span = (words[first].start, words[last - 1].end)
    unit = amount.unit
    if number.form == "vague":
        high = None if kind in ("low", "low_open") else number.high
        return Quantity(low=number.low, high=high, approximate=True, unit=unit, span=span)
    if kind in ("low", "low_open"):
        return Quantity(low=number.low, low_open=kind == "low_open", unit=unit, span=span)
    if kind in ("high", "high_open"):
        return Quantity(high=number.high, high_open=kind == "high_open", unit=unit, span=span)
    return Quantity(
        value=number.value, low=number.low, high=number.high, approximate=kind == "approx", unit=unit, span=span
    )
