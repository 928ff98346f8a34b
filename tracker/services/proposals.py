"""Keeping a report and its proposals in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.model.base import Frozen
from tracker.model.change import canonical_json
from tracker.model.claim import Assertion, Claim, ClaimStatus, ProposedClaim
from tracker.model.report import Fetched, Report
from tracker.model.source import Source, SourceKind
from tracker.services.linking import IncidentLinks
from tracker.services.naming import likely_kind, one_line, said_name
from tracker.services.source_links import SourceLinks
from tracker.services.voices import ReportVoices
from tracker.store.ports import Write

if TYPE_CHECKING:
    from tracker.exchange.incoming.document import ParsedDocument


class Custody(Frozen):
    """How a document came in (Berkeley Protocol)."""

    name: str
    method: str
    title: str | None
    publisher: str | None
    published: dt.datetime | None
    accessed_at: dt.datetime
    collected_by: str
    tool_version: str
    author: str | None = None
    url: str | None = None
    fetched: Fetched | None = None


def fingerprint(text_sha256: str, claim: ProposedClaim | Claim) -> str:
    """What makes two proposals the same one: same words at the same place of the same text, read the same way."""
    place = canonical_json([text_sha256, claim.span, claim.measure, claim.low, claim.high])
    return hashlib.sha256(place.encode("ascii")).hexdigest()


def keep_report(
    write: Write,
    raw: bytes,
    document: ParsedDocument,
    custody: Custody,
    proposals: Sequence[ProposedClaim],
    *,
    notes: str = "",
) -> tuple[Report, int]:
    """Keeps bytes, text, report, and the proposals with their sources and incidents. Returns how many are new."""
    report = write.put(_report(write, raw, document, custody).model_copy(update={"notes": notes}))
    sources = SourceLinks(write)
    if custody.publisher and one_line(custody.publisher):
        publisher = one_line(custody.publisher)
        kind = likely_kind(publisher)
        sources.named(publisher, origin=report.id, kind=SourceKind.OUTLET if kind is SourceKind.UNKNOWN else kind)
    prints = [fingerprint(report.text_sha256, proposal) for proposal in proposals]
    rejected = write.rejected(prints)
    ids = [None if mark in rejected else write.new_id("claim") for mark in prints]
    incidents = _Incidents(write, proposals, custody.published)
    named = [name for proposal in proposals for name in (proposal.source, *(link.name for link in proposal.chain))]
    voices = ReportVoices(
        named,
        publisher=one_line(custody.publisher or "") or None,
        # Folders name people and projects, and files of two reports can have one name.
        narrator=one_line(custody.title or f"{Path(custody.name).name} ({report.id})"),
        report_id=report.id,
        places=[proposal.place for proposal in proposals if proposal.place],
    )
    for proposal, claim_id, mark in zip(proposals, ids, prints, strict=True):
        if claim_id is not None:
            whole = ids[proposal.part_of] if proposal.part_of is not None else None
            claim = _claim(proposal, claim_id, report, mark).model_copy(update={"part_of": whole})
            write.put(_linked(claim, report, sources, incidents, voices))
    return report, len(ids) - ids.count(None)


def _report(write: Write, raw: bytes, document: ParsedDocument, custody: Custody) -> Report:
    from tracker.exchange.incoming.normalise import NORMALISER_VERSION

    return Report(
        id=write.new_id("report"),
        sha256=write.put_blob(raw),
        size=len(raw),
        media_type=document.media_type,
        encoding=document.encoding,
        text_sha256=write.put_text(document.text),
        normaliser=NORMALISER_VERSION,
        cleaned=document.cleaned,
        kept_characters=len(document.text),
        hidden_characters=document.hidden_characters,
        language=document.language,
        **dict(custody),
    )


def _claim(proposal: ProposedClaim, claim_id: str, report: Report, mark: str) -> Claim:
    said = {name: getattr(proposal, name) for name in Assertion.model_fields}
    return Claim(
        **said,
        id=claim_id,
        report=report.id,
        span=proposal.span,
        quantity_text=proposal.quantity_text,
        score=proposal.score,
        status=ClaimStatus.PROPOSED,
        stated_at=report.published,
        fingerprint=mark,
    )


def _linked(claim: Claim, report: Report, sources: SourceLinks, incidents: _Incidents, voices: ReportVoices) -> Claim:
    where = incidents.of(claim.incident)
    place = claim.place or incidents.place(where["incident_id"])
    source = _source(claim.source, place, report, sources, voices)
    chain = [
        link.model_copy(update={"name": said_name(_source(link.name, place, report, sources, voices).name)})
        for link in claim.chain
        if one_line(link.name)
    ]
    return claim.model_copy(
        update={"source": said_name(source.name), "source_id": source.id, "chain": tuple(chain), **where}
    )


def _source(name: str, place: str | None, report: Report, sources: SourceLinks, voices: ReportVoices) -> Source:
    voice = voices.voice(name, place)
    return sources.voiced(voice, origin=report.id, written=voices.alias(name))


class _Incidents:
    """Incident names of one report -> incidents of the case."""

    def __init__(self, write: Write, proposals: Sequence[ProposedClaim], published: dt.datetime | None) -> None:
        self._links = IncidentLinks(write, published=published)
        self._places: dict[str | None, str | None] = {}
        self._said: dict[str, list[ProposedClaim]] = {}
        for proposal in proposals:
            if proposal.incident:
                self._said.setdefault(proposal.incident, []).append(proposal)

    def of(self, name: str | None) -> dict[str, str | None]:
        """Fields of a claim that belong to an incident of that name."""
        if not name or not one_line(name):
            return {"incident": None, "incident_id": None}
        incident = self._links.named(name, self._said[name])
        self._places[incident.id] = incident.place
        return {"incident": incident.name, "incident_id": incident.id}

    def place(self, incident_id: str | None) -> str | None:
        """Where an incident of this report was."""
        return self._places.get(incident_id)
