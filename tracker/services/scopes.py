"""Which part of a case the words of a command or a dialog name."""

from __future__ import annotations

from pathlib import Path

from tracker.errors import InputError, NotFoundError, UsageError
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.model.scope import Scope
from tracker.model.source import Source
from tracker.services.linking import IncidentNames
from tracker.services.source_links import SourceNames
from tracker.store.ports import Store

LONGEST_KEY = 4096
"""Bytes of a key file."""


def scope_of(store: Store, *, words: str = "", incident: str = "", source: str = "", dates: str = "") -> Scope:
    """See `tracker.services.transfer.Transfer.scope`."""
    place = _incident(store, incident.strip()) if incident.strip() else None
    who = _source(store, source.strip()) if source.strip() else None
    return Scope(
        words=" ".join(words.split()),
        incident_id=place and place.id,
        incident=place and place.name,
        source_id=who and who.id,
        source=who and who.name,
        dates=_period(dates.strip()) if dates.strip() else None,
    )


def key_in(path: Path) -> bytes:
    """See `tracker.services.transfer.Transfer.pseudonym_key`."""
    from tracker.exchange.pseudonyms import SHORTEST_KEY

    hint = f"Make one, and keep it: head -c 32 /dev/urandom > {path}"
    try:
        with path.open("rb") as stream:
            key = stream.read(LONGEST_KEY + 1)
    except OSError as error:
        raise InputError(f"{path}, the key of the pseudonyms, cannot be read: {error.strerror}.", hint=hint) from error
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise InputError(
            f"{path} is no key for pseudonyms: it has {'more than ' if len(key) > LONGEST_KEY else ''}"
            f"{min(len(key), LONGEST_KEY)} bytes, expected {SHORTEST_KEY} to {LONGEST_KEY}.",
            hint=hint,
        )
    return key


def _incident(store: Store, named: str) -> Incident:
    found = IncidentNames(store).find(named)
    if found is None:
        raise NotFoundError(f"There is no incident {named!r} in this case.", hint="List them: tracker incidents.")
    return found


def _source(store: Store, named: str) -> Source:
    sources = store.sources()
    by_id = next((source for source in sources if source.id == named), None)
    found = by_id or SourceNames(sources).find(named)
    if found is None:
        raise NotFoundError(f"There is no source {named!r} in this case.", hint="List them: tracker sources.")
    return found


def _period(dates: str) -> Period:
    try:
        return Period.parse(dates)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
