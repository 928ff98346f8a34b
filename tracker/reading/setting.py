"""When, where and in which incident a claim plays."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.model.claim import Measure
from tracker.model.period import Period
from tracker.reading.clauses import Clause
from tracker.reading.dates import DateMention
from tracker.reading.places import PlaceMention
from tracker.reading.report_parts import MANY, ReportParts, Sentence


class Setting(NamedTuple):
    """Place, times and incident of one claim; None where the text does not say."""

    place: str | None
    time: Period | None
    as_of: Period | None
    incident: str | None


_STANDING = frozenset(
    (Measure.FIGHTERS, Measure.TERRITORY, Measure.COST, Measure.SHARE, Measure.VOTES, Measure.TURNOUT)
)
"""Measures of a state, not of one event."""
_AS_OF = re.compile(r"\b(?:as of|as at|by|until|up to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def event_setting(
    parts: ReportParts,
    sentence: Sentence,
    clause: Clause,
    span: tuple[int, int],
    *,
    cumulative: bool,
    measure: str | None,
    population: str | None = None,
) -> Setting:
    """The setting of what stands at text[span]; the nearest mention in its clause comes first."""
    as_of, time = _times(parts, sentence, clause, span)
    index = (
        None if cumulative or measure in _STANDING else _incident(parts, sentence, clause, span, population, measure)
    )
    place = _place(sentence, clause)
    if index is None:
        return Setting(place, time, as_of, None)
    happening = parts.linker.happening(index)
    return Setting(happening.place or place, happening.time or time, as_of, happening.label)


def _incident(
    parts: ReportParts,
    sentence: Sentence,
    clause: Clause,
    span: tuple[int, int],
    population: str | None,
    measure: str | None,
) -> int | None:
    of_target = _incident_of(parts, population)
    if of_target is not None:
        return of_target
    own = [
        (abs(offset - span[0]), index) for offset, index in sentence.incidents if clause.start <= offset < clause.end
    ]
    near = own or [(abs(offset - span[0]), index) for offset, index in sentence.incidents]
    if near:
        found = min(near)[1]
        return None if found == MANY else found
    return sentence.carried if _may_carry(parts, sentence, clause, measure) else None


def _may_carry(parts: ReportParts, sentence: Sentence, clause: Clause, measure: str | None) -> bool:
    """Whether a sentence without an incident of its own still tells of the one that the report is about.

    In the same paragraph anything may; further on only tolls, and only where time and place can be the same.
    """
    if sentence.carried is None:
        return False
    known = parts.linker.happening(sentence.carried)
    days = [
        date.period
        for date in sentence.dates
        if date.period is not None and not _is_as_of(parts, sentence, date) and not _is_time_of_saying(clause, date)
    ]
    if known.time is not None and days and not any(known.time.overlaps(day, slack_days=3) for day in days):
        return False
    if not sentence.carried_far:
        return True
    places = {
        place.name
        for place in sentence.places
        if place.kind == "city" and not _names_the_source(sentence, clause, place)
    }
    return measure in _TOLLS and (not places or known.place is None or known.place in places)


_TOLLS = frozenset((Measure.KILLED, Measure.WOUNDED, Measure.CASUALTIES, Measure.MISSING, Measure.RESPONSIBILITY))


def _is_as_of(parts: ReportParts, sentence: Sentence, date: DateMention) -> bool:
    return bool(_AS_OF.search(parts.text[max(sentence.start, date.start - 24) : date.start]))


def _incident_of(parts: ReportParts, population: str | None) -> int | None:
    """ "two Russian employees": the one incident of the report at a Russian target."""
    qualifier, _, base = (population or "").rpartition(" ")
    if not qualifier or base not in ("staff", "officials"):
        return None
    at_target = parts.linker.with_target_of(qualifier)
    return at_target[0] if len(at_target) == 1 else None


def _times(
    parts: ReportParts, sentence: Sentence, clause: Clause, span: tuple[int, int]
) -> tuple[Period | None, Period | None]:
    as_of: Period | None = None
    candidates: list[tuple[int, Period]] = []
    for date in sentence.dates:
        if date.period is None:
            continue
        if _is_as_of(parts, sentence, date):
            as_of = date.period
            continue
        if not _is_time_of_saying(clause, date):
            far = 0 if clause.start <= date.start < clause.end else 1000
            candidates.append((abs(date.start - span[0]) + far, _since(parts, sentence, date)))
    return as_of, min(candidates, key=lambda item: item[0])[1] if candidates else None


def _is_time_of_saying(clause: Clause, date: DateMention) -> bool:
    """ "The army said on Monday that ...": the day of the saying, not of what is told."""
    return clause.saying is not None and not clause.start <= date.start < clause.end


def _since(parts: ReportParts, sentence: Sentence, date: DateMention) -> Period:
    """ "since January": from then to the day of publication."""
    period = date.period
    assert period is not None  # noqa: S101 - callers pass dated mentions only
    before = parts.text[max(sentence.start, date.start - 8) : date.start].lower().split()
    opened = parts.text[sentence.start : date.start].lower()
    since = before[-1:] == ["since"] or (opened.startswith("since ") and "," not in opened)
    if since and parts.published is not None and parts.published > period.end:
        return Period(start=period.start, end=parts.published)
    return period


def _place(sentence: Sentence, clause: Clause) -> str | None:
    """The place named in the clause, what "the city" or "the country" stands for, else a place of the sentence."""
    inside = [place for place in sentence.places if clause.start <= sentence.words[place.first].start < clause.end]
    cities = [place.name for place in inside if place.kind != "country"]
    if cities:
        return cities[0]
    described = _described(sentence, clause)
    if described:
        return described
    usable = inside or [place for place in sentence.places if not _names_the_source(sentence, clause, place)]
    cities = [place.name for place in usable if place.kind != "country"]
    return cities[0] if cities else usable[0].name if usable else None


def _names_the_source(sentence: Sentence, clause: Clause, place: PlaceMention) -> bool:
    """ "Moscow says": the speaker, not where it happened."""
    source = clause.saying.source_span if clause.saying else None
    return source is not None and source[0] <= sentence.words[place.first].start < source[1]


def _described(sentence: Sentence, clause: Clause) -> str | None:
    words = clause.words
    for at in range(len(words) - 1):
        if words[at].low in ("the", "this", "that"):
            if words[at + 1].low in ("city", "town", "village", "settlement", "district", "province"):
                return sentence.city
            if words[at + 1].low in ("country", "nation", "kingdom", "republic"):
                return sentence.country
    return None
