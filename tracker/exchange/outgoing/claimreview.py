"""ClaimReview (schema.org, JSON-LD): the claims that an analyst judged, as fact checkers and search engines read them.

A claim is in it when it has a credibility grade, or was in view when a dispute was decided. The one scale from numbers
to words is that of the Admiralty code, turned round, since here 5 is best: a claim graded 1, "Confirmed by other
sources", has the value 5. A claim graded 6, or not at all, has words and no value: unknown is no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.exchange.outgoing.identifiers import urn_of
from tracker.exchange.outgoing.json_text import filled, list_parts
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.report import Report
from tracker.model.scales import CREDIBILITY_LABELS
from tracker.model.source import SourceKind
from tracker.present.disputes import OUTCOME_WORDS
from tracker.present.quantities import bounds_words
from tracker.present.show import show_line
from tracker.present.statements import short_statement
from tracker.present.times import iso_utc

BEST, WORST = 5, 1
CANNOT_BE_JUDGED = 6
LONGEST = 200
"""Characters of `claimReviewed`."""
NOT_GRADED = "Not graded"

_PEOPLE = frozenset({SourceKind.PERSON, SourceKind.WITNESS})


def claimreview_parts(snapshot: CaseSnapshot) -> Iterator[bytes]:
    """One array; each object stands for itself, with its own context."""
    return list_parts("[\n", _reviews(snapshot), "\n]\n")


def rating(credibility: int | None) -> dict[str, Any]:
    """The rating of a credibility grade.

    >>> rating(2)["ratingValue"], rating(2)["alternateName"], "ratingValue" in rating(6)
    (4, 'Probably true', False)
    """
    words = NOT_GRADED if credibility is None else CREDIBILITY_LABELS[credibility]
    judged = credibility is not None and credibility != CANNOT_BE_JUDGED
    value = {"ratingValue": 6 - credibility, "bestRating": BEST, "worstRating": WORST} if judged and credibility else {}
    return {"@type": "Rating", "alternateName": words, **value}


def _reviews(snapshot: CaseSnapshot) -> Iterator[dict[str, Any]]:
    decided: dict[str, list[Decision]] = {}
    for decision in snapshot.decisions:
        if decision.is_in_force:
            for claim_id in decision.claims:
                decided.setdefault(claim_id, []).append(decision)
    for claim in snapshot.stated_claims:
        decisions = decided.get(claim.id, [])
        if claim.credibility is not None or decisions:
            yield _review(claim, decisions, snapshot)


def _review(claim: Claim, decisions: list[Decision], snapshot: CaseSnapshot) -> dict[str, Any]:
    urn = urn_of(snapshot, "review", claim.id)
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": urn,
            "url": urn,
            "claimReviewed": show_line(short_statement(claim), LONGEST),
            "reviewRating": rating(claim.credibility),
            "author": {"@type": "Organization", "name": snapshot.exported_by or f"tracker {snapshot.tool_version}"},
            "datePublished": iso_utc(snapshot.exported_at),
            "reviewBody": " ".join(_decided(decision, snapshot) for decision in decisions),
            "itemReviewed": _claim(claim, snapshot),
        }
    )


def _claim(claim: Claim, snapshot: CaseSnapshot) -> dict[str, Any]:
    source = snapshot.sources_by_id.get(claim.source_id or "")
    kind = "Person" if source and source.kind in _PEOPLE else "Organization"
    report = snapshot.reports_by_id.get(claim.report or "")
    return filled(
        {
            "@type": "Claim",
            "@id": urn_of(snapshot, "claim", claim.id),
            "identifier": claim.id,
            "text": claim.quote,
            "author": {"@type": kind, "name": claim.source},
            "datePublished": iso_utc(claim.stated_at),
            "appearance": _work(report, snapshot) if report else None,
        }
    )


def _work(report: Report, snapshot: CaseSnapshot) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": report.publisher} if report.publisher else None
    return filled(
        {
            "@type": "CreativeWork",
            "@id": urn_of(snapshot, "report", report.id),
            "identifier": f"sha256:{report.sha256}",
            "headline": report.title,
            "url": report.url,
            "publisher": publisher,
            "datePublished": iso_utc(report.published),
        }
    )


def _decided(decision: Decision, snapshot: CaseSnapshot) -> str:
    words = OUTCOME_WORDS[decision.outcome]
    if decision.preferred:
        words += f" ({snapshot.source_names.get(decision.preferred, decision.preferred)})"
    if decision.low is not None or decision.high is not None:
        words += f" ({bounds_words(decision.low, decision.high)})"
    reason = f": {decision.reason}" if decision.reason else ""
    return show_line(f"{words[:1].upper()}{words[1:]}{reason}").rstrip(".") + "."
