"""The drawing of a list of rows: headings, rows, the one under the cursor, and what stands there without any."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from tracker.ui.safe import safe
from tracker.ui.widgets.rows import Column, Row, side_by_side
from tracker.ui.widgets.strips import Strips

DRAWN = 100
"""Rows that stay drawn."""

_NOT_READ = safe("Reading ...", "$faint")
_UNMARKED, _MARK = Content(" "), Content.styled("▌", "$accent")
"""Before a row, and before the one under the cursor."""


class PaintedRows(ScrollView):
    """Draws the lines that are in view; what the rows are is said by the class that is made of it."""

    def __init__(self, columns: Sequence[Column], *, empty: Content, id: str | None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._drawn: dict[int, tuple[Row, Strip]] = {}
        self._drawn_for: tuple[int, tuple[Column, ...]] = (0, ())
        self._strips = Strips()
        self.empty = empty
        self._is_told = False
        """Whether anybody said yet what it holds: until then it is not empty, and must not say so."""

    @property
    def count(self) -> int:
        """Rows altogether, here or not."""
        raise NotImplementedError

    @property
    def cursor(self) -> int:
        """Index of the row under the cursor."""
        raise NotImplementedError

    def row(self, index: int) -> Row | None:
        """The row at an index, when it is here."""
        raise NotImplementedError

    def want_row(self, index: int) -> None:
        """Asks for the row at an index, which is in view and not here."""
        raise NotImplementedError

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.refresh()

    @property
    def row_width(self) -> int:
        """Cells of a line: all but those of the scroll bar, which would lie over the end of each row."""
        return self.scrollable_content_region.width

    def render_line(self, y: int) -> Strip:
        width = self.row_width
        if y == 0:
            titles = [Content(column.title if self.count else "") for column in self._columns]
            return self._strip(side_by_side(self._columns, titles, width, _UNMARKED), "rowtable--head")
        if not self.count:
            return self._empty_line(y)
        index = self.scroll_offset.y + y - 1
        if index >= self.count:
            return Strip.blank(width, self.visual_style.rich_style)
        row = self.row(index)
        if row is None:
            self.want_row(index)
            return self._strip([Content("  …")], "rowtable--head")
        if row.heading:
            heading = row.cells[0].truncate(max(width - 2, 1), ellipsis=True)
            return self._strip([_UNMARKED, heading], "rowtable--head")
        if index != self.cursor:
            return self._row_strip(index, row, width)
        component = "rowtable--cursor" if self.has_focus else "rowtable--cursor-idle"
        return self._strip(side_by_side(self._columns, row.cells, width, _MARK), component)

    def _row_strip(self, index: int, row: Row, width: int) -> Strip:
        """A row without the cursor; it stays drawn while the cursor moves over others."""
        drawn_for = (width, self._columns)
        if self._drawn_for != drawn_for or len(self._drawn) > DRAWN:
            self._drawn, self._drawn_for = {}, drawn_for
        found = self._drawn.get(index)
        if found is None or found[0] is not row:
            parts = side_by_side(self._columns, row.cells, width, _UNMARKED)
            found = self._drawn[index] = (row, self._strip(parts))
        return found[1]

    def notify_style_update(self) -> None:
        self._drawn = {}
        self._strips.forget()
        super().notify_style_update()

    def _empty_line(self, y: int) -> Strip:
        told = self.empty if self._is_told else _NOT_READ
        words = [line for part in told.split("\n", allow_blank=True) for line in part.wrap(max(self.row_width - 4, 8))]
        if 2 <= y < len(words) + 2:
            return self._strip([Content("  "), words[y - 2]])
        return Strip.blank(self.row_width, self.visual_style.rich_style)

    def _strip(self, parts: Sequence[Content], component: str | None = None) -> Strip:
        style = self.visual_style
        if component:
            style = style + Style.from_styles(self.get_component_styles(component))
        return self._strips.strip(parts, max(self.row_width, 1), style)
