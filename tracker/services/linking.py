"""Which known source or incident a name in a report means; new ones are created."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from tracker.model.claim import Assertion, Claim
from tracker.model.incident import Incident
from tracker.model.source import Alias, Source, SourceKind
from tracker.services.readers import dated, described, likeness, needed
from tracker.store.ports import Write
from tracker.store.records import storable

NARRATOR = "the report"
"""What reading calls the narrator of a report whose publisher it was not told (tracker.reading.claims.NARRATOR)."""

SAME_NAME = 0.9
"""Similarity of names from which two sources are one; below it a new source is made, which an analyst can merge."""


@lru_cache(maxsize=1)
def _known() -> dict[str, Any]:
    return tomllib.loads(resources.files("tracker.services").joinpath("known_sources.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _kind_patterns() -> list[tuple[SourceKind, re.Pattern[str]]]:
    return [
        (SourceKind(entry["kind"]), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entry['words']))})(?!\w)"))
        for entry in _known()["kinds"]
    ]


def likely_kind(name: str) -> SourceKind:
    """What a source of that name is, as far as the words of the name tell.

    >>> likely_kind("Ministry of Interior").value, likely_kind("Jane Doe").value
    ('government', 'unknown')
    """
    folded = name.casefold()
    return next((kind for kind, pattern in _kind_patterns() if pattern.search(folded)), SourceKind.UNKNOWN)


class SourceNames:
    """Names -> known sources."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources: dict[str, Source] = {}
        self._by_name: dict[str, str] = {}
        for source in sources:
            self.note(source)

    def note(self, source: Source) -> None:
        """Adds a source, or its newer state."""
        from tracker.matching.names import plain

        self._sources[source.id] = source
        for name in names_of(source):
            self._by_name.setdefault(plain(name), source.id)

    def find(self, name: str) -> Source | None:
        """The source of that name: the same words, an alias, or nearly the same name."""
        from tracker.matching.names import plain, same_name

        exact = self._by_name.get(plain(name))
        if exact:
            return self._sources[exact]
        scored = (
            (max(same_name(name, known) for known in names_of(source)), source) for source in self._sources.values()
        )
        likeness, source = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return source if likeness >= SAME_NAME else None


class SourceLinks:
    """Names -> sources within one transaction; new ones are created."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._names = SourceNames(write.sources())

    def named(self, name: str, *, origin: str, kind: SourceKind | None = None) -> Source:
        """The source of that name, created if it is new; a new spelling becomes an alias. origin: see Alias."""
        from tracker.matching.names import plain

        name = one_line(name)
        found = self._names.find(name)
        if found is None:
            return self._create(name, kind)
        if plain(name) not in {plain(known) for known in names_of(found)}:
            alias = Alias(name=name, origin=origin)
            found = self._put(found.model_copy(update={"aliases": (*found.aliases, alias)}))
        return found

    def _create(self, name: str, kind: SourceKind | None) -> Source:
        from tracker.matching.names import same_name

        parents: dict[str, str] = _known()["parents"]
        parent_name = next((parent for child, parent in parents.items() if same_name(child, name) >= SAME_NAME), None)
        parent = self.named(parent_name, origin="table").id if parent_name else None
        new_id = self._write.new_id("source")
        return self._put(Source(id=new_id, name=name, kind=kind or likely_kind(name), parent=parent))

    def _put(self, source: Source) -> Source:
        kept = self._write.put(source)
        self._names.note(kept)
        return kept


def one_line(name: str) -> str:
    """A name without line breaks, doubled spaces and what cannot be stored."""
    return " ".join(storable(name).split())


def names_of(source: Source) -> tuple[str, ...]:
    """The name and all aliases."""
    return (source.name, *(alias.name for alias in source.aliases))


def is_generic(name: str) -> bool:
    """Whether a name says an office but not whose.

    >>> is_generic("the Interior Ministry"), is_generic("Afghan Interior Ministry")
    (True, False)
    """
    words = name.casefold().replace("'s", "").split()
    return bool(words) and all(word in _generic_words() for word in words)


@lru_cache(maxsize=1)
def _generic_words() -> frozenset[str]:
    return frozenset(_known()["generic"]["words"])


class ReportVoices:
    """Who is meant by the names of one report: "the ministry" is the ministry that the report names in full."""

    def __init__(self, names: Iterable[str], *, publisher: str | None, narrator: str) -> None:
        self._publisher = publisher
        self._narrator = narrator
        self._full = [name for name in dict.fromkeys((publisher or "", *names)) if name and not is_generic(name)]

    def full_name(self, name: str, place: str | None) -> str:
        """The name to look the source up by. place: where the claim is about, to keep unnamed offices apart."""
        name = one_line(name)
        if not name or name == NARRATOR:
            return self._publisher or self._narrator
        if not is_generic(name):
            return name
        words = [word for word in name.casefold().split() if word not in ("the", "a")]
        for full in self._full:
            # The office stands at the end of the fuller name: "police" in "Kabul police", not in "police sources".
            if full.casefold().split()[-len(words) :] == words:
                return full
        return f"{name} ({place})" if place else name


class IncidentNames:
    """Names -> known incidents."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._incidents = {incident.id: incident for incident in incidents}
        self._by_name = {incident.name.casefold(): incident.id for incident in reversed(self._incidents.values())}

    def note(self, incident: Incident) -> None:
        """Adds an incident."""
        self._incidents[incident.id] = incident
        self._by_name.setdefault(incident.name.casefold(), incident.id)

    def find(
        self, name: str, claims: Sequence[Assertion] = (), *, published: dt.datetime | None = None
    ) -> Incident | None:
        """The incident of that id or name, or clearly the same one by what the claims say of it.

        published: when the report came out; an incident without a date is looked for in the week before.
        """
        if name in self._incidents:
            return self._incidents[name]
        exact = self._by_name.get(name.casefold())
        if exact:
            return self._incidents[exact]
        sketch = dated(described(name, claims), published)
        scored = [(likeness(sketch, known) - needed(sketch, known), known) for known in self._incidents.values()]
        best, known = max(scored, key=lambda pair: pair[0], default=(-1.0, None))
        return known if best >= 0 else None


class IncidentLinks:
    """Names -> incidents within one transaction; new ones are created."""

    def __init__(self, write: Write, *, published: dt.datetime | None = None) -> None:
        self._write = write
        self._published = published
        self._names = IncidentNames(write.incidents())

    def named(self, name: str, claims: Sequence[Assertion] = ()) -> Incident:
        """The incident of that name, created if it is new. claims: what the report says of it.

        What an incident lacks (place, target, time) is filled in from a report that has it.
        """
        name = one_line(name)
        found = self._names.find(name, claims, published=self._published)
        said = described(name, claims)
        if found is None:
            found = said.model_copy(update={"id": self._write.new_id("incident")})
        missing = [part for part in ("kind", "place", "target", "actor", "time") if getattr(found, part) is None]
        kept = self._write.put(found.model_copy(update={part: getattr(said, part) for part in missing}))
        self._names.note(kept)
        return kept


def linked(claim: Claim, sources: SourceLinks, incidents: IncidentLinks, *, origin: str) -> Claim:
    """The claim with ids of its source and incident, both created if new; chain members become sources as well."""
    source = sources.named(claim.source, origin=origin)
    for link in claim.chain:
        if link.name.strip():
            sources.named(link.name, origin=origin)
    incident = incidents.named(claim.incident, [claim]) if claim.incident else None
    return claim.model_copy(
        update={
            "source_id": source.id,
            "incident_id": incident.id if incident else None,
            "incident": incident.name if incident else None,
        }
    )
