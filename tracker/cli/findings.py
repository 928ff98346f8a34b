"""Findings and disputes as several commands print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.cli.output import write_line, write_record
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

REASONS_SHOWN = 3
"""Sentences under a dispute in a list; "tracker disputes ID" shows all that are known."""


def print_findings(findings: Sequence[Finding], workspace: Workspace, *, json: bool) -> None:
    """Each with its sentence; as records with the dispute that the pair belongs to."""
    if not findings:
        return
    camps = _camps_of_claims(workspace.scan.disputes()) if json else {}
    for finding in findings:
        dispute = _dispute_between(camps.get(finding.a or "", {}), camps.get(finding.b or "", {}))
        print_finding(finding, dispute, workspace, json=json)


def print_finding(finding: Finding, dispute: Dispute | None, workspace: Workspace, *, json: bool) -> None:
    """One of them."""
    from tracker.present.disputes import finding_record
    from tracker.present.reasons import further_grounds, sentence

    a, b = (workspace.claims.get(claim_id or "") for claim_id in (finding.a, finding.b))
    if json:
        place = {"dispute": dispute.id, "state": dispute.state.value} if dispute else {}
        write_record(finding_record(finding, a, b, **place))
        return
    write_line(f"{finding.id}  {finding.relation.value}, {_kind(finding)}, {finding.score:.2f}")
    write_line(f"  {sentence(finding, a, b)}")
    for ground in further_grounds(finding):
        write_line(f"  also: {ground}")


Camps = dict[str, tuple[int, Dispute]]
"""Dispute id -> number of the camp that a claim stands in, and the dispute."""


def _camps_of_claims(disputes: Iterable[Dispute]) -> dict[str, Camps]:
    camps: dict[str, Camps] = {}
    for dispute in disputes:
        for number, camp in enumerate(dispute.camps):
            for claim_id in camp.claims:
                camps.setdefault(claim_id, {})[dispute.id] = (number, dispute)
    return camps


def _dispute_between(a: Camps, b: Camps) -> Dispute | None:
    """The dispute in which two claims stand in different camps."""
    return next((dispute for key, (number, dispute) in a.items() if key in b and b[key][0] != number), None)


def _kind(finding: Finding) -> str:
    return finding.kind.value if finding.kind else "other"


def print_dispute(dispute: Dispute, workspace: Workspace, *, reasons: int = REASONS_SHOWN) -> None:
    """Camps with their sources, the strongest reasons, and the decision in force."""
    from tracker.present.disputes import camp_line, decision_line, heading, since_decided, state_words
    from tracker.present.reasons import sentence
    from tracker.present.remarks import remark_line

    write_line(f"{dispute.id}  {heading(dispute)}  [{state_words(dispute)}]")
    for camp in dispute.camps:
        write_line(f"  {camp_line(camp)}  {_few(camp.claims)}")
    for finding in dispute.findings[:reasons]:
        a, b = workspace.claims.get(finding.a or ""), workspace.claims.get(finding.b or "")
        write_line(f"  - {sentence(finding, a, b)} ({finding.id})")
    left = dispute.pairs - min(reasons, len(dispute.findings))
    if left > 0:
        write_line(f"  - and {left} more {'pair' if left == 1 else 'pairs'}: tracker disputes {dispute.id}")
    for remark in workspace.remarks.on(dispute.id):
        write_line(f"  {remark_line(remark)}")
    decision = workspace.review.decision_on(dispute.id)
    if decision:
        names = {source.id: source.name for source in workspace.sources.all()}
        write_line(f"  decided: {decision_line(decision, names)}")
        if since := since_decided(dispute, decision):
            write_line(f"  {since}")


def _few(claims: tuple[str, ...], most: int = 6) -> str:
    shown = ", ".join(claims[:most])
    return f"[{shown}, and {len(claims) - most} more]" if len(claims) > most else f"[{shown}]"
