"""The reading engine as the services use it; loaded only when something is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from tracker.model.claim import Assertion
from tracker.model.incident import Incident, LikelySame
from tracker.model.moments import days_on
from tracker.model.period import Period

LONGEST_TYPED = 2_000
"""Characters of a typed claim that are read while it is being typed; the rest is kept, but not read."""

SAME_INCIDENT = 0.6
"""Likeness from which an incident of a new report is a known one; below it, a new one that an analyst can merge.

Higher than what links two mentions in one report: a wrong link between reports makes false contradictions.
"""

SAME_INCIDENT_SAME_DAY = 0.5
"""The same, when both are dated to the day."""

FRESH_DAYS = 7
"""A report that gives an event no date speaks of the days before it came out."""

STUMBLES = (ValueError, ArithmeticError, LookupError, RecursionError)
"""What a defect of the reading engine looks like on a text that nobody thought of; it must not stop anybody's work."""

_NOT_READ = frozenset({"quote", "source"})
"""Fields of a typed claim that are as typed, whatever reading makes of the words."""


def plain_name(name: str) -> str:
    """A name in lower case without accents and punctuation."""
    from tracker.matching.names import plain

    return plain(name)


def canonical_name(name: str) -> str | None:
    """The key of a well-known name in the table of aliases, or None."""
    from tracker.matching.names import canonical

    return canonical(name)


def name_likeness(a: str, b: str) -> float:
    """How sure two names are one, 0-1."""
    from tracker.matching.names import same_name

    return same_name(a, b)


def likely_name_keys(name: str) -> frozenset[tuple[str, ...]]:
    """Names whose likeness is 0.9 or more share one of these."""
    from tracker.matching.names import likely_keys

    return likely_keys(name)


def country_named(word: str) -> str | None:
    """The country of a country's name or of an adjective made of it: "Afghan" -> "Afghanistan"."""
    from tracker.reading.places import country_of

    return country_of(word)


@lru_cache(maxsize=4096)
def country_of_place(place: str) -> str | None:
    """The country of a place's name, where the gazetteer knows it: "Kabul" -> "Afghanistan"."""
    from tracker.reading.places import country_of, places
    from tracker.reading.tokens import tokens

    found = country_of(place)
    if found:
        return found
    named = [mention for mention in places(tokens(f"in {place}")) if mention.name == place]
    return named[0].country if named else None


Told = TypeVar("Told", bound=tuple[str, str, dt.date | None])


def names_of_days(told: Iterable[Told]) -> dict[Told, tuple[str, ...]]:
    """(kind, place, day) -> names that such an incident can have in a case, the likeliest first; none without a day."""
    from tracker.reading.happenings import names_of_day

    return {each: names_of_day(each[0], each[1], each[2]) if each[2] else () for each in told}


def undated_name(kind: str, place: str) -> str:
    """What the names of incidents of that kind and place begin with."""
    from tracker.reading.happenings import undated_name

    return undated_name(kind, place)


def likeness(a: Incident, b: Incident) -> float:
    """How sure two incidents are one, 0-1."""
    from tracker.reading.incidents import same_incident

    return same_incident(a, b)


def likely_pairs(incidents: Sequence[Incident]) -> list[LikelySame]:
    """Pairs of incidents that may be one, the surest first."""
    from tracker.reading.likely_incidents import likely_same

    return likely_same(incidents)


def described(name: str, claims: Sequence[Assertion]) -> Incident:
    """A sketch of an incident, without id: from its name, and from place and time of the claims on it."""
    from tracker.reading.incidents import incident_from

    said = incident_from(name)
    places = [claim.place for claim in claims if claim.place]
    times = [claim.event_time for claim in claims if claim.event_time]
    return Incident(
        id="",
        name=name,
        kind=None if said.kind == "event" else said.kind,
        place=said.place or (max(places, key=places.count) if places else None),
        target=said.target,
        actor=said.actor,
        time=said.time or min(times, key=lambda period: period.days, default=None),
    )


def dated(sketch: Incident, published: dt.datetime | None) -> Incident:
    """The sketch with the week before publication for its time, where it has none."""
    if sketch.time or published is None:
        return sketch
    last = published.date()
    return sketch.model_copy(update={"time": Period(start=days_on(last, -FRESH_DAYS), end=last)})


def needed(a: Incident, b: Incident) -> float:
    """The likeness from which these two are one."""
    to_the_day = a.time and b.time and a.time.days == b.time.days == 1
    return SAME_INCIDENT_SAME_DAY if to_the_day else SAME_INCIDENT


def not_read(text: str) -> tuple[str, str] | None:
    """(code, sentence for people) when a text is in a language that is not read; None for English."""
    from tracker.reading.languages import other_language
    from tracker.reading.quantities import quantities

    language = other_language(text)
    if language is None:
        return None
    found = len(quantities(text))
    numbers = "1 number in digits was" if found == 1 else f"{found:,} numbers in digits were"
    return language.code, f"This text seems to be in {language.name}; only English is read. {numbers} still found."


def worded_figure(text: str) -> dict[str, Any]:
    """The fields of the one figure that a text is, in words ("dozens"), and nothing else is; none: it is no figure."""
    from tracker.reading.quantities import quantities

    found = quantities(text)
    if len(found) != 1 or found[0].span != (0, len(text)) or found[0].unit:
        return {}
    told = found[0].model_dump(exclude={"span", "unit"})
    return {name: value for name, value in told.items() if value is not None and value is not False}


def read_typed(text: str, *, source: str, at: dt.datetime) -> dict[str, Any]:
    """What reading finds in a typed sentence, as fields of a claim; of several, the surest that is no part of another.

    at: when it was said, for "yesterday". Empty when there are no words.
    """
    from tracker.reading.claims import statements

    try:
        found = statements(text[:LONGEST_TYPED], published=at, source=source or None)
    except STUMBLES:
        return {}  # the words are kept as typed, and the fields can be entered by hand
    if not found:
        return {}
    best = max(found, key=lambda proposal: (proposal.part_of is None, proposal.score))
    fields = {name: getattr(best, name) for name in Assertion.model_fields if name not in _NOT_READ}
    return fields | {"quantity_text": best.quantity_text}
