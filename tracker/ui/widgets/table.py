"""A list of rows that stays fast at any length: it draws only what is seen, and asks for pages as they come into view.

The table knows nothing of the case. A screen hands it all rows (`set_rows`), or their keys and how a row is made
(`set_keys`), or tells it how many there are (`set_count`) and answers `PageWanted` with `put_page`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from tracker.ui.safe import NOTHING
from tracker.ui.widgets.painted_rows import PaintedRows
from tracker.ui.widgets.rows import Column, Row

PAGE = 100
"""Rows a page holds."""
PAGES_HELD = 6
"""Pages that stay when they are out of view; those farthest from the cursor go first."""
AHEAD = PAGE
"""Rows on either side of the cursor that are asked for before they come into view."""


class RowTable(PaintedRows, can_focus=True):
    """Rows under fixed headings, with one cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rowtable--head", "rowtable--cursor", "rowtable--cursor-idle"}
    DEFAULT_CSS = """
    RowTable { height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    RowTable > .rowtable--head { color: $faint; text-style: none; }
    RowTable > .rowtable--cursor { background: $cursor-back; color: $foreground; text-style: bold; }
    RowTable > .rowtable--cursor-idle { background: $panel; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("ctrl+d", "half(1)", show=False),
        Binding("ctrl+u", "half(-1)", show=False),
        Binding("pagedown", "half(2)", show=False),
        Binding("pageup", "half(-2)", show=False),
        Binding("home,less_than_sign", "edge(0)", show=False),
        Binding("end,greater_than_sign", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor is on another row; key None: there is no row."""

        def __init__(self, table: RowTable, key: str | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> RowTable:
            return self.table

    class Chosen(Moved):
        """Enter, or a second click, on a row."""

    class PageWanted(Message):
        """Rows `page * PAGE` and after are not here yet and in view, or `is_ahead`, near what is."""

        def __init__(self, table: RowTable, page: int, *, is_ahead: bool = False) -> None:
            super().__init__()
            self.table = table
            self.page = page
            self.is_ahead = is_ahead

        @property
        def control(self) -> RowTable:
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: Content = NOTHING,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(columns, empty=empty, id=id)
        self._pages: dict[int, Sequence[Row]] = {}
        self._asked: set[int] = set()
        self._make: Callable[[int], Sequence[Row]] | None = None
        self._count = 0
        self._cursor = 0
        self._sought = 0
        """Where the cursor was sent, also when that is beyond the rows that are known."""
        self._announced: str | None = None
        self._first_key: str | None = None

    # -- what it holds ---------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Rows altogether, here or not."""
        return self._count

    @property
    def cursor(self) -> int:
        """Index of the row under the cursor."""
        return self._cursor

    @property
    def key(self) -> str | None:
        """Key of the row under the cursor; None when there is none or it is not here yet."""
        row = self.row(self._cursor)
        return row.key if row and not row.heading else None

    def row(self, index: int) -> Row | None:
        """The row at an index, when its page is here."""
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None and self._make is not None and 0 <= index < self._count:
            page = self._pages[number] = self._make(number)
        return page[offset] if page is not None and 0 <= index < self._count and offset < len(page) else None

    def held(self) -> list[str]:
        """Keys of the rows that are here, in order."""
        return [row.key for _, page in sorted(self._pages.items()) for row in page if not row.heading]

    def set_rows(self, rows: Iterable[Row], *, cursor: str | None = None) -> None:
        """Shows these rows; the cursor goes to key `cursor`, else stays on its key, else on its line."""
        held = cursor or self.key or self._first_key
        self._first_key = None
        every = list(rows)
        self._pages = {start // PAGE: every[start : start + PAGE] for start in range(0, len(every), PAGE)}
        self._make = None
        self._count, self._is_told = len(every), True
        at = next((index for index, row in enumerate(every) if row.key == held and not row.heading), self._cursor)
        self._settle(at)

    def set_keys(self, keys: Sequence[str], make: Callable[[str], Row], *, cursor: str | None = None) -> None:
        """Shows a row for each key, made when it comes into view; for the cursor see `set_rows`."""
        held = cursor or self.key or self._first_key
        self._first_key = None
        self._pages = {}
        self._make = lambda page: [make(key) for key in keys[page * PAGE : (page + 1) * PAGE]]
        self._count, self._is_told = len(keys), True
        self._settle(keys.index(held) if held in keys else self._cursor)

    def start_at(self, key: str | None, index: int) -> None:
        """Where the cursor goes when the first rows come: to a key, else to a line."""
        if not self._count:
            self._first_key, self._cursor = key, max(index, 0)

    def set_count(
        self, count: int, *, cursor: int | None = None, pages: Mapping[int, Sequence[Row]] | None = None
    ) -> None:
        """Says how many rows there are now; pages other than those given are asked for anew. cursor: where it goes."""
        self._make = None
        self._count, self._is_told = count, True
        self._pages = dict(pages or {})
        self._asked = set()
        self._settle(self._cursor if cursor is None else cursor)

    def grow(self, count: int) -> None:
        """Says that more rows follow those that are here; a cursor that was sent beyond these goes on.

        Pages that were asked for and are not here are asked for again.
        """
        self._count = count
        self._asked = set()
        self._settle(self._sought)

    def put_page(self, page: int, rows: Sequence[Row]) -> None:
        """Hands over a page that was asked for."""
        self._pages[page] = rows
        self._asked.discard(page)
        at = self._cursor // PAGE
        while len(self._pages) > PAGES_HELD:
            # What is looked at now was put last; the wheel moves the view without the cursor.
            del self._pages[max((held for held in self._pages if held != page), key=lambda held: abs(held - at))]
        self.refresh()
        self._announce()

    # -- moving ----------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        self._settle(self._cursor + by, by)

    def action_half(self, halves: int) -> None:
        self._settle(self._cursor + halves * max(1, (self.size.height - 1) // 2), halves)

    def action_edge(self, end: int) -> None:
        self._settle(sys.maxsize if end else 0, -1 if end else 1)

    def action_choose(self) -> None:
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        index = self._index_at(event.y)
        if index is None:
            return
        if index == self._cursor and event.chain > 1:
            self.action_choose()
        self._settle(index)

    def _index_at(self, y: int) -> int | None:
        index = self.scroll_offset.y + y - 1
        return index if y > 0 and index < self._count else None

    def _settle(self, index: int, direction: int = 1) -> None:
        """Puts the cursor on the nearest row to `index`, scrolls to it and says so."""
        self._sought = index
        self._cursor = min(max(index, 0), max(self._count - 1, 0))
        step = 1 if direction >= 0 else -1
        for move in (step, -step):
            while (row := self.row(self._cursor)) and row.heading and 0 <= self._cursor + move < self._count:
                self._cursor += move
            if not (row and row.heading):
                break
        self._fit()
        self.refresh()
        self._announce()
        if self._make is None and self._count:
            if self.row(self._cursor) is None:
                self._want(self._cursor // PAGE)
            self.call_after_refresh(self._read_ahead)

    def _read_ahead(self) -> None:
        """Asks for what is near once that which is in view was painted: reading would hold up the paint."""
        for near in (max(self._cursor - AHEAD, 0), min(self._cursor + AHEAD, self._count - 1)):
            if self._make is None and self._count and self.row(near) is None:
                self._want(near // PAGE, is_ahead=True)

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, self._count + 1)
        room = max(self.size.height - 1, 1)
        top = self.scroll_offset.y
        above = self.row(self._cursor - 1) if self._cursor else None
        first = self._cursor - 1 if self._cursor == 1 or (above and above.heading) else self._cursor
        if first < top:
            top = first
        elif self._cursor >= top + room:
            top = self._cursor - room + 1
        self.scroll_to(y=top, animate=False, force=True)

    def _announce(self) -> None:
        if self.key != self._announced:
            self._announced = self.key
            self.post_message(self.Moved(self, self.key))

    def on_resize(self) -> None:
        self._fit()

    def want_row(self, index: int) -> None:
        self._want(index // PAGE)

    def _want(self, page: int, *, is_ahead: bool = False) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.post_message(self.PageWanted(self, page, is_ahead=is_ahead))
