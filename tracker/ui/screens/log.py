"""Log: the journal, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.model.change import Edit, JournalLine
from tracker.present.edits import value_words
from tracker.present.journal import short_hash
from tracker.present.times import day_and_minute
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import FilteredScreen
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.words import field, unreadable_words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

EDITS = 30
"""Edits of one entry that are drawn."""

GONE_TO = {"claim": "claims", "source": "sources"}
"""Kind of a record -> the screen that shows it."""

Entries = tuple[Sequence[int], int, dict[int, list[JournalLine]]]
"""Numbers of all entries of the list, where in it the cursor is to be, and the pages of it that were read."""


class LogScreen(FilteredScreen):
    """What was done, by whom and when; the filter takes the id of a record (C12, S3), or words."""

    NAME = "log"
    TYPED_S = 0.15
    CSS_PATH = "log.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[int] = ()
        self._lines: dict[str, JournalLine] = {}
        self._edits: tuple[Edit, ...] = ()
        """The first ones of the entry under the cursor."""
        self._at: tuple[int | None, int] = (None, 0)
        """Number of the entry under the cursor, and its line."""

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("", 5, right=True),
            Column("time (UTC)", 16, from_width=64),
            Column("who", 12, from_width=52),
            Column("action", 10),
            Column("what"),
        ]
        table = RowTable(columns, empty=_EMPTY, id="entries")
        hint = "id of a record (C12, S3, R1), or words; escape shows all"
        yield self.beside(table, Sheet(id="entry"), title=safe("Journal"), sheet_title=safe("Entry"), hint=hint)

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> Entries:
        entries = case.history.about(self.text)
        here, line = self._at
        at = entries.index(here) if here in entries else min(line, max(len(entries) - 1, 0))
        near = sorted({max(at - PAGE // 2, 0) // PAGE, (at + PAGE // 2) // PAGE})
        return entries, at, {page: _page(case, entries, page) for page in near}

    def show(self, data: Entries) -> None:
        self._entries, at, pages = data
        self._lines = {str(entry.seq): entry for page in pages.values() for entry in page}
        table = self.query_one(RowTable)
        table.empty = _NO_MATCH if self.text else _EMPTY
        drawn = {number: self._drawn(self._entries, number) for number in pages}
        table.set_count(len(self._entries), cursor=at, pages=drawn)
        self.show_size(len(self._entries))
        self._look()

    @on(RowTable.PageWanted)
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        entries = self._entries
        self.load("page", lambda case: (entries, message.page, _page(case, entries, message.page)), void=False)

    def show_page(self, data: tuple[Sequence[int], int, list[JournalLine]]) -> None:
        entries, number, page = data
        if entries is not self._entries:
            return
        table = self.query_one(RowTable)
        self._lines |= {str(entry.seq): entry for entry in page}
        table.put_page(number, self._drawn(entries, number))
        self._lines = {key: self._lines[key] for key in table.held() if key in self._lines}

    def _drawn(self, entries: Sequence[int], page: int) -> list[Row]:
        """The rows of a page that was read; an entry that cannot be read keeps its line."""
        keys = [str(seq) for seq in entries[page * PAGE : (page + 1) * PAGE]]
        return [_row(self._lines[key]) if key in self._lines else _unreadable_row(key) for key in keys]

    @on(RowTable.Moved)
    def _look(self) -> None:
        entry = self.entry
        sheet = self.query_one("#entry", Sheet)
        self._at = (entry.seq if entry and self.query_one(RowTable).cursor else None, self.query_one(RowTable).cursor)
        self._edits = ()
        if entry is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(f"Entry {entry.seq}"))
            sheet.set(lambda width: _entry_lines(entry, (), 0, width))
            self.load("edits", lambda case: (entry, *case.history.edits_of(entry.seq, EDITS)))
        self.refresh_keys()

    def show_edits(self, data: tuple[JournalLine, list[Edit], int]) -> None:
        entry, edits, how_many = data
        if self.entry is not None and self.entry.seq == entry.seq:
            self._edits = tuple(edits)
            self.query_one("#entry", Sheet).set(lambda width: _entry_lines(entry, edits, how_many, width))
            self.refresh_keys()

    @property
    def entry(self) -> JournalLine | None:
        """The entry under the cursor."""
        return self._lines.get(self.query_one(RowTable).key or "")

    def go_back_to(self, place: Mapping[str, Any]) -> None:
        super().go_back_to(place)
        row, index = place.get("row"), place.get("index")
        # Who was at the newest entry sees the newest one again, whichever that is by then.
        if isinstance(index, int) and index > 0:
            self._at = (int(row) if isinstance(row, str) and row.isdecimal() else None, index)

    def seek(self, record: str) -> None:
        """Shows what was done to a record."""
        self.put_filter(record)

    # -- going to what was changed ---------------------------------------------------------------------------------

    def why_not_record(self) -> str | None:
        if self.entry is None:
            return "There is no entry under the cursor."
        return None if self._edits else "The entry names no record, or its records are still being read."

    def do_record(self) -> None:
        from tracker.ui.screens.reader import Reader

        edit = self._edits[0]
        if edit.kind == "report":
            self.app.push_screen(Reader(report_id=edit.id))
        elif edit.kind in GONE_TO:
            self.tracker.go(GONE_TO[edit.kind], edit.id)
        else:
            self.tracker.go("disputes")

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_act("record")

    def copied(self) -> str:
        return self.entry.hash if self.entry else ""


def _page(case: Workspace, entries: Sequence[int], page: int) -> list[JournalLine]:
    return case.history.lines(entries[page * PAGE : (page + 1) * PAGE])


def _row(change: JournalLine) -> Row:
    cells = (
        line(str(change.seq), "$faint"),
        line(day_and_minute(change.at), "$faint"),
        line(change.actor),
        line(change.action, "$accent"),
        join(line(change.summary), line(change.reason, "$faint"), sep=" – "),
    )
    return Row(str(change.seq), cells)


def _unreadable_row(key: str) -> Row:
    return Row(key, (line(key, "$faint"), NOTHING, NOTHING, NOTHING, unreadable_words(f"entry {key}")))


def _entry_lines(change: JournalLine, edits: Sequence[Edit], how_many: int, width: int) -> list[Content]:
    facts = [
        ("what", change.summary),
        ("reason", change.reason),
        ("who", change.actor),
        ("when", f"{day_and_minute(change.at)} UTC" + (" (the clock went back)" if change.clock_went_back else "")),
        ("reverses", f"entry {change.undoes}" if change.undoes else ""),
        ("hash", short_hash(change.hash)),
        ("tool", change.tool_version),
    ]
    drawn = [part for name, words in facts if words for part in field(name, line(words), width, label_width=9)]
    for edit in edits:
        drawn += [NOTHING, *_edit_lines(edit, width)]
    if how_many > len(edits):
        drawn += [NOTHING, line(f"and {how_many - len(edits):,} more records", "$faint")]
    return drawn


def _edit_lines(edit: Edit, width: int) -> list[Content]:
    """A record's fields before and after; of a new record its name alone."""
    head = join(line(edit.kind, "$faint"), line(edit.id, "bold"), sep=" ")
    if edit.before is None or edit.after is None:
        return [join(head, safe("created" if edit.before is None else "taken out", "$faint"), sep=" ")]
    drawn = [head]
    before, after = edit.before, edit.after
    for name in sorted(set(before) | set(after)):
        if name != "rev" and before.get(name) != after.get(name):
            was, now = (value_words(name, record.get(name)) for record in (before, after))
            words = join(line(was, "$faint"), safe("→"), line(now), sep=" ")
            drawn += field(name, words, width, label_width=12)
    return drawn


_EMPTY = join(
    safe("Nothing was done yet.", "bold"), safe("Every change to the case is written here.", "$faint"), sep="\n"
)
_NO_MATCH = join(
    safe("No entry names that record.", "bold"), safe("escape shows everything again.", "$faint"), sep="\n"
)

SCREEN = LogScreen
"""What the app shows for this name."""
