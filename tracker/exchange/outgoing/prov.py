"""Provenance as W3C PROV-O in JSON-LD, with Web Annotation selectors for every quote.

Reports, claims and decisions are entities; sources, analysts and the tool are agents; taking a report in is an
activity. The context stands in the file: nothing has to be fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.exchange.outgoing.identifiers import urn_of
from tracker.exchange.outgoing.json_text import filled, inert_json, list_parts
from tracker.exchange.outgoing.opening import opening
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.report import Report
from tracker.model.source import Source, SourceKind
from tracker.present.disputes import OUTCOME_WORDS
from tracker.present.times import iso_utc

AROUND = 32
"""Characters before and after a quote."""

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "description": "dcterms:description",
    "title": "dcterms:title",
    "identifier": "dcterms:identifier",
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasQuotedFrom", "wasAttributedTo", "wasDerivedFrom", "wasRevisionOf", "hadPrimarySource", "alternateOf",
            "wasGeneratedBy", "wasAssociatedWith", "actedOnBehalfOf", "used",
        )
    },
    **{
        name: {"@id": f"prov:{name}", "@type": "xsd:dateTime"}
        for name in ("startedAtTime", "generatedAtTime", "invalidatedAtTime")
    },
    "url": {"@id": "dcterms:source", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip

_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.WITNESS})


def prov_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """One JSON-LD document."""
    return list_parts('{"@context": ' + inert_json(CONTEXT) + ',\n"@graph": [\n', _graph(snapshot), "\n]}\n")


def _graph(snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    yield _export(snapshot)
    yield {"id": _tool(snapshot), "type": "prov:SoftwareAgent", "label": f"tracker {snapshot.tool_version}"}
    for name in _analysts(snapshot):
        yield {"id": urn_of(snapshot, "analyst", name), "type": "prov:Person", "label": name}
    for source in snapshot.sources:
        yield _source(source, snapshot)
    for report in snapshot.reports:
        yield from _report(report, snapshot)
    for claim in snapshot.stated_claims:
        yield from _claim(claim, snapshot)
    for decision in snapshot.decisions:
        yield _decision(decision, snapshot)


def _export(snapshot: CaseSnapshot) -> dict[str, Any]:
    return filled(
        {
            "id": urn_of(snapshot, "export", snapshot.checkpoint.last_hash),
            "type": "prov:Bundle",
            "title": f"Evidence log: {snapshot.case}",
            "description": " ".join(opening(snapshot)),
            "identifier": snapshot.checkpoint.line,
            "generatedAtTime": iso_utc(snapshot.exported_at),
            "wasAttributedTo": [_tool(snapshot), *_analyst(snapshot, snapshot.exported_by)],
        }
    )


def _source(source: Source, snapshot: CaseSnapshot) -> dict[str, Any]:
    kind = "prov:Person" if source.kind in _PEOPLE else "prov:Organization"
    behalf = urn_of(snapshot, "source", source.parent) if source.parent else None
    own = urn_of(snapshot, "source", source.id)
    return filled(
        {
            "id": own,
            "type": "prov:Agent" if source.kind is SourceKind.UNKNOWN else kind,
            "label": source.name,
            "identifier": source.id,
            "actedOnBehalfOf": behalf,
        }
    )


def _report(report: Report, snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    taking_in = urn_of(snapshot, "taking in", report.id)
    yield filled(
        {
            "id": urn_of(snapshot, "report", report.id),
            "type": "prov:Entity",
            "title": report.title,
            "identifier": [report.id, f"sha256:{report.sha256}", f"text-sha256:{report.text_sha256}"],
            "url": report.url,
            "description": ", ".join(part for part in (report.author, report.publisher) if part),
            "generatedAtTime": iso_utc(report.published),
            "wasGeneratedBy": taking_in,
            "wasRevisionOf": urn_of(snapshot, "report", report.version_of) if report.version_of else None,
            "hadPrimarySource": urn_of(snapshot, "report", report.copy_of) if report.copy_of else None,
        }
    )
    yield filled(
        {
            "id": taking_in,
            "type": "prov:Activity",
            "label": f"Taken in as {report.method}, with tracker {report.tool_version}",
            "startedAtTime": iso_utc(report.accessed_at),
            "wasAssociatedWith": [_tool(snapshot), *_analyst(snapshot, report.collected_by)],
        }
    )


def _claim(claim: Claim, snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    own = urn_of(snapshot, "claim", claim.id)
    report = snapshot.reports_by_id.get(claim.report or "")
    quoted = urn_of(snapshot, "report", report.id) if report else None
    yield filled(
        {
            "id": own,
            "type": "prov:Entity",
            "value": claim.quote,
            "identifier": claim.id,
            "wasAttributedTo": urn_of(snapshot, "source", claim.source_id) if claim.source_id else None,
            "wasQuotedFrom": quoted,
            "generatedAtTime": iso_utc(claim.stated_at),
        }
    )
    if claim.superseded_by:
        yield {"id": urn_of(snapshot, "claim", claim.superseded_by), "wasRevisionOf": own}
    if report and claim.span:
        selectors = _selectors(claim, report, snapshot)
        yield {
            "id": urn_of(snapshot, "quote", claim.id),
            "type": "oa:Annotation",
            "motivation": "oa:identifying",
            "body": own,
            "target": {
                "type": "oa:SpecificResource",
                "source": quoted,
                "selector": selectors,
            },
        }


def _selectors(claim: Claim, report: Report, snapshot: CaseSnapshot) -> list[dict[str, Any]]:
    start, end = claim.span or (0, 0)
    text = snapshot.texts.get(report.text_sha256)
    around = (
        {}
        if text is None
        else filled({"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]})
    )
    return [
        {"type": "oa:TextQuoteSelector", "exact": claim.quote, **around},
        {"type": "oa:TextPositionSelector", "start": start, "end": end},
    ]


def _decision(decision: Decision, snapshot: CaseSnapshot) -> dict[str, Any]:
    return filled(
        {
            "id": urn_of(snapshot, "decision", decision.id),
            "type": "prov:Entity",
            "label": OUTCOME_WORDS[decision.outcome],
            "description": decision.reason,
            "identifier": [decision.id, decision.target],
            "generatedAtTime": iso_utc(decision.at),
            "invalidatedAtTime": iso_utc(decision.reopened_at),
            "wasAttributedTo": _analyst(snapshot, decision.by),
            "wasDerivedFrom": [urn_of(snapshot, "claim", claim) for claim in decision.claims],
        }
    )


def _tool(snapshot: CaseSnapshot) -> str:
    return urn_of(snapshot, "tool", snapshot.tool_version)


def _analyst(snapshot: CaseSnapshot, name: str) -> list[str]:
    return [urn_of(snapshot, "analyst", name)] if name else []


def _analysts(snapshot: CaseSnapshot) -> list[str]:
    names = [snapshot.exported_by, *(report.collected_by for report in snapshot.reports)]
    names += [decision.by for decision in snapshot.decisions]
    return list(dict.fromkeys(name for name in names if name))
