"""Claims grouped into questions: one event, one measure, one population.

Every step looks at one claim, or at the few distinct scopes of one event, so the work grows with the number of claims.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from tracker.matching.context import OF_PEOPLE, tells_what_is_counted
from tracker.matching.events import STANDING, incident_of
from tracker.matching.figures import is_update
from tracker.matching.ids import dispute_id
from tracker.matching.intervals import APPROXIMATE_DOUBT, Interval, apart, bounds
from tracker.matching.measures import (
    ONE_FORCE,
    counted_of,
    figure_of,
    is_further,
    is_loss_of,
    is_part_measure,
    owner_of,
    same_measure,
)
from tracker.matching.names import canonical, name_key, plain
from tracker.matching.rules.update import change_told
from tracker.matching.scopes import Scope, is_armed, scope
from tracker.model.claim import Assertion, Claim, Polarity
from tracker.model.period import Period
from tracker.model.population import EVERYONE

MOST_SCOPES = 40
"""Distinct scopes of one event that are related to each other; a table with more would be compared row by row."""


@dataclass(frozen=True, slots=True)
class Member:
    """A claim under a question. projected: it counts a part or a whole of the question's population."""

    position: int
    label: str
    """Claim id, or its position as text."""
    claim: Assertion
    interval: Interval
    """Widened by the doubt of "about", so that bands hold only what clearly disagrees."""
    said: Interval | None = None
    """The figure as it was said; None: the interval."""
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the members answer: "killed, police" of one event."""

    event: str
    incident: str | None
    measure: str | None
    population: str | None
    unit: str | None
    owner: str | None = None
    """Whose figure it is, for measures of which everybody has their own."""
    members: list[Member] = field(default_factory=list)

    place: str | None = None
    """Where, when no incident tells it."""
    cumulative: bool = False
    """Whether it is asked for a span of time up to a day, not for the event alone."""
    period: Period | None = None
    """The time that is asked for, where the figures of the event speak of several."""
    told_apart: str = ""
    """What the id has besides, so that of several periods each has its own; "": the period heard of first."""

    @property
    def heading(self) -> str:
        period = f", {self.period}" if self.period else ""
        return self._asked + period

    @property
    def id(self) -> str:
        """The id of a dispute on it; see `ids.dispute_id`."""
        return figure_id(
            self.event, self.measure, self.population, self._asked, self.cumulative, self.unit, self.told_apart
        )

    @property
    def _asked(self) -> str:
        return figure_heading(self.measure, self.population, self.owner, None if self.incident else self.place)


def figure_id(
    event: str,
    measure: str | None,
    population: str | None,
    asked: str,
    cumulative: bool,
    unit: str | None,
    told_apart: str = "",
) -> str:
    """The id of a dispute on figures. asked: the heading without its period."""
    further = (*(("in all",) if cumulative else ()), *((unit,) if unit else ()), *((told_apart,) if told_apart else ()))
    return dispute_id(event, measure, population, "\x1f".join((asked, *further)))


def figure_heading(
    measure: str | None, population: str | None = None, owner: str | None = None, place: str | None = None
) -> str:
    """The name of a question that figures answer.

    >>> figure_heading("killed", "police"), figure_heading("cost", place="Mosul"), figure_heading("votes", owner="Ann")
    ('killed, police', 'cost, Mosul', 'votes, Ann')
    """
    counted = None if measure in ONE_FORCE else population
    if counted is None and measure in OF_PEOPLE and not owner:
        counted = EVERYONE
    return ", ".join(part for part in (measure or "count", owner or counted, place) if part)


def event_key(claim: Assertion) -> str:
    """One text for all claims of one event; a standing fact's key is its place."""
    incident = incident_of(claim)
    if incident:
        key = f"i:{incident if isinstance(claim, Claim) and claim.incident_id else plain(incident)}"
        return f"{key}|{plain(claim.place)}" if claim.place and claim.measure in STANDING else key
    return f"s:{plain(claim.place or '')}"


def is_banded(claim: Assertion) -> bool:
    """Whether the figure answers a question that its fields tell: others are compared by their words."""
    if claim.quantity is None or not tells_what_is_counted(claim) or is_further(claim):
        return False
    return incident_of(claim) is not None or (claim.measure in STANDING and claim.place is not None)


def questions(claims: Sequence[tuple[str, Assertion]]) -> list[Question]:
    """All figure questions of the claims, (label, claim) in the order taken in, superseded figures left out."""
    blocks: dict[tuple[str, bool, str | None, str], dict[tuple[str | None, str | None], list[Member]]] = {}
    for position, (label, claim) in enumerate(claims):
        figure = figure_of(claim)
        if figure is None or not is_banded(claim) or claim.hedged or claim.polarity is Polarity.DENIED:
            continue
        block = blocks.setdefault(block_of(claim, figure.unit), defaultdict(list))
        interval = figure.interval.widened(APPROXIMATE_DOUBT) if figure.interval.approximate else figure.interval
        block[(figure.measure, population_key(figure.measure, claim.population))].append(
            Member(position, label, claim, interval, figure.interval)
        )
    found: list[Question] = []
    for (event, cumulative, unit, _), scopes in blocks.items():
        found.extend(_questions_of(event, cumulative, unit, scopes))
    return found


def block_of(claim: Assertion, unit: str | None) -> tuple[str, bool, str | None, str]:
    """What is told apart before measures and populations are related: event, span, unit, whose figure."""
    owner = owner_of(claim)
    return (event_key(claim), claim.cumulative, unit, name_key(owner) if owner else "")


def population_key(measure: str | None, population: str | None) -> str | None:
    """Who is counted, one text for all ways of saying it; None for everyone."""
    counted = counted_of(measure, population)
    return None if counted is None or (measure in ONE_FORCE and is_armed(counted)) else counted


def _questions_of(
    event: str, cumulative: bool, unit: str | None, scopes: dict[tuple[str | None, str | None], list[Member]]
) -> Iterable[Question]:
    current = {key: current_members(members) for key, members in scopes.items()}
    related = sorted(current, key=str)[:MOST_SCOPES]
    for (measure, population), members in current.items():
        projected = [
            member
            for other in related
            if other != (measure, population)
            for member in _projected(current[other], other, (measure, population))
        ]
        heard_first = next((m.claim.event_time for m in members if m.claim.event_time), None)
        for period in _periods(members):
            exact = [m for m in members if period is None or _within(m.claim.event_time, period)]
            of_period = [m for m in projected if period is None or _within(m.claim.event_time, period)]
            added = [m for m in of_period if _contests(m, exact)]
            first = exact[0].claim
            times = [m.claim.event_time for m in exact if m.claim.event_time]
            yield Question(
                event,
                incident_of(first),
                measure,
                population,
                unit,
                owner_of(first),
                [*exact, *added],
                first.place,
                cumulative,
                period,
                "" if period is None or heard_first in times else str(times[0]),
            )


def current_members(members: list[Member]) -> list[Member]:
    """Without figures that the same source later replaced by another one, or that a rise or fall has made outdated.

    Who repeats a figure is kept each time.
    """
    members = _without_outdated(members)
    by_source: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_source[canonical(member.claim.source) or plain(member.claim.source)].append(member)
    if len(by_source) == len(members):
        return members
    kept: list[Member] = []
    for group in by_source.values():
        newest = max(group, key=lambda member: (_stated(member.claim), member.position))
        kept.extend(m for m in group if not _replaced(m, newest))
    return sorted(kept, key=lambda member: member.position)


def _without_outdated(members: list[Member]) -> list[Member]:
    """Without figures that somebody's later rise or fall has passed: what `outdates` says of two, of all at once."""
    dated = [(m.claim.stated_at, m) for m in members if isinstance(m.claim, Claim) and m.claim.stated_at is not None]
    passed: set[int] = set()
    risen, fallen = -math.inf, math.inf
    for _, group in groupby(sorted(dated, key=itemgetter(0), reverse=True), key=itemgetter(0)):
        of_one_time = [member for _, member in group]
        for member in of_one_time:
            if not member.interval.is_zero and (member.interval.high < risen or member.interval.low > fallen):
                passed.add(member.position)
        for member in of_one_time:
            change = change_told(member.claim.quote)
            risen = max(risen, member.interval.low) if change > 0 else risen
            fallen = min(fallen, member.interval.high) if change < 0 else fallen
    return [member for member in members if member.position not in passed] if passed else members


def _replaced(member: Member, newest: Member) -> bool:
    return member is not newest and apart(member.interval, newest.interval) and is_update(member.claim, newest.claim)


def _stated(claim: Assertion) -> tuple[str, str]:
    stated = claim.stated_at.isoformat() if isinstance(claim, Claim) and claim.stated_at else ""
    return (str(claim.as_of.end) if claim.as_of else "", stated)


def _projected(
    members: list[Member], own: tuple[str | None, str | None], question: tuple[str | None, str | None]
) -> Iterable[Member]:
    """What members over one scope say of another: none of the whole is none of a part; a part bounds its whole."""
    related = relation(own, question)
    for member in members:
        interval = member.interval
        if related is Scope.CONTAINS and interval.is_zero:
            yield replace(member, projected=True)
        elif related is Scope.WITHIN and interval.is_some and (is_loss_of(own, question) or not is_armed(own[1])):
            raised = Interval(interval.low, float("inf"), interval.low_open, approximate=interval.approximate)
            yield replace(member, interval=raised, projected=True)


def relation(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> Scope | None:
    """How scope a (measure, population) stands to scope b; None when they are not comparable."""
    if is_loss_of(a, b):
        return Scope.WITHIN
    people = scope(a[1], b[1])
    if same_measure(a[0], b[0]):
        return people
    if is_part_measure(a[0], b[0]) and people in (Scope.SAME, Scope.WITHIN):
        return Scope.WITHIN
    if is_part_measure(b[0], a[0]) and people in (Scope.SAME, Scope.CONTAINS):
        return Scope.CONTAINS
    return None


def _contests(projected: Member, exact: Sequence[Member]) -> bool:
    """Whether it contradicts a member of the question. None of the whole is listed under its parts, not here."""
    rivals = exact if projected.interval.is_zero else [m for m in exact if not m.interval.is_zero]
    if not rivals:
        return False
    low, high = bounds(projected.interval)
    ends = [bounds(m.interval) for m in rivals]
    return high < max(ends)[0] or low > min(end for _, end in ends)


def _periods(members: Sequence[Member]) -> list[Period | None]:
    """Spans of time that the members speak of; [None] when their times can all be one."""
    known = sorted({(m.claim.event_time.start, m.claim.event_time.end) for m in members if m.claim.event_time})
    if len(known) < 2:
        return [None]
    spans = [Period(start=known[0][0], end=known[0][1])]
    for start, end in known[1:]:
        following = Period(start=start, end=end)
        if spans[-1].overlaps(following, slack_days=1):
            spans[-1] = Period(start=spans[-1].start, end=max(spans[-1].end, end))
        else:
            spans.append(following)
    return [None] if len(spans) == 1 else list(spans)


def _within(time: Period | None, period: Period) -> bool:
    """Claims without a time take part in every period of their event."""
    return time is None or period.overlaps(time)
