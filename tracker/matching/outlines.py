"""Disputes on figures told by an index alone: how many claims stand in which camp, without reading a claim.

The same arithmetic as `camps` and `questions`, over distinct intervals with a count. It holds for blocks in which
nobody replaces a figure and all speak of one period; what is otherwise is compared in full.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
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
    for scoped in groups.values():
        related = sorted(scoped, key=_by_scope)[:MOST_SCOPES] if len(scoped) > 1 else []
        for one in scoped:
            block, scope, cells, (highest, lowest) = one
            added: list[Cell] = []
            for other in related:
                high, low = other[3]
                if (high > lowest or (low == 0 and highest > 0)) and other is not one:
                    kind = _link(other[1], scope)
                    if kind is not None:
                        added += _projected(other, one, kind)
            if added or highest > lowest:
                told += _told(block, cells, added)
    return told


_Population = tuple[str | None, str | None]
"""Measure and population."""
_Scoped = tuple[str, _Population, Sequence[Cell], tuple[float, float]]
"""Block, what it counts, its cells, its highest lower and lowest upper end."""


def _by_scope(scoped: _Scoped) -> str:
    return str(scoped[1])


@lru_cache(maxsize=16384)
def _link(other: _Population, question: _Population) -> Scope | None:
    """CONTAINS where only zeros of the other question tell of this one, WITHIN where its figures do."""
    kind = relation(other, question)
    if kind is Scope.WITHIN and not is_loss_of(other, question) and is_armed(other[1]):
        return None
    return kind if kind in (Scope.CONTAINS, Scope.WITHIN) else None


def _projected(other: _Scoped, target: _Scoped, kind: Scope) -> list[Cell]:
    """What the cells of another question say of a question, where they contradict a cell of it.

    As `questions._projected`: none of the whole is none of a part; some of a part bounds its whole.
    """
    (highest, lowest), (own_highest, own_lowest) = other[3], target[3]
    if kind is Scope.CONTAINS:
        contests = lowest == 0 and own_highest > 0
        return [cell for cell in other[2] if cell[1] == 0] if contests else []
    if highest <= own_lowest:
        return []
    rivals = [high for _, high, _ in target[2] if high > 0]
    least = min(rivals) if rivals else math.inf
    return [(low, math.inf, claims) for low, _, claims in other[2] if low > least]


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
