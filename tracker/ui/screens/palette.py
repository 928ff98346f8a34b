"""The command palette: everything that can be done, found by its name; what belongs to another screen leads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.ui.actions import SCREENS, keys_shown
from tracker.ui.palette import EVERYWHERE, Entry, entries, matching
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.dialog import Dialog
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

_COLUMNS = (Column("  what", 18), Column("key", 7), Column("does", from_width=50))


class Palette(Dialog[Entry]):
    """The list stays under the field: what is typed narrows it, the arrows move in it, enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "half(1)", show=False, priority=True),
        Binding("pageup", "half(-1)", show=False, priority=True),
        Binding("ctrl+p", "leave", show=False, priority=True),
    ]

    def __init__(self, here: str, why_not: Callable[[str], str | None]) -> None:
        super().__init__()
        self._here = here
        self._every = entries(here, why_not)
        self._shown: dict[str, Entry] = {}

    def compose(self) -> ComposeResult:
        table = RowTable(_COLUMNS, empty=safe("Nothing is called so. Other words?", "$faint"), id="actions")
        table.can_focus = False
        box = Vertical(
            Field(id="text", hint="what to do: the beginning of a word is enough"),
            table,
            Words(id="says"),
            classes="dialog wide",
        )
        box.border_title = safe("Everything that can be done")
        box.border_subtitle = safe("↓ ↑ list · enter does it · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one(Field).focus()
        self._fill("")

    def _fill(self, query: str) -> None:
        found = matching(self._every, query)
        self._shown = {entry.key: entry for entry in found}
        table = self.query_one(RowTable)
        table.set_rows(_rows(found, self._here, self.tracker.user_keys), cursor=found[0].key if found else None)
        table.action_edge(0)
        self._explain(table.key)

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    @on(RowTable.Moved)
    def _on_moved(self, message: RowTable.Moved) -> None:
        self._explain(message.key)

    def _explain(self, key: str | None) -> None:
        """What the one under the cursor does, in full: the list may have cut it."""
        entry = self._shown.get(key or "")
        words = NOTHING
        if entry is not None and entry.reason:
            words = join(safe("Not now: ", "bold $warning"), line(entry.reason))
        elif entry is not None:
            there = "" if entry.screen in (self._here, EVERYWHERE) else f"Goes to {SCREENS[entry.screen]} first. "
            words = join(safe(there, "$faint"), safe(entry.action.help))
        self.query_one("#says", Words).put(words)

    def action_move(self, by: int) -> None:
        self.query_one(RowTable).action_move(by)

    def action_half(self, by: int) -> None:
        self.query_one(RowTable).action_half(by)

    @on(Input.Submitted)
    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        entry = self._shown.get(self.query_one(RowTable).key or "")
        if entry is not None:
            self.dismiss(entry)


def _rows(found: list[Entry], here: str, keys: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    heading = ""
    for entry in found:
        if entry.screen != heading:
            heading = entry.screen
            rows.append(Row(f"heading/{heading}", (_heading(heading, here),), heading=True))
        off = entry.reason is not None
        style = "$faint" if off else "bold $accent"
        does = (
            join(safe("not now: ", "$warning"), line(entry.reason or "", "$faint")) if off else line(entry.action.help)
        )
        name = Content("  ") + line(entry.label, "$faint strike" if off else "")
        rows.append(Row(entry.key, (name, line(keys_shown(entry.action, keys), style), does)))
    return rows


def _heading(screen: str, here: str) -> Content:
    title = SCREENS.get(screen, "Everywhere")
    return join(line(title, "bold $secondary"), safe(" here" if screen == here else "", "$faint"))
