"""How alike two statements are, and whether they say the same. Opens the question; never flags by itself."""

from __future__ import annotations

import math

from tracker.matching.alignment import Pair
from tracker.matching.intervals import Interval, apart
from tracker.matching.scoring import weights
from tracker.matching.vocabulary import contrast, on_one_side
from tracker.matching.words import Word

SAME_FROM = 0.8
"""Likeness from which two statements without a difference say the same, however short they are."""
SURE_FROM = 0.3
"""Probability, by the regression in scores.toml, from which they do."""


def likeness(pair: Pair) -> float:
    """0-1: content shared by both, names and figures counted double."""
    shared = sum(_weight(x) + _weight(y) for x, y in pair.matched)
    total = sum(map(_weight, pair.a.content)) + sum(map(_weight, pair.b.content))
    return shared / total if total else 0.0


def says_the_same(pair: Pair) -> bool:
    """Whether two statements are alike enough and nothing in them differs: no negation, figure or exclusive word."""
    if any(x.negated != y.negated for x, y in pair.matched):
        return False
    alike = likeness(pair)
    meant = [(x, y) for x in pair.only_a for y in pair.only_b if _mean_one(x, y)]
    if len(meant) == 1 and _all_meant(pair, *meant[0]):
        return True
    if alike < SAME_FROM and _probability(pair, alike) < SURE_FROM:
        return False
    return not any(_differ(x, y) for x in pair.only_a for y in pair.only_b)


def _mean_one(x: Word, y: Word) -> bool:
    """Whether two words say one thing: "hold" and "respect" of a truce, "not burst" and "intact"."""
    if x.figure and y.figure:
        return x.unit == y.unit and not apart(x.figure, y.figure) and _as_large(x.figure, y.figure)
    if x.negated == y.negated:
        return on_one_side(x.form, y.form)
    found = contrast(x.form, y.form)
    return found is not None and found.curated and found.opposite


def _as_large(a: Interval, b: Interval) -> bool:
    """Whether two compatible figures begin at nearly one value, "over 3,000" and "3,100"; "hundreds" says little."""
    if not (a.high == math.inf or b.high == math.inf) and min(a.high, b.high) < AS_LARGE * max(a.high, b.high):
        return False
    return min(a.low, b.low) >= AS_LARGE * max(a.low, b.low)


AS_LARGE = 0.89


def _all_meant(pair: Pair, x: Word, y: Word) -> bool:
    """Whether, but for two words of one meaning, the shorter statement stands in the other, and nothing differs."""
    left_a = [word for word in pair.only_a if word is not x]
    left_b = [word for word in pair.only_b if word is not y]
    if not pair.matched or (left_a and left_b):
        return False
    if any(_differ(x, word) for word in left_b) or any(_differ(word, y) for word in left_a):
        return False
    return len(left_a) + len(left_b) <= MOST_ADDED and not _figures((*left_a, *left_b))


MOST_ADDED = 2
"""Words that one of two statements of one meaning may have more."""


def _probability(pair: Pair, alike: float) -> float:
    table = weights()["same_statement"]
    total = (
        table["base"]
        + table["likeness"] * alike
        + table["closeness"] * pair.closeness
        + table["least_cover"] * min(pair.cover_a, pair.cover_b)
        + table["most_cover"] * pair.cover
        + table["matched"] * len(pair.matched)
        + table["other_names"] * min(_names(pair.only_a), _names(pair.only_b))
        + table["figures_left"] * max(_figures(pair.only_a), _figures(pair.only_b))
    )
    return 1.0 / (1.0 + math.exp(-total))


def _names(words: tuple[Word, ...]) -> int:
    return sum(word.name for word in words)


def _figures(words: tuple[Word, ...]) -> int:
    return sum(word.figure is not None for word in words)


def _differ(x: Word, y: Word) -> bool:
    if x.figure is not None or y.figure is not None:
        return x.figure is not None and y.figure is not None
    return contrast(x.form, y.form) is not None


def _weight(word: Word) -> float:
    return 2.0 if word.figure or word.name else 1.0
