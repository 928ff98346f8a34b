"""Two figures in one slot of two statements."""

from __future__ import annotations

from tracker.matching.difference import Difference
from tracker.matching.intervals import apart
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Word
from tracker.model.finding import FindingKind


def contrary_figures(a: Word, b: Word) -> Difference | None:
    """The difference of two figures of one unit that cannot both hold."""
    if a.figure is None or b.figure is None or a.unit != b.unit or not apart(a.figure, b.figure):
        return None
    return Difference(FindingKind.NUMBER, ReasonCode.DISJOINT_NUMBERS, a, b, "text_number")
