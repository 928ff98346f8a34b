"""The reading engine as the services use it; loaded only when something is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tracker.model.claim import Assertion
from tracker.model.incident import Incident

LONGEST_TYPED = 2_000
"""Characters of a typed claim that are read while it is being typed; the rest is kept, but not read."""

SAME_INCIDENT = 0.6
"""Likeness from which an incident of a new report is a known one; below it, a new one that an analyst can merge.

Higher than what links two mentions in one report (0.5): a wrong link between reports makes false contradictions.
"""

_NOT_READ = frozenset({"quote", "source"})
"""Fields of a typed claim that are as typed, whatever reading makes of the words."""


def likeness(a: Incident, b: Incident) -> float:
    """How sure two incidents are one, 0-1."""
    from tracker.reading.incidents import same_incident

    return same_incident(a, b)


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


def read_typed(text: str, *, source: str, at: dt.datetime) -> dict[str, Any]:
    """What reading finds in a typed sentence, as fields of a claim; of several, the surest that is no part of another.

    at: when it was said, for "yesterday". Empty when there are no words.
    """
    from tracker.reading.claims import statements

    found = statements(text[:LONGEST_TYPED], published=at, source=source or None)
    if not found:
        return {}
    best = max(found, key=lambda proposal: (proposal.part_of is None, proposal.score))
    fields = {name: getattr(best, name) for name in Assertion.model_fields if name not in _NOT_READ}
    return fields | {"quantity_text": best.quantity_text}
