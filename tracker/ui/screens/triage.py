"""Triage: the queue, the report at the quote, the reading, and what the proposal would contradict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.widget import Widget

from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.query import Waiting
from tracker.ui.findings import Comparison, compare, comparison_lines, counts_words
from tracker.ui.reading_lines import reading_lines
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.base import TIGHT
from tracker.ui.screens.on_claim import OnClaim
from tracker.ui.widgets.report_view import ReportView, show_note
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import PAGE, PAGES_HELD, RowTable
from tracker.ui.widgets.words import Words
from tracker.ui.words import report_words, says, score_words, unreadable_words

if TYPE_CHECKING:
    from tracker.services.claims import ClaimContext
    from tracker.services.workspace import Workspace

SETTLED_S = 0.06
"""Seconds the cursor rests on a proposal before it is set against the case; walking through the queue stays free."""


class TriageScreen(OnClaim):
    """One key decides and moves on."""

    NAME = "triage"
    BESIDE = "#against"
    NO_CLAIM = "There is no proposal under the cursor."
    CSS_PATH = "triage.tcss"
    HORIZONTAL_BREAKPOINTS = TIGHT
    """Below 80 columns the queue stands above the report: beside it neither would have room for its words."""

    def __init__(self) -> None:
        super().__init__()
        self._queue: list[Waiting] = []
        self._claims: dict[str, Claim] = {}
        """Those of the queue that were in view."""
        self._at = 0
        """Where the cursor is: a worker reads the claims around it with the queue."""
        self._asked: set[str] = set()
        self._unreadable: frozenset[str] = frozenset()
        """Those that cannot be read, or are gone by now."""
        self._leaving: set[str] = set()
        """Decided here, not written yet: a list read meanwhile must not bring them back."""
        self._read: ClaimContext | None = None
        self._returning: str | None = None
        """A proposal that an undo brings back: the cursor goes to it."""

    def body(self) -> Iterable[Widget]:
        columns = [Column("source"), Column("says", weight=2), Column("score", 7, from_width=46)]
        queue = RowTable(columns, empty=_EMPTY, id="queue")
        queue.add_class("list")
        queue.border_title = safe("Proposals")
        report = Vertical(Words(id="unread"), ReportView(id="text"), id="report", classes="pane")
        report.border_title = safe("Report")
        yield Horizontal(
            queue,
            Vertical(
                report,
                Pane(Sheet(id="fields"), title=safe("Reading"), id="reading"),
                Pane(Sheet(id="findings"), title=safe("In the case"), id="against"),
                id="right",
            ),
            id="columns",
        )

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> tuple[list[Waiting], list[Claim]]:
        queue = case.triage.waiting()
        at = next((at for at, one in enumerate(queue) if one.id == self._returning), min(self._at, len(queue)))
        near = queue[max(at - PAGE, 0) : at + PAGE]
        return queue, case.claims.numbered([one.number for one in near])

    def show(self, data: tuple[list[Waiting], list[Claim]]) -> None:
        queue, near = data
        self._queue = [one for one in queue if one.id not in self._leaving] if self._leaving else queue
        self._claims, self._asked, self._unreadable = {claim.id: claim for claim in near}, set(), frozenset()
        self._list_queue(self._returning)
        self._returning = None
        self._look()

    def _row_of(self, key: str) -> Row:
        """A row, or what stands for it until its claim is read."""
        claim = self._claims.get(key)
        if claim is not None:
            return _row(claim)
        if key in self._unreadable:
            return Row(key, (NOTHING, unreadable_words(key), NOTHING))
        if not self._asked:
            # Asked for together, once the page is made.
            self.call_after_refresh(self._read_asked)
        self._asked.add(key)
        return Row(key, (safe("…", "$faint"), NOTHING, NOTHING))

    def _read_asked(self) -> None:
        asked = frozenset(self._asked)
        numbers = [int(key[1:]) for key in asked]
        self.load("claims", lambda case: (asked, case.claims.numbered(numbers)), void=False)

    def show_claims(self, read: tuple[frozenset[str], list[Claim]]) -> None:
        asked, claims = read
        self._unreadable |= asked - {claim.id for claim in claims}
        if len(self._claims) > PAGES_HELD * PAGE:
            self._claims.clear()
        self._claims |= {claim.id: claim for claim in claims}
        self._asked = set()
        self._list_queue()
        self._look()

    @property
    def claim(self) -> Claim | None:
        """The proposal under the cursor."""
        return self._claims.get(self.query_one(RowTable).key or "")

    @on(RowTable.Moved)
    def _on_moved(self) -> None:
        self._at = self.query_one(RowTable).cursor
        self._look()

    def _look(self) -> None:
        """Shows the proposal under the cursor: its fields at once, its report and its findings when they are read."""
        claim = self.claim
        self._head()
        if claim is None:
            self.query_one("#fields", Sheet).words()
            self.query_one("#findings", Sheet).words()
            self.query_one(ReportView).show("")
            show_note(self.query_one("#unread", Words), None)
            self.refresh_keys()
            return
        self.query_one("#fields", Sheet).set(lambda width: reading_lines(claim, width))
        self.query_one("#reading", Pane).scroll_home(animate=False)
        if self._read and self._read.report and self._read.report.id == claim.report:
            self._read = self._read.model_copy(update={"claim": claim})
            self._show_text()
        else:
            self.load("context", lambda case: case.claims.context(claim.id))
        self.load("comparison", lambda case: compare(case, claim), after=SETTLED_S)
        self.refresh_keys()

    def show_context(self, context: ClaimContext) -> None:
        self._read = context
        self._show_text()

    def _show_text(self) -> None:
        context = self._read
        if context is None:
            return
        view = self.query_one(ReportView)
        view.show(context.text, quote=context.claim.span or (0, len(context.text)))
        box = self.query_one("#report", Vertical)
        show_note(self.query_one("#unread", Words), context.report)
        report = context.report
        box.border_title = join(line(report.id), report_words(report), sep=" ") if report else safe("Typed in")
        day = f"{report.published:%Y-%m-%d}" if report and report.published else "undated"
        by = report.publisher if report and report.publisher else ""
        box.border_subtitle = join(line(by), line(day), view.part_words(), sep=" · ")

    def show_comparison(self, comparison: Comparison) -> None:
        self.query_one("#findings", Sheet).set(lambda width: comparison_lines(comparison, width))
        pane = self.query_one("#against", Pane)
        pane.head(safe("In the case"), counts_words(comparison))
        pane.scroll_home(animate=False)

    def _head(self) -> None:
        table = self.query_one(RowTable)
        table.border_subtitle = line(f"{table.cursor + 1:,} of {table.count:,}" if table.count else "")

    # -- deciding --------------------------------------------------------------------------------------------------

    def why_not_accept(self) -> str | None:
        return None if self.claim else self.NO_CLAIM

    why_not_reject = why_not_skip = why_not_merge = why_not_split = why_not_accept

    def why_not_accept_all(self) -> str | None:
        return None if self._queue else "There are no proposals to accept."

    why_not_reject_all = why_not_accept_all

    def do_accept(self) -> None:
        claim_id = self._leave()
        self.change(
            lambda case: case.triage.accept(claim_id, only_proposed=True),
            always=lambda: self._leaving.discard(claim_id),
        )

    def do_reject(self) -> None:
        claim_id = self._leave()
        self.change(lambda case: case.triage.reject(claim_id), always=lambda: self._leaving.discard(claim_id))

    def _leave(self) -> str:
        """Takes the proposal out of the queue on the screen and goes to the next one; the case follows."""
        claim = self.claim
        if claim is None:
            raise LookupError("no proposal under the cursor")
        self._leaving.add(claim.id)
        self._queue = [one for one in self._queue if one.id != claim.id]
        self._list_queue()
        return claim.id

    def _list_queue(self, cursor: str | None = None) -> None:
        """A row is made when it comes into view: each key that decides goes through here."""
        self.query_one(RowTable).set_keys([one.id for one in self._queue], self._row_of, cursor=cursor)

    def after_undo(self, made: Change) -> None:
        if any(edit.kind == "report" for edit in made.edits):
            self._read = None
        # Of many the first: an undo names them from the last.
        claims = [edit.id for edit in made.edits if edit.kind == "claim"]
        self._returning = min(claims, key=lambda claim_id: (len(claim_id), claim_id), default=None)

    def after_reading(self) -> None:
        # Its details can be corrected in the reader.
        self._read = None
        self._look()

    def edit_place(self) -> Callable[[], Region]:
        """The reading and what it is set against: report and quote stay in sight."""
        reading, against = self.query_one("#reading", Pane), self.query_one("#against", Pane)
        return lambda: reading.region.union(against.region)

    def do_skip(self) -> None:
        table = self.query_one(RowTable)
        table.action_edge(0) if table.cursor + 1 >= table.count else table.action_move(1)

    def do_merge(self) -> None:
        from tracker.ui.screens.merge import MergeClaim

        if self.claim:
            self.app.push_screen(MergeClaim(self.claim))

    def do_split(self) -> None:
        from tracker.ui.screens.split import SplitClaim

        if self.claim:
            self.app.push_screen(SplitClaim(self.claim), self._on_split)

    def _on_split(self, first: Claim | None) -> None:
        self._returning = first.id if first else None

    def do_accept_all(self) -> None:
        from tracker.ui.screens.accept_many import AcceptMany

        self.app.push_screen(AcceptMany(self._queue, self.claim))

    def do_reject_all(self) -> None:
        from tracker.ui.screens.accept_many import RejectMany

        self.app.push_screen(RejectMany(self._queue, self.claim))


def _row(claim: Claim) -> Row:
    return Row(claim.id, (line(claim.source), says(claim), score_words(claim.score)))


_EMPTY = join(
    safe("No proposals wait.", "bold"),
    safe("Take in reports with i on the Case screen (1),\nor type a claim in with n.", "$faint"),
    sep="\n",
)

SCREEN = TriageScreen
"""What the app shows for this name."""
