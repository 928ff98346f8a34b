"""Two figures in one slot of two statements."""

from __future__ import annotations

from tracker.matching.difference import Difference
from tracker.matching.intervals import apart, clearly_apart
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.verdict import Verdict, tension
from tracker.matching.words import Word
from tracker.model.finding import FindingKind


def contrary_figures(a: Word, b: Word) -> Difference | None:
    """The difference of two figures of one unit that cannot both hold."""
    if a.figure is None or b.figure is None or a.unit != b.unit or not apart(a.figure, b.figure):
        return None
    return Difference(FindingKind.NUMBER, ReasonCode.DISJOINT_NUMBERS, a, b, "text_number")


def doubtful(difference: Difference) -> Verdict | None:
    """A tension for two figures that "about" may explain; None for any other difference."""
    x, y = difference.a, difference.b
    if x.figure is None or y.figure is None or clearly_apart(x.figure, y.figure):
        return None
    ground = reason(ReasonCode.APPROXIMATE_APART, x.text, y.text, (x.start, x.end), (y.start, y.end))
    return tension(FindingKind.NUMBER, ground, approximate=1.0)
