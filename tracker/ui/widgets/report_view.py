"""The text of a report, with its quotes marked, scrolled to the one in question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tracker.model.report import Report
from tracker.present.reports import kept_of
from tracker.ui.safe import Mark, join, line, marked, safe
from tracker.ui.widgets.sheet import WIDEST
from tracker.ui.widgets.words import Words

WINDOW = 60_000
"""Characters laid out around the quote; a report that is longer says which part is shown."""

GUTTER = 4
"""Cells before each line where lines carry signs."""


def wrap_spans(text: str, width: int, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the lines of `text[start:end]` at a width in cells, broken at blanks.

    >>> wrap_spans("one two three", 8)
    [(0, 7), (8, 13)]
    """
    found: list[tuple[int, int]] = []
    at = start
    for paragraph in text[start:end].split("\n"):
        found.extend((at + a, at + b) for a, b in _wrap_paragraph(paragraph, max(width, 4)))
        at += len(paragraph) + 1
    return found


def _wrap_paragraph(text: str, width: int) -> list[tuple[int, int]]:
    if len(text) <= width and text.isascii() and text.isprintable():
        return [(0, len(text))]
    spans: list[tuple[int, int]] = []
    begin = used = 0
    last_blank = -1
    for index, character in enumerate(text):
        if character == " ":
            last_blank = index
        used += 1 if " " <= character <= "~" else _cells(character)
        if used > width and index > begin:
            cut = last_blank if last_blank > begin else index
            spans.append((begin, cut))
            begin = cut + 1 if last_blank > begin else cut
            used = sum(1 if " " <= c <= "~" else _cells(c) for c in text[begin : index + 1])
            last_blank = -1
    spans.append((begin, len(text)))
    return spans


def _cells(character: str) -> int:
    return 1 if character == "\t" else safe(character).cell_length


class ReportView(ScrollView, can_focus=True):
    """Draws only the lines in view."""

    DEFAULT_CSS = """
    ReportView { height: 1fr; width: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
        Binding("less_than_sign", "scroll_home", show=False),
        Binding("greater_than_sign", "scroll_end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._marks: tuple[Mark, ...] = ()
        self._focus: tuple[int, int] | None = None
        self._spans: list[tuple[int, int]] = []
        self._laid_out: tuple[int, int, int, int] | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(400)
        self._signs: tuple[tuple[int, Content], ...] = ()
        self.window = (0, 0)

    @property
    def is_cut(self) -> bool:
        """Whether only a part of the text is laid out."""
        return self.window != (0, len(self._text))

    @property
    def text(self) -> str:
        return self._text

    @property
    def top(self) -> int:
        """Offset in the text of the first character in view."""
        return self._spans[self.scroll_offset.y][0] if self.scroll_offset.y < len(self._spans) else 0

    def show(
        self,
        text: str,
        *,
        quote: tuple[int, int] | None = None,
        marks: Sequence[Mark] = (),
        signs: Sequence[tuple[int, Content]] = (),
    ) -> None:
        """Shows a text; the quote is highlighted and scrolled to, other marks are drawn beneath it.

        signs: offset and a sign of one cell; they stand before the line on which the offset is.
        """
        self._text = text
        self._signs = tuple(signs)
        self._marks = (*marks, (*quote, "bold $quote on $quote-back underline")) if quote else tuple(marks)
        self._focus = quote
        self._layout_text()
        self._scroll_to_quote()

    def on_resize(self) -> None:
        self._layout_text()
        self._scroll_to_quote()

    @property
    def gutter_width(self) -> int:
        """Cells before the text of each line."""
        return GUTTER if self._signs else 1

    def _layout_text(self) -> None:
        width = min(self.size.width - self.gutter_width - 1, WIDEST)
        centre = self._focus[0] if self._focus else 0
        start = max(0, centre - WINDOW // 2) if len(self._text) > WINDOW else 0
        end = min(len(self._text), start + WINDOW)
        key = (id(self._text), width, start, end)
        self._strips.clear()
        if width > 0 and key != self._laid_out:
            self._laid_out = key
            self.window = (start, end)
            self._spans = wrap_spans(self._text, width, start, end)
        self.virtual_size = Size(self.size.width, len(self._spans))
        self.refresh()

    def _scroll_to_quote(self) -> None:
        if self._focus is None:
            self.scroll_to(y=0, animate=False, force=True)
            return
        at = next((y for y, (_, end) in enumerate(self._spans) if end > self._focus[0]), 0)
        self.scroll_to(y=max(0, at - max(self.size.height // 3, 1)), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y
        if index >= len(self._spans):
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        strip = self._strips.get(index)
        if strip is None:
            strip = self._strips[index] = self._draw(index)
        return strip

    def _draw(self, index: int) -> Strip:
        start, end = self._spans[index]
        here = [(a - start, b - start, style) for a, b, style in self.marks if a < end and b > start]
        content = self._gutter(start, end) + marked(self._text[start:end].replace("\t", " "), here, one_line=True)
        drawn = Visual.to_strips(self, content, max(self.size.width, 1), 1, self.visual_style, pad=True)
        return drawn[0] if drawn else Strip.blank(self.size.width)

    @property
    def marks(self) -> Sequence[Mark]:
        """What is drawn over the text."""
        return self._marks

    def _gutter(self, start: int, end: int) -> Content:
        """The signs of what begins on a line, each once."""
        signs = {sign.plain: sign for at, sign in self._signs if start <= at < end}
        shown = join(*list(signs.values())[: self.gutter_width - 1])
        return shown + Content(" " * (self.gutter_width - shown.cell_length))

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def part_words(self) -> Content:
        """ "characters 1-60,000 of 300,000" when the text is cut, else empty."""
        start, end = self.window
        return line(f"characters {start + 1:,}-{end:,} of {len(self._text):,}" if self.is_cut else "")


def show_note(words: Words, report: Report | None, *, kept: bool = False) -> None:
    """What is to be known before the text is read, say that it is in a language that is not read; else nothing.

    kept: say as well how much of the document the text is.
    """
    note = report.notes if report else ""
    told = [join(safe("! ", "bold $warning"), line(note, "$warning"))] if note else []
    if report and kept:
        told.append(line(kept_of(report), "$warning" if report.hidden_characters else "$faint"))
    words.put(join(*told, sep="\n"))
    words.display = bool(told)
