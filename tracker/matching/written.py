"""Where a claim's figure stands in its quote, as it is written there."""

from __future__ import annotations

import re

from tracker.matching.negation import NEGATION
from tracker.model.claim import Assertion

Span = tuple[int, int]
"""Offsets into a quote, start inclusive, end exclusive."""

LONGEST_SEARCHED = 4000
"""Characters of a quote that are searched."""


def figure_span(claim: Assertion) -> Span | None:
    """Where the figure stands in the quote, as written; None when it cannot be found."""
    quantity, written = claim.quantity, getattr(claim, "quantity_text", None)
    if quantity is None:
        return None
    own: Span | None = getattr(claim, "span", None)
    start, end = quantity.span
    if own is not None and own[0] <= start < end <= own[1]:
        found = (start - own[0], end - own[0])
        if found[1] <= len(claim.quote) and (not written or claim.quote[found[0] : found[1]] == written):
            return found
    if written:
        at = claim.quote.find(written)
        return (at, at + len(written)) if at >= 0 else None
    if quantity.is_zero:
        return first_span(NEGATION, claim.quote)
    numbers = [number for number in (quantity.value, quantity.low, quantity.high) if number is not None]
    spans = (_number(claim.quote, number) for number in numbers)
    return next((span for span in spans if span is not None), None)


def _number(quote: str, number: float) -> Span | None:
    digits = {f"{number:.12g}", f"{number:,.12g}"}
    return next((m.span() for m in _DIGITS.finditer(quote[:LONGEST_SEARCHED]) if m[0].rstrip(".,") in digits), None)


_DIGITS = re.compile(r"\d[\d,.]*")


def first_span(pattern: re.Pattern[str], quote: str) -> Span | None:
    """Where the first match stands in the quote; None for an empty one."""
    found = pattern.search(quote[:LONGEST_SEARCHED])
    return found.span() if found and found.end() > found.start() else None
