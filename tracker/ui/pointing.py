"""Clicks on what is just leaving the screen go nowhere."""

from __future__ import annotations

from textual import events
from textual.screen import Screen

from tracker.ui.pace import PacedApp


class PointedApp(PacedApp):
    """The app as far as it is pointed at.

    What leaves - a notice whose time is over - stays drawn until the next layout. Textual begins a selection of text
    in what holds the words clicked on, which nothing does any more, and would end the program.
    """

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseEvent) and not event.is_forwarded and self._is_leaving(event.x, event.y):
            return
        await super().on_event(event)

    def _is_leaving(self, x: float, y: float) -> bool:
        widget, _ = self.screen.get_widget_and_offset_at(int(x), int(y))
        return widget is not None and not isinstance(widget, Screen) and widget.parent is None
