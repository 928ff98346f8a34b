"""Disputes on figures told by an index alone: how many claims stand in which camp, without reading a claim.

The same arithmetic as `camps` and `questions`, over distinct intervals with a count. It holds for blocks in which
nobody replaces a figure and all speak of one period; what is otherwise is compared in full.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tracker.matching.ids import dispute_id
from tracker.matching.measures import is_loss_of
from tracker.matching.placing import IndexedQuestion, question_of
from tracker.matching.questions import MOST_SCOPES, figure_heading, relation
from tracker.matching.scopes import Scope, is_armed

Cell = tuple[float, float, int]
"""Lower end, upper end, number of claims; both ends closed."""


class CampOutline(NamedTuple):
    """A camp: what all its claims allow, and how many there are."""

    low: float
    high: float
    claims: int


class DisputeOutline(NamedTuple):
    """A dispute without its claims."""

    question: IndexedQuestion
    camps: tuple[CampOutline, ...]
    pairs: int
    """How many pairs of claims contradict each other."""

    @property
    def id(self) -> str:
        """The id that the dispute has when its claims are compared in full."""
        asked = self.question
        heading = figure_heading(asked.measure, asked.population)
        return dispute_id(asked.event, asked.measure, asked.population, heading)


def is_disputed(blocks: Iterable[tuple[str, float, float]]) -> bool:
    """Whether there may be a dispute among the questions of one incident: (block, highest low, lowest high) of each."""
    known = list(blocks)
    if any(low > high for _, low, high in known):
        return True
    if len(known) < 2:
        return False
    return max(low for _, low, _ in known) > min(high for _, _, high in known)


def outlines(blocks: Sequence[tuple[str, Sequence[Cell]]]) -> list[DisputeOutline]:
    """The disputes of one incident: (block, its cells in the order of their lower ends) of each question."""
    if len(blocks) == 1:
        found = _outline(blocks[0][0], blocks[0][1], ())
        return [found] if found else []
    groups: dict[tuple[str, str, str, str], list[tuple[str, IndexedQuestion, Sequence[Cell]]]] = defaultdict(list)
    for block, cells in blocks:
        question = question_of(block)
        groups[question.group].append((block, question, cells))
    told = []
    for scopes in groups.values():
        ends = [(question, _ends(cells)) for _, question, cells in scopes]
        related = sorted(range(len(scopes)), key=lambda at: str(_scope(scopes[at][1])))[:MOST_SCOPES]
        for at, (block, question, cells) in enumerate(scopes):
            added = [
                cell
                for other in related
                if other != at and _may_contest(ends[other][1], ends[at][1])
                for cell in _projected(scopes[other][2], _scope(scopes[other][1]), _scope(question))
                if _contests(cell, cells)
            ]
            found = _outline(block, cells, added)
            if found:
                told.append(found)
    return told


def _outline(block: str, cells: Sequence[Cell], added: Sequence[Cell]) -> DisputeOutline | None:
    everything = sorted([*cells, *added]) if added else cells
    points = _points(everything)
    if len(points) < 2:
        return None
    pairs = _pairs(everything) - (_pairs(sorted(added)) if added else 0)
    return DisputeOutline(question_of(block), _camps(everything, points), pairs) if pairs else None


def _points(cells: Sequence[Cell]) -> list[float]:
    """One value for each camp, lowest first: what all its claims allow. Cells in the order of their lower ends."""
    points = []
    least = math.inf
    for low, high, _ in cells:
        if low > least:
            points.append(least)
            least = high
        elif high < least:
            least = high
    points.append(least)
    return points


def _camps(cells: Sequence[Cell], points: Sequence[float]) -> tuple[CampOutline, ...]:
    held = [0] * len(points)
    lows = [-math.inf] * len(points)
    highs = [math.inf] * len(points)
    for low, high, claims in cells:
        at = bisect_left(points, low) if high == math.inf else bisect_right(points, high) - 1
        held[at] += claims
        if low > lows[at]:
            lows[at] = low
        if high < highs[at]:
            highs[at] = high
    return tuple(map(CampOutline._make, zip(lows, highs, held, strict=True)))


def _pairs(cells: Sequence[Cell]) -> int:
    by_high = sorted((high, claims) for _, high, claims in cells)
    highs = [high for high, _ in by_high]
    below = [0, *accumulate(claims for _, claims in by_high)]
    return sum(claims * below[bisect_left(highs, low)] for low, _, claims in cells)


def _scope(question: IndexedQuestion) -> tuple[str | None, str | None]:
    return (question.measure, question.population)


def _ends(cells: Sequence[Cell]) -> tuple[float, float]:
    return max(low for low, _, _ in cells), min(high for _, high, _ in cells)


def _may_contest(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] > other[1] or other[0] > one[1]


def _projected(
    cells: Sequence[Cell], own: tuple[str | None, str | None], question: tuple[str | None, str | None]
) -> Iterable[Cell]:
    """As `questions._projected`, of cells."""
    related = relation(own, question)
    if related is Scope.CONTAINS:
        return [(low, high, claims) for low, high, claims in cells if high == 0]
    if related is Scope.WITHIN and (is_loss_of(own, question) or not is_armed(own[1])):
        return [(low, math.inf, claims) for low, _, claims in cells if low > 0]
    return ()


def _contests(projected: Cell, cells: Sequence[Cell]) -> bool:
    low, high, _ = projected
    if high == 0:
        return any(other > high for other, _, _ in cells)
    return any(0 < other < low for _, other, _ in cells)
