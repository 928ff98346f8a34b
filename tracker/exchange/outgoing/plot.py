"""The camps of a dispute as a range plot: who says which figure, on one axis. Numbers only; a template draws it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.dispute import Dispute
from tracker.present.disputes import part_words
from tracker.present.quantities import bounds_words, number_words, quantity_words
from tracker.present.show import show_line

WIDTH = 570
LEFT, RIGHT = 210, 450
"""The ends of the axis; labels stand left of it, figures right of it."""
ROW = 22
TOP = 6
MOST_ROWS = 14
"""Rows of a plot; how many more there are is said."""
LABEL = 22
"""Characters of a label."""
WIDE = 50
"""From this ratio of the largest figure to the smallest on, the axis is one of logarithms."""
OPEN_END = 22
"""How far a bar with an open end goes on."""


class Row(NamedTuple):
    """A source and a figure: a dot for one figure, a bar for a range; an arrow where an end is open."""

    camp: int
    """Which camp it stands in, from 0."""
    y: int
    label: str
    words: str
    start: float
    end: float
    dot: float | None
    is_open_below: bool
    is_open_above: bool


class Plot(NamedTuple):
    """What is to be drawn, in units of the picture."""

    height: int
    axis_y: int
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    left_out: int
    """Rows for which there was no room."""
    title: str


class _Figure(NamedTuple):
    camp: int
    label: str
    words: str
    low: float | None
    high: float | None
    value: float | None


def plot_of(dispute: Dispute, snapshot: CaseSnapshot) -> Plot | None:
    """The plot of a dispute on figures; None where camps are told by words, or say nothing that could be drawn."""
    if any(camp.low is None and camp.high is None for camp in dispute.camps):
        return None
    figures = list(dict.fromkeys(_figures(dispute, snapshot)))
    ends = [end for figure in figures for end in (figure.low, figure.high) if end is not None]
    if not ends:
        return None
    place, ticks = _axis(min(ends), max(ends), min((end for end in ends if end > 0), default=1.0))
    drawn = _some(figures)
    rows = tuple(_row(figure, TOP + ROW * number + ROW // 2, place) for number, figure in enumerate(drawn))
    axis_y = TOP + ROW * len(rows) + 4
    title = f"{show_line(dispute.question)}: {len(dispute.camps)} camps"
    return Plot(axis_y + 22, axis_y, rows, ticks, len(figures) - len(rows), title)


def _figures(dispute: Dispute, snapshot: CaseSnapshot) -> Iterator[_Figure]:
    for number, camp in enumerate(dispute.camps):
        claims = [snapshot.claims_by_id[one] for one in camp.claims if one in snapshot.claims_by_id]
        counted = [claim for claim in claims if claim.quantity and (claim.low is not None or claim.high is not None)]
        for claim in counted:
            part = part_words(claim, dispute)
            value = claim.quantity.value if claim.quantity and not part else None
            words = show_line(f"{quantity_words(claim.quantity)} {part}".strip(), 14)
            high = None if part else claim.high  # of those asked for it says: at least so many
            yield _Figure(number, show_line(claim.source, LABEL), words, claim.low, high, value)
        if not counted:
            # In outline, or of claims that are not in this part: the camp itself.
            words = show_line(bounds_words(camp.low, camp.high), 14)
            point = camp.low if camp.low == camp.high else None
            yield _Figure(number, f"camp {number + 1}", words, camp.low, camp.high, point)


def _some(figures: Sequence[_Figure]) -> list[_Figure]:
    """As many as there is room for, from each camp in turn, in the order of the camps."""
    if len(figures) <= MOST_ROWS:
        return list(figures)
    turns: dict[int, int] = {}
    ranked = []
    for figure in figures:
        turns[figure.camp] = turns.get(figure.camp, 0) + 1
        ranked.append((turns[figure.camp], figure.camp, figure))
    kept = {id(figure) for _, _, figure in sorted(ranked, key=lambda one: one[:2])[:MOST_ROWS]}
    return [figure for figure in figures if id(figure) in kept]


def _row(figure: _Figure, y: int, place: Callable[[float], float]) -> Row:
    start = place(figure.low) if figure.low is not None else None
    end = place(figure.high) if figure.high is not None else None
    # "no more than 7" begins at nothing; that it does is a bound of counting, not of what was said.
    first = start if start is not None else max(LEFT - OPEN_END / 2, (end or LEFT) - OPEN_END)
    last = end if end is not None else min(RIGHT + OPEN_END / 2, first + OPEN_END)
    dot = place(figure.value) if figure.value is not None else first if start == end else None
    return Row(
        figure.camp, y, figure.label, figure.words, round(first, 1), round(last, 1),
        None if dot is None else round(dot, 1), start is None, end is None,
    )  # fmt: skip


def _axis(least: float, most: float, smallest: float) -> tuple[Callable[[float], float], tuple[tuple[float, str], ...]]:
    """Figure -> place on the axis, and its ticks; smallest: the least figure above 0."""
    if least == most:
        least, most = (0.0, most) if most > 0 else (most, most + 1)
    if least >= 0 and most / smallest > WIDE:
        scale: Callable[[float], float] = math.log1p
        marks = [mark for mark in _decades(most) if least <= mark]
    else:
        scale = float
        least = 0.0 if 0 <= least < most / 2 else least
        marks = _round_steps(least, most)
    low, high = scale(least), scale(most)

    def place(value: float) -> float:
        return LEFT + (scale(value) - low) / (high - low) * (RIGHT - LEFT)

    return place, tuple((round(place(mark), 1), number_words(mark)) for mark in marks)


def _decades(most: float) -> list[float]:
    top = math.floor(math.log10(most))
    step = 1 + top // 5
    return [0.0, *(10.0**power for power in range(0, top + 1, step))]


def _round_steps(least: float, most: float) -> list[float]:
    rough = (most - least) / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    if float(least).is_integer() and float(most).is_integer():
        step = max(1.0, math.ceil(step))
    first = math.ceil(least / step)
    count = math.floor(most / step) - first
    return [(first + number) * step for number in range(count + 1)]
