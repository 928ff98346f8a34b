"""A report in which words can be selected: by sentences and words with keys, freely with the mouse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.ui.safe import Mark, safe
from tracker.ui.widgets.report_view import ReportView

_WORD = re.compile(r"\S+")
_REACH = 400
"""Characters looked through for the next word."""
SELECTED = "bold reverse $accent on $background"
"""Seen in any terminal, with and without colour."""

Span = tuple[int, int]


class PassageView(ReportView):
    """Reads like any report; `v` or the mouse selects, then keys move the ends of the selection."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "select", show=False),
        Binding("shift+right", "move_end(1)", show=False),
        Binding("shift+left", "move_end(-1)", show=False),
        Binding("shift+down", "grow(1)", show=False),
        Binding("shift+up", "grow(-1)", show=False),
    ]

    class Selected(Message):
        """Other words are selected, or none."""

        def __init__(self, span: Span | None) -> None:
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sentences: Sequence[Span] = ()
        self.selection: Span | None = None
        self._pressed: int | None = None
        """Where the mouse button went down."""
        self._moving: dict[str, Callable[[], None]] = {
            **dict.fromkeys(("j", "down"), lambda: self.action_step(1)),
            **dict.fromkeys(("k", "up"), lambda: self.action_step(-1)),
            **dict.fromkeys(("l", "right"), lambda: self.action_move_end(1)),
            **dict.fromkeys(("h", "left"), lambda: self.action_move_end(-1)),
            **dict.fromkeys(("L", "ctrl+right"), lambda: self.action_move_start(1)),
            **dict.fromkeys(("H", "ctrl+left"), lambda: self.action_move_start(-1)),
            "J": lambda: self.action_grow(1),
            "K": lambda: self.action_grow(-1),
            **dict.fromkeys(("v", "escape"), self.clear_selection),
        }
        """Keys while words are selected."""

    @property
    def marks(self) -> Sequence[Mark]:
        return (*super().marks, (*self.selection, SELECTED)) if self.selection else super().marks

    @property
    def selected(self) -> str:
        """The words that are selected."""
        return self.text[slice(*self.selection)] if self.selection else ""

    def select(self, span: Span | None, *, scroll: bool = True) -> None:
        """Selects other words, or none."""
        self.selection = span if span and span[0] < span[1] else None
        self._strips.clear()
        self.refresh()
        if scroll and self.selection:
            self._bring_into_view(self.selection)
        self.post_message(self.Selected(self.selection))

    def clear_selection(self) -> None:
        self.select(None)

    # -- keys ------------------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        move = self._moving.get(event.key) if self.selection else None
        if move is not None:
            event.stop()
            event.prevent_default()
            move()

    def action_select(self) -> None:
        """Selects the sentence that is read: the one with the highlighted quote, else the first in view."""
        at = self._focus[0] if self._focus and self._is_in_view(self._focus[0]) else self.top
        self.select(next((span for span in self.sentences if span[1] > at), self._line_at(at)))

    def action_step(self, by: int) -> None:
        """Selects the next or the previous sentence."""
        start, end = self.selection or (self.top, self.top)
        first, last = self.window
        laid_out = [s for s in self.sentences if first <= s[0] and s[1] <= last]
        beyond = [s for s in laid_out if (s[0] >= end if by > 0 else s[1] <= start)]
        if beyond:
            self.select(beyond[0] if by > 0 else beyond[-1])

    def action_grow(self, by: int) -> None:
        """Takes the next sentence in, or leaves the last one out."""
        if self.selection is None:
            self.action_select()
            return
        start, end = self.selection
        if by > 0:
            after = next((s[1] for s in self.sentences if s[1] > end), end)
        else:
            after = max((s[1] for s in self.sentences if start < s[1] < end), default=end)
        self.select((start, after))

    def action_move_end(self, by: int) -> None:
        """Moves the end of the selection a word on or back."""
        if self.selection is None:
            self.action_select()
            return
        start, end = self.selection
        words = list(_WORD.finditer(self.text, max(start, end - _REACH), min(len(self.text), end + _REACH)))
        ends = [word.end() for word in words if (word.end() - end) * by > 0]
        if ends:
            self.select((start, ends[0] if by > 0 else ends[-1]))

    def action_move_start(self, by: int) -> None:
        """Moves the start of the selection a word on or back."""
        if self.selection is None:
            self.action_select()
            return
        start, end = self.selection
        words = list(_WORD.finditer(self.text, max(0, start - _REACH), min(end, start + _REACH)))
        starts = [word.start() for word in words if (word.start() - start) * by > 0]
        if starts:
            self.select((starts[0] if by > 0 else starts[-1], end))

    # -- mouse -----------------------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = self._offset_at(event)
        if event.button == 1 and at is not None:
            self._pressed = at
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        at = self._offset_at(event)
        if at is not None:
            self.select((min(self._pressed, at), max(self._pressed, at)), scroll=False)

    def on_mouse_up(self) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        at = self._offset_at(event)
        if event.chain == 2 and at is not None:
            self.select(next((s for s in self.sentences if s[0] <= at < s[1]), None), scroll=False)
        elif event.chain == 1 and self.selection and at is not None and not self._touches(at):
            self.clear_selection()

    def _touches(self, at: int) -> bool:
        return self.selection is not None and self.selection[0] <= at <= self.selection[1]

    def _offset_at(self, event: events.MouseEvent) -> int | None:
        """The character under the mouse; at the end of a line, its end."""
        place = event.get_content_offset_capture(self)
        x, y = place.x - self.gutter_width, self.scroll_offset.y + place.y
        if not 0 <= y < len(self._spans):
            return None
        start, end = self._spans[y]
        cells = 0
        for at in range(start, end):
            # As it is drawn: a tab is a blank, and a character that is not shown has a name.
            cells += max(safe(self.text[at].replace("\t", " ")).cell_length, 0)
            if cells > x:
                return at
        return end

    # -- places ----------------------------------------------------------------------------------------------------

    def _line_at(self, at: int) -> Span | None:
        return next((span for span in self._spans if span[1] > at and span[0] < span[1]), None)

    def _row_of(self, at: int) -> int:
        return next((y for y, (_, end) in enumerate(self._spans) if end > at), 0)

    def _is_in_view(self, at: int) -> bool:
        top = self.scroll_offset.y
        return top <= self._row_of(at) < top + max(self.size.height, 1)

    def _bring_into_view(self, span: Span) -> None:
        first, last = self._row_of(span[0]), self._row_of(span[1] - 1)
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False, force=True)
        elif first < top:
            self.scroll_to(y=first, animate=False, force=True)
