"""Sources and incidents that reading made, and that nothing names once their report was read again."""

from __future__ import annotations

from collections.abc import Collection

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.query import ClaimQuery
from tracker.model.source import Source
from tracker.services.base import number_of
from tracker.services.since_read import SinceRead
from tracker.services.source_links import SourceNames, names_of
from tracker.store.ports import Write

CHAINS_READ = 5_000
"""Claims of a case up to which all their chains are looked through for a name; with more, a source stays."""


def take_out_empty(
    write: Write, sources: Collection[str], incidents: Collection[str], since: SinceRead
) -> list[Source | Incident]:
    """Removes those of the records, given by id, that no analyst touched and nothing names; the removed ones.

    A source is named by a claim of any status, by a chain, as a parent, by a decision, or as a publisher; an incident
    by a claim or a decision.
    """
    taken: list[Source | Incident] = []
    waiting = sorted(sources, key=number_of)
    for source_id in waiting:
        source = write.find("source", source_id)
        if isinstance(source, Source) and _is_empty_source(write, source) and since.is_as_read(source):
            write.remove("source", source.id)
            taken.append(source)
            if source.parent and source.parent not in waiting:
                # It may have been made for this one.
                waiting.append(source.parent)
    for incident_id in sorted(incidents, key=number_of):
        incident = write.find("incident", incident_id)
        if isinstance(incident, Incident) and _is_empty_incident(write, incident) and since.is_as_read(incident):
            write.remove("incident", incident.id)
            taken.append(incident)
    return taken


def _is_empty_source(write: Write, source: Source) -> bool:
    if source.grades or source.notes or write.count_claims(ClaimQuery(source_id=source.id)):
        return False
    everyone = write.sources()
    if any(other.parent == source.id for other in everyone):
        return False
    if any(decision.preferred == source.id for decision in write.decisions()):
        return False
    names = SourceNames(everyone)
    publishers = {report.publisher for report in write.reports() if report.publisher}
    if any((found := names.find(name)) and found.id == source.id for name in publishers):
        return False
    return write.count_claims() <= CHAINS_READ and not _is_in_a_chain(source, write.claims())


def _is_in_a_chain(source: Source, claims: Collection[Claim]) -> bool:
    names = {name.casefold() for name in names_of(source)}
    return any(link.name.casefold() in names for claim in claims for link in claim.chain)


def _is_empty_incident(write: Write, incident: Incident) -> bool:
    if incident.notes or write.count_claims(ClaimQuery(incident_id=incident.id)):
        return False
    return not any(incident.id in decision.target.split("-") for decision in write.decisions())
