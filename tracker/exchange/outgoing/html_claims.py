"""Claims as articles of the page. Written here, not by a template, which would take five times as long for each."""

from __future__ import annotations

from markupsafe import Markup, escape

from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.present.claims import confidence_words, credibility_words, details, likelihood_words
from tracker.present.show import show
from tracker.present.times import day_or_moment, iso_utc

TOLD_APART = frozenset({"confidence", "credibility", "likelihood", "status", "note", "source", "incident"})
"""Fields that stand in sentences of their own: a likelihood never shares one with a confidence."""


def claim_article(claim: Claim, snapshot: CaseSnapshot) -> Markup:
    """One claim; every word of it made visible and escaped."""
    claim_id, name = _safe(claim.id), _safe(claim.source)
    if claim.source_id in snapshot.sources_by_id:
        name = f'<a href="#{_safe(claim.source_id or "")}">{name}</a>'
    told = "; ".join(f"{label}: {words}" for label, words in details(claim) if label not in TOLD_APART)
    parts = [
        f'<article id="{claim_id}"><p class="who">{name} <span class="id">{claim_id}, {claim.status.value}</span></p>',
        f"<blockquote>{_safe(claim.quote)}</blockquote>",
        f"<p>{_safe(told)}</p>" if told else "",
        f'<p class="faint">{_whereabouts(claim, snapshot)}</p>',
    ]
    if claim.credibility is not None or claim.confidence is not None:
        credibility, confidence = credibility_words(claim.credibility), confidence_words(claim.confidence)
        parts.append(f"<p>Credibility: {_safe(credibility)}; confidence: {_safe(confidence)}</p>")
    if claim.likelihood is not None:
        parts.append(f"<p>Judged by the analyst as {_safe(likelihood_words(claim.likelihood))}</p>")
    if claim.note:
        parts.append(f"<p>Note: {_safe(claim.note)}</p>")
    return Markup("\n".join(part for part in parts if part) + "</article>\n")  # noqa: S704  escaped above


def _whereabouts(claim: Claim, snapshot: CaseSnapshot) -> str:
    report = snapshot.reports_by_id.get(claim.report or "")
    if report is None or claim.span is None:
        return f"Typed in by the analyst, {iso_utc(claim.stated_at) or 'undated'}"
    start, end = claim.span
    stated = f", {day_or_moment(claim.stated_at)}" if claim.stated_at else ""
    return f'Report <a href="#{_safe(report.id)}">{_safe(report.id)}</a>, characters {start} to {end}{stated}'


def _safe(text: str) -> str:
    return str(escape(show(text)))
