"""What is pasted, as terminals hand it over."""

from __future__ import annotations

from textual import events

from tracker.ui.pointing import PointedApp


class TypedApp(PointedApp):
    """The app as far as it takes in what comes from the keyboard."""

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            # Most terminals, and tmux, hand over the line ends of a paste as the return key would.
            event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super().on_event(event)
