"""Ending when the system asks for it: the terminal is given back as it was, what is saved stays, no traceback."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from functools import partial

from textual.app import App

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")
"""The terminal was closed; the process is to end; interrupted. Windows has only some of them."""


def end_on_signals(app: App[int]) -> None:
    """Lets these signals end the app as `q` does, with the exit code that shells give them: 128 and the number.

    To be called on the app's event loop. Without it the process ends at once and leaves the terminal in the app's
    mode: no echo, another screen, mouse reports as letters.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            # Where the loop knows no signals, the system's own way stays.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(app.exit, return_code=128 + number))
