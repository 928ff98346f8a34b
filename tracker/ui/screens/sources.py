"""Sources: grades, and how each held up in this case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.errors import StoppedError
from tracker.model.source import Source
from tracker.model.track_record import Provenance, TrackRecord
from tracker.present.sources import alias_list, grade_history
from tracker.present.track_records import BAR, accuracy_bar, accuracy_words, card_lines, grade_words, provenance_words
from tracker.ui.counts import tally
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.screens.text_box import Stepped
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable
from tracker.ui.words import field, unreadable_words

if TYPE_CHECKING:
    from tracker.services.sources import SourceRow
    from tracker.services.workspace import Workspace


WEIGHED_AT_MOST = 100_000
"""Claims up to which the screen weighs the case: that reads all claims, at some 10 KiB and 0.3 ms each."""
LEFT_TO_OTHERS = 20_000
"""Claims up to which weighing goes on when one leaves the screen: others need it too, and it is soon done."""


class SourcesScreen(FilteredScreen):
    """One row a source."""

    NAME = "sources"
    CSS_PATH = "sources.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, SourceRow] = {}
        self._names: dict[str, str] = {}
        self._unreadable: list[str] = []
        self._sought: str | None = None
        """Id of the source that the cursor is to go to."""
        self._records: dict[str, TrackRecord] = {}
        """Empty until the case is weighed: the list does not wait for that."""
        self._provenance: Provenance | None = None
        self._progress = ""
        """How far the weighing is, or why there is none."""
        self._is_weighed = True
        self._goes_on = True
        """Whether weighing goes on without anybody looking."""

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("is", 2),
            Column("source"),
            Column("", BAR, from_width=84),
            Column("accuracy, 90 %", 16, from_width=44),
            Column("prop", 4),
            # Names of sources begin alike and end in what tells them apart: counts wait for a wider list.
            Column("items", 5, right=True, from_width=76),
            Column("kind", 12, from_width=104),
            Column("party", 14, from_width=120),
            Column("●", 4, right=True),
            Column("○", 4, right=True, from_width=70),
            Column("decided", 7, right=True, from_width=92),
            Column("+/−", 5, right=True, from_width=80),
        ]
        table = RowTable(columns, empty=_EMPTY, id="sources")
        yield self.beside(table, Sheet(id="source"), title=safe("Sources"), sheet_title=safe("Source"))

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> tuple[list[SourceRow], dict[str, str], int, list[str]]:
        names = {source.id: source.name for source in case.sources.all()}
        rows = case.sources.records()
        claims = sum(row.accepted + row.proposed for row in rows)
        if not self.text:
            return rows, names, claims, case.unreadable("source")
        by_id = {row.source.id: row for row in rows}
        return [by_id[source.id] for source in case.sources.find(self.text) if source.id in by_id], names, claims, []

    def show(self, data: tuple[list[SourceRow], dict[str, str], int, list[str]]) -> None:
        rows, self._names, claims, unreadable = data
        if not self.text:
            rows = sorted(rows, key=lambda row: -(row.accepted + row.proposed))
        self._rows = {row.source.id: row for row in rows}
        table = self.query_one(RowTable)
        table.empty = NO_MATCH if self.text else _EMPTY
        self._unreadable = unreadable
        self._is_weighed = claims <= WEIGHED_AT_MOST
        if self._is_weighed:
            self._goes_on = claims <= LEFT_TO_OTHERS
            self.load("records", self._weighed)
        else:
            self._progress = f"Records are weighed in cases of up to {WEIGHED_AT_MOST:,} claims; these are {claims:,}."
        self._fill()
        self.show_size(len(rows))

    def _weighed(self, case: Workspace) -> tuple[list[TrackRecord], Provenance] | None:
        try:
            return case.track_records.all(self._told), case.track_records.provenance()
        except StoppedError:
            return None

    def _told(self, done: int, steps: int) -> bool:
        self.post_message(Stepped(done, steps))
        return self._goes_on or self.is_current

    @on(Stepped)
    def _on_stepped(self, message: Stepped) -> None:
        self._progress = f"The case is being weighed … {message.done} of {message.steps}"
        self._look()

    def show_records(self, found: tuple[list[TrackRecord], Provenance] | None) -> None:
        if found is None:
            return  # who left the screen stopped it; who comes back begins it anew
        records, self._provenance = found
        self._records = {record.source: record for record in records}
        self._fill()

    def _fill(self) -> None:
        rows, records, waiting = self._rows, self._records, "…" if self._is_weighed else "–"

        def drawn(key: str) -> Row:
            return _row(rows[key], records.get(key), waiting) if key in rows else _unreadable_row(key)

        self.query_one(RowTable).set_keys([*rows, *self._unreadable], drawn, cursor=self._sought)
        self._sought = None
        self._look()

    @on(RowTable.Moved)
    def _look(self) -> None:
        row = self._rows.get(self.query_one(RowTable).key or "")
        sheet = self.query_one("#source", Sheet)
        if row is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(row.source.id))
            record = self._records.get(row.source.id)
            rests_on = f"weighed from {provenance_words(self._provenance)}" if self._provenance else ""
            last = line(rests_on, "$faint")
            sheet.set(
                lambda width: [
                    *_source_lines(row, record, self._names, width, self._progress),
                    NOTHING,
                    *last.wrap(width),
                ]
            )
        self.refresh_keys()

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        row = self._rows.get(self.query_one(RowTable).key or "")
        return row.source if row else None

    # -- acting ----------------------------------------------------------------------------------------------------

    def why_not_grade(self) -> str | None:
        return None if self.source else "There is no source under the cursor."

    why_not_edit = why_not_history = why_not_retract = why_not_grade

    def seek(self, record: str) -> None:
        self.put_filter("")
        self._sought = record

    def do_history(self) -> None:
        if self.source:
            self.tracker.go("log", self.source.id)

    def why_not_propose(self) -> str | None:
        if self.source is None:
            return "There is no source under the cursor."
        if not self._is_weighed:
            return self._progress
        return None if self.source.id in self._records else "The case is still being weighed."

    def why_not_merge(self) -> str | None:
        if self.source is None:
            return "There is no source under the cursor."
        return None if len(self._names) > 1 else "There is no other source to merge it into."

    def do_grade(self) -> None:
        from tracker.ui.screens.grade import GradeSource

        if self.source:
            record = self._records.get(self.source.id)
            self.app.push_screen(GradeSource(self.source, record.proposal if record else None))

    def do_edit(self) -> None:
        from tracker.ui.screens.edit_source import EditSource

        if self.source:
            self.app.push_screen(EditSource(self.source, self._names.get(self.source.parent or "", "")))

    def do_propose(self) -> None:
        source = self.source
        if source is not None:
            self.change(
                lambda case: case.track_records.accept_proposal(source.id, seen=source.reliability),
                said=lambda made: line(f"Graded {made.name}: {grade_words(made.reliability)}, proposed by the record"),
            )

    def do_retract(self) -> None:
        from tracker.ui.screens.retract import Retract

        if self.source:
            self.app.push_screen(Retract(self.source.id))

    def do_origins(self) -> None:
        from tracker.ui.screens.origins import Origins

        self.app.push_screen(Origins())

    def do_merge(self) -> None:
        from tracker.ui.screens.merge import MergeSource

        if self.source:
            self.app.push_screen(MergeSource(self.source))

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("grade")

    def copied(self) -> str:
        return self.source.name if self.source else ""


def _row(row: SourceRow, record: TrackRecord | None, waiting: str) -> Row:
    """waiting: what stands for a record that is not there."""
    source = row.source
    cells = (
        line(source.reliability.value if source.reliability else "–", "bold"),
        line(source.name),
        line(accuracy_bar(record) if record else "", "$primary"),
        line(accuracy_words(record) if record else waiting, "" if record and record.accuracy is not None else "$faint"),
        line(record.proposal.value if record else waiting),
        line(f"{record.independent:.1f}" if record else waiting, "$faint"),
        line("" if source.kind.value == "unknown" else source.kind.value, "$faint"),
        line(source.party or "", "$faint"),
        tally(row.accepted),
        tally(row.proposed),
        tally(row.in_disputes),
        line(f"{row.upheld}/{row.overruled}") if row.upheld or row.overruled else tally(0),
    )
    return Row(source.id, cells)


def _unreadable_row(source_id: str) -> Row:
    return Row(source_id, (NOTHING, unreadable_words(source_id), *[NOTHING] * 10))


def _source_lines(
    row: SourceRow, record: TrackRecord | None, names: dict[str, str], width: int, progress: str
) -> list[Content]:
    source = row.source
    if record:
        head, *card = card_lines(record, width)
        drawn = [safe(head, "bold"), *(safe(part) for part in card)]
    else:
        drawn = [
            *line(source.name, "bold").wrap(width),
            *safe(progress or "The case is being weighed …", "$faint").wrap(width),
        ]
    facts = [
        ("kind", "" if source.kind.value == "unknown" else source.kind.value),
        ("voice of", names.get(source.parent or "", "")),
        ("aliases", ", ".join(alias_list(source))),
        ("claims", f"{row.accepted:,} accepted, {row.proposed:,} proposed, {row.rejected:,} rejected"),
        ("decided", f"in {row.in_disputes}: upheld {row.upheld}, overruled {row.overruled}"),
        ("notes", source.notes),
    ]
    drawn.append(NOTHING)
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
