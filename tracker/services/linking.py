"""Which known incident a name in a report means; claims with the ids of their source and incident."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from tracker.errors import NotFoundError
from tracker.model.claim import Assertion, Claim
from tracker.model.incident import Incident
from tracker.services.indexing import keys_to_look_up, name_key
from tracker.services.naming import one_line, said_name
from tracker.services.readers import country_of_place, dated, described, likeness, needed
from tracker.services.source_links import SourceLinks
from tracker.store.ports import ReadsCase, Write

INCIDENT_ID = re.compile(r"I[1-9]\d*")


class IncidentNames:
    """Names -> incidents of a case."""

    def __init__(self, case: ReadsCase) -> None:
        self._case = case

    def find(
        self, name: str, claims: Sequence[Assertion] = (), *, published: dt.datetime | None = None
    ) -> Incident | None:
        """The incident of that id or name, or clearly the same one by what the claims say of it.

        published: when the report came out; an incident without a date is looked for in the week before.
        """
        if INCIDENT_ID.fullmatch(name):
            with suppress(NotFoundError):
                return self._case.incident(name)
        exact = self.exactly(name)
        if exact:
            return exact
        indexed = self._case.is_indexed()
        sketch = dated(described(name, claims), published)
        keys = keys_to_look_up(name, sketch) if indexed else None
        candidates = self._case.incidents() if keys is None else self._case.incidents_with(keys)
        scored = [(likeness(sketch, known) - needed(sketch, known), known) for known in candidates]
        best, known = max(scored, key=lambda pair: pair[0], default=(-1.0, None))
        return known if best >= 0 else None

    def exactly(self, name: str) -> Incident | None:
        """The incident of that very name, in any letter case."""
        of_name = self._case.incidents_with({name_key(name)}) if self._case.is_indexed() else self._case.incidents()
        return next((known for known in of_name if known.name.casefold() == name.casefold()), None)


class IncidentLinks:
    """Names -> incidents within one transaction; new ones are created."""

    def __init__(self, write: Write, *, published: dt.datetime | None = None) -> None:
        self._write = write
        self._published = published
        self._names = IncidentNames(write)

    def named(self, name: str, claims: Sequence[Assertion] = ()) -> Incident:
        """The incident of that name, created if it is new. claims: what the report says of it.

        What an incident lacks (place, target, time) is filled in from a report that has it.
        """
        name = one_line(name)
        return self._filled(self._names.find(name, claims, published=self._published), name, claims)

    def exactly(self, name: str, claims: Sequence[Assertion] = ()) -> Incident:
        """The same, but one whose name is only like it is never taken for it."""
        name = one_line(name)
        return self._filled(self._names.exactly(name), name, claims)

    def _filled(self, found: Incident | None, name: str, claims: Sequence[Assertion]) -> Incident:
        said = described(name, claims)
        if found is None:
            found = said.model_copy(update={"id": self._write.new_id("incident")})
        missing = [part for part in ("kind", "place", "target", "actor", "time") if getattr(found, part) is None]
        return self._write.put(found.model_copy(update={part: getattr(said, part) for part in missing}))


def linked(claim: Claim, sources: SourceLinks, incidents: IncidentLinks, *, origin: str) -> Claim:
    """The claim with ids of its source and incident, both created if new; chain members become sources as well."""
    country = country_of_place(claim.place) if claim.place else None
    source = sources.named(claim.source, origin=origin, country=country)
    for link in claim.chain:
        if link.name.strip():
            sources.named(link.name, origin=origin, country=country)
    incident = incidents.named(claim.incident, [claim]) if claim.incident else None
    return claim.model_copy(
        update={
            "source": said_name(source.name),
            "source_id": source.id,
            "incident_id": incident.id if incident else None,
            "incident": incident.name if incident else None,
        }
    )
