"""Disputes: camps side by side; single contradictions and tensions in lists of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from tracker.model.change import Change
from tracker.model.decision import Decision
from tracker.model.dispute import DisputeState
from tracker.model.finding import Finding
from tracker.model.remark import Remark
from tracker.present.disputes import decision_line
from tracker.ui.camps import DisputeView, dispute_lines, read_dispute, remarks_lines
from tracker.ui.counts import counted
from tracker.ui.dispute_lists import (
    COLUMNS,
    EMPTY,
    LISTS,
    TENSIONS,
    Found,
    dispute_rows,
    outline_rows,
    pair_rows,
    read_lists,
    taught_rows,
)
from tracker.ui.findings import Against, pair, pair_lines
from tracker.ui.large_tensions import NEAR_END, LargeTensions, read_tensions
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.base import TIGHT
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.screens.on_dispute import OnDispute
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.rows import Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class DisputesScreen(OnDispute, FilteredScreen):
    """What contradicts what, why, and what was decided."""

    NAME = "disputes"
    BESIDE = "#camps"
    CSS_PATH = "disputes.tcss"
    HORIZONTAL_BREAKPOINTS = TIGHT

    def __init__(self) -> None:
        super().__init__()
        self._list = 0
        self._found = Found([], [], [], {})
        self._view: DisputeView | Against | None = None
        self._read_key: str | None = None
        self._tensions = LargeTensions()
        """Of a large case: those looked for so far."""
        self._teaching: list[str] | None = None
        """Disputes by what would teach most; None: by incident."""
        self._returning: str | None = None
        """The dispute to which the cursor goes when the list is read again."""

    def body(self) -> Iterable[Widget]:
        table = RowTable(COLUMNS[0], empty=EMPTY[0], id="list")
        box = Vertical(table, FilterLine(hint=FILTER_HINT), id="box", classes="list")
        box.border_title = self._title()
        yield Words(id="threshold")
        yield Horizontal(box, Pane(Sheet(id="view"), title=safe("Camps"), id="camps"), id="columns")

    # -- reading ---------------------------------------------------------------------------------------------------

    def seek(self, record: str) -> None:
        """Shows the disputes of an incident."""
        self.put_filter(f"incident:{record}")

    def fetch(self, case: Workspace) -> Found:
        return read_lists(case, self.text)

    def show(self, data: Found) -> None:
        self._found = data
        self._tensions = LargeTensions()
        if self._teaching is not None:
            self._sort_by_teaching()
        if not self.text:
            self.count({"disputes": data.still_open})
        told = self.query_one("#threshold", Words)
        told.display = bool(data.threshold)
        told.put(join(line(data.threshold, "$faint"), safe("f changes it", "$faint"), sep="  "))
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(RowTable)
        self.query_one("#box").border_title = self._title()
        table.columns, table.empty = COLUMNS[self._list], NO_MATCH if self.text else EMPTY[self._list]
        if self._list == 0 and self._found.rows is None:
            found, order = self._found, self._teaching
            rows = dispute_rows(found.disputes, found.assigned, found.decided)
            rows = rows if order is None else taught_rows(found.disputes, order)
            table.set_rows(rows, cursor=self._returning)
        else:
            table.set_count(self._found.sizes[self._list], cursor=self._returning_to())
        self._returning = None
        self._head()
        self._look()
        self._seek_tensions()

    def _returning_to(self) -> int | None:
        """Line of the dispute of a large case to which the cursor goes."""
        rows = (self._found.rows or ()) if self._list == 0 else ()
        return next((at for at, row in enumerate(rows) if row.id == self._returning), None)

    def _seek_tensions(self) -> None:
        """Looks for further tensions of a large case when the cursor comes near the end of those that are listed."""
        table, so_far, found, text = self.query_one(RowTable), self._tensions, self._found, self.text
        if found.rows is None or self._list != TENSIONS or so_far.are_all:
            return
        if table.cursor + NEAR_END >= len(so_far.listed):
            self.load("tensions", lambda case: (found, read_tensions(case, found, text, so_far)))

    def show_tensions(self, read: tuple[Found, LargeTensions]) -> None:
        if read[0] is not self._found:
            return
        self._tensions = read[1]
        self._found = replace(self._found, tensions=self._tensions.listed)
        if self._list == TENSIONS:
            self._fill()

    def _title(self) -> Content:
        return line(self._list_words(self._list))

    def _list_words(self, which: int) -> str:
        """ "Tensions 20", "Tensions 300+" while there may be more."""
        is_open = which == TENSIONS and self._found.rows is not None and not self._tensions.are_all
        if is_open and not self._tensions.is_begun:
            return LISTS[which]
        return f"{LISTS[which]} {self._found.sizes[which]:,}{'+' if is_open else ''}"

    def _findings(self) -> list[Finding]:
        return self._found.pairs if self._list == 1 else self._found.tensions

    @on(RowTable.PageWanted)
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        which, page, found = self._list, message.page, self._found
        part = slice(page * PAGE, (page + 1) * PAGE)
        if which == 0:
            outlines = (found.rows or [])[part]
            self.load("page", lambda case: (which, page, outline_rows(case, outlines)), void=False)
        else:
            findings = self._findings()[part]
            self.load("page", lambda case: (which, page, pair_rows(case, findings, found)), void=False)

    def show_page(self, data: tuple[int, int, list[Row]]) -> None:
        which, page, rows = data
        if which == self._list:
            self.query_one(RowTable).put_page(page, rows)

    @on(RowTable.Moved)
    def _on_moved(self) -> None:
        self._head()
        self._look()
        self._seek_tensions()

    def _head(self) -> None:
        narrowed = [f"“{self.text}”"] if self.text else []
        if self._list == TENSIONS and self._tensions.words:
            narrowed.append(self._tensions.words)
        others = [self._list_words((self._list + step) % len(LISTS)) for step in (1, 2)]
        self.query_one("#box").border_subtitle = line(" · ".join([*narrowed, f"tab: {others[0]}", *others[1:]]))

    def _look(self) -> None:
        key = self.query_one(RowTable).key
        self._view = None
        if key is None:
            self.query_one("#view", Sheet).words()
            self.query_one("#camps", Pane).head(safe("Camps"))
            self.refresh_keys()
            return
        if self._list == 0 and self._found.rows is not None:
            row = self._found.rows[self.query_one(RowTable).cursor]
            self.load("view", lambda case: read_dispute(case, case.scan.of_row(row)))
        elif self._list == 0:
            dispute = next((found for found in self._found.disputes if found.id == key), None)
            if dispute is not None:
                self.load("view", lambda case: read_dispute(case, dispute))
        else:
            finding = next((found for found in self._findings() if found.id == key), None)
            if finding is not None:
                self.load("view", lambda case: pair(case, finding))
        self.refresh_keys()

    def show_view(self, view: DisputeView | Against) -> None:
        self._view = view
        pane = self.query_one("#camps", Pane)
        if isinstance(view, DisputeView):
            self.query_one("#view", Sheet).set(lambda width: dispute_lines(view, width))
            dispute = view.dispute
            pane.head(
                line(dispute.id), safe(f"{counted(len(dispute.camps), 'camp')} · {counted(dispute.pairs, 'pair')}")
            )
        else:
            decision = self._found.decided.get(view.finding.id or "")
            remarks = self._found.remarks.get(view.finding.id or "", ())
            self.query_one("#view", Sheet).set(lambda width: _pair_view(view, decision, remarks, width))
            pane.head(line(view.finding.id or ""), NOTHING)
        key = self.query_one(RowTable).key
        if key != self._read_key:
            # The same dispute read again, after a change elsewhere, stays where one reads.
            pane.scroll_home(animate=False)
        self._read_key = key

    def decision(self) -> Decision | None:
        if isinstance(self._view, DisputeView):
            return self._view.decision
        return self._found.decided.get(self.target)

    # -- after a change ---------------------------------------------------------------------------------------------

    def after_decision(self, made: Decision | None) -> None:
        """Goes on to the next dispute that is still open, if there is one."""
        if made is None:
            return
        if self._found.rows is None:
            is_open = {found.id for found in self._found.disputes if found.state is not DisputeState.RESOLVED}
            listed = self.query_one(RowTable).held()
        else:
            is_open = {row.id for row in self._found.rows if row.state is not DisputeState.RESOLVED}
            listed = [row.id for row in self._found.rows]
        here = listed.index(made.target) if made.target in listed else len(listed)
        self._returning = next((key for key in [*listed[here + 1 :], *listed[:here]] if key in is_open), None)

    def after_undo(self, made: Change) -> None:
        decided = (edit.before or edit.after or {} for edit in made.edits if edit.kind == "decision")
        self._returning = next((str(record["target"]) for record in decided if "target" in record), None)

    # -- looking ---------------------------------------------------------------------------------------------------

    def do_next_list(self) -> None:
        self._list = (self._list + 1) % len(LISTS)
        table = self.query_one(RowTable)
        table.set_rows([])
        self._fill()
        table.action_edge(0)

    # -- sorting ---------------------------------------------------------------------------------------------------

    def why_not_sort(self) -> str | None:
        if self._found.rows is not None:
            return "In a case of this size the most disputed questions come first."
        return None if self._list == 0 else "Only disputes can be sorted; tab goes to them."

    def do_sort(self) -> None:
        if self._teaching is None:
            self._sort_by_teaching()
            self.say(safe("Sorted by what would teach most about the sources."))
        else:
            self._teaching = None
            self._fill()
            self.say(safe("Sorted by incident."))

    def _sort_by_teaching(self) -> None:
        self.load("teaching", lambda case: case.track_records.teaches_most())

    def show_teaching(self, order: list[str]) -> None:
        self._teaching = order
        self._fill()

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("decide")

    def copied(self) -> str:
        return self.query_one("#view", Sheet).plain if self._view else ""


def _pair_view(found: Against, decision: Decision | None, remarks: Sequence[Remark], width: int) -> list[Content]:
    decided = safe(decision_line(decision), "italic").wrap(width) if decision else []
    return [*pair_lines(found, width), NOTHING, *decided, *remarks_lines(remarks, width)]


FILTER_HINT = "words, or incident: kind: state: source: with:"
"""What the line under the list says while it is empty."""

SCREEN = DisputesScreen
"""What the app shows for this name."""
