"""What decisions make of disputes and pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.remark import Remark, RemarkKind
from tracker.model.scales import Outcome

STILL_UNDER_REVIEW = frozenset({Outcome.KEEP_PENDING, Outcome.QUERY_SOURCE})
"""Outcomes that leave the question to somebody: the dispute is not resolved by them."""

Pair = frozenset[str]


class Ruling(NamedTuple):
    """What a decision makes of a dispute."""

    state: DisputeState
    outcome: Outcome | None


def judged(
    dispute: Dispute, decision: Decision | None, dismissed: Mapping[Pair, Decision], *, is_assigned: bool = False
) -> Dispute:
    """The dispute with its state; dismissed pairs are not counted, and none left means resolved.

    is_assigned: somebody has taken it on, so that it is under review before anything is decided.
    """
    if is_assigned:
        dispute = dispute.model_copy(update={"state": DisputeState.UNDER_REVIEW})
    if decision:
        made = ruling(decision)
        return dispute.model_copy(update={"state": made.state, "outcome": made.outcome})
    gone = [dismissed[pair] for finding in dispute.findings if (pair := pair_of(finding)) in dismissed]
    if not gone:
        return dispute
    if len(gone) >= dispute.pairs:
        newest = max(gone, key=lambda decision: decision.at)
        return dispute.model_copy(update={"state": DisputeState.RESOLVED, "outcome": newest.outcome})
    left = tuple(finding for finding in dispute.findings if pair_of(finding) not in dismissed)
    return dispute.model_copy(update={"findings": left, "pairs": dispute.pairs - len(gone)})


def ruling(decision: Decision) -> Ruling:
    if not decision.is_in_force:
        return Ruling(DisputeState.REOPENED, None)
    under_review = decision.outcome in STILL_UNDER_REVIEW
    return Ruling(DisputeState.UNDER_REVIEW if under_review else DisputeState.RESOLVED, decision.outcome)


def assigned(remarks: Iterable[Remark]) -> dict[str, str]:
    """Dispute or pair id -> who has taken it on; those that nobody has are left out. Remarks oldest first."""
    given = {one.target: one.words for one in remarks if one.kind is RemarkKind.ASSIGNMENT}
    return {target: name for target, name in given.items() if name}


def newest_by_target(decisions: list[Decision]) -> dict[str, Decision]:
    """Target -> its newest decision; one in force goes before a newer one that was reopened."""
    newest: dict[str, Decision] = {}
    for decision in decisions:
        standing = newest.get(decision.target)
        if standing is None or decision.is_in_force or not standing.is_in_force:
            newest[decision.target] = decision
    return newest


def dismissals(decisions: list[Decision], disputes: list[Dispute]) -> dict[Pair, Decision]:
    """Pairs that such decisions found to be no conflict: decided themselves, or in view when their dispute was."""
    by_id = {dispute.id: dispute for dispute in disputes}
    dismissed: dict[Pair, Decision] = {}
    for decision in decisions:
        dispute = by_id.get(decision.target)
        if dispute is None:
            dismissed[frozenset(decision.target.split("-"))] = decision
            continue
        in_view = frozenset(decision.claims)
        for finding in dispute.findings:
            if pair_of(finding) <= in_view:
                dismissed[pair_of(finding)] = decision
    return dismissed


def pair_of(finding: Finding) -> Pair:
    return frozenset((finding.a or "", finding.b or ""))
