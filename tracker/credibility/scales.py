"""Measures: groups of figures that share a scale, so that one prior fits all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.credibility.segments import Floats, Ints
from tracker.credibility.table import Table

Bools = NDArray[np.bool_]

COUNT_SPREAD = 0.3
"""Usual spread of reports of one count, in log."""
COUNT_SHARED = 0.12
"""Shared error of all reports of one count before anything is settled, in log."""
NUMBER_SHARED = 0.8
"""... of other numbers, in units of their usual spread: surveys err together about as much as alone."""
WIDE = 20.0
"""Positive numbers of which some are so many times the middle one are compared by their ratios."""
COPIED_FROM = 0.15
"""Share of pairs of reports of one item that must agree to the last digit for the figures to be handed on figures."""
FEW_PAIRS = 20.0
"""Pairs of reports assumed before any are seen; twice the share above of them agree."""
LEAST_WIDTH = 3.5
"""Truths of a measure spread at least so much, in units of the usual spread of reports."""


@dataclass(frozen=True)
class Measures:
    """One entry per measure, except of_item."""

    of_item: Ints
    about: list[str | None]
    """Side whose losses are counted."""
    logarithmic: Bools
    copied: Bools
    """Sources hand on one figure, so that one of those reported is right; else each has measured for itself."""
    spread: Floats
    """Usual spread of reports of one item: the unit of everything else."""
    middle: Floats
    width: Floats
    shared: Floats

    def scaled(self, figure: Floats, measure: Ints) -> Floats:
        """Figures on the scale of their measure."""
        raw = np.where(self.logarithmic[measure], np.sign(figure) * np.log1p(np.abs(figure)), figure)
        return np.asarray(raw / self.spread[measure])

    def unscaled(self, y: Floats, measure: Ints) -> Floats:
        """Back to figures."""
        raw = y * self.spread[measure]
        grown = np.sign(raw) * np.expm1(np.minimum(np.abs(raw), 700.0))
        return np.asarray(np.where(self.logarithmic[measure], grown, raw))


def measures_of(table: Table) -> Measures:
    """The measures of a table: its groups; scale and spread come from the figures, except for counts."""
    count = len(table.groups)
    claims = np.flatnonzero(np.isfinite(table.figure))
    figures, items = table.figure[claims], table.item[claims]
    group = table.group[items]
    declared = [key[0] == "count" for key in table.groups]
    logarithmic = np.array([declared[n] or _by_ratio(figures[group == n]) for n in range(count)], dtype=bool)
    plain = Measures(
        of_item=table.group,
        about=[key[2] or None if declared[n] else None for n, key in enumerate(table.groups)],
        logarithmic=logarithmic,
        copied=np.array([_agreement(table, n) >= COPIED_FROM for n in range(count)], dtype=bool),
        spread=np.ones(count),
        middle=np.zeros(count),
        width=np.ones(count),
        shared=np.array([COUNT_SHARED / COUNT_SPREAD if known else NUMBER_SHARED for known in declared]),
    )
    y = plain.scaled(figures, group)
    middles = _medians(y, items, len(table.questions))
    off = np.abs(y - middles[items])
    spread = [COUNT_SPREAD if declared[n] else _usual(off[group == n], logarithmic[n]) for n in range(count)]
    plain.spread[:] = spread
    for number in range(count):
        ours = middles[(table.group == number) & np.isfinite(middles)] / plain.spread[number]
        if len(ours):
            plain.middle[number] = np.median(ours)
            plain.width[number] = max(float(np.std(ours)), LEAST_WIDTH)
    return plain


def _agreement(table: Table, group: int) -> float:
    """Share of pairs of reports of one item that are equal, counted on from a few that are neither here nor there."""
    claims = table.group[table.item] == group
    of_cell = np.bincount(table.cell[claims]).astype(float)
    of_item = np.bincount(table.item[claims]).astype(float)
    pairs, equal = (float((size * (size - 1)).sum()) / 2 for size in (of_item, of_cell))
    return (equal + 2 * COPIED_FROM * FEW_PAIRS) / (pairs + FEW_PAIRS)


def _by_ratio(figures: Floats) -> bool:
    """True if figures differ by factors rather than by differences."""
    if not len(figures) or figures.min() < 0:
        return False
    return bool(figures.max() > WIDE * max(float(np.median(figures)), 1e-12))


def _usual(off: Floats, logarithmic: bool) -> float:
    """Usual spread of reports around the middle one: the median of the deviations that are not zero, as a normal sd."""
    apart = off[off > 0]
    if not len(apart):
        return 0.1 if logarithmic else 1.0
    usual = 1.4826 * float(np.median(apart)) * float(np.sqrt(len(apart) / len(off)))
    return min(max(usual, 0.01), COUNT_SPREAD) if logarithmic else max(usual, 1e-9 * float(np.abs(off).max()))


def _medians(y: Floats, items: Ints, count: int) -> Floats:
    """Median per item; nan where nothing was reported."""
    middles = np.full(count, np.nan)
    order = np.lexsort((y, items))
    ordered, who = y[order], items[order]
    if len(who):
        first = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
        sizes = np.diff(np.r_[first, len(who)])
        middles[who[first]] = (ordered[first + (sizes - 1) // 2] + ordered[first + sizes // 2]) / 2
    return middles


def units_in_last_place(measures: Measures, figures: Floats, measure: Ints) -> Floats:
    """How far apart two neighbouring round figures are on the scale: a count of 40 may stand for 36 to 44.

    Multiples of ten from 60 on and of five from 20 on are taken as rounded half the time.
    """
    size = np.abs(figures)
    step = np.where((size >= 60) & (figures % 10 == 0), 6.0, np.where((size >= 20) & (figures % 5 == 0), 3.0, 1.0))
    logarithmic = measures.logarithmic[measure]
    return np.asarray(np.where(logarithmic, step / (1 + size), 0.0) / measures.spread[measure])
