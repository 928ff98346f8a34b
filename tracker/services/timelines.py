"""What was said of an incident over time: which figure replaced which, and what was known on a day."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.model.claim import Claim, ClaimStatus, Polarity
from tracker.model.timeline import Timeline, Told, Toll, TollPoint, TollSeries
from tracker.services.base import number_of

if TYPE_CHECKING:
    from tracker.matching.measures import Figure

TOLD = (ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED, ClaimStatus.RETRACTED, ClaimStatus.SUPERSEDED)
"""Statuses of the claims on a timeline; rejected ones were never said as read."""

_STANDS = frozenset({ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED, ClaimStatus.SUPERSEDED})
"""Statuses of claims that are a source's word, at their time."""

_Key = tuple[str | None, str | None, str | None, bool]


def timeline(incident_id: str, claims: Iterable[Claim], *, as_of: dt.date | None = None, unread: int = 0) -> Timeline:
    """The claims of an incident in the order of their statements, each with what it replaces.

    as_of: only what was stated until the end of that day, in UTC; what replaced it later is not known yet then.
    A figure replaces an earlier one of the same source on the same question (measure, population, unit) when the two
    cannot both hold and were given at, or for, different times; as in comparison, so that it makes no contradiction.
    """
    every = [claim for claim in claims if claim.status in TOLD]
    known = sorted((claim for claim in every if _is_known(claim, as_of)), key=_order)
    by_id = {claim.id: claim for claim in known}
    figures = [figure for claim in known if (figure := _figure(claim)) is not None]
    was, replaced = _updates(figures)
    for claim in known:
        later = by_id.get(claim.superseded_by or "") if claim.status is ClaimStatus.SUPERSEDED else None
        if later is not None:
            replaced[claim.id] = later
            was.setdefault(later.id, claim)
    return Timeline(
        incident=incident_id,
        as_of=as_of,
        told=tuple(Told(claim=c, was=was.get(c.id), replaced_by=replaced.get(c.id)) for c in known),
        tolls=_tolls(figures, frozenset(replaced)),
        later=len(every) - len(known),
        unread=unread,
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with the figure it gives."""

    claim: Claim
    key: _Key
    source: str
    figure: Figure


def _is_known(claim: Claim, as_of: dt.date | None) -> bool:
    return as_of is None or (claim.stated_at is not None and claim.stated_at.date() <= as_of)


def _order(claim: Claim) -> tuple[bool, float, int]:
    return (claim.stated_at is None, claim.stated_at.timestamp() if claim.stated_at else 0.0, number_of(claim.id))


def _figure(claim: Claim) -> _Said | None:
    """None for a claim without a figure, and for one that denies it."""
    from tracker.matching.measures import figure_of
    from tracker.matching.names import canonical, name_key
    from tracker.matching.questions import population_key

    figure = figure_of(claim)
    is_denied = claim.polarity is Polarity.DENIED and not (claim.quantity and claim.quantity.is_zero)
    if figure is None or is_denied or claim.status not in _STANDS:
        return None
    key = (figure.measure, population_key(figure.measure, claim.population), figure.unit, claim.cumulative)
    return _Said(claim, key, canonical(claim.source) or name_key(claim.source), figure)


def _updates(figures: Sequence[_Said]) -> tuple[dict[str, Claim], dict[str, Claim]]:
    """Claim id -> the claim it replaces, and claim id -> the claim that replaces it; figures in the order of time."""
    from tracker.matching.figures import is_update
    from tracker.matching.intervals import apart

    was: dict[str, Claim] = {}
    replaced: dict[str, Claim] = {}
    standing: dict[tuple[_Key, str], list[_Said]] = {}
    for said in figures:
        held = standing.get((said.key, said.source), [])
        gone = [
            one for one in held if apart(one.figure.interval, said.figure.interval) and is_update(one.claim, said.claim)
        ]
        for one in gone:
            replaced[one.claim.id] = said.claim
        if gone:
            was[said.claim.id] = gone[-1].claim
        standing[said.key, said.source] = [*(one for one in held if one not in gone), said]
    return was, replaced


def _tolls(figures: Sequence[_Said], replaced: frozenset[str]) -> tuple[Toll, ...]:
    names = {said.source: said.claim.source for said in reversed(figures)}
    questions: dict[_Key, dict[str, list[TollPoint]]] = {}
    for said in figures:
        at = said.claim.stated_at
        if at is not None:
            point = _point(said, at, is_replaced=said.claim.id in replaced)
            questions.setdefault(said.key, {}).setdefault(said.source, []).append(point)
    tolls = [
        Toll(
            question=_heading(key),
            series=tuple(TollSeries(source=names[source], points=tuple(points)) for source, points in series.items()),
        )
        for key, series in questions.items()
    ]
    return tuple(sorted(tolls, key=lambda toll: -toll.size))


def _heading(key: _Key) -> str:
    from tracker.matching.questions import figure_heading

    measure, population, unit, is_cumulative = key
    return ", ".join(
        part for part in (figure_heading(measure, population), unit, "in all" if is_cumulative else None) if part
    )


def _point(said: _Said, at: dt.datetime, *, is_replaced: bool) -> TollPoint:
    low, high = said.figure.interval.low, said.figure.interval.high
    return TollPoint(
        claim=said.claim.id,
        at=at,
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        is_replaced=is_replaced,
    )
