"""The fields of a reading, in one column or two."""

from __future__ import annotations

from itertools import zip_longest

from textual.content import Content

from tracker.model.claim import Claim
from tracker.present.claims import details
from tracker.ui.safe import NOTHING, join, line
from tracker.ui.words import field

FIRST = ("measure", "figure", "population", "polarity", "source")
"""Fields of the reading that come first where there is room for one column only."""
WIDE = ("via", "incident", "note")
"""Fields that take a line of their own where there are two columns."""


def reading_lines(claim: Claim, width: int) -> list[Content]:
    """The fields of the reading; in two columns where there is room."""
    known = [(name, words) for name, words in details(claim) if name != "status"]
    if claim.score is not None:
        known.append(("score", f"{claim.score:.2f}"))
    if width < 64:
        # What a long name pushes out of view must not be the figure.
        known.sort(key=lambda pair: FIRST.index(pair[0]) if pair[0] in FIRST else len(FIRST) + (pair[0] in WIDE))
        flowing = join(*(join(line(name, "$faint"), line(words), sep=" ") for name, words in known), sep=" · ")
        return flowing.wrap(width)
    half = (width - 2) // 2
    drawn: list[Content] = []
    short = [pair for pair in known if pair[0] not in WIDE]
    for left, right in zip_longest(short[::2], short[1::2]):
        beside = field(right[0], line(right[1]), half) if right else []
        # Wrapped, never cut: "more than USD 1" is another figure than "more than USD 1 billion".
        for a, b in zip_longest(field(left[0], line(left[1]), half), beside, fillvalue=NOTHING):
            drawn.append(a + Content(" " * (half + 2 - a.cell_length)) + b)
    return drawn + [part for name, words in known if name in WIDE for part in field(name, line(words), width)]
