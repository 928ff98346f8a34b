"""The whole report, with every claim marked by its state; words can be selected and made a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.model.claim import Claim, ClaimStatus
from tracker.services.report_details import Corrected
from tracker.ui.actions import BY_ID, SCREENS, keys_of
from tracker.ui.reads import ReportText, text_at, text_of
from tracker.ui.safe import Mark, join, line, safe
from tracker.ui.screens.changes_box import ChangesBox
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.screens.edit_report import EditReport
from tracker.ui.screens.passage_claim import PassageClaim
from tracker.ui.screens.retract import Retract
from tracker.ui.widgets.passages import PassageView
from tracker.ui.widgets.report_view import show_note
from tracker.ui.widgets.words import Words
from tracker.ui.words import STATUS_MARKS, report_words, says, source_words, status_mark

KEYS = "n p claims · v select · e details · d changes · x retract · y copy · esc"
KEYS_SELECTING = "j k sentence · h l H L ends · J K more, less · enter claim · escape"
UNDERLINES = {
    ClaimStatus.PROPOSED: "underline",
    ClaimStatus.ACCEPTED: "bold underline",
    ClaimStatus.REJECTED: "dim underline",
    ClaimStatus.RETRACTED: "dim underline",
    ClaimStatus.SUPERSEDED: "dim underline",
}
"""The line under a claim by its state; the sign before the line tells the states apart without colour."""


class Reader(Dialog[None]):
    """Reads one report; `n` and `p` go from claim to claim, `v` or the mouse selects words for a new one.

    Give the claim to open it at, or the report.
    """

    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,tab", "go_on", show=False),
        Binding("p,N,shift+tab", "next_claim(-1)", show=False),
        Binding("enter", "make_claim", show=False),
        Binding("o,q", "leave", show=False),
        Binding("y", "copy", show=False),
        Binding("e", "edit", show=False),
        Binding("d", "changes", show=False),
        Binding("x", "retract", show=False),
    ]

    def __init__(self, claim_id: str = "", *, report_id: str = "") -> None:
        super().__init__()
        self._claim_id = claim_id
        self._report_id = report_id
        self._read = ReportText(None, "", [])

    def compose(self) -> ComposeResult:
        box = Vertical(Words(id="unread"), PassageView(id="text"), Words(id="which"), no_complaint(), id="reader")
        box.border_subtitle = safe(KEYS)
        yield box

    def on_mount(self) -> None:
        self.query_one(PassageView).focus()
        self.load(
            "report", lambda case: text_at(case, self._claim_id) if self._claim_id else text_of(case, self._report_id)
        )

    def show_report(self, found: ReportText) -> None:
        self._read = found
        report = found.report
        title = join(line(report.id), report_words(report), sep=" ") if report else safe("Typed in")
        self.query_one("#reader").border_title = title
        show_note(self.query_one("#unread", Words), report, kept=True)
        self.query_one(PassageView).sentences = found.sentences
        self._show_claim()

    def on_key(self, event: events.Key) -> None:
        """The numbers lead to the screens from here as from anywhere."""
        keys = self.tracker.user_keys
        found = (name for name in SCREENS if event.key in keys_of(BY_ID[f"go_{name}"], keys))
        screen = next(found, None) if event.key.isdigit() else None
        if screen is not None:
            event.stop()
            self.dismiss(None)
            self.tracker.go(screen)

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

    def action_go_on(self) -> None:
        """The next claim; with words selected, the claim they make."""
        if self.query_one(PassageView).selection:
            self.action_make_claim()
        else:
            self.action_next_claim(1)

    def action_make_claim(self) -> None:
        """Opens the form of a new claim for the words that are selected."""
        view, report = self.query_one(PassageView), self._read.report
        if report is None:
            self.complain(safe("This claim was typed in; there is no report to make another of."))
        elif self.need(view.selection, "Select the words first: v takes a sentence, or drag with the mouse.", "#text"):
            span = view.selection or (0, 0)
            self.app.push_screen(PassageClaim(report.id, span, view.selected), self._on_made)

    def _on_made(self, kept: Claim | None) -> None:
        if kept is None:
            return
        self._claim_id = kept.id
        self.query_one(PassageView).clear_selection()
        self.load("report", lambda case: text_at(case, kept.id))

    def action_edit(self) -> None:
        """Opens the form that corrects what the report says of itself."""
        report = self._read.report
        if report is None:
            self.complain(safe("This claim was typed in; there is no report to correct."))
        else:
            self.app.push_screen(EditReport(report), self._on_corrected)

    def _on_corrected(self, made: Corrected | None) -> None:
        if made is not None:
            report_id = made.report.id
            self.load("report", lambda case: text_of(case, report_id))

    def action_changes(self) -> None:
        """Shows what changed since the version before, or how it differs from what it repeats."""
        report = self._read.report
        if report is None or not (report.version_of or report.copy_of):
            self.complain(safe("It is neither a newer version nor a copy of another report."))
        else:
            self.app.push_screen(ChangesBox(report))

    def action_retract(self) -> None:
        """Shows what changes if the report falls, and lets it fall with a reason."""
        if self._read.report:
            self.app.push_screen(Retract(self._read.report.id))

    @on(PassageView.Selected)
    def _on_words_selected(self, message: PassageView.Selected) -> None:
        self.complain()
        self.query_one("#reader").border_subtitle = safe(KEYS_SELECTING if message.span else KEYS)

    def action_copy(self) -> None:
        selected = self.query_one(PassageView).selected
        self.app.copy_to_clipboard(selected or (self.claim.quote if self.claim else self._read.text))

    def _show_claim(self) -> None:
        claim, read = self.claim, self._read
        view = self.query_one(PassageView)
        view.clear_selection()
        quote = (claim.span or (0, len(read.text))) if claim else None
        placed = [other for other in read.claims if other.span]
        signs = [(other.span[0], status_mark(other.status)) for other in placed if other.span]
        view.show(read.text, quote=quote, marks=[_mark(other) for other in placed], signs=signs)
        self.query_one("#which", Words).put(
            join(join(self._which(claim), view.part_words(), sep="  "), _legend(read.claims), sep="\n")
        )

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


def _mark(claim: Claim) -> Mark:
    return (*(claim.span or (0, 0)), f"{UNDERLINES[claim.status]} {STATUS_MARKS[claim.status][1]}")


def _legend(claims: Sequence[Claim]) -> Content:
    """How many claims of each state are in the report, with the sign that stands before their lines."""
    counts = Counter(claim.status for claim in claims)
    told = [join(status_mark(status), safe(f" {counts[status]:,} {status}", "$faint")) for status in UNDERLINES]
    return join(*(words for words, status in zip(told, UNDERLINES, strict=True) if counts[status]), sep="   ")
