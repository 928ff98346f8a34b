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
LOOK_EVERY_S = 1.0
"""How often it is looked whether there is garbage, seconds."""
BETWEEN_KEYS_S = 0.2
"""Seconds without a key: nobody holds one down."""
SOME, MUCH = 15, 30
"""Passes of the collector after which what was painted is cleared away: between keys, or also under them.

Each line that Textual paints refers to itself; it takes a pass to paint some ten screens.
"""
FELT = 150_000
"""Objects that are not searched under a key: it takes some 40 ms."""


def keep_pace() -> None:
    """Sets the whole process up for a terminal: to be called once, before the app runs.

    A full search for cycles walks through all claims that are kept, a fifth of a second for ten thousand; records hold
    no cycles. It is left to `PacedApp`.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)


class PacedApp(App[int]):
    """The app as far as it looks for garbage: among all there is while nobody types, else among what is new."""

    def __init__(self) -> None:
        super().__init__()
        self._last_input = time.monotonic()

    def on_load(self) -> None:
        if gc.get_threshold()[2] == NEVER:
            self.set_interval(COLLECT_EVERY_S, self._collect_when_idle)
            self.set_interval(LOOK_EVERY_S, self._collect_when_due)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self._last_input = time.monotonic()
        await super().on_event(event)

    def _collect_when_idle(self) -> None:
        if time.monotonic() - self._last_input > IDLE_S:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _collect_when_due(self) -> None:
        passes, since_key = gc.get_count()[2], time.monotonic() - self._last_input
        if passes < SOME or (passes < MUCH and since_key < BETWEEN_KEYS_S):
            return
        if len(gc.get_objects(generation=2)) > FELT:
            gc.freeze()  # most of them stay; from now on only what comes is searched, until nobody types
        else:
            gc.collect()
