"""What lists and the reading pane show, put together from several services. Called in workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.model.report import Report

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with what became of its claims."""

    report: Report
    proposed: int
    accepted: int


def report_rows(case: Workspace, text: str = "") -> list[ReportRow]:
    """All reports, newest taken in first; with words those that hold them, the most alike first."""
    reports = case.reports.find(text) if text else reversed(case.reports.list())
    counts = Counter(case.reports.claim_counts())
    return [
        ReportRow(report, counts[report.id, ClaimStatus.PROPOSED], counts[report.id, ClaimStatus.ACCEPTED])
        for report in reports
    ]


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report to read: its text and the claims in it, by position."""

    report: Report | None
    """None for a typed claim."""
    text: str
    claims: list[Claim]
    sentences: Sequence[tuple[int, int]] = ()


def text_at(case: Workspace, claim_id: str) -> ReportText:
    """The report in which a claim stands; for a typed claim its own words."""
    context = case.claims.context(claim_id)
    if context.report is None:
        return ReportText(None, context.text, [context.claim])
    return text_of(case, context.report.id)


def text_of(case: Workspace, report_id: str) -> ReportText:
    """A whole report."""
    report = case.reports.get(report_id)
    text = case.reports.text(report_id)
    return ReportText(report, text, _by_position(case, report_id), case.reports.sentences(report_id))


def _by_position(case: Workspace, report_id: str) -> list[Claim]:
    claims = case.claims.find(ClaimQuery(report=report_id))
    return sorted((claim for claim in claims if claim.span), key=lambda claim: claim.span or (0, 0))


class NamesKnown(NamedTuple):
    """Names that complete what is typed into a field."""

    sources: list[str]
    incidents: list[str]


def names_known(case: Workspace) -> NamesKnown:
    """The names of all sources and incidents, in the order first met."""
    return NamesKnown([one.name for one in case.sources.all()], [one.name for one in case.incidents.all()])
