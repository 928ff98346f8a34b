"""Lists with a line under them that narrows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from tracker.ui.safe import join, line, safe
from tracker.ui.screens.base import CaseScreen
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.framed import Box
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable

NO_MATCH = join(safe("Nothing matches.", "bold"), safe("escape shows everything again.", "$faint"), sep="\n")


class FilteredScreen(CaseScreen):
    """A list, its filter, and beside it what the cursor is on. `fetch` reads what `text` asks for."""

    BESIDE = "#detail"
    TYPED_S: ClassVar[float] = 0.0
    """Seconds without a key before the list is read again, where reading takes long."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """What the filter says."""
        self._put = ""
        """What it was made to say by coming here for a record."""
        self._is_narrowed_anew = False
        """Whether other words were typed since the list was read."""

    def beside(self, table: RowTable, sheet: Sheet, *, title: Content, sheet_title: Content, hint: str = "") -> Widget:
        """The list with its filter, and beside it a pane with a sheet."""
        box = Box(table, FilterLine(hint=hint) if hint else FilterLine(), id="box", classes="list")
        box.border_title = title
        return Horizontal(box, Pane(sheet, title=sheet_title, id="detail"), id="columns")

    def show_size(self, size: int, order: str = "", *, more: bool = False) -> None:
        """How long the list is, at least with `more`, what it was narrowed by, and its order, in its lower border."""
        narrowed = f" match “{self.text}”" if self.text else ""
        length = f"{size:,}{'+' if more else ''}{narrowed}"
        self.query_one("#box", Box).head(note=join(line(length), safe(order), sep=" · "))

    def put_filter(self, text: str) -> None:
        """Narrows the list, the next time it is read, as if this had been typed; the screen need not be drawn yet."""
        self.text = self._put = text
        self.call_after_refresh(lambda: self.query_one(FilterLine).put(text))

    def place(self) -> dict[str, Any]:
        return super().place() | ({"filter": self.text} if self.text else {})

    def go_back_to(self, place: Mapping[str, Any]) -> None:
        super().go_back_to(place)
        text = place.get("filter")
        if isinstance(text, str) and text:
            self.text = text
            self.query_one(FilterLine).put(text)

    def take(self, what: str, data: Any) -> None:
        super().take(what, data)
        if not what and self._is_narrowed_anew:
            # What matches best stands first, and is what was looked for.
            self._is_narrowed_anew = False
            self.query_one(RowTable).action_edge(0)

    def do_filter(self) -> None:
        self.query_one(FilterLine).open()

    @on(FilterLine.Narrowed)
    def _on_narrowed(self, message: FilterLine.Narrowed) -> None:
        self.text = message.text
        self._is_narrowed_anew = bool(self.text)
        # What is typed while the list is read waits, and of that only the newest is read.
        self.load("", self.fetch, after=self.TYPED_S)

    @on(FilterLine.Left)
    def _on_filter_left(self) -> None:
        self.query_one(RowTable).focus()

    def do_back(self) -> None:
        was_typed = self.text != self._put
        if self.text and (was_typed or not self.tracker.trail):
            self.query_one(FilterLine).action_clear()
        else:
            self.put_filter("")
            super().do_back()
