"""What can be told apart about an incident, and how alike two are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.reading.lexicons import table


class Happening(NamedTuple):
    """The fields by which incidents are told apart; None where nothing is said."""

    kind: str
    place: str | None = None
    target: str | None = None
    actor: str | None = None
    time: Period | None = None
    country: str | None = None

    @property
    def label(self) -> str:
        """A short name: "attack on Iraqi embassy, Kabul, 2017-07-31"."""
        head = (
            self.target
            if self.target and _is_own_name(self.kind, self.target)
            else f"{self.kind} on {self.target}"
            if self.target
            else f"{self.kind} by {self.actor}"
            if self.actor
            else self.kind
        )
        return ", ".join(part for part in (head, self.place, str(self.time) if self.time else None) if part)


def _is_own_name(kind: str, target: str) -> bool:
    """ "Cyclone Iremi": a storm with a name of its own, whose target is the name."""
    first, _, name = target.partition(" ")
    return kind == "storm" and kind_of_noun(first.lower()) == "storm" and name[:1].isupper()


_TIME = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?")


def incident_from(label: str) -> Happening:
    """The fields of a label that `Happening.label` wrote, or of a name of the same shape.

    >>> incident_from("attack on Iraqi embassy, Kabul, 2017-07-31").target
    'Iraqi embassy'
    """
    head, *rest = [part.strip() for part in label.split(",") if part.strip()] or [""]
    time = Period.parse(rest.pop()) if rest and _TIME.fullmatch(rest[-1]) else None
    if _is_own_name("storm", head):
        return Happening("storm", rest[-1] if rest else None, head, None, time)
    kind, _, target = head.partition(" on ")
    kind, _, actor = kind.partition(" by ")
    return Happening(kind or "event", rest[-1] if rest else None, target or None, actor or None, time)


def _fields(value: Happening | Incident) -> Happening:
    if isinstance(value, Happening):
        return value
    if value.kind or value.target or value.place or value.time:
        known = incident_from(value.name)
        return Happening(
            value.kind or known.kind,
            value.place or known.place,
            value.target or known.target,
            value.actor or known.actor,
            value.time or known.time,
        )
    return incident_from(value.name)


def same_incident(a: Happening | Incident, b: Happening | Incident) -> float:
    """How likely two descriptions mean one event, 0-1: 0 when a field excludes it, 0.5 and more to link them.

    Time, place and target each exclude when both are known and cannot be the same.

    >>> known = incident_from("attack on Iraqi embassy, Kabul, 2017-07-31")
    >>> same_incident(known, incident_from("siege, Kabul, 2017-07-31"))
    0.75
    """
    left, right = _fields(a), _fields(b)
    parts = (
        _kinds(left.kind, right.kind),
        _times(left, right),
        _places(left, right),
        _targets(left.target, right.target),
    )
    if any(part < 0 for part in parts):
        return 0.0
    actor = 0.0
    if left.actor and right.actor:
        actor = 0.1 if left.actor.lower() == right.actor.lower() else -0.05
    return round(max(0.0, min(1.0, sum(parts) + actor)), 2)


def names_of_day(kind: str, place: str, day: dt.date) -> tuple[str, str, str]:
    """Labels that an incident of that kind and place can have: of that day, of the day before, of the day after.

    Reports date a night's event by either day, and some give the day of the report.

    >>> names_of_day("siege", "Kabul", dt.date(2017, 8, 1))
    ('attack, Kabul, 2017-08-01', 'attack, Kabul, 2017-07-31', 'attack, Kabul, 2017-08-02')
    """
    start = undated_name(kind, place)
    return start + day.isoformat(), start + (day - _ONE_DAY).isoformat(), start + (day + _ONE_DAY).isoformat()


def undated_name(kind: str, place: str) -> str:
    """What labels of incidents of that kind and place begin with, before the day."""
    return f"{kind_of_noun(kind.lower()) or kind}, {place}, "


_ONE_DAY = dt.timedelta(days=1)


def family(kind: str) -> str:
    """The family a kind belongs to; kinds of one family can name one event."""
    return _families().get(kind, kind)


def kind_of_noun(noun: str) -> str | None:
    """The kind a noun stands for: "siege" is an attack."""
    return _kinds_by_noun().get(noun)


@cache
def _families() -> dict[str, str]:
    return _first_by_member(table("incidents")["families"].items())


@cache
def _kinds_by_noun() -> dict[str, str]:
    return _first_by_member((kind, [kind, *nouns]) for kind, nouns in table("incidents")["nouns"].items())


def _first_by_member(groups: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, members in groups:
        for member in members:
            found.setdefault(member, name)
    return found


def _kinds(a: str, b: str) -> float:
    left, right = kind_of_noun(a) or a, kind_of_noun(b) or b
    if left == right:
        return 0.15
    return 0.12 if family(left) == family(right) else -1.0


def _times(a: Happening, b: Happening) -> float:
    if a.time is None or b.time is None:
        return 0.0
    if not a.time.overlaps(b.time, slack_days=1):
        return -1.0
    longest = max(a.time.days, b.time.days)
    return 0.35 if longest <= 3 else 0.2 if longest <= 31 else 0.05


def _places(a: Happening, b: Happening) -> float:
    if not a.place or not b.place:
        return 0.0
    left, right = set(a.place.lower().split()), set(b.place.lower().split())
    if left <= right or right <= left:
        return 0.25  # "Zarun", "the Zarun valley"
    if a.country and b.country and a.country == b.country and a.country in (a.place, b.place):
        return 0.1
    if a.country and b.country and a.country != b.country:
        return -1.0
    return -1.0 if a.country and b.country else -0.1


def _targets(a: str | None, b: str | None) -> float:
    if not a or not b:
        return 0.0
    left, right = set(a.lower().split()), set(b.lower().split())
    if left == right:
        return 0.35
    if left < right or right < left:
        return 0.25
    return -1.0
