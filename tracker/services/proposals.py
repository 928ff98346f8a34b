"""Keeping a report and its proposals in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.base import Frozen
from tracker.model.claim import Assertion, Claim, ClaimStatus, ProposedClaim
from tracker.model.report import Fetched, Report
from tracker.model.source import Source, SourceKind
from tracker.services.fingerprints import fingerprint
from tracker.services.linking import IncidentLinks
from tracker.services.naming import likely_kind, one_line, said_name
from tracker.services.source_links import SourceLinks, SourceNames
from tracker.services.versions import Kin, kin_of, told_before
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


class Kept(NamedTuple):
    """What became of a document."""

    report: Report
    proposed: int
    """New proposals."""
    note: str
    """Its kin, and what of it is known, in a sentence; empty: it has none."""


def keep_report(
    write: Write,
    raw: bytes,
    document: ParsedDocument,
    custody: Custody,
    proposals: Sequence[ProposedClaim],
    *,
    notes: str = "",
    names: SourceNames | None = None,
) -> Kept:
    """Keeps bytes, text, report, and the proposals with their sources and incidents; links it to its kin.

    names: those of all sources as they are now, which are added to; None: they are read.
    """
    kin = kin_of(write, document.text, url=custody.url, method=custody.method, published=custody.published)
    told = told_before(write, kin, proposals)
    links = {
        "version_of": kin.versions[-1].id if kin.versions else None,
        "copy_of": kin.copy_of.id if kin.copy_of else None,
        "notes": " ".join(filter(None, (notes, told.words(len(proposals))))),
    }
    report = write.put(_report(write, raw, document, custody).model_copy(update=links))
    if kin.copied_by and kin.copied_by.copy_of is None:
        write.put(kin.copied_by.model_copy(update={"copy_of": report.id}))
    prints = [fingerprint(report.text_sha256, proposal) for proposal in proposals]
    rejected = write.rejected(prints)
    new = [mark not in rejected and place not in told.known for place, mark in enumerate(prints)]
    ids = [write.new_id("claim") if is_new else told.open_id(place) for place, is_new in enumerate(new)]
    proposer = Proposer(write, report, proposals, names)
    claims = []
    for place, (proposal, claim_id) in enumerate(zip(proposals, ids, strict=True)):
        if claim_id is not None and new[place]:
            whole = ids[proposal.part_of] if proposal.part_of is not None else None
            more = {"part_of": whole, "note": told.note(place), "stated_at": _stated_at(report, kin)}
            claims.append(proposer.linked(claim_of(proposal, claim_id, report, prints[place]).model_copy(update=more)))
    # All at once, after the names of all were looked up: each look-up writes what waits to be written.
    for claim in claims:
        write.put(claim)
    return Kept(report, sum(new), told.words(len(proposals)))


def _stated_at(report: Report, kin: Kin) -> dt.datetime | None:
    """When a report says what it says: a page that keeps its date, when it is seen to have changed."""
    last = kin.versions[-1].accessed_at if kin.versions else None
    if last and report.published and report.published <= last:
        return report.accessed_at
    return report.published


class Proposer:
    """Links the proposals of one report to the sources and incidents of the case."""

    def __init__(
        self, write: Write, report: Report, proposals: Sequence[ProposedClaim], names: SourceNames | None = None
    ) -> None:
        self._report = report
        self._sources = SourceLinks(write, names, are_own=True)
        publisher = one_line(report.publisher or "")
        if publisher:
            kind = likely_kind(publisher)
            outlet = SourceKind.OUTLET if kind is SourceKind.UNKNOWN else kind
            self._sources.named(publisher, origin=report.id, kind=outlet)
        self._known: dict[tuple[str, str | None], str] = {}
        """(name, place) -> id of its source."""
        self._incidents = _Incidents(write, proposals, report.published)
        self._voices = ReportVoices(
            [name for proposal in proposals for name in (proposal.source, *(link.name for link in proposal.chain))],
            publisher=publisher or None,
            # Folders name people and projects, and files of two reports can have one name.
            narrator=one_line(report.title or f"{Path(report.name).name} ({report.id})"),
            report_id=report.id,
            places=[proposal.place for proposal in proposals if proposal.place],
        )

    def linked(self, claim: Claim) -> Claim:
        """The claim with the records that its names stand for."""
        where = self._incidents.of(claim.incident)
        place = claim.place or self._incidents.place(where["incident_id"])
        source = self._source(claim.source, place)
        chain = [
            link.model_copy(update={"name": said_name(self._source(link.name, place).name)})
            for link in claim.chain
            if one_line(link.name)
        ]
        return claim.model_copy(
            update={"source": said_name(source.name), "source_id": source.id, "chain": tuple(chain), **where}
        )

    def _source(self, name: str, place: str | None) -> Source:
        known = self._known.get((name, place))
        if known is None:
            voice = self._voices.voice(name, place)
            known = self._sources.voiced(voice, origin=self._report.id, written=self._voices.alias(name)).id
            self._known[name, place] = known
        return self._sources.names.source(known)


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
        total_characters=document.total_characters or None,
        language=document.language,
        **dict(custody),
    )


def claim_of(proposal: ProposedClaim, claim_id: str, report: Report, mark: str) -> Claim:
    """A proposal as a claim of the case, not yet linked."""
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


class _Incidents:
    """Incident names of one report -> incidents of the case."""

    def __init__(self, write: Write, proposals: Sequence[ProposedClaim], published: dt.datetime | None) -> None:
        self._write = write
        self._links = IncidentLinks(write, published=published)
        self._found: dict[str, str] = {}
        """Name -> id of its incident: what the report says of it is all looked at the first time."""
        self._places: dict[str | None, str | None] = {}
        self._said: dict[str, list[ProposedClaim]] = {}
        for proposal in proposals:
            if proposal.incident:
                self._said.setdefault(proposal.incident, []).append(proposal)

    def of(self, name: str | None) -> dict[str, str | None]:
        """Fields of a claim that belong to an incident of that name."""
        if not name or not one_line(name):
            return {"incident": None, "incident_id": None}
        known = self._found.get(name)
        incident = self._write.incident(known) if known else self._links.named(name, self._said[name])
        self._found[name] = incident.id
        self._places[incident.id] = incident.place
        return {"incident": incident.name, "incident_id": incident.id}

    def place(self, incident_id: str | None) -> str | None:
        """Where an incident of this report was."""
        return self._places.get(incident_id)
