"""A sheet: text that is laid out anew for the width there is."""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tracker.ui.safe import NOTHING, lines
from tracker.ui.widgets.framed import Framed

Draw = Callable[[int], list[Content]]
"""Width in cells -> the lines; none may be wider than the width."""
NARROWEST = 12
"""Cells that a drawing function has at least; a sheet in a narrower window is cut at its right."""
WIDEST = 160
"""Cells of a line of prose at most: over longer ones the eye loses the line."""


class Sheet(Widget):
    """Shows what a drawing function makes of its width; as high as its lines."""

    DEFAULT_CSS = """
    Sheet { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, draw: Draw | None = None, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._draw: Draw = draw or (lambda _width: [])
        self._drawn: tuple[int, list[Content]] | None = None

    def set(self, draw: Draw) -> None:
        """Shows something else."""
        self._draw = draw
        self._drawn = None
        self.refresh(layout=True)

    def words(self, *parts: Content) -> None:
        """Shows paragraphs, wrapped."""
        self.set(lambda width: [line for part in parts for line in (part.wrap(width) if part.plain else [NOTHING])])

    def lines_at(self, width: int) -> list[Content]:
        """The lines for a width, `WIDEST` at most; kept until something else is shown."""
        width = min(width, WIDEST)
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self._draw(max(width, NARROWEST)))
        return self._drawn[1]

    @property
    def plain(self) -> str:
        """What is shown now, without style."""
        return "\n".join(line.plain for line in self.lines_at(self.content_size.width or 80))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines_at(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        return container.width

    def render(self) -> Content:
        return lines(self.lines_at(self.content_size.width))


class Pane(VerticalScroll, Framed, can_focus=False):
    """A bordered part of a screen that scrolls when its sheet is too long."""

    def __init__(self, *sheets: Widget, title: Content, id: str, classes: str = "") -> None:  # noqa: A002
        super().__init__(*sheets, id=id, classes=f"pane {classes}")
        self.border_title = title

    def head(self, title: Content | None = None, note: Content | None = NOTHING) -> None:
        """Sets the words in the upper and the lower border."""
        super().head(title, note)
