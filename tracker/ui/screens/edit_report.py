"""Correcting what a report says of itself: title, author, publisher, date, language. Only what was changed is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tracker.model.report import Report
from tracker.present.show import show_line
from tracker.present.times import day_or_moment
from tracker.services.report_details import Corrected
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.edit_fields import EditFields
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

FIELDS: dict[str, tuple[str, str]] = {
    "title": ("Title", "unknown"),
    "author": ("Author", "unknown"),
    "publisher": ("Publisher", "who speaks where nobody is quoted"),
    "published": ("Published", "2017-07-31"),
    "language": ("Language", "en, ar, uk ..."),
}
"""Field of the service -> its name on the screen and what may be written."""


class EditReport(EditFields[Corrected]):
    """The details of a report. Another publisher or date reads its undecided proposals again, in the same step."""

    FIELDS = FIELDS
    FIRST = "publisher"

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report
        self.subject = report.id
        self.rev = report.rev
        self.draft_name = f"edit {report.id}"
        self._entered = _entered(report)

    def compose(self) -> ComposeResult:
        rows = [
            FieldRow(safe(label), Field(self._entered[name], id=name, hint=hint))
            for name, (label, hint) in FIELDS.items()
        ]
        box = Vertical(
            *rows,
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            Words(safe("Another publisher or date reads undecided proposals again.", "$faint"), id="meaning"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Details of {self._report.id}")
        box.border_subtitle = safe("enter save · → takes a completion · escape back")
        yield box

    def known(self, case: Workspace) -> dict[str, list[str]]:
        return {"publisher": sorted({report.publisher for report in case.reports.list() if report.publisher})}

    def value(self, name: str) -> str:
        return self.entered(name)

    def now(self, case: Workspace) -> tuple[int, dict[str, str]]:
        report = case.reports.get(self._report.id)
        return report.rev, {name: show_line(text) for name, text in _entered(report).items()}

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Corrected:
        return case.reports.correct(self._report.id, rev=self.rev, reason=reason, **changed)

    def said(self, made: Corrected, labels: str) -> Content:
        return line(f"Corrected {self.subject}: {labels}. {made.words()}".strip())


def _entered(report: Report) -> dict[str, str]:
    return {
        "title": report.title or "",
        "author": report.author or "",
        "publisher": report.publisher or "",
        "published": day_or_moment(report.published) if report.published else "",
        "language": report.language or "",
    }
