"""Notices: the same words are not shown twice beside each other."""

from __future__ import annotations

import time

from textual.notifications import SeverityLevel

from tracker.ui.pointing import PointedApp

AGAIN_S = 2.0
"""Seconds after which the same words are told once more."""


class NoticingApp(PointedApp):
    """The app as far as it tells things in the corner.

    Whoever types on while nothing can be done would cover half the screen with one sentence.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, float] = ("", 0.0)
        """What was told last, and when."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        last, at = self._told
        if message != last or time.monotonic() - at > AGAIN_S:
            self._told = (message, time.monotonic())
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
