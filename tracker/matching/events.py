"""Whether two claims speak of one event, place and period; if not, the reason says which differs."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from rapidfuzz import fuzz

from tracker.matching.names import plain, same_name
from tracker.matching.reasons import ReasonCode, reason
from tracker.model.claim import Assertion, Claim, Measure
from tracker.model.finding import Reason
from tracker.model.period import Period

SAME_INCIDENT_NAME = 86.0
"""token_sort_ratio from which two incident names, without their dates, are one incident."""
DAYS_OF_SLACK = 1
"""Reports date a night's event by either day."""

DAYS_OF_DOUBT = 31
"""Days within which statements without a figure can contradict each other by their very day, or speak of one state."""

STANDING = frozenset({Measure.FIGHTERS, Measure.TERRITORY, Measure.PEOPLE, Measure.COUNT, Measure.SHARE, Measure.COST})
"""Measures that are facts of a place, not of an event: the place is compared inside one incident, too."""

_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def incident_of(claim: Assertion) -> str | None:
    """Id of its incident, else the incident's name; None for a standing fact."""
    if isinstance(claim, Claim) and claim.incident_id:
        return claim.incident_id
    return claim.incident


def bar(a: Assertion, b: Assertion) -> Reason | None:
    """Why the two are not comparable: other event, place or period, cumulative against event; None if they are.

    Statements without a figure can contradict each other by their place or day: there only another month is a bar.
    """
    if a.cumulative != b.cumulative and (a.quantity or b.quantity):
        return reason(ReasonCode.CUMULATIVE_AGAINST_EVENT, _span_word(a), _span_word(b))
    known = same_incident(a, b)
    days = _days_told(a, b)
    if days and days[1] - days[0] > dt.timedelta(days=DAYS_OF_DOUBT):
        return reason(ReasonCode.OTHER_PERIOD, str(days[0]), str(days[1]))
    if known is None and _is_adrift(a, b):
        return reason(ReasonCode.OTHER_EVENT, a.incident, b.incident)
    if known is False:
        return reason(ReasonCode.OTHER_EVENT, a.incident, b.incident)
    worded = a.quantity is None and b.quantity is None
    if not worded and (known is None or a.measure in STANDING) and other_place(a.place, b.place):
        return reason(ReasonCode.OTHER_PLACE, a.place, b.place)
    if other_time(a.event_time, b.event_time, slack_days=DAYS_OF_DOUBT if worded else DAYS_OF_SLACK):
        code = ReasonCode.OTHER_PERIOD if a.cumulative else ReasonCode.OTHER_EVENT
        return reason(code, str(a.event_time), str(b.event_time))
    if known is None and other_time(a.as_of, b.as_of, slack_days=DAYS_OF_DOUBT):
        return reason(ReasonCode.OTHER_PERIOD, str(a.as_of), str(b.as_of))
    return None


def _days_told(a: Assertion, b: Assertion) -> list[dt.date] | None:
    """When two figures of a case were told that name neither incident nor day, the earlier first; None for others."""
    if not (_is_undated(a) and _is_undated(b) and _are_figures_of_a_case(a, b)):
        return None
    told = [claim.stated_at.date() for claim in (a, b) if isinstance(claim, Claim) and claim.stated_at]
    return sorted(told) if len(told) == 2 else None


def _are_figures_of_a_case(a: Assertion, b: Assertion) -> bool:
    return all(isinstance(claim, Claim) and claim.quantity is not None for claim in (a, b))


def _is_adrift(a: Assertion, b: Assertion) -> bool:
    """Whether two figures, each from a report of its own, have nothing of where, when and of what event in common.

    "No casualties, the coastguard said" in one report is not set against the toll of an event in another, nor is a toll
    with a place against one with a day: only their reader can know that they are of one. Two that tell nothing are set
    against each other. What an analyst typed in stands in no report, and is set against all.
    """
    if (_is_unset(a) and _is_unset(b)) or not (isinstance(a, Claim) and isinstance(b, Claim)):
        return False
    if (a.place and b.place) or (a.event_time and b.event_time) or (a.as_of and b.as_of):
        return False
    apart = None not in (a.report, b.report) and a.report != b.report
    return apart and _are_figures_of_a_case(a, b)


def _is_unset(claim: Assertion) -> bool:
    return _is_undated(claim) and not claim.place


def _is_undated(claim: Assertion) -> bool:
    return not any((incident_of(claim), claim.event_time, claim.as_of))


def same_incident(a: Assertion, b: Assertion) -> bool | None:
    """True or False where both name an incident, else None."""
    if isinstance(a, Claim) and isinstance(b, Claim) and a.incident_id and b.incident_id:
        return a.incident_id == b.incident_id
    if a.incident and b.incident:
        return one_incident_name(a.incident, b.incident)
    return None


@lru_cache(maxsize=16384)
def one_incident_name(a: str, b: str) -> bool:
    """Whether two incident names are one: equal, or alike without contradicting dates.

    >>> one_incident_name("attack on Iraqi embassy, Kabul, 2017-07-31", "Attack on the Iraqi embassy, Kabul")
    True
    >>> one_incident_name("attack on embassy, Kabul, 2017-07-31", "attack on embassy, Kabul, 2022-09-05")
    False
    """
    if a == b:
        return True
    dates_a, dates_b = _DATE.findall(a), _DATE.findall(b)
    if dates_a and dates_b and not any(x.startswith(y) or y.startswith(x) for x in dates_a for y in dates_b):
        return False
    words_a, words_b = plain(_DATE.sub("", a)), plain(_DATE.sub("", b))
    words_a, words_b = words_a.replace(" the ", " "), words_b.replace(" the ", " ")
    return fuzz.token_sort_ratio(words_a, words_b) >= SAME_INCIDENT_NAME


def other_place(a: str | None, b: str | None) -> bool:
    """Whether both are known and neither can lie in the other, by their names: "Kabul" and "Kabul, Afghanistan" can."""
    if not a or not b:
        return False
    words_a, words_b = set(plain(a).split()), set(plain(b).split())
    if words_a <= words_b or words_b <= words_a:
        return False
    return same_name(a, b) < 0.5


def other_time(a: Period | None, b: Period | None, *, slack_days: int = DAYS_OF_SLACK) -> bool:
    """Whether both are known and cannot be the same time."""
    return a is not None and b is not None and not a.overlaps(b, slack_days=slack_days)


def _span_word(claim: Assertion) -> str:
    return "over many events" if claim.cumulative else "one event"
