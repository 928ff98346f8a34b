"""Log: the journal, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.model.change import Change, Edit
from tracker.present.journal import short_hash
from tracker.present.times import day_and_minute
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import FilteredScreen
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable
from tracker.ui.words import field

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

NEWEST = 2_000
"""Entries that are listed; the filter by object reaches further back."""
EDITS = 30
"""Edits of one entry that are drawn."""


class LogScreen(FilteredScreen):
    """What was done, by whom and when; the filter takes the id of a record (C12, S3, D3f2a10)."""

    NAME = "log"
    TYPED_S = 0.15
    CSS_PATH = "log.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._changes: dict[str, Change] = {}

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("", 5, right=True),
            Column("time (UTC)", 16, from_width=64),
            Column("who", 12, from_width=52),
            Column("action", 9),
            Column("what"),
        ]
        table = RowTable(columns, empty=_EMPTY, id="entries")
        hint = "id of a record: C12, S3, R1 ... escape shows all"
        yield self.beside(table, Sheet(id="entry"), title=safe("Journal"), sheet_title=safe("Entry"), hint=hint)

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> list[Change]:
        return case.history.entries(limit=NEWEST, object_id=self.text or None)

    def show(self, data: list[Change]) -> None:
        newest_first = list(reversed(data))
        self._changes = {str(change.seq): change for change in newest_first}
        table = self.query_one(RowTable)
        table.empty = _NO_MATCH if self.text else _EMPTY
        table.set_rows(_row(change) for change in newest_first)
        self.show_size(len(data))
        self._look()

    @on(RowTable.Moved)
    def _look(self) -> None:
        change = self.change_here
        sheet = self.query_one("#entry", Sheet)
        if change is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(f"Entry {change.seq}"))
            sheet.set(lambda width: _change_lines(change, width))
        self.refresh_keys()

    @property
    def change_here(self) -> Change | None:
        """The entry under the cursor."""
        return self._changes.get(self.query_one(RowTable).key or "")

    def copied(self) -> str:
        return self.change_here.hash if self.change_here else ""


def _row(change: Change) -> Row:
    cells = (
        line(str(change.seq), "$faint"),
        line(day_and_minute(change.at), "$faint"),
        line(change.actor),
        line(change.action, "$accent"),
        join(line(change.summary), line(change.reason, "$faint"), sep=" – "),
    )
    return Row(str(change.seq), cells)


def _change_lines(change: Change, width: int) -> list[Content]:
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
    for edit in change.edits[:EDITS]:
        drawn += [NOTHING, *_edit_lines(edit, width)]
    if len(change.edits) > EDITS:
        drawn += [NOTHING, line(f"and {len(change.edits) - EDITS:,} more records", "$faint")]
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
            words = join(line(_value(before.get(name)), "$faint"), safe("→"), line(_value(after.get(name))), sep=" ")
            drawn += field(name, words, width, label_width=12)
    return drawn


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:199] + "…"


_EMPTY = join(
    safe("Nothing was done yet.", "bold"), safe("Every change to the case is written here.", "$faint"), sep="\n"
)
_NO_MATCH = join(
    safe("No entry names that record.", "bold"), safe("escape shows everything again.", "$faint"), sep="\n"
)

SCREEN = LogScreen
"""What the app shows for this name."""
