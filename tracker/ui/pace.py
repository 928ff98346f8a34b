"""Keeping keys free of pauses: other threads that compute, and the search for reference cycles."""

from __future__ import annotations

import gc
import sys
import time

from textual import events
from textual.app import App

SWITCH_S = 0.001
"""Longest that a computing thread holds up a key; Python's own 5 ms would be felt as several frames."""
NEVER = 1_000_000
IDLE_S = 5.0
"""Seconds without a key after which a pause is not felt."""
COLLECT_EVERY_S = 60.0


def keep_pace() -> None:
    """Sets the whole process up for a terminal: to be called once, before the app runs.

    A full search for cycles walks through all claims that are kept, a fifth of a second for ten thousand; records hold
    no cycles. It is left to `PacedApp`, for when nobody types.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)


class PacedApp(App[int]):
    """The app as far as it looks for garbage only while nobody types."""

    def __init__(self) -> None:
        super().__init__()
        self._last_input = time.monotonic()

    def on_load(self) -> None:
        self.set_interval(COLLECT_EVERY_S, self._collect_when_idle)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_input = time.monotonic()
        await super().on_event(event)

    def _collect_when_idle(self) -> None:
        if gc.get_threshold()[2] == NEVER and time.monotonic() - self._last_input > IDLE_S:
            gc.collect()
