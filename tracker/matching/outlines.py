"""Disputes on figures told by an index alone: how many claims stand in which camp, without reading a claim.

The same arithmetic as `camps` and `questions`, over distinct intervals with a count. It holds for blocks in which
nobody replaces a figure and all speak of one period; what is otherwise is compared in full.

All of a case goes through here in one scan: nothing is made for a question that is not disputed, and rows stay the
tuples that they are read as.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from tracker.matching.ids import dispute_id
from tracker.matching.measures import is_loss_of
from tracker.matching.placing import IndexedQuestion, question_of
from tracker.matching.questions import MOST_SCOPES, figure_heading, relation
from tracker.matching.scopes import Scope, is_armed

Cell = tuple[int, float, float, int]
"""Block (not looked at), upper end, lower end, number of claims; both ends closed."""

INF = math.inf

MOST_KEPT = 64
"""Questions of one incident up to which their relations are kept for the next incident with the same."""

_HIGH, _LOW, _CLAIMS = itemgetter(1), itemgetter(2), itemgetter(3)


class CampOutline(NamedTuple):
    """A camp: what all its claims allow, and how many there are."""

    low: float
    high: float
    claims: int


@dataclass(slots=True)
class DisputeOutline:
    """A dispute without its claims."""

    incident: str
    asked: str
    """The question without its incident; see `placing.Placed.question`."""
    camps: tuple[CampOutline, ...]
    pairs: int
    """How many pairs of claims contradict each other."""

    @property
    def question(self) -> IndexedQuestion:
        """What is disputed."""
        return question_of(self.asked)

    @property
    def id(self) -> str:
        """The id that the dispute has when its claims are compared in full."""
        asked = self.question
        heading = figure_heading(asked.measure, asked.population)
        return dispute_id(asked.event_of(self.incident), asked.measure, asked.population, heading)


def are_related(one: str, other: str) -> bool:
    """Whether claims of two blocks of figures can have anything to do with each other."""
    a, b = question_of(one), question_of(other)
    return a.group == b.group and relation(_scope(a), _scope(b)) not in (None, Scope.APART)


def outlines(
    incident: str, questions: tuple[str, ...], cells: Sequence[Sequence[Cell]], lows: Sequence[float]
) -> Iterator[DisputeOutline]:
    """The disputes of one incident, given its blocks of figures.

    Of each block: the question without the incident, its cells in the order of their upper ends, the highest lower end.
    """
    added = _added(questions, cells, lows) if len(cells) > 1 else {}
    for at, own in enumerate(cells):
        if at in added or lows[at] > own[0][1]:
            found = _told(own, added.get(at, ()))
            if found is not None:
                yield DisputeOutline(incident, questions[at], *found)


def _added(questions: tuple[str, ...], cells: Sequence[Sequence[Cell]], lows: Sequence[float]) -> dict[int, list[Cell]]:
    """What blocks say of the questions of others, where they contradict a figure of it; by position.

    As `questions._projected`: none of the whole is none of a part; some of a part bounds its whole.
    """
    added: dict[int, list[Cell]] = {}
    highs = [own[0][1] for own in cells]
    for to, of, is_whole in _links(questions):
        if is_whole:
            if highs[of] == 0 < lows[to]:
                added.setdefault(to, []).extend([cell for cell in cells[of] if cell[1] == 0])
        elif lows[of] > highs[to]:
            least = highs[to] if highs[to] > 0 else min([high for _, high, _, _ in cells[to] if high > 0], default=INF)
            if lows[of] > least:
                raised = [(0, INF, low, claims) for _, _, low, claims in cells[of] if low > least]
                added.setdefault(to, []).extend(raised)
    return added


_Links = list[tuple[int, int, bool]]
"""Position of a question, of another one that tells of it, whether that one asks for a whole of it."""


def _links(asked: tuple[str, ...]) -> _Links:
    return _kept_links(asked) if len(asked) <= MOST_KEPT else _found_links(asked)


def _found_links(asked: tuple[str, ...]) -> _Links:
    groups: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for at, question in enumerate(asked):
        group, _, key = _parsed(question)
        groups[group].append((key, at))
    found = []
    for members in groups.values():
        related = [at for _, at in sorted(members)[:MOST_SCOPES]] if len(members) > 1 else []
        for _, to in members:
            kinds = _kinds(asked[to])
            found += [(to, of, kind) for of in related if (kind := kinds[asked[of]]) is not None]
    return found


_kept_links = lru_cache(maxsize=16384)(_found_links)


class _Kinds(dict[str, "bool | None"]):
    """What the figures of another question tell of one: only its zeros (True), its figures (False), nothing (None)."""

    def __init__(self, asked: str) -> None:
        self._asked = asked

    def __missing__(self, other: str) -> bool | None:
        own, told = _parsed(self._asked)[1], _parsed(other)[1]
        kind = relation(told, own) if other != self._asked else None
        if kind is Scope.WITHIN and not is_loss_of(told, own) and is_armed(told[1]):
            kind = None
        self[other] = found = {Scope.CONTAINS: True, Scope.WITHIN: False}.get(kind) if kind else None
        return found


@lru_cache(maxsize=256)
def _kinds(asked: str) -> _Kinds:
    return _Kinds(asked)


@lru_cache(maxsize=16384)
def _parsed(asked: str) -> tuple[tuple[str, ...], tuple[str | None, str | None], str]:
    """Group, scope, and the key by which scopes are sorted."""
    question = question_of(asked)
    return question.group, _scope(question), str(_scope(question))


_Found = tuple[tuple[CampOutline, ...], int]


def _told(cells: Sequence[Cell], added: Sequence[Cell]) -> _Found | None:
    """Camps and number of pairs; None when all figures can hold together."""
    if not added:
        return _swept(cells)
    swept = _swept(_in_order([*cells, *added]))
    if swept is None:
        return None
    zeros = sum([claims for _, high, _, claims in added if high == 0])
    return swept[0], swept[1] - zeros * (sum(map(_CLAIMS, added)) - zeros)  # the others are "at least", above zero


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """By upper end; of one upper end the highest lower end first."""
    return sorted(sorted(cells, key=_LOW, reverse=True), key=_HIGH)


def _swept(cells: Sequence[Cell]) -> _Found | None:
    """One camp for each point that stabs intervals: see `camps`. Cells in the order of their upper ends.

    A cell goes to the camp of the highest point that it allows; without an upper end, to that of the lowest.
    """
    points: list[float] = []
    lows: list[float] = []
    held: list[int] = []
    pairs = total = below = 0
    reached = edge = point = -INF
    counted = True
    for _, high, low, claims in cells:
        if low > point:
            if high == reached:
                return _swept(_in_order(cells))
            points.append(high)
            lows.append(low)
            held.append(claims)
            edge, below, point = reached, total, high
        else:
            at = -1 if high != INF else bisect_left(points, low)
            held[at] += claims
            if low > lows[at]:
                lows[at] = low
        if low > edge:  # above everything in the camps before
            pairs += claims * below
        elif low > points[0]:
            counted = False
        total += claims
        reached = high
    if len(points) < 2:
        return None
    camps = tuple(map(CampOutline._make, zip(lows, points, held, strict=True)))
    return camps, pairs if counted else _pairs(cells)


def _pairs(cells: Sequence[Cell]) -> int:
    highs = [*map(_HIGH, cells)]
    below = [*accumulate(map(_CLAIMS, cells), initial=0)]
    return sum([claims * below[bisect_left(highs, low)] for _, _, low, claims in cells])


def _scope(question: IndexedQuestion) -> tuple[str | None, str | None]:
    return (question.measure, question.population)
