"""Figures of two claims: measure, unit and population first, then the number rules."""

from __future__ import annotations

from functools import lru_cache

from tracker.matching.context import OF_PEOPLE
from tracker.matching.intervals import Interval, agree, apart
from tracker.matching.measures import (
    ONE_FORCE,
    Figure,
    counted_of,
    figure_of,
    is_loss_of,
    is_part_measure,
    owner_of,
    same_measure,
)
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.numbers import same_scope
from tracker.matching.rules.part_whole import part_against_whole
from tracker.matching.rules.update import change_told, said_later
from tracker.matching.scopes import Scope, is_armed, is_presumed, scope
from tracker.matching.verdict import Verdict, contradiction, corroboration, tension, unrelated
from tracker.model.claim import Assertion, Claim, Measure, Polarity
from tracker.model.finding import FindingKind, Relation
from tracker.model.population import EVERYONE
from tracker.model.wording import quantity_words


def compare_figures(a: Assertion, b: Assertion) -> Verdict | None:
    """The verdict on the figures of two claims of one event; None when either counts nothing."""
    figure_a, figure_b = figure_of(a), figure_of(b)
    if figure_a is None or figure_b is None:
        return None
    said = (said_of(a), said_of(b))
    if figure_a.unit != figure_b.unit:
        return unrelated(reason(ReasonCode.OTHER_UNIT, *said))
    owner_a, owner_b = owner_of(a), owner_of(b)
    if owner_a and owner_b and same_name(owner_a, owner_b) < 0.5:
        return unrelated(reason(ReasonCode.OTHER_SUBJECT, owner_a, owner_b))
    if Polarity.DENIED in (a.polarity, b.polarity):
        return _denied(a, b, figure_a, figure_b, said)
    verdict = _by_measure(a, b, figure_a, figure_b, said)
    if verdict.relation is Relation.CONTRADICTS and is_update(a, b):
        return unrelated(reason(ReasonCode.UPDATE_BY_SAME_SOURCE, *said))
    if verdict.relation is Relation.CONTRADICTS and (outdates(a, b) or outdates(b, a)):
        return unrelated(reason(ReasonCode.OUTDATED, *said))
    return verdict


def _by_measure(a: Assertion, b: Assertion, x: Figure, y: Figure, said: tuple[str, str]) -> Verdict:
    related = people_scope((x.measure, a.population), (y.measure, b.population))
    presumed = is_presumed(a.population, b.population)
    if same_measure(x.measure, y.measure):
        return _by_population(x.interval, y.interval, related, said, presumed, a, b)
    own, other = (x.measure, a.population), (y.measure, b.population)
    if is_loss_of(own, other):
        return part_against_whole(x.interval, y.interval, said, presumed=False)
    if is_loss_of(other, own):
        return part_against_whole(y.interval, x.interval, said, presumed=False)
    if is_part_measure(x.measure, y.measure) and related in (Scope.SAME, Scope.WITHIN):
        return part_against_whole(x.interval, y.interval, said, presumed=presumed)
    if is_part_measure(y.measure, x.measure) and related in (Scope.SAME, Scope.CONTAINS):
        return part_against_whole(y.interval, x.interval, said, presumed=presumed)
    if _is_part_without_any(x, y, related) or _is_part_without_any(y, x, related):
        return tension(FindingKind.SCOPE, reason(ReasonCode.SCOPES_OVERLAP, *said), scope=1.0)
    return unrelated(reason(ReasonCode.OTHER_MEASURE, *said))


@lru_cache(maxsize=8192)
def figures_relate(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> Scope:
    """How figures on two (measure, population) bear on each other, whatever they are.

    WITHIN: a counts a part of what b counts, and can only be too large for it. OVERLAPS: they say something of each
    other only where one of them is none. APART: they are unrelated.

    >>> figures_relate(("killed", "police"), ("killed", None)).value
    'within'
    >>> figures_relate(("killed", None), ("displaced", None)).value
    'apart'
    """
    if is_loss_of(a, b):
        return Scope.WITHIN
    if is_loss_of(b, a):
        return Scope.CONTAINS
    people = people_scope(a, b)
    if same_measure(a[0], b[0]) or people is Scope.APART:
        return people
    if is_part_measure(a[0], b[0]):
        return Scope.WITHIN if people in (Scope.SAME, Scope.WITHIN) else Scope.OVERLAPS
    if is_part_measure(b[0], a[0]):
        return Scope.CONTAINS if people in (Scope.SAME, Scope.CONTAINS) else Scope.OVERLAPS
    return Scope.APART


def _is_part_without_any(some: Figure, none: Figure, related: Scope) -> bool:
    """Whether some were killed, and of a part of them nobody was as much as hurt."""
    if not (is_part_measure(some.measure, none.measure) and some.interval.is_some and none.interval.is_zero):
        return False
    return related is not Scope.APART


def people_scope(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> Scope:
    """How the people of one (measure, population) stand to those of another."""
    if a[0] == b[0] and a[0] in ONE_FORCE and all(of is None or of == EVERYONE or is_armed(of) for of in (a[1], b[1])):
        return Scope.SAME
    return scope(counted_of(*a), counted_of(*b))


def _by_population(
    x: Interval, y: Interval, related: Scope, said: tuple[str, str], presumed: bool, a: Assertion, b: Assertion
) -> Verdict:
    if related is Scope.SAME:
        return same_scope(x, y, *said)
    if related in (Scope.WITHIN, Scope.CONTAINS):
        part, whole = (x, y) if related is Scope.WITHIN else (y, x)
        part_population = a.population if related is Scope.WITHIN else b.population
        if x.is_point and agree(x, y) and x.low >= FEWEST_SAME:
            return corroboration(FindingKind.NUMBER, reason(ReasonCode.NUMBERS_AGREE, *said), agree=1.0)
        verdict = part_against_whole(part, whole, said, presumed=presumed)
        if verdict.relation is Relation.CONTRADICTS and is_armed(part_population):
            # Attackers are often left out of a toll, so their deaths need not be part of it.
            return tension(FindingKind.SCOPE, reason(ReasonCode.SCOPES_OVERLAP, *said), scope=1.0)
        return verdict
    if related is Scope.OVERLAPS and (x.is_zero or y.is_zero) and (x.is_some or y.is_some):
        return tension(FindingKind.SCOPE, reason(ReasonCode.SCOPES_OVERLAP, *said), scope=1.0)
    return unrelated(reason(ReasonCode.OTHER_POPULATION, *said))


FEWEST_SAME = 3
"""From so many on, "31 dead" and "31 worshippers dead" are one count, told with and without who they were."""


def _denied(a: Assertion, b: Assertion, x: Figure, y: Figure, said: tuple[str, str]) -> Verdict:
    """A denied figure says only that this figure is wrong: it conflicts with whoever affirms it."""
    if a.polarity == b.polarity:
        return unrelated(reason(ReasonCode.BOUNDS_COMPATIBLE, *said))
    if not same_measure(x.measure, y.measure):
        return unrelated(reason(ReasonCode.OTHER_MEASURE, *said))
    if people_scope((x.measure, a.population), (y.measure, b.population)) is not Scope.SAME:
        return unrelated(reason(ReasonCode.OTHER_POPULATION, *said))
    if apart(x.interval, y.interval):
        return unrelated(reason(ReasonCode.BOUNDS_COMPATIBLE, *said))
    return contradiction(FindingKind.POLARITY, reason(ReasonCode.DENIED_AGAINST_AFFIRMED, *said), denied=1.0)


def is_update(a: Assertion, b: Assertion) -> bool:
    """Whether one source gives its figure for, or at, another time: the later one replaces the earlier one."""
    if said_at_another_time(a, b):
        return True
    if same_name(a.source, b.source) < 0.5:
        return False
    if a.as_of != b.as_of and a.as_of is not None and b.as_of is not None:
        return True
    return said_later(a.quote, b.quote)


def outdates(newer: Assertion, older: Assertion) -> bool:
    """Whether `newer` tells that the figure rose or fell to what it gives, from one such as `older` gave before it.

    "The toll has risen to 21" on Tuesday is no contradiction of anybody's 14 on Monday; of a denial it is.
    """
    if not (isinstance(newer, Claim) and isinstance(older, Claim) and newer.stated_at and older.stated_at):
        return False
    if older.stated_at >= newer.stated_at:
        return False
    change, now, then = change_told(newer.quote), figure_of(newer), figure_of(older)
    if not change or now is None or then is None or then.interval.is_zero:
        return False
    return then.interval.high < now.interval.low if change > 0 else then.interval.low > now.interval.high


def said_at_another_time(a: Assertion, b: Assertion) -> bool:
    """Whether one source said the two at different recorded times: the later one corrects, or tells what changed."""
    if not (isinstance(a, Claim) and isinstance(b, Claim) and a.stated_at and b.stated_at):
        return False
    return a.stated_at != b.stated_at and same_name(a.source, b.source) >= 0.5


def said_of(claim: Assertion) -> str:
    """What the claim says of its figure in few words: "27 people killed", "no police killed", "45 % of the territory".

    "2 attackers", "USD 700 million", "4 hours" say by themselves what is counted.
    """
    quantity, measure = claim.quantity, claim.measure
    if quantity is None:
        return claim.quote[:80]
    figure = "no" if quantity.is_zero and quantity.unit is None else quantity_words(quantity)
    denied = "not " if claim.polarity is Polarity.DENIED else ""
    if quantity.unit is not None:
        return f"{denied}{figure}{_OF_WHAT.get(str(measure), '')}"
    one = quantity.is_point and quantity.low == 1
    if measure in (Measure.ATTACKERS, Measure.FIGHTERS):
        fighting = counted_of(measure, claim.population) or str(measure)
        return f"{denied}{figure} {fighting.removesuffix('s') if one else fighting}"
    counted = counted_of(measure, claim.population)
    if counted and quantity.is_zero:
        counted = counted.replace(" and ", " or ")
    if counted is None and (measure in OF_PEOPLE or measure in _OF_ANYBODY):
        counted = "person" if one else "people"
    told = None if measure in (None, Measure.COUNT, *_OF_ANYBODY) else measure
    told = "taken hostage" if told == Measure.HOSTAGES else told
    return " ".join(part for part in (f"{denied}{figure}", counted, told) if part)


_OF_ANYBODY = frozenset({Measure.PEOPLE, Measure.ATTENDANCE})
_OF_WHAT: dict[str, str] = {
    Measure.TERRITORY: " of the territory",
    Measure.VOTES: " of the vote",
    Measure.TURNOUT: " turnout",
}
