"""The score from which this case lists contradictions: proposed from decisions, set and taken back by the analyst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.matching.threshold import Decided, Proposal, proposed_threshold
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.scales import Outcome
from tracker.services.base import Service
from tracker.services.review import PAIR_ID
from tracker.services.scan import Scan
from tracker.store.ports import ReadsCase, Store

TARGET = "threshold"
"""Target of the decision that holds the setting: a range of scores that is reported, so that it stands in the journal,
in every export and under undo like any other decision."""


class Threshold(Service):
    """The case's threshold, and what its decisions propose for it."""

    def __init__(self, store: Store, actor: str, *, scan: Scan, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._clock = clock

    def value(self) -> float:
        """The score from which contradictions are listed, 0-1; 0, unless one was set, lists all."""
        held = _in_force(self._store)
        return held.low or 0.0 if held else 0.0

    def setting(self) -> Decision | None:
        """The decision that set it, None when all scores are listed."""
        return _in_force(self._store)

    def proposal(self) -> Proposal:
        """What the analyst's decisions on disputes and pairs propose; not new when it was refused."""
        decided = [self._decided(decision) for decision in self._store.decisions() if decision.is_in_force]
        proposal = proposed_threshold([one for one in decided if one is not None], self.value())
        held = self.setting()
        if proposal.is_new and held and held.reason.startswith(_refusal(proposal.threshold)):
            return replace(proposal, is_new=False, reason=f"{proposal.reason} It was refused.")
        return proposal

    def set(self, value: float | None = None, *, reason: str = "") -> Decision:
        """Lists contradictions from a score up; None takes what the decisions propose. Journalled; undo takes it back.

        Raises UsageError for a value outside 0-1, RefusedError when the decisions propose nothing new.
        """
        if value is None:
            proposal = self.proposal()
            if not proposal.is_new:
                raise RefusedError(proposal.reason, hint="Give a score yourself: tracker threshold --set 0.7.")
            value = proposal.threshold
            reason = reason or f"fitted to {proposal.decided} decisions. {proposal.reason}"
        if not 0.0 <= value <= 1.0:
            raise UsageError(f"{value:g} is not a score.", hint="Scores go from 0 to 1.")
        return self._held(value, reason, f"Contradictions are listed from {value:.2f} up")

    def refuse(self, *, reason: str = "") -> Decision:
        """Keeps the present threshold and says so: what is proposed now is not proposed again. Undo takes it back.

        Raises RefusedError when nothing new is proposed.
        """
        proposal = self.proposal()
        if not proposal.is_new:
            raise RefusedError(proposal.reason)
        refusal = _refusal(proposal.threshold)
        because = f"{refusal}, proposed from {proposal.decided} decisions"
        return self._held(self.value(), f"{because}: {reason.strip()}" if reason.strip() else because, refusal)

    def _held(self, value: float, reason: str, summary: str) -> Decision:
        with self._store.write("threshold", actor=self._actor, summary=summary, reason=reason) as write:
            earlier = _in_force(write)
            if earlier:
                write.put(self._ended(earlier, "set again"))
            return write.put(
                Decision(
                    id=write.new_id("decision"),
                    target=TARGET,
                    outcome=Outcome.REPORT_RANGE,
                    reason=reason.strip(),
                    by=self._actor,
                    at=self._clock(),
                    low=value,
                    high=1.0,
                )
            )

    def reset(self, *, reason: str = "") -> Decision:
        """Lists all scores again; what was set stays on record. Raises RefusedError when nothing is set."""
        with self._store.write("threshold", actor=self._actor, summary="All contradictions are listed") as write:
            held = _in_force(write)
            if held is None:
                raise RefusedError("No threshold is set: all contradictions are listed.")
            return write.put(self._ended(held, reason.strip() or "all scores are listed again"))

    def listed(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those of the findings that reach the threshold, in their order."""
        value = self.value()
        return [finding for finding in findings if finding.score >= value]

    def lists(self, dispute: Dispute) -> bool:
        """Whether a dispute is listed: its strongest finding reaches the threshold, or somebody reviewed it."""
        if dispute.state is not DisputeState.DETECTED or not dispute.findings:
            return True
        return max(finding.score for finding in dispute.findings) >= self.value()

    def _ended(self, decision: Decision, reason: str) -> Decision:
        return decision.model_copy(
            update={"reopened_at": self._clock(), "reopened_by": self._actor, "reopened_reason": reason}
        )

    def _decided(self, decision: Decision) -> Decided | None:
        """The score of what was decided on: of a dispute, of its strongest finding; None when it is gone."""
        try:
            if PAIR_ID.fullmatch(decision.target):
                score = self._scan.finding(decision.target).score
            else:
                score = max((f.score for f in self._scan.dispute(decision.target).findings), default=0.0)
        except NotFoundError:
            return None
        return Decided(score, decision.outcome.is_real_conflict) if score else None


def _refusal(value: float) -> str:
    return f"Refused the threshold of {value:.2f}"


def _in_force(reads: ReadsCase) -> Decision | None:
    return next((d for d in reversed(reads.decisions()) if d.target == TARGET and d.is_in_force), None)
