"""Figures and the wholes that they are part of: "27 killed, including seven policemen", "two of them children"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.model.claim import Measure
from tracker.model.quantity import Quantity
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured
from tracker.reading.populations import Counted
from tracker.reading.tokens import Token


class Figure(NamedTuple):
    """A figure with what it counts; first and last are word indices in the sentence."""

    quantity: Quantity
    first: int
    last: int
    counted: Counted
    measured: Measured | None
    whole: int | None
    """Index, in the same list, of the figure that this one is a part of."""


COUNTS_PEOPLE = frozenset(
    (
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CASUALTIES,
        Measure.DETAINED,
        Measure.DISPLACED,
        Measure.MISSING,
        Measure.RESCUED,
        Measure.PEOPLE,
        Measure.ATTENDANCE,
    )
)
"""Measures that count people; somebody is always counted, "everyone" if nothing else is said."""


def part_marker(words: Sequence[Token], first: int, last: int) -> str:
    """ "including" or "of them" when the words say that the figure is a part, else ""."""
    before = [word.low for word in words[max(0, first - 4) : first]]
    if "including" in before or "included" in before or ("among" in before and "them" in before):
        return "including"
    if last + 1 < len(words) and words[last].low == "of" and words[last + 1].low in ("them", "whom", "these", "those"):
        return "of them"
    return "of whom" if before[-2:] in (["of", "whom"], ["of", "them"]) else ""


def nearest_whole(before: Sequence[Figure]) -> int | None:
    """Index of the nearest figure that is no part itself."""
    for index in range(len(before) - 1, -1, -1):
        if before[index].whole is None and before[index].measured is not None:
            return index
    return None


def is_joined(words: Sequence[Token], first: int, previous: Figure) -> bool:
    """ "killed two staff and at least four others": joined by "and" or commas to the figure before."""
    between = [word.low for word in words[max(previous.counted.last, previous.last) : first]]
    if [word.low for word in words[max(0, first - 2) : first]] in (["along", "with"], ["together", "with"]):
        return True  # "38 soldiers were killed in the battle, along with 17 rebels"
    if _are_named_between(words[max(previous.counted.last, previous.last) : first]):
        return True
    return 0 < len(between) <= 3 and all(word in word_set("words", "counting_joining") for word in between)


def _are_named_between(between: Sequence[Token]) -> bool:
    """ "two sisters, Maha Salim, 33, and Yasmin Salim (31), and their": only names and ages stand between."""
    if not 3 < len(between) <= 24 or between[0].text != "," or between[-1].low not in ("and", "their", "his", "her"):
        return False
    return all(
        word.is_number or word.text in ",()-‑'" or word.low in ("and", "al", "their", "his", "her") or word.is_capital
        for word in between
    )


def is_breakdown(words: Sequence[Token], first: int, previous: Figure, counted: Counted) -> bool:
    """ "6 killed (1 child, 3 women)", "five: three women aged 38, 61 and 77, and two men": who they were."""
    if counted.population is None or previous.measured is None or previous.measured.measure not in COUNTS_PEOPLE:
        return False
    between = words[max(previous.counted.last, previous.last) : first]
    if len(between) <= 3 and between and between[-1].text in "(:":
        return between[-1].text == "(" or len(between) == 1
    listed = previous.whole is not None and (between[:1] or words[first : first + 1])[0].low in (",", "and", "aged")
    return listed and all(word.is_number or word.low in _LISTED for word in between) and _opened(words, first)


_LISTED = frozenset((",", "and", "aged", "(", ")", ";", "about"))


def _opened(words: Sequence[Token], at: int) -> bool:
    """Whether a bracket or colon before index `at` opened the list that goes on here."""
    opened = next((step for step in range(at - 1, max(-1, at - 40), -1) if words[step].text in "(:."), None)
    return opened is not None and words[opened].text != "."


def in_what_state(words: Sequence[Token], last: int) -> bool:
    """ "two of them seriously": how the part was harmed."""
    return last + 2 < len(words) and words[last + 2].low.endswith("ly")
