"""Picking a file or a folder to take in, with the keys of every list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tracker.locations import shown
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.documents import Entry

_COLUMNS = (Column("", 1), Column("name"), Column("size", 9, right=True, from_width=40))


class PickFile(Dialog[Path]):
    """A folder and what could be taken in of it. Ends with what was picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace,left,h", "up", show=False),
        Binding("right,l", "enter_row", show=False),
        Binding("s", "whole", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._entries: dict[str, Entry] = {}

    def compose(self) -> ComposeResult:
        empty = join(safe("Nothing here that could be taken in.", "bold"), safe("← goes up.", "$faint"), sep="\n")
        box = Vertical(Words(id="folder"), RowTable(_COLUMNS, empty=empty), no_complaint(), classes="dialog pick")
        box.border_title = safe("Pick a file")
        box.border_subtitle = safe("enter pick, go in · ← up · s the whole folder · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one(RowTable).focus()
        self._go(self._folder)

    def _go(self, folder: Path, at: str | None = None) -> None:
        self.load("folder", lambda case: (folder, at, case.ingest.folder(folder)))

    def show_folder(self, found: tuple[Path, str | None, list[Entry]]) -> None:
        self._folder, at, entries = found
        self.complain()
        self._entries = {entry.name: entry for entry in entries}
        self.query_one("#folder", Words).put(line(shown(self._folder), "bold"))
        table = self.query_one(RowTable)
        table.set_rows(_row(entry) for entry in entries)
        if at in self._entries:
            table.set_rows((_row(entry) for entry in entries), cursor=at)
        elif at is None:
            table.action_edge(0)

    @on(RowTable.Chosen)
    def action_enter_row(self) -> None:
        entry = self._entries.get(self.query_one(RowTable).key or "")
        if entry is None:
            return
        path = self._folder / entry.name
        if entry.is_folder:
            self._go(path)
        else:
            self.dismiss(path)

    def action_up(self) -> None:
        self._go(self._folder.parent, self._folder.name)

    def action_whole(self) -> None:
        self.dismiss(self._folder)


def _row(entry: Entry) -> Row:
    if entry.is_folder:
        return Row(entry.name, (safe("▸", "$accent"), line(f"{entry.name}/", "bold"), safe("")))
    return Row(entry.name, (safe(" "), line(entry.name), line(f"{entry.size:,}", "$faint")))
