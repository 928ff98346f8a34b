"""Findings and disputes as several commands print them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.cli.output import write_line, write_record
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding, Relation

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

REASONS_SHOWN = 3
"""Sentences under a dispute in a list; "tracker disputes ID" shows all that are known."""


def print_findings(findings: Iterable[Finding], workspace: Workspace, *, json: bool) -> None:
    """Each with its sentence; as records with the dispute that the pair belongs to."""
    from tracker.present.disputes import finding_record
    from tracker.present.reasons import further_grounds, sentence

    for finding in findings:
        a, b = workspace.claims.get(finding.a or ""), workspace.claims.get(finding.b or "")
        if json:
            dispute = workspace.scan.dispute_of(finding.id or "")
            place = {"dispute": dispute.id, "state": dispute.state.value} if dispute else {}
            write_record(finding_record(finding, a, b, **place))
            continue
        mark = "tension" if finding.relation is Relation.TENSION else finding.relation.value
        write_line(f"{finding.id}  {mark}, {finding.kind.value if finding.kind else 'other'}, {finding.score:.2f}")
        write_line(f"  {sentence(finding, a, b)}")
        for ground in further_grounds(finding):
            write_line(f"  also: {ground}")


def print_dispute(dispute: Dispute, workspace: Workspace, *, reasons: int = REASONS_SHOWN) -> None:
    """Camps with their sources, the strongest reasons, and the decision in force."""
    from tracker.present.disputes import camp_line, decision_line, heading, state_words
    from tracker.present.reasons import sentence

    write_line(f"{dispute.id}  {heading(dispute)}  [{state_words(dispute)}]")
    for camp in dispute.camps:
        write_line(f"  {camp_line(camp)}  {_few(camp.claims)}")
    for finding in dispute.findings[:reasons]:
        a, b = workspace.claims.get(finding.a or ""), workspace.claims.get(finding.b or "")
        write_line(f"  - {sentence(finding, a, b)} ({finding.id})")
    left = dispute.pairs - min(reasons, len(dispute.findings))
    if left > 0:
        write_line(f"  - and {left} more {'pair' if left == 1 else 'pairs'}: tracker disputes {dispute.id}")
    decision = workspace.review.decision_on(dispute.id)
    if decision:
        names = {source.id: source.name for source in workspace.sources.all()}
        write_line(f"  decided: {decision_line(decision, names)}")


def _few(claims: tuple[str, ...], most: int = 6) -> str:
    shown = ", ".join(claims[:most])
    return f"[{shown}, and {len(claims) - most} more]" if len(claims) > most else f"[{shown}]"
