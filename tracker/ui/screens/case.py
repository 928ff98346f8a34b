"""The case: what is in it, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from tracker.locations import shown
from tracker.ui.actions import BY_ID, keys_shown
from tracker.ui.counts import counted, tally
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.framed import Box
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable

if TYPE_CHECKING:
    from tracker.services.workspace import CaseSummary, Workspace
    from tracker.ui.reads import ReportRow


class CaseOverview(FilteredScreen):
    """Counts, reports, and the next step."""

    NAME = "case"
    CSS_PATH = "case.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._summary: CaseSummary | None = None
        self._newest: str | None = None
        """Id of the report that was taken in last."""
        self._empty = _EMPTY

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("", 4),
            Column("report"),
            Column("published", 10, from_width=44),
            Column("publisher", 18, from_width=66),
            Column("○", 4, right=True),
            Column("●", 4, right=True),
        ]
        reports = RowTable(columns, empty=_EMPTY, id="reports")
        box = Box(reports, FilterLine(), id="box", classes="list")
        box.border_title = safe("Reports")
        yield Horizontal(
            Vertical(
                Pane(Sheet(id="counts"), title=safe("Case"), id="facts"),
                Pane(Sheet(id="steps"), title=safe("Next"), id="next"),
                id="left",
            ),
            box,
            id="columns",
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#counts", Sheet).words(safe("Opening the case ...", "$faint"))

    def fetch(self, case: Workspace) -> tuple[list[ReportRow], list[str]]:
        from tracker.ui.reads import report_rows

        rows = report_rows(case, self.text)
        return rows, [] if self.text else case.unreadable("report")

    def show(self, data: tuple[list[ReportRow], list[str]]) -> None:
        table = self.query_one(RowTable)
        rows = {row.report.id: row for row in data[0]}
        keys = [*rows, *data[1]]
        table.empty = NO_MATCH if self.text else self._empty
        newest = next(iter(rows), None)
        # The newest report stands first; what was just taken in is what one wants to see.
        came_in = not self.text and self._newest is not None and newest != self._newest
        self._newest = self._newest if self.text else newest
        table.set_keys(keys, lambda key: _row(key, rows.get(key)), cursor=newest if came_in else None)
        self.show_size(len(keys), "○ proposed  ● accepted" if keys else "")

    def show_summary(self, summary: CaseSummary) -> None:
        super().show_summary(summary)
        self._summary = summary
        reports = self.query_one(RowTable)
        self._empty = _EMPTY if self._is_empty(summary) else _NO_REPORTS
        reports.empty = NO_MATCH if self.text else self._empty
        reports.refresh()
        self.query_one("#counts", Sheet).set(lambda width: _facts(summary, width))
        self.query_one("#steps", Sheet).set(lambda width: self._steps(summary, width))

    def _is_empty(self, summary: CaseSummary) -> bool:
        return not (summary.reports or summary.proposed or summary.accepted)

    def _steps(self, summary: CaseSummary, width: int) -> list[Content]:
        steps: list[tuple[str, str]] = []
        if self._is_empty(summary):
            steps.append(("ingest", "Take in reports: a file or a folder."))
            steps.append(("paste_report", "Or paste the text of one."))
            steps.append(("new", "Or type a claim in, with its source."))
        if summary.proposed:
            steps.append(("go_triage", f"Decide on {counted(summary.proposed, 'proposed claim')}: one key each."))
        if summary.proposed or summary.accepted:
            steps.append(("go_disputes", "See what contradicts what, and record outcomes."))
        if summary.accepted:
            steps.append(("go_sources", "Grade sources A-F."))
        if summary.reports:
            steps.append(("ingest", "Take in more reports."))
        steps.append(("help", "All keys of a screen, on every screen."))
        drawn: list[Content] = []
        for action, words in steps:
            key = keys_shown(BY_ID[action], self.tracker.user_keys)
            wrapped = safe(words).wrap(max(width - 4, 8))
            mark = [safe(f"{key:<4}", "bold $accent"), *[safe("    ")] * len(wrapped)]
            drawn += [first + part for first, part in zip(mark, wrapped, strict=False)]
        return drawn

    def why_not_report(self) -> str | None:
        return None if self.query_one(RowTable).key else "There is no report yet; i takes one in."

    def do_report(self) -> None:
        from tracker.ui.screens.reader import Reader

        key = self.query_one(RowTable).key
        if key:
            self.app.push_screen(Reader(report_id=key))

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("report")

    def do_ingest(self) -> None:
        from tracker.ui.screens.take_in import TakeIn

        self.app.push_screen(TakeIn())

    def do_watch(self) -> None:
        from tracker.ui.screens.watch import WatchFeeds

        self.app.push_screen(WatchFeeds())

    def do_export(self) -> None:
        from tracker.ui.screens.export import Export

        self.app.push_screen(Export())

    def do_back(self) -> None:
        """Nothing is behind the first screen but a filter."""
        if self.text:
            super().do_back()

    def copied(self) -> str:
        return self._summary.location if self._summary else ""


def _row(key: str, row: ReportRow | None) -> Row:
    # Loaded with the first report: the first screen is painted before the model is loaded.
    from tracker.ui.words import report_words, unreadable_words

    if row is None:
        return Row(key, (NOTHING, unreadable_words(key), *[NOTHING] * 4))
    report = row.report
    day = f"{report.published:%Y-%m-%d}" if report.published else "undated"
    cells = (
        line(report.id, "$faint"),
        join(report_words(report), line(f"copy of {report.copy_of}" if report.copy_of else "", "$faint"), sep="  "),
        line(day, "$faint"),
        line(report.publisher or "", "$faint"),
        tally(row.proposed),
        tally(row.accepted),
    )
    return Row(report.id, cells)


def _facts(summary: Any, width: int) -> list[Content]:
    where = line(shown(summary.location), "bold").wrap(width)
    counts = (
        (("reports", summary.reports), ("sources", summary.sources), ("incidents", summary.incidents)),
        (("proposed", summary.proposed), ("accepted", summary.accepted), ("rejected", summary.rejected)),
        (("decisions", summary.decisions), ("changes", summary.seq)),
    )
    drawn = [*where]
    if summary.read_only:
        drawn += safe("Read-only: nothing can be changed.", "$warning").wrap(width)
    share = max(width // 3, 10)
    for group in counts:
        cells = [
            join(line(f"{number:,}", "bold"), line(name.removesuffix("s") if number == 1 else name, "$faint"), sep=" ")
            for name, number in group
        ]
        drawn.append(join(*(cell + Content(" " * max(share - cell.cell_length, 1)) for cell in cells)))
    if summary.seq and summary.root:
        drawn.append(join(safe("root", "$faint"), line(summary.root), sep=" ").truncate(width, ellipsis=True))
    return drawn


_EMPTY = join(
    safe("This case is empty.", "bold"),
    safe("Press i to take in reports from a file or folder,\nor n to type a claim in with its source.", "$faint"),
    sep="\n",
)

_NO_REPORTS = join(
    safe("No reports here.", "bold"),
    safe("The claims of this case were typed in or imported;\n3 lists them, i takes in reports.", "$faint"),
    sep="\n",
)

SCREEN = CaseOverview
"""What the app shows for this name."""
