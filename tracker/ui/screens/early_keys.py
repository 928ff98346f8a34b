"""Letters typed while a dialog opens: they belong into its first field."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tracker.ui.screens.loading import Loads


class KeepsEarlyKeys(Loads):
    """A dialog that begins with a field; a key that is earlier than the field reaches the dialog itself."""

    def on_key(self, event: events.Key) -> None:
        """A field lets no letter through, so one that is here came too early for it."""
        field = self.screen.focused
        if event.is_printable and isinstance(field, Input):
            event.stop()
            field.post_message(events.Key(event.key, event.character))
