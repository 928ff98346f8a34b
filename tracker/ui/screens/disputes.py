"""Disputes: camps side by side; single contradictions and tensions in lists of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.dispute import DisputeState
from tracker.model.finding import Finding
from tracker.present.disputes import decision_line, heading
from tracker.ui.camps import DisputeView, dispute_lines, read_dispute
from tracker.ui.counts import counted
from tracker.ui.dispute_lists import (
    COLUMNS,
    EMPTY,
    LISTS,
    Found,
    dispute_rows,
    outline_rows,
    pair_rows,
    read_lists,
    taught_rows,
)
from tracker.ui.findings import Against, pair, pair_lines
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.base import CaseScreen
from tracker.ui.widgets.rows import Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class DisputesScreen(CaseScreen):
    """What contradicts what, why, and what was decided."""

    NAME = "disputes"
    BESIDE = "#camps"
    CSS_PATH = "disputes.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._list = 0
        self._found = Found([], [], [], {})
        self._view: DisputeView | Against | None = None
        self._read_key: str | None = None
        self._teaching: list[str] | None = None
        """Disputes by what would teach most; None: by incident."""
        self._returning: str | None = None
        """The dispute to which the cursor goes when the list is read again."""

    def body(self) -> Iterable[Widget]:
        table = RowTable(COLUMNS[0], empty=EMPTY[0], id="list")
        table.add_class("list")
        table.border_title = self._title()
        yield Words(id="threshold")
        yield Horizontal(table, Pane(Sheet(id="view"), title=safe("Camps"), id="camps"), id="columns")

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> Found:
        return read_lists(case)

    def show(self, data: Found) -> None:
        self._found = data
        if self._teaching is not None:
            self._sort_by_teaching()
        self.tracker.counts = {**self.tracker.counts, "disputes": data.still_open}
        self.query_one("#threshold", Words).put(
            join(line(data.threshold, "$faint"), safe("f changes it", "$faint"), sep="  ")
        )
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(RowTable)
        table.border_title = self._title()
        table.columns, table.empty = COLUMNS[self._list], EMPTY[self._list]
        if self._list == 0 and self._found.rows is None:
            disputes, order = self._found.disputes, self._teaching
            rows = dispute_rows(disputes) if order is None else taught_rows(disputes, order)
            table.set_rows(rows, cursor=self._returning)
            self._returning = None
        else:
            table.set_count(self._found.sizes[self._list])
        self._head()
        self._look()

    def _title(self) -> Content:
        return line(self._list_words(self._list))

    def _list_words(self, which: int) -> str:
        """ "Tensions 20"."""
        return f"{LISTS[which]} {self._found.sizes[which]:,}"

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
            self.load("page", lambda case: (which, page, pair_rows(case, findings, found.decided)), void=False)

    def show_page(self, data: tuple[int, int, list[Row]]) -> None:
        which, page, rows = data
        if which == self._list:
            self.query_one(RowTable).put_page(page, rows)

    @on(RowTable.Moved)
    def _on_moved(self) -> None:
        self._head()
        self._look()

    def _head(self) -> None:
        table = self.query_one(RowTable)
        others = [self._list_words((self._list + step) % len(LISTS)) for step in (1, 2)]
        table.border_subtitle = line(f"tab: {' · '.join(others)}")

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
            self.query_one("#view", Sheet).set(lambda width: _pair_view(view, decision, width))
            pane.head(line(view.finding.id or ""), NOTHING)
        key = self.query_one(RowTable).key
        if key != self._read_key:
            # The same dispute read again, after a change elsewhere, stays where one reads.
            pane.scroll_home(animate=False)
        self._read_key = key

    # -- deciding --------------------------------------------------------------------------------------------------

    def why_not_decide(self) -> str | None:
        return None if self._view else "There is no dispute under the cursor."

    why_not_report = why_not_decide

    def why_not_reopen(self) -> str | None:
        if self._view is None:
            return "There is no dispute under the cursor."
        return None if self._decision() else "Nothing was decided here yet; d decides."

    def _decision(self) -> Decision | None:
        if isinstance(self._view, DisputeView):
            return self._view.decision
        return self._found.decided.get(self._view.finding.id or "") if self._view else None

    def do_decide(self) -> None:
        from tracker.ui.screens.decide import Decide, Subject

        if isinstance(self._view, DisputeView):
            dispute = self._view.dispute
            subject = Subject(dispute.id, heading(dispute), _source_ids(self._view.claims.values()))
            self.app.push_screen(Decide(subject), self._after_decision)
        elif self._view is not None:
            found = self._view
            sources = _source_ids((found.claim, found.other))
            self.app.push_screen(Decide(Subject(found.finding.id or "", found.sentence, sources)))

    def _after_decision(self, made: Decision | None) -> None:
        """Goes on to the next dispute that is still open, if there is one."""
        if made is None:
            return
        is_open = {found.id for found in self._found.disputes if found.state is not DisputeState.RESOLVED}
        listed = self.query_one(RowTable).held()
        here = listed.index(made.target) if made.target in listed else len(listed)
        self._returning = next((key for key in [*listed[here + 1 :], *listed[:here]] if key in is_open), None)

    def after_undo(self, made: Change) -> None:
        decided = (edit.before or edit.after or {} for edit in made.edits if edit.kind == "decision")
        self._returning = next((str(record["target"]) for record in decided if "target" in record), None)

    def do_reopen(self) -> None:
        from tracker.ui.screens.confirm import AskReason

        decision = self._decision()
        if decision:
            ask = AskReason(
                safe(f"Reopen {decision.target}?"),
                safe(decision_line(decision)),
                lambda case, reason: case.review.reopen(decision.target, reason=reason),
                line(f"Reopened {decision.target}"),
            )
            self.app.push_screen(ask)

    # -- looking ---------------------------------------------------------------------------------------------------

    def do_next_list(self) -> None:
        self._list = (self._list + 1) % len(LISTS)
        table = self.query_one(RowTable)
        table.set_rows([])
        self._fill()
        table.action_edge(0)

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

    def do_report(self) -> None:
        from tracker.ui.screens.reader import Reader

        if isinstance(self._view, DisputeView):
            self.app.push_screen(Reader(self._view.dispute.camps[0].claims[0]))
        elif self._view is not None:
            self.app.push_screen(Reader(self._view.claim.id))

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("decide")

    def copied(self) -> str:
        return self.query_one("#view", Sheet).plain if self._view else ""


def _source_ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.source_id for claim in claims if claim.source_id))


def _pair_view(found: Against, decision: Decision | None, width: int) -> list[Content]:
    decided = safe(decision_line(decision), "italic").wrap(width) if decision else []
    return [*pair_lines(found, width), NOTHING, *decided]


SCREEN = DisputesScreen
"""What the app shows for this name."""
