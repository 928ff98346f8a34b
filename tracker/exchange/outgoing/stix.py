"""STIX 2.1: a case as a bundle for threat intelligence tools. No object of a kind of its own: all of it reads anywhere.

| in the case | in STIX |
|---|---|
| source | identity, with its Admiralty letter in an extension |
| report | report, that refers to the claims read in it |
| incident | incident |
| claim | note: the quote, about its source, report and incident; figures and Admiralty digit in extensions |
| two claims that cannot both hold | relationship `contradicts` between their notes |
| dispute | grouping of its claims |
| decision | opinion on the dispute, and on the claims of a source that is preferred |

Ids are made of the case and of ids in it: the same record has the same id in every export. `confidence` is what was
stated, else what STIX gives for the Admiralty digit (appendix A); 6, "cannot be judged", has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from tracker.exchange.manifest import holds
from tracker.exchange.outgoing.json_text import inert_json, list_parts
from tracker.exchange.outgoing.stix_judged import decision_objects, dispute_objects
from tracker.exchange.outgoing.stix_objects import Stix, extensions
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.incident import Incident
from tracker.model.quantity import Quantity
from tracker.model.report import Report
from tracker.model.scales import CONFIDENCE_OF_CREDIBILITY, CREDIBILITY_LABELS
from tracker.model.source import Source, SourceKind
from tracker.present.claims import number
from tracker.present.show import show_line
from tracker.present.statements import short_statement
from tracker.present.times import day_or_moment, iso_utc

_WEB = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?")
"""Addresses that a reader of STIX takes for one."""

_CLASSES = {
    SourceKind.PERSON: "individual",
    SourceKind.WITNESS: "individual",
    SourceKind.GROUP: "group",
    SourceKind.UNKNOWN: "unknown",
}
"""Kind of source -> identity class; all others are organizations."""


def stix_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """One bundle, one object a line."""
    stix = Stix(snapshot)
    bundle = stix.id("bundle", f"{snapshot.checkpoint.last_hash}{inert_json(holds(snapshot))}")
    before = f'{{"type": "bundle", "id": {inert_json(bundle)}, "objects": [\n'
    objects = chain(
        stix.framework(),
        _sources(stix),
        _incidents(stix),
        _reports(stix),
        _claims(stix),
        dispute_objects(stix),
        decision_objects(stix),
    )
    return list_parts(before, objects, "\n]}\n")


def _sources(stix: Stix) -> Iterator[dict[str, Any]]:
    for source in stix.snapshot.sources:
        yield stix.object(
            "identity",
            source.id,
            name=source.name or source.id,
            identity_class=_CLASSES.get(source.kind, "organization"),
            description=_aliases(source),
            roles=["source"],
            extensions=extensions(admiralty=_letter(source)),
        )
        if source.parent and source.parent in stix.snapshot.sources_by_id:
            yield stix.relation("speaks-for", ("identity", source.id), ("identity", source.parent))


def _aliases(source: Source) -> str | None:
    names = [show_line(alias.name) for alias in source.aliases if alias.name != source.name]
    return f"Also named: {', '.join(names)}." if names else None


def _letter(source: Source) -> dict[str, Any]:
    if source.reliability is None:
        return {}
    graded = iso_utc(source.grades[-1].at)
    return {"reliability": source.reliability.value, "reliability_label": source.reliability.label, "graded": graded}


def _incidents(stix: Stix) -> Iterator[dict[str, Any]]:
    for incident in stix.snapshot.incidents:
        yield stix.object("incident", incident.id, name=incident.name or incident.id, description=_about(incident))


def _about(incident: Incident) -> str | None:
    told = (
        ("kind", incident.kind), ("place", incident.place), ("target", incident.target), ("actor", incident.actor),
        ("time", incident.time), ("notes", incident.notes),
    )  # fmt: skip
    return show_line("; ".join(f"{label}: {words}" for label, words in told if words)) or None


def _reports(stix: Stix) -> Iterator[dict[str, Any]]:
    if not stix.snapshot.reports:
        return
    read_in: dict[str, list[str]] = {}
    for claim in stix.snapshot.stated_claims:
        if claim.report:
            read_in.setdefault(claim.report, []).append(claim.id)
    for report in stix.snapshot.reports:
        claims = [stix.id("note", claim) for claim in read_in.get(report.id, ())]
        undated = " Its date of publication is not known; the time given is that of its taking in."
        collected = f"Taken in {day_or_moment(report.accessed_at)} as {report.method}."
        yield stix.object(
            "report",
            report.id,
            name=report.title or report.name or report.id,
            description=collected + ("" if report.published else undated),
            published=stix.time(report.published or report.accessed_at),
            object_refs=claims or [stix.tool],
            external_references=[_original(report)],
        )


def _original(report: Report) -> dict[str, Any]:
    reference: dict[str, Any] = {
        "source_name": report.publisher or "report",
        "external_id": report.id,
        "description": f"SHA-256 of its original: {report.sha256}; of its text: {report.text_sha256}.",
    }
    if report.url and _WEB.fullmatch(report.url):
        reference |= {"url": report.url, "hashes": {"SHA-256": report.sha256}}
    return reference


def _claims(stix: Stix) -> Iterator[dict[str, Any]]:
    snapshot = stix.snapshot
    for claim in snapshot.stated_claims:
        about = [
            stix.id("identity", claim.source_id) if claim.source_id in snapshot.sources_by_id else None,
            stix.id("incident", claim.incident_id) if claim.incident_id in stix.incidents else None,
            stix.id("report", claim.report) if claim.report in snapshot.reports_by_id else None,
        ]
        yield stix.object(
            "note",
            claim.id,
            abstract=show_line(short_statement(claim)) or None,
            content=claim.quote or claim.id,
            authors=[claim.source] if claim.source else None,
            object_refs=[one for one in about if one] or [stix.tool],
            labels=[claim.status.value, claim.polarity.value],
            confidence=_confidence(claim),
            revoked=True if claim.status is ClaimStatus.RETRACTED else None,
            extensions=extensions(admiralty=_digit(claim), quantity=_quantity(claim)),
        )
        if claim.superseded_by:
            yield stix.relation("superseded-by", ("note", claim.id), ("note", claim.superseded_by))


def _confidence(claim: Claim) -> int | None:
    if claim.confidence is not None:
        return claim.confidence
    return None if claim.credibility is None else CONFIDENCE_OF_CREDIBILITY[claim.credibility]


def _digit(claim: Claim) -> dict[str, Any]:
    if claim.credibility is None:
        return {}
    return {"credibility": claim.credibility, "credibility_label": CREDIBILITY_LABELS[claim.credibility]}


def _quantity(claim: Claim) -> dict[str, Any]:
    quantity = claim.quantity or Quantity()
    told = {
        "measure": claim.measure,
        "population": claim.population,
        "low": number(quantity.low),
        "best": number(quantity.value),
        "high": number(quantity.high),
        "low_open": quantity.low_open or None,
        "high_open": quantity.high_open or None,
        "unit": quantity.unit,
        "approximate": quantity.approximate or None,
        "cumulative": claim.cumulative or None,
        "place": claim.place,
        "event_time": str(claim.event_time) if claim.event_time else None,
        "as_of": str(claim.as_of) if claim.as_of else None,
    }
    return {name: value for name, value in told.items() if value is not None}
