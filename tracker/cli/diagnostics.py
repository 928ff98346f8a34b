"""Standard error: what is happening, what went wrong, what to do. Never data."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from tracker.errors import TrackerError
from tracker.present.show import show_line

BAR_WIDTH = 30
_CLEAR_LINE = "\r\x1b[K"


def narrate(text: str) -> None:
    """One line on what was done, or where it is."""
    sys.stderr.write(show_line(text) + "\n")


def report_error(error: TrackerError) -> None:
    """What happened, and on the next line what to do."""
    sys.stderr.write(f"tracker: {show_line(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"  {show_line(error.hint)}\n")


class Progress:
    """A bar on standard error; nothing at all when that is no terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._is_shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """Takes the bar away until it is drawn again, so that a line can stand in its place."""
        if self._is_shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()

    def at(self, done: int, total: int, name: str = "") -> None:
        """Draws the bar anew."""
        if not self._is_shown or total < 1:
            return
        filled = BAR_WIDTH * done // total
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        sys.stderr.write(f"{_CLEAR_LINE}{self._what} [{bar}] {done}/{total} {show_line(name, 40)}")
        sys.stderr.flush()
