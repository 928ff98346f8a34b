"""Sources: grades, and how each held up in this case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.model.source import Source
from tracker.present.sources import NOT_GRADED, grade_history
from tracker.ui.counts import tally
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable
from tracker.ui.words import field

if TYPE_CHECKING:
    from tracker.services.sources import SourceRow
    from tracker.services.workspace import Workspace


class SourcesScreen(FilteredScreen):
    """One row a source."""

    NAME = "sources"
    CSS_PATH = "sources.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, SourceRow] = {}
        self._names: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("", 1),
            Column("source"),
            Column("kind", 12, from_width=60),
            Column("party", 14, from_width=90),
            Column("reports", 7, right=True, from_width=70),
            Column("●", 4, right=True),
            Column("○", 4, right=True),
            Column("decided", 7, right=True, from_width=52),
            Column("+/−", 5, right=True),
        ]
        table = RowTable(columns, empty=_EMPTY, id="sources")
        yield self.beside(table, Sheet(id="source"), title=safe("Sources"), sheet_title=safe("Source"))

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> tuple[list[SourceRow], dict[str, str]]:
        names = {source.id: source.name for source in case.sources.all()}
        rows = case.sources.records()
        if not self.text:
            return rows, names
        by_id = {row.source.id: row for row in rows}
        return [by_id[source.id] for source in case.sources.find(self.text) if source.id in by_id], names

    def show(self, data: tuple[list[SourceRow], dict[str, str]]) -> None:
        rows, self._names = data
        if not self.text:
            rows = sorted(rows, key=lambda row: -(row.accepted + row.proposed))
        self._rows = {row.source.id: row for row in rows}
        table = self.query_one(RowTable)
        table.empty = NO_MATCH if self.text else _EMPTY
        table.set_rows(_row(row) for row in rows)
        self.show_size(len(rows))
        self._look()

    @on(RowTable.Moved)
    def _look(self) -> None:
        row = self._rows.get(self.query_one(RowTable).key or "")
        sheet = self.query_one("#source", Sheet)
        if row is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(row.source.id))
            sheet.set(lambda width: _source_lines(row, self._names, width))
        self.refresh_keys()

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        row = self._rows.get(self.query_one(RowTable).key or "")
        return row.source if row else None

    # -- acting ----------------------------------------------------------------------------------------------------

    def why_not_grade(self) -> str | None:
        return None if self.source else "There is no source under the cursor."

    def why_not_merge(self) -> str | None:
        if self.source is None:
            return "There is no source under the cursor."
        return None if len(self._names) > 1 else "There is no other source to merge it into."

    def do_grade(self) -> None:
        from tracker.ui.screens.grade import GradeSource

        if self.source:
            self.app.push_screen(GradeSource(self.source))

    def do_merge(self) -> None:
        from tracker.ui.screens.merge import MergeSource

        if self.source:
            self.app.push_screen(MergeSource(self.source))

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("grade")

    def copied(self) -> str:
        return self.source.name if self.source else ""


def _row(row: SourceRow) -> Row:
    source = row.source
    cells = (
        line(source.reliability.value if source.reliability else "–", "bold"),
        line(source.name),
        line("" if source.kind.value == "unknown" else source.kind.value, "$faint"),
        line(source.party or "", "$faint"),
        tally(row.reports),
        tally(row.accepted),
        tally(row.proposed),
        tally(row.in_disputes),
        line(f"{row.upheld}/{row.overruled}") if row.upheld or row.overruled else tally(0),
    )
    return Row(source.id, cells)


def _source_lines(row: SourceRow, names: dict[str, str], width: int) -> list[Content]:
    source = row.source
    grade = f"{source.reliability.value} {source.reliability.label}" if source.reliability else NOT_GRADED
    facts = [
        ("grade", grade),
        ("kind", "" if source.kind.value == "unknown" else source.kind.value),
        ("party", source.party or ""),
        ("voice of", names.get(source.parent or "", "")),
        ("aliases", ", ".join(alias.name for alias in source.aliases)),
        ("reports", str(row.reports)),
        ("claims", f"{row.accepted} accepted, {row.proposed} proposed, {row.rejected} rejected"),
        ("decided", f"in {row.in_disputes}: upheld {row.upheld}, overruled {row.overruled}"),
        ("notes", source.notes),
    ]
    drawn = line(source.name, "bold").wrap(width)
    drawn += [part for name, words in facts if words for part in field(name, line(words), width, label_width=9)]
    history = [part for words in reversed(grade_history(source)) for part in line(words).wrap(width)]
    return [*drawn, NOTHING, safe("Grades, newest first", "$faint"), *history] if history else drawn


_EMPTY = join(
    safe("No sources yet.", "bold"),
    safe("They come with the first report (i on the Case screen)\nor the first typed claim (n).", "$faint"),
    sep="\n",
)

SCREEN = SourcesScreen
"""What the app shows for this name."""
