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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter

from tracker.matching.measures import is_loss_of
from tracker.matching.placing import IndexedQuestion, question_of
from tracker.matching.questions import MOST_SCOPES, figure_heading, figure_id, relation
from tracker.matching.scopes import Scope, is_armed

Cell = tuple[int, float, float, int]
"""Block (not looked at), upper end, lower end, number of claims; both ends closed."""

INF = math.inf

MOST_KEPT = 64
"""Questions of one incident up to which their relations are kept for the next incident with the same."""

_HIGH, _LOW, _CLAIMS = itemgetter(1), itemgetter(2), itemgetter(3)


CampOutline = tuple[float, float, int]
"""Lower and upper end of what all claims of a camp allow, and how many there are."""


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
        _, cumulative, unit, _ = asked.group
        event = asked.event_of(self.incident)
        return figure_id(event, asked.measure, asked.population, self.heading, bool(cumulative), unit or None)

    @property
    def heading(self) -> str:
        """What is disputed, in short: "killed, police"."""
        return figure_heading(self.question.measure, self.question.population)


def are_related(one: str, other: str) -> bool:
    """Whether claims of two blocks of figures can have anything to do with each other."""
    a, b = question_of(one), question_of(other)
    return a.group == b.group and relation(_scope(a), _scope(b)) not in (None, Scope.APART)


def outlines(
    incident: str,
    questions: tuple[str, ...],
    cells: Sequence[Sequence[Cell]],
    lows: Sequence[float],
    highs: Sequence[float],
) -> list[DisputeOutline]:
    """The disputes of one incident, given its blocks of figures.

    Of each block: the question without the incident, its cells in the order of their upper ends, the highest lower and
    the lowest upper end.
    """
    zeros, raised = _added(questions, cells, lows, highs) if len(cells) > 1 else _NOTHING
    told = []
    for at, own in enumerate(cells):
        if at in zeros or at in raised:
            found = _with(own, zeros.get(at, ()), raised.get(at, ()))
        elif lows[at] > highs[at]:
            found = _swept(own)
        else:
            continue
        if found is not None:
            told.append(DisputeOutline(incident, questions[at], *found))
    return told


_Added = dict[int, list[Cell]]
"""What other questions say of a question, where they contradict a figure of it; by position."""
_NOTHING: tuple[_Added, _Added] = ({}, {})


def _added(
    questions: tuple[str, ...], cells: Sequence[Sequence[Cell]], lows: Sequence[float], highs: Sequence[float]
) -> tuple[_Added, _Added]:
    """As `questions._projected`: none of the whole is none of a part; some of a part bounds its whole, from below."""
    zeros: _Added = {}
    raised: _Added = {}
    wholes, parts = _links(questions)
    for of, told in wholes:
        if highs[of] == 0:
            none = [cell for cell in cells[of] if cell[1] == 0]
            for to in told:
                if lows[to] > 0:
                    zeros[to] = zeros[to] + none if to in zeros else none
    for to, telling in parts:
        least = highs[to]
        above = [of for of in telling if lows[of] > least]
        if above:
            if least <= 0:
                least = min([high for _, high, _, _ in cells[to] if high > 0], default=INF)
            some = [(0, INF, low, claims) for of in above for _, _, low, claims in cells[of] if low > least]
            if some:
                raised[to] = some
    return zeros, raised


_Links = tuple[list[tuple[int, list[int]]], list[tuple[int, list[int]]]]
"""By position: questions with those that their zeros tell of; questions with those whose figures tell of them."""


def _links(asked: tuple[str, ...]) -> _Links:
    return _kept_links(asked) if len(asked) <= MOST_KEPT else _found_links(asked)


def _found_links(asked: tuple[str, ...]) -> _Links:
    groups: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for at, question in enumerate(asked):
        group, _, key = _parsed(question)
        groups[group].append((key, at))
    wholes: dict[int, list[int]] = defaultdict(list)
    parts: dict[int, list[int]] = defaultdict(list)
    for members in groups.values():
        related = [at for _, at in sorted(members)[:MOST_SCOPES]] if len(members) > 1 else []
        for _, to in members:
            kinds = _kinds(asked[to])
            for of in related:
                kind = kinds[asked[of]]
                if kind is True:
                    wholes[of].append(to)
                elif kind is False:
                    parts[to].append(of)
    return list(wholes.items()), list(parts.items())


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
"""Camps, lowest first, and number of pairs."""


def _with(own: Sequence[Cell], zeros: Sequence[Cell], raised: Sequence[Cell]) -> _Found | None:
    """As `_swept`, with what is added: no two of that are a pair."""
    above = sorted(raised, key=_LOW, reverse=True) if len(raised) > 1 else raised
    swept = _swept([*zeros, *own, *above] if own[0][1] >= 0 else _in_order([*zeros, *own, *above]))
    if swept is None or not zeros or not raised:
        return swept
    return swept[0], swept[1] - sum(map(_CLAIMS, zeros)) * sum(map(_CLAIMS, raised))


def _in_order(cells: Sequence[Cell]) -> list[Cell]:
    """By upper end; of one upper end the highest lower end first."""
    return sorted(sorted(cells, key=_LOW, reverse=True), key=_HIGH)


def _swept(cells: Sequence[Cell]) -> _Found | None:
    """One camp for each point that stabs intervals, None for one only: see `camps`. Cells by their upper ends.

    A cell goes to the camp of the highest point that it allows; without an upper end, to that of the lowest.
    """
    if len(cells) == 2:
        (_, high, low, claims), (_, other_high, other_low, others) = cells
        if other_low <= high:
            return None
        return ((low, high, claims), (other_low, other_high, others)), claims * others
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
    return tuple(zip(lows, points, held, strict=True)), pairs if counted else _pairs(cells)


def _pairs(cells: Sequence[Cell]) -> int:
    highs = [*map(_HIGH, cells)]
    below = [*accumulate(map(_CLAIMS, cells), initial=0)]
    return sum([claims * below[bisect_left(highs, low)] for _, _, low, claims in cells])


def _scope(question: IndexedQuestion) -> tuple[str | None, str | None]:
    return (question.measure, question.population)
