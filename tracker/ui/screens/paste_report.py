"""Text from the clipboard as a report, with who published it and when."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.errors import InputError
from tracker.model.report import Report
from tracker.present.show import show
from tracker.services.fields import moment
from tracker.services.ingest import Taken
from tracker.ui.counts import counted
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.form import Form
from tracker.ui.widgets.fields import Field, FieldRow, Writing


class PasteReport(Form[Report]):
    """What was pasted, to be looked through, and what it does not say of itself."""

    CSS_PATH = "paste_report.tcss"
    draft_name = "report"

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._pasted = text

    def compose(self) -> ComposeResult:
        box = Vertical(
            Writing(id="text", hint="Paste or write the report here"),
            Vertical(
                FieldRow(safe("Title"), Field(id="title", hint="optional; its first line is taken")),
                FieldRow(safe("Publisher"), Field(id="publisher", hint="optional; who published it")),
                FieldRow(safe("Published"), Field(id="published", hint="optional; a day like 2017-07-31")),
                classes="section",
            ),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Text as a report")
        box.border_subtitle = safe("ctrl+s or enter in a field: take in · tab next · escape back")
        yield box

    def on_mount(self) -> None:
        box = self.query_one("#text", Writing)
        box.text = show(self._pasted)
        self.query_one("#title", Field).focus() if self._pasted else box.focus()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        text = self.query_one("#text", Writing).text
        if not self.need(text.strip(), "Paste the words of the report.", "#text"):
            return
        title, publisher, published = (
            self.query_one(f"#{name}", Field).value.strip() or None for name in ("title", "publisher", "published")
        )
        if not self.need(_is_date(published), "Published: a date like 2017-07-31.", "#published"):
            return
        title = title or _first_line(text)
        self.save(
            lambda case: _checked(
                case.ingest.take_in_bytes(
                    text.encode("utf-8", "replace"),
                    name=f"{title}.txt",
                    method="pasted",
                    title=title,
                    publisher=publisher,
                    published=published,
                )
            ),
            said=_outcome,
            result=lambda taken: taken.report,
        )


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0].strip()[:80]


def _is_date(text: str | None) -> bool:
    try:
        moment(text)
    except ValueError:
        return False
    return True


def _checked(taken: Taken) -> Taken:
    if taken.error:
        raise InputError(taken.error)
    return taken


def _outcome(taken: Taken) -> Content:
    if taken.already and taken.report:
        return line(f"The same text is in the case already: {taken.report.id}.")
    return line(f"Taken in, {counted(taken.proposed, 'proposal')}. {taken.note}")
