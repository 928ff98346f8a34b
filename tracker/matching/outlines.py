"""Disputes on figures told by an index alone: how many claims stand in which camp, without reading a claim.

The same arithmetic as `camps` and `questions`, over distinct intervals with a count. It holds for blocks in which
nobody replaces a figure and all speak of one period; what is otherwise is compared in full.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tracker.matching.ids import dispute_id
from tracker.matching.measures import is_loss_of
from tracker.matching.placing import SEPARATOR, IndexedQuestion, question_of
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

    block: str
    """Names the question; see `placing.question_of`."""
    camps: tuple[CampOutline, ...]
    cells: Sequence[Cell]
    added: Sequence[Cell]
    """Those of the cells that answer questions on a part or a whole: of them no two are a pair."""

    @property
    def question(self) -> IndexedQuestion:
        """What is disputed."""
        return question_of(self.block)

    @property
    def pairs(self) -> int:
        """How many pairs of claims contradict each other."""
        return _pairs(self.cells) - _pairs(self.added)

    @property
    def id(self) -> str:
        """The id that the dispute has when its claims are compared in full."""
        asked = self.question
        heading = figure_heading(asked.measure, asked.population)
        return dispute_id(asked.event, asked.measure, asked.population, heading)


def are_related(one: str, other: str) -> bool:
    """Whether claims of two blocks of figures can have anything to do with each other."""
    a, b = question_of(one), question_of(other)
    return a.group == b.group and relation(_scope(a), _scope(b)) not in (None, Scope.APART)


def outlines(blocks: Sequence[tuple[str, Sequence[Cell]]]) -> list[DisputeOutline]:
    """The disputes of one incident: (block, its cells in the order of their lower ends) of each question."""
    told = []
    if len(blocks) == 1:
        return _told(blocks[0][0], blocks[0][1], ())
    groups: dict[tuple[str, ...], list[_Scoped]] = defaultdict(list)
    for block, cells in blocks:
        group, scope = _group_and_scope(block)
        ends = (cells[-1][0], min([high for _, high, _ in cells]))
        groups[group].append((block, scope, cells, ends))
    for scopes in groups.values():
        related = sorted(scopes, key=lambda of: str(of[1]))[:MOST_SCOPES] if len(scopes) > 1 else []
        for one in scopes:
            block, scope, cells, ends = one
            added = [
                cell
                for other in related
                if other is not one and (other[3][0] > ends[1] or ends[0] > other[3][1])
                for cell in _projected(other[2], other[1], scope)
                if _contests(cell, cells)
            ]
            if added or ends[0] > ends[1]:
                told += _told(block, cells, added)
    return told


_Population = tuple[str | None, str | None]
"""Measure and population."""
_Scoped = tuple[str, _Population, Sequence[Cell], tuple[float, float]]
"""Block, what it counts, its cells, its highest lower and lowest upper end."""


def _group_and_scope(block: str) -> tuple[tuple[str, ...], _Population]:
    *group, measure, population = block.split(SEPARATOR)
    return tuple(group), (measure or None, population or None)


def _told(block: str, cells: Sequence[Cell], added: Sequence[Cell]) -> list[DisputeOutline]:
    everything = sorted([*cells, *added]) if added else cells
    points = _points(everything)
    return [DisputeOutline(block, _camps(everything, points), everything, added)] if len(points) > 1 else []


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


def _projected(
    cells: Sequence[Cell], own: tuple[str | None, str | None], question: tuple[str | None, str | None]
) -> Iterable[Cell]:
    """As `questions._projected`, of cells."""
    related = _relation(own, question)
    if related is Scope.CONTAINS:
        return [(low, high, claims) for low, high, claims in cells if high == 0]
    if related is Scope.WITHIN and (is_loss_of(own, question) or not is_armed(own[1])):
        return [(low, math.inf, claims) for low, _, claims in cells if low > 0]
    return ()


@lru_cache(maxsize=16384)
def _relation(own: _Population, question: _Population) -> Scope | None:
    return relation(own, question)


def _contests(projected: Cell, cells: Sequence[Cell]) -> bool:
    low, high, _ = projected
    if high == 0:
        return any(other > high for other, _, _ in cells)
    return any(0 < other < low for _, other, _ in cells)
