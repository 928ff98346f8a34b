"""Picking a file or a folder to take in: what is typed narrows the folder, the arrows move in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tracker.locations import shown
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.screens.early_keys import KeepsEarlyKeys
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.documents import Entry

_COLUMNS = (Column("", 1), Column("name"), Column("size", 9, right=True, from_width=40))
_ELSEWHERE = ("/", "~", "..")
"""How a path begins that is none of the folder's own."""


class PickFile(Dialog[Path], KeepsEarlyKeys):
    """A folder and what could be taken in of it. Ends with what was picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "half(2)", show=False, priority=True),
        Binding("pageup", "half(-2)", show=False, priority=True),
        Binding("backspace", "delete_or_up", show=False, priority=True),
        Binding("left", "left_or_up", show=False, priority=True),
        Binding("right", "right_or_in", show=False, priority=True),
        Binding("escape", "clear_or_leave", show=False, priority=True),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        empty = join(safe("Nothing here that could be taken in.", "bold"), safe("← goes up.", "$faint"), sep="\n")
        table = RowTable(_COLUMNS, empty=empty)
        table.can_focus = False
        box = Vertical(
            Words(id="folder"),
            Field(id="text", hint="letters of a name, or a path"),
            table,
            no_complaint(),
            classes="dialog pick",
        )
        box.border_title = safe("Pick a file")
        box.border_subtitle = safe("type to find · enter pick, go in · ← up · ctrl+s whole folder")
        yield box

    def on_mount(self) -> None:
        self._field.focus()
        self._go(self._folder)

    @property
    def _field(self) -> Field:
        return self.query_one("#text", Field)

    @property
    def _chosen(self) -> Entry | None:
        key = self.query_one(RowTable).key
        return next((entry for entry in self._entries if entry.name == key), None)

    # -- the folder ------------------------------------------------------------------------------------------------

    def _go(self, folder: Path, at: str | None = None) -> None:
        self.load("folder", lambda case: (folder, at, case.ingest.folder(folder)))

    def show_folder(self, found: tuple[Path, str | None, list[Entry]]) -> None:
        self._folder, at, self._entries = found
        self.complain()
        self._field.take_as_read("", keep=False)
        self._fill(at)

    def _fill(self, at: str | None = None) -> None:
        """Lists what holds the letters typed, the cursor on the first, or on what one came from."""
        fitting = _fitting(self._entries, self._field.value)
        by_name = {entry.name: entry for entry in fitting}
        table = self.query_one(RowTable)
        none = "Nothing here is called so." if self._entries else "Nothing here that could be taken in."
        how = "⌫ takes a letter out." if self._entries else "← goes up."
        table.empty = join(safe(none, "bold"), safe(how, "$faint"), sep="\n")
        table.set_keys(list(by_name), lambda name: _row(by_name[name]), cursor=at)
        if at not in by_name:
            table.action_edge(0)
        count = f"{len(fitting):,} of {len(self._entries):,}" if self._field.value else f"{len(fitting):,}"
        words = join(safe(count, "$faint"), line(shown(self._folder), "bold"), sep="   ")
        self.query_one("#folder", Words).put(words)

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        typed = event.value
        if typed.endswith("/") and typed.startswith(_ELSEWHERE):
            self._go(self._named(typed))
        elif typed.endswith("/"):
            self._enter(folders_only=True)
        elif not typed.startswith(_ELSEWHERE):
            self._fill()

    # -- keys ------------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        typed = self._field.value.strip()
        if not typed.startswith(_ELSEWHERE):
            self._enter()
            return
        path = self._named(typed)
        self.load("named", lambda _: (path, os.path.isdir(path), os.path.exists(path)))  # noqa: PTH110, PTH112

    def show_named(self, found: tuple[Path, bool, bool]) -> None:
        """A path that was typed in full."""
        path, is_folder, is_there = found
        if is_folder:
            self._go(path)
        elif self.need(is_there, f"There is nothing at {shown(path)}.", "#text"):
            self.dismiss(path)

    def _named(self, typed: str) -> Path:
        """What a path means that is typed here."""
        # Path.expanduser raises for a user that is not known, Path.exists for a name that is too long.
        return Path(os.path.normpath(self._folder / os.path.expanduser(typed)))  # noqa: PTH111

    def _enter(self, *, folders_only: bool = False) -> None:
        entry = self._chosen
        if entry is None:
            return
        path = self._folder / entry.name
        if entry.is_folder:
            self._go(path)
        elif not folders_only:
            self.dismiss(path)

    def action_move(self, by: int) -> None:
        self.query_one(RowTable).action_move(by)

    def action_half(self, by: int) -> None:
        self.query_one(RowTable).action_half(by)

    def _up(self) -> None:
        self._go(self._folder.parent, self._folder.name)

    def action_delete_or_up(self) -> None:
        if self._field.value:
            self._field.action_delete_left()
        else:
            self._up()

    def action_left_or_up(self) -> None:
        if self._field.value:
            self._field.action_cursor_left()
        else:
            self._up()

    def action_right_or_in(self) -> None:
        if self._field.cursor_position < len(self._field.value):
            self._field.action_cursor_right()
        else:
            self._enter(folders_only=True)

    def action_clear_or_leave(self) -> None:
        if self._field.value:
            self._field.value = ""
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Picks the folder itself, with all that is in it."""
        self.dismiss(self._folder)


def _fitting(entries: list[Entry], typed: str) -> list[Entry]:
    """Those whose names hold all words typed, those that begin with them first; capital or small is one.

    Where none does, those that have the letters in their order.
    """
    words = typed.casefold().split()
    if not words:
        return entries
    names = [(entry, entry.name.casefold()) for entry in entries]
    held = [(entry, name) for entry, name in names if all(word in name for word in words)]
    if held:
        start = " ".join(words)
        return [entry for entry, name in sorted(held, key=lambda one: not one[1].startswith(start))]
    letters = "".join(words)
    return [entry for entry, name in names if _in_order(letters, name)]


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)


def _row(entry: Entry) -> Row:
    if entry.is_folder:
        return Row(entry.name, (safe("▸", "$accent"), line(f"{entry.name}/", "bold"), safe("")))
    return Row(entry.name, (safe(" "), line(entry.name), line(f"{entry.size:,}", "$faint")))
