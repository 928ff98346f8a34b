"""Cutting a proposal that says two things into two proposals, each with its own part of the quote."""

from __future__ import annotations

import datetime as dt
import re

from tracker.errors import UsageError
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.readers import read_typed

_JOINTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[;.!?])\s",
        r"\s(?=(?:and|but|or) that\b)",
        r"(?<=,)\s(?=(?:and|but|while|whereas|or)\b)",
        r"\s(?=(?:while|whereas|but)\b)",
        r"\s(?=and\b)",
        r"(?<=,)\s",
    )
)
"""Where one statement ends and another begins, the surest first."""
_LEFT_OF_JOINT = " \t\n,;:-–—"
_RIGHT_OF_JOINT = re.compile(
    r"[\s,;:–—-]{0,20}(?:(?:and|but|while|whereas|or)\s{1,20}(?:that\s{1,20})?)?", re.IGNORECASE
)
_OF_THE_WHOLE = ("place", "event_time", "as_of")
"""What a part takes from the whole quote where it says nothing of it itself."""
_OF_THE_PART = (
    *("measure", "quantity", "quantity_text", "population", "polarity", "predicate", "basis", "hedged", "cumulative"),
)


def likely_cut(quote: str) -> int:
    """Offset at which a quote is likeliest to be cut in two: at the surest joint, of several at the middlemost.

    >>> quote = "two men came and that one fled"
    >>> quote[likely_cut(quote) :]
    ' and that one fled'
    """
    middle = len(quote) // 2
    for joint in (*_JOINTS, re.compile(r"\s")):
        found = [match.start() for match in joint.finditer(quote) if 0 < match.start() < len(quote) - 1]
        if found:
            return min(found, key=lambda at: abs(at - middle))
    return middle


def parts_at(quote: str, at: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Spans in the quote of the two parts of a cut, without the words and marks that join them.

    Raises UsageError when a part has no words.

    >>> quote = "two men came, and that one fled"
    >>> [quote[a:b] for a, b in parts_at(quote, 13)]
    ['two men came', 'one fled']
    """
    first = quote[:at].rstrip(_LEFT_OF_JOINT)
    start = len(first) - len(first.lstrip())
    joined = _RIGHT_OF_JOINT.match(quote, at)
    second = joined.end() if joined else at
    spans = (start, len(first)), (second, len(quote.rstrip()))
    if not all(any(letter.isalnum() for letter in quote[a:b]) for a, b in spans):
        raise UsageError("Each part of a cut needs words.", hint="Cut between two words.")
    return spans


def halves(claim: Claim, at: int) -> tuple[Claim, Claim]:
    """The two claims that a cut at an offset of the quote makes, each read anew; nothing is kept.

    Who says it, through whom, and of what incident they take from the whole, as they do ids, grades and score.
    Raises UsageError when a part has no words.
    """
    first, second = (_part(claim, *span) for span in parts_at(claim.quote, at))
    return first, second


def _part(claim: Claim, start: int, end: int) -> Claim:
    quote = claim.quote[start:end]
    read = read_typed(quote, source=claim.source, at=claim.stated_at or dt.datetime.now(dt.UTC))
    said = {name: read[name] for name in _OF_THE_PART if name in read}
    kept = {name: read[name] for name in _OF_THE_WHOLE if read.get(name) is not None}
    span = (claim.span[0] + start, claim.span[0] + end) if claim.span else None
    return claim.model_copy(update={**said, **kept, "quote": quote, "span": span, "status": ClaimStatus.PROPOSED})
