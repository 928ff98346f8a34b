"""The whole report, with every claim marked; opens at a quote."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.model.claim import Claim
from tracker.ui.reads import ReportText, text_at, text_of
from tracker.ui.safe import Mark, join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.report_view import ReportView, show_note
from tracker.ui.widgets.words import Words
from tracker.ui.words import STATUS_MARKS, says, source_words, status_mark


class Reader(Dialog[None]):
    """Reads one report; `n` and `p` go from claim to claim. Give the claim to open it at, or the report."""

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,tab", "next_claim(1)", show=False),
        Binding("p,N,shift+tab", "next_claim(-1)", show=False),
        Binding("o,q", "leave", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, claim_id: str = "", *, report_id: str = "") -> None:
        super().__init__()
        self._claim_id = claim_id
        self._report_id = report_id
        self._read = ReportText(None, "", [])

    def compose(self) -> ComposeResult:
        box = Vertical(Words(id="unread"), ReportView(id="text"), Words(id="which"), no_complaint(), id="reader")
        box.border_subtitle = safe("n p claims · j k scroll · y copy quote · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one(ReportView).focus()
        self.load(
            "report", lambda case: text_at(case, self._claim_id) if self._claim_id else text_of(case, self._report_id)
        )

    def show_report(self, found: ReportText) -> None:
        self._read = found
        report = found.report
        title = f"{report.id} {report.title or report.name}" if report else "Typed in"
        self.query_one("#reader").border_title = line(title)
        show_note(self.query_one("#unread", Words), report)
        self._show_claim()

    @property
    def claim(self) -> Claim | None:
        """The claim whose quote is highlighted."""
        return next((claim for claim in self._read.claims if claim.id == self._claim_id), None)

    def action_next_claim(self, by: int) -> None:
        """Goes to the quote of the next or the previous claim."""
        ids = [claim.id for claim in self._read.claims]
        if ids:
            here = ids.index(self._claim_id) + by if self._claim_id in ids else 0
            self._claim_id = ids[here % len(ids)]
            self._show_claim()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.claim.quote if self.claim else self._read.text)

    def _show_claim(self) -> None:
        claim, read = self.claim, self._read
        marks = [mark for other in read.claims if (mark := _mark(other)) is not None]
        view = self.query_one(ReportView)
        quote = (claim.span or (0, len(read.text))) if claim else None
        view.show(read.text, quote=quote, marks=marks)
        self.query_one("#which", Words).put(join(self._which(claim), view.part_words(), sep="  "))

    def _which(self, claim: Claim | None) -> Content:
        if claim is None:
            count = len(self._read.claims)
            return safe(
                f"{count} claims are underlined; n goes to the first." if count else "Reading found no claims here.",
                "$faint",
            )
        where = f"{claim.span[0]:,}-{claim.span[1]:,}" if claim.span else ""
        return join(
            status_mark(claim.status), line(claim.id), source_words(claim), says(claim), line(where, "$faint"), sep="  "
        )


def _mark(claim: Claim) -> Mark | None:
    if claim.span is None or not claim.status.is_open:
        return None
    return (*claim.span, f"underline {STATUS_MARKS[claim.status][1]}")
