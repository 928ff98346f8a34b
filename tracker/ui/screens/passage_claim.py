"""A claim made of words selected in a report: they are read, and kept with their place there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widget import Widget

from tracker.model.claim import Claim
from tracker.model.query import ClaimQuery
from tracker.ui.safe import join, line, marked
from tracker.ui.screens.new_claim import NewClaim
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class PassageClaim(NewClaim):
    """The form of a new claim, filled in with what reading makes of a passage."""

    NEEDS_CONFIDENCE: ClassVar[bool] = False
    KEYS: ClassVar[str] = "enter keep it · tab next · escape back"

    def __init__(self, report_id: str, span: tuple[int, int], quote: str) -> None:
        super().__init__()
        self._report_id = report_id
        self._span = span
        self._quote = quote
        self.draft_name = f"claim of {report_id} {span[0]}-{span[1]}"

    def words(self) -> Widget:
        return Words(join(Content("“"), marked(self._quote, (), one_line=True), Content("”")), id="quote")

    def heading(self) -> Content:
        return line(f"New claim of {self._report_id}, {self._span[0]:,}-{self._span[1]:,}")

    def on_mount(self) -> None:
        # The base class's own handler runs as well.
        draft = self.drafting(self._quote, "", {})
        self.load("read", lambda case: (draft(case), _incident_beside(case, self._report_id, self._span)))

    def show_read(self, read: tuple[Claim, str]) -> None:
        """Fills in who says it, and of which incident where the words do not say that themselves."""
        claim, beside = read
        found = {
            "source": "" if claim.source == "unnamed source" else claim.source,
            "incident": "" if claim.incident else beside,
        }
        for name, words in found.items():
            field = self.query_one(f"#{name}", Field)
            if not field.value and words:
                # What reading found is no typing of the user's.
                field.take_as_read(words, keep=False)
                field.cursor_position = len(field.value)

    def text(self) -> str:
        return self._quote

    def drafting(self, text: str, source: str, fields: dict[str, Any]) -> Callable[[Workspace], Claim]:  # noqa: ARG002
        return lambda case: case.claims.draft_of(self._report_id, self._span, source=source or None, **fields)


def _incident_beside(case: Workspace, report_id: str, span: tuple[int, int]) -> str:
    """The incident of the claim nearest in the report; empty: there is none."""
    told = [one for one in case.claims.find(ClaimQuery(report=report_id)) if one.status.is_open and one.span]
    nearest = min(told, key=lambda one: abs((one.span or span)[0] - span[0]), default=None)
    return nearest.incident or "" if nearest else ""
