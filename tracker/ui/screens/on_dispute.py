"""What can be done with the dispute or pair under the cursor."""

from __future__ import annotations

from tracker.model.decision import Decision
from tracker.present.disputes import decision_line, heading
from tracker.ui.camps import DisputeView
from tracker.ui.findings import Against
from tracker.ui.safe import line, safe
from tracker.ui.screens.base import CaseScreen


class OnDispute(CaseScreen):
    """Decide, reopen, assign, comment; why it is one; weigh; read in the report; its incident."""

    _view: DisputeView | Against | None
    """What is under the cursor; None: nothing, or not read yet."""

    @property
    def target(self) -> str:
        """Id of the dispute or pair under the cursor; empty: none."""
        if isinstance(self._view, DisputeView):
            return self._view.dispute.id
        return (self._view.finding.id or "") if self._view else ""

    def decision(self) -> Decision | None:
        """The decision in force on it."""
        raise NotImplementedError

    def after_decision(self, made: Decision | None) -> None:
        """Called with the decision that was made on a dispute."""

    # -- deciding --------------------------------------------------------------------------------------------------

    def why_not_decide(self) -> str | None:
        return None if self._view else "There is no dispute under the cursor."

    why_not_report = why_not_decide

    def why_not_reopen(self) -> str | None:
        if self._view is None:
            return "There is no dispute under the cursor."
        return None if self.decision() else "Nothing was decided here yet; d decides."

    def do_decide(self) -> None:
        from tracker.ui.screens.decide import Decide, Subject, said_by

        decision = self.decision()
        seen = decision.id if decision else None
        if isinstance(self._view, DisputeView):
            dispute = self._view.dispute
            subject = Subject(dispute.id, heading(dispute), said_by(self._view.claims.values()))
            self.app.push_screen(Decide(subject, seen=seen), self.after_decision)
        elif self._view is not None:
            found = self._view
            subject = Subject(found.finding.id or "", found.sentence, said_by((found.claim, found.other)))
            self.app.push_screen(Decide(subject, seen=seen))

    def do_reopen(self) -> None:
        from tracker.ui.screens.confirm import AskReason

        decision = self.decision()
        if decision:
            ask = AskReason(
                safe(f"Reopen {decision.target}?"),
                safe(decision_line(decision)),
                lambda case, reason: case.review.reopen(decision.target, reason=reason, seen=decision.id),
                line(f"Reopened {decision.target}"),
            )
            self.app.push_screen(ask)

    def why_not_incident(self) -> str | None:
        if self._view is None:
            return "There is no dispute under the cursor."
        return None if self._incident_id() else "It belongs to no incident."

    def do_incident(self) -> None:
        self.tracker.go("incidents", self._incident_id())

    def _incident_id(self) -> str | None:
        view = self._view
        claims = view.claims.values() if isinstance(view, DisputeView) else (view.claim, view.other) if view else ()
        return next((claim.incident_id for claim in claims if claim.incident_id), None)

    # -- remarks ---------------------------------------------------------------------------------------------------

    def why_not_assign(self) -> str | None:
        return self.why_not_decide()

    why_not_comment = why_not_assign

    def do_assign(self) -> None:
        from tracker.ui.screens.remark import Assign

        self.app.push_screen(Assign(self.target))

    def do_comment(self) -> None:
        from tracker.ui.screens.remark import Comment

        self.app.push_screen(Comment(self.target))

    # -- why -------------------------------------------------------------------------------------------------------

    def why_not_rules(self) -> str | None:
        if isinstance(self._view, DisputeView) and not self._view.dispute.findings:
            return "All pairs of this dispute were found to be no conflict."
        return self.why_not_decide()

    def do_rules(self) -> None:
        from tracker.ui.screens.rules import RulesBox

        if isinstance(self._view, DisputeView):
            dispute = self._view.dispute
            self.app.push_screen(RulesBox(dispute.id, dispute.findings, dispute.pairs))
        elif self._view is not None:
            self.app.push_screen(RulesBox(self._view.finding.id or "", [self._view.finding], 1))

    def do_threshold(self) -> None:
        from tracker.ui.screens.threshold import ThresholdBox

        self.app.push_screen(ThresholdBox())

    # -- weighing --------------------------------------------------------------------------------------------------

    def why_not_weigh(self) -> str | None:
        return None if isinstance(self._view, DisputeView) else "There is no dispute under the cursor."

    why_not_explain = why_not_weigh
    why_not_what_if = why_not_weigh

    def do_weigh(self, start: str = "") -> None:
        from tracker.ui.screens.weighed import WeighedBox

        if isinstance(self._view, DisputeView):
            self.app.push_screen(WeighedBox(self._view.dispute.id, start=start))

    def do_explain(self) -> None:
        self.do_weigh("explain")

    def do_what_if(self) -> None:
        self.do_weigh("what_if")

    def do_report(self) -> None:
        from tracker.ui.screens.reader import Reader

        if isinstance(self._view, DisputeView):
            self.app.push_screen(Reader(self._view.dispute.camps[0].claims[0]))
        elif self._view is not None:
            self.app.push_screen(Reader(self._view.claim.id))
