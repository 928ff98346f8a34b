"""What can be done with the claim under the cursor, on every screen that lists claims."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.geometry import Region

from tracker.model.claim import Claim
from tracker.ui.screens.base import CaseScreen
from tracker.ui.widgets.table import RowTable


class OnClaim(CaseScreen):
    """Edit, grade, read in its report, copy."""

    NO_CLAIM = "There is no claim under the cursor."

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        raise NotImplementedError

    def why_not_edit(self) -> str | None:
        return None if self.claim else self.NO_CLAIM

    why_not_grade = why_not_report = why_not_into_incident = why_not_edit

    def why_not_incident(self) -> str | None:
        if self.claim is None:
            return self.NO_CLAIM
        return None if self.claim.incident_id else f"{self.claim.id} belongs to no incident."

    def do_incident(self) -> None:
        if self.claim:
            self.tracker.go("incidents", self.claim.incident_id)

    def do_into_incident(self) -> None:
        from tracker.ui.screens.into_incident import IntoIncident

        if self.claim:
            self.app.push_screen(IntoIncident(self.claim))

    def do_edit(self) -> None:
        from tracker.ui.screens.edit_claim import EditClaim

        if self.claim:
            self.app.push_screen(EditClaim(self.claim, place=self.edit_place()))

    def edit_place(self) -> Callable[[], Region] | None:
        """Where the form of a claim's fields stands; None: in the middle of the screen."""
        return None

    def do_grade(self) -> None:
        from tracker.ui.screens.grade import GradeClaim

        if self.claim:
            self.app.push_screen(GradeClaim(self.claim))

    def do_report(self) -> None:
        from tracker.ui.screens.reader import Reader

        if self.claim:
            self.app.push_screen(Reader(self.claim.id), lambda _: self.after_reading())

    def after_reading(self) -> None:
        """Called when the report that was opened is left."""

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("report")

    def copied(self) -> str:
        return self.claim.quote if self.claim else ""
