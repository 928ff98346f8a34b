"""Which findings decisions took back, told without their disputes."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model.decision import Decision
from tracker.model.finding import Finding, Relation


class Dismissed:
    """Findings that decisions in force say are no conflict, for a case of any size.

    A decision on a pair takes back what is found on it; one on a dispute every contradiction between two of the claims
    that were in view, however many pairs they make. Claims that came later are not in view.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        standing = [decision for decision in decisions if decision.dismisses]
        self._pairs = {frozenset(one.target.split("-")) for one in standing if not _is_on_dispute(one)}
        self._in_view = [frozenset(one.claims) for one in standing if _is_on_dispute(one)]

    def left(self, claim_id: str, findings: Iterable[Finding]) -> list[Finding]:
        """Those of a claim's findings that nobody dismissed."""
        in_view = [claims for claims in self._in_view if claim_id in claims]

        def is_dismissed(finding: Finding) -> bool:
            if frozenset((finding.a, finding.b)) in self._pairs:
                return True
            return finding.relation is Relation.CONTRADICTS and any(finding.b in claims for claims in in_view)

        return [finding for finding in findings if not is_dismissed(finding)]


def _is_on_dispute(decision: Decision) -> bool:
    return decision.target.startswith("D")
