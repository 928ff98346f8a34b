"""Sources, claims and reports as sections of the evidence log."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.exchange.outgoing.escape import markdown_line, markdown_quote
from tracker.exchange.snapshot import CaseSnapshot
from tracker.model.claim import Claim
from tracker.model.report import Report
from tracker.model.source import Source
from tracker.model.track_record import RepeatGround
from tracker.present.claims import confidence_words, credibility_words, details, likelihood_words
from tracker.present.reports import kept_of
from tracker.present.sources import aliases_words, grade_history, reliability_words
from tracker.present.times import day_or_moment, iso_utc
from tracker.present.track_records import accuracy_words, factor_words, repeat_words

_GRADES = frozenset({"confidence", "credibility", "likelihood", "status", "note", "source"})
"""Fields that stand in lines of their own: a likelihood never shares a sentence with a confidence."""
NO_INCIDENT = "Of no known incident"
"""Heading for claims that belong to no incident."""


def sources_section(snapshot: CaseSnapshot) -> Iterator[str]:
    """Every source with its grade, who graded it, when and why."""
    yield "## Sources"
    yield ""
    if not snapshot.sources:
        yield "None."
        yield ""
        return
    yield "| Id | Name | Kind | Party | Reliability | Accuracy, 90 % | Proposed |"
    yield "|---|---|---|---|---|---|---|"
    for source in snapshot.sources:
        kind = "" if source.kind.value == "unknown" else source.kind.value
        party, name = markdown_line(source.party or ""), markdown_line(source.name)
        record = snapshot.records_by_source.get(source.id)
        weighed = f"{accuracy_words(record)} | {record.proposal.value}" if record else " | "
        yield f"| {source.id} | {name} | {kind} | {party} | {reliability_words(source)} | {weighed} |"
    yield ""
    if snapshot.provenance:
        # Whole hashes: a figure can be checked against the case years later.
        told = snapshot.provenance
        yield "Reliability is the analyst's own grade; accuracy and the proposed letter are weighed from this case."
        yield f"Inputs sha256 `{told.inputs}`, parameters sha256 `{told.parameters}`, tracker {told.version}."
        yield ""
    for source in snapshot.sources:
        yield from _source_details(source, snapshot)


def _source_details(source: Source, snapshot: CaseSnapshot) -> Iterator[str]:
    notes = [aliases_words(source)]
    record = snapshot.records_by_source.get(source.id)
    if record:
        notes += [f"{factor.relation}: {factor_words(factor)}" for factor in record.factors if factor.leans]
        notes += [repeat_words(one) for one in record.repeats if one.ground is not RepeatGround.SPEAKS_FOR]
    if source.parent:
        notes.append(f"speaks for {snapshot.source_names.get(source.parent, source.parent)}")
    notes += [f"graded {line}" for line in grade_history(source)]
    if source.notes:
        notes.append(f"note: {source.notes}")
    told = [note for note in notes if note]
    if told:
        yield f"{source.id} {markdown_line(source.name)}:"
        yield ""
        yield from (f"- {markdown_line(note)}" for note in told)
        yield ""


def claims_section(snapshot: CaseSnapshot) -> Iterator[str]:
    """Every claim but the rejected ones, by incident, with quote, report hash and span."""
    yield "## Claims"
    yield ""
    if not snapshot.count_stated:
        yield "None."
        yield ""
    for incident, claims in snapshot.stated_by_incident():
        yield f"### {markdown_line(incident or NO_INCIDENT)}"
        yield ""
        for claim in claims:
            yield from _claim(claim, snapshot)


def _claim(claim: Claim, snapshot: CaseSnapshot) -> Iterator[str]:
    yield f"**{claim.id}** {markdown_line(claim.source)} ({claim.status.value})"
    yield ""
    yield markdown_quote(claim.quote)
    yield ""
    told = [(label, words) for label, words in details(claim) if label not in _GRADES and label != "incident"]
    if told:
        yield "- " + "; ".join(f"{label}: {markdown_line(words)}" for label, words in told)
    yield f"- {_whereabouts(claim, snapshot)}"
    credibility, confidence = credibility_words(claim.credibility), confidence_words(claim.confidence)
    yield f"- Credibility: {credibility}; confidence: {confidence}"
    if claim.likelihood is not None:
        yield f"- Judged by the analyst as {likelihood_words(claim.likelihood)}"
    if claim.note:
        yield f"- Note: {markdown_line(claim.note)}"
    yield ""


def _whereabouts(claim: Claim, snapshot: CaseSnapshot) -> str:
    report = snapshot.reports_by_id.get(claim.report or "")
    if report is None or claim.span is None:
        return f"Typed in by the analyst, {iso_utc(claim.stated_at) or 'undated'}"
    start, end = claim.span
    return f"Report {report.id}, characters {start} to {end}, report sha256 `{report.sha256}`"


def reports_section(snapshot: CaseSnapshot) -> Iterator[str]:
    """Every report with its chain of custody."""
    yield "## Reports"
    yield ""
    if not snapshot.reports:
        yield "None."
        yield ""
    for report in snapshot.reports:
        yield from _report(report)


def _report(report: Report) -> Iterator[str]:
    yield f"### {report.id}: {markdown_line(report.title or report.name or 'untitled')}"
    yield ""
    published = [markdown_line(part) for part in (report.author, report.publisher) if part]
    yield f"- Published: {', '.join([*published, day_or_moment(report.published)])}"
    if report.url:
        yield f"- Address: {markdown_line(report.url)}"
    by = f" by {markdown_line(report.collected_by)}" if report.collected_by else ""
    version = markdown_line(report.tool_version)
    yield f"- Collected: {iso_utc(report.accessed_at)}{by}, as {report.method}, with tracker {version}"
    yield f"- Original: sha256 `{report.sha256}`, {report.size:,} bytes, {markdown_line(report.media_type)}"
    yield f"- Text: sha256 `{report.text_sha256}`, {kept_of(report)}, normaliser {report.normaliser}"
    if report.cleaned:
        yield "- Cleaned: characters that cannot be stored were taken out of the text"
    if report.notes:
        yield f"- Notes: {markdown_line(report.notes)}"
    yield ""
