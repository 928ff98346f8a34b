from __future__ import annotations

import gc
import sys
import time
import weakref

import pytest

from tracker.ui import pace
from tracker.ui.pace import PacedApp


class Circle:
    """Garbage that only a search for cycles finds."""

    def __init__(self) -> None:
        self.own = self


@pytest.mark.parametrize(
    ("passes", "since_key", "is_cleared"),
    [(0, 60.0, False), (pace.SOME, 60.0, True), (pace.SOME, 0.0, False), (pace.MUCH, 0.0, True)],
)
def test_garbage_is_cleared_between_keys_and_under_them_only_when_there_is_much(
    monkeypatch: pytest.MonkeyPatch, passes: int, since_key: float, *, is_cleared: bool
) -> None:
    app = PacedApp()
    app._last_input = time.monotonic() - since_key
    circle = Circle()
    found = weakref.ref(circle)
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, passes))
    monkeypatch.setattr(pace, "FELT", sys.maxsize)
    gc.disable()
    try:
        del circle
        app._collect_when_due()
        assert (found() is None) is is_cleared
    finally:
        gc.enable()
