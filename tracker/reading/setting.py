"""When, where and in which incident a claim plays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.model.claim import Measure
from tracker.model.period import Period
from tracker.reading.clauses import Clause
from tracker.reading.dates import DateMention, is_after
from tracker.reading.happenings import Happening
from tracker.reading.lexicons import word_set
from tracker.reading.places import country_of, demonym_of, places
from tracker.reading.report_parts import MANY, ReportParts, Sentence
from tracker.reading.tokens import tokens
from tracker.reading.whereabouts import is_told_apart, likely_place, names_the_source, own_place


class Setting(NamedTuple):
    """Place, times and incident of one claim; None where the text does not say."""

    place: str | None
    time: Period | None
    as_of: Period | None
    incident: str | None


_STANDING = frozenset((Measure.FIGHTERS, Measure.TERRITORY, Measure.COST, Measure.SHARE))
"""Measures of a state, not of one event."""
_OF_ELECTIONS = frozenset((Measure.VOTES, Measure.TURNOUT))
_AS_OF = re.compile(r"\b(?:as of|as at|by|until|up to)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


_FORMER = re.compile(r"\b(?:up|down|increase|rise|rising) (?:sharply )?from\b|\bcompared (?:with|to)\b", re.IGNORECASE)
"""Behind a figure: what was counted before, on another day."""


def _is_former(text: str, span: tuple[int, int], date: DateMention) -> bool:
    """ "38 deaths, up from 29 on 12 May": the day belongs to the figure before."""
    return date.start > span[1] and _FORMER.search(text, span[1], date.start) is not None


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
    own = own_place(sentence, clause, span)
    place = own or likely_place(sentence, clause, carry=not cumulative)
    if index is None:
        return Setting(place, time, as_of, None)
    happening = parts.linker.happening(index)
    if measure in _OF_ELECTIONS and happening.kind != "election":
        return Setting(place, time, as_of, None)
    if happening.place is None:
        happening = happening._replace(place=_home_of(parts.narrator, happening.kind))
    day = _own_day(parts, sentence, clause, span)
    if day is not None and _is_of_toll(clause) and not _is_of_event(parts, sentence, day):
        as_of, day = as_of or day, None
    place = own or happening.place or place
    return Setting(place, day or happening.time or time, as_of, happening.label)


def _is_of_toll(clause: Clause) -> bool:
    """ "the death toll rose to 27 on Tuesday": a day of counting, not of the event."""
    return any(word.low in word_set("words", "setting_counting") for word in clause.words)


def _is_of_event(parts: ReportParts, sentence: Sentence, day: Period) -> bool:
    """ "the number of those killed in Sunday's shelling has risen": the day that has something is that of the event."""
    named = [parts.text[date.start : date.end] for date in sentence.dates if date.period == day]
    return any(words.endswith(("'s", "’s")) for words in named)


_HOME = re.compile(r"\bof (?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?)$")


@lru_cache(maxsize=256)
def _home_of(narrator: str, kind: str) -> str | None:
    """The place whose body speaks: "Kabul Police Command"; for an election "Election Commission of Orlenia"."""
    found = _HOME.search(narrator) if kind == "election" else None
    if found:
        return found["place"]
    return next((place.name for place in places(tokens(narrator)) if place.kind == "city" and place.first == 0), None)


def _own_day(parts: ReportParts, sentence: Sentence, clause: Clause, span: tuple[int, int]) -> Period | None:
    """The one day that the clause itself names: "opened on Wednesday"; of several, the one between the same commas."""
    named = [
        date
        for date in sentence.dates
        if date.period is not None
        and date.period.days == 1
        and clause.start <= date.start < clause.end
        and not _is_as_of(parts, sentence, date)
        and not is_after(date, parts.text)
        and not is_told_apart(sentence, span, date.start)
        and not _is_former(parts.text, span, date)
    ]
    days = {date.period for date in named}
    if len(days) > 1:
        days = {
            date.period for date in named if "," not in parts.text[min(date.end, span[1]) : max(date.start, span[0])]
        }
    return next(iter(days)) if len(days) == 1 else None


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
        distance, found = min(near)
        if sentence.carried_before is not None and _is_why_it_rose(clause, span[1], span[0] + distance):
            return sentence.carried_before
        return None if found == MANY else found
    return sentence.carried if _may_carry(parts, sentence, clause, measure) else None


def _is_why_it_rose(clause: Clause, figure_end: int, mention: int) -> bool:
    """ "The toll stood at 41 after bodies were pulled from a collapsed school": the toll is not that of the school."""
    between = [word.low for word in clause.words if figure_end <= word.start < mention]
    return "after" in between and _is_of_toll(clause)


def _may_carry(parts: ReportParts, sentence: Sentence, clause: Clause, measure: str | None) -> bool:
    """Whether a sentence without an incident of its own still tells of the one that the report is about.

    It does unless its words hold another time, place or target, or tell of other events.
    """
    if sentence.carried is None:
        return False
    known = parts.linker.happening(sentence.carried)
    days = [
        date.period
        for date in sentence.dates
        if date.period is not None and not _is_as_of(parts, sentence, date) and not _is_time_of_saying(clause, date)
    ]
    slack = _COUNTING_DAYS if known.kind == "election" else _LATER_DAYS
    if known.time is not None and days and not any(known.time.overlaps(day, slack_days=slack) for day in days):
        return False
    if not sentence.carried_far:
        return True
    if sentence.is_background or _has_other_target(sentence, known.target):
        return False
    if measure not in _TOLLS and not sentence.carried_is_main:
        return False
    return _may_be_at(sentence, clause, known)


_LATER_DAYS = 3
"""Days between an incident and what is still told of it."""
_COUNTING_DAYS = 30
"""As above, for a vote and its result."""


def _may_be_at(sentence: Sentence, clause: Clause, known: Happening) -> bool:
    """Whether no city or country of the sentence excludes the incident's."""
    skipped = country_of(known.target.split()[0]) if known.target and " " in known.target else None
    named = [
        place
        for place in sentence.places
        if place.kind in ("city", "country") and place.name != skipped and not names_the_source(sentence, clause, place)
    ]
    if known.place is None:
        return known.target is not None or sentence.carried_is_main
    own = {known.place, known.country or known.place}
    if not named:
        elsewhere = sentence.country_here and sentence.country not in own and known.country is not None
        return not elsewhere
    return any(place.name in own for place in named)


def _has_other_target(sentence: Sentence, target: str | None) -> bool:
    """ "the Turkmenistan embassy" in a report on the Iraqi embassy."""
    if target is None or " " not in target:
        return False
    nationality, head = target.split()[0].lower(), target.split()[-1].lower()
    for at in range(1, len(sentence.words)):
        if sentence.words[at].low.removesuffix("s") != head:
            continue
        demonym = demonym_of(sentence.words[at - 1].text)
        if demonym is not None and demonym.lower() != nationality:
            return True
    return False


_TOLLS = frozenset(
    (
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CASUALTIES,
        Measure.MISSING,
        Measure.DETAINED,
        Measure.DISPLACED,
        Measure.RESCUED,
        Measure.RESPONSIBILITY,
    )
)
"""Measures of what an incident does to people, and who did it."""


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
        inside = clause.start <= date.start < clause.end
        if inside and is_told_apart(sentence, span, date.start):
            continue
        if _is_former(parts.text, span, date):
            continue
        if not _is_time_of_saying(clause, date):
            far = 0 if inside else 1000
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
