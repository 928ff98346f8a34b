"""Ending when the system asks for it: the terminal is given back as it was, what is saved stays, no traceback."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from signal import Signals
from typing import IO, Any, Final

from textual.app import App
from textual.driver import Driver

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")
"""The terminal was closed; the process is to end; interrupted. Windows has only some of them."""
HUNG_UP: Final = 128 + 1
"""Exit code when the terminal was closed, as shells give it."""
_STREAMS = (0, 1, 2)


class Terminal:
    """The terminal that the process was started in."""

    def __init__(self) -> None:
        self._streams = [number for number in _STREAMS if os.isatty(number)]

    def is_gone(self) -> bool:
        """Whether it was closed; then what is still written goes nowhere.

        Python's own last flush would make another exit code of a write that fails.
        """
        gone = [number for number in self._streams if not os.isatty(number)]
        if gone:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for number in gone:
                os.dup2(nowhere, number)
            os.close(nowhere)
        return bool(gone)


def end_with(code: int) -> int:
    """The same code; ends the process with it at once where a thread would keep it for ever.

    When the terminal is closed while the app breaks down, nobody tells the thread that reads keys to stop: it reads the
    end of nothing without end, and the process would wait for it.
    """
    held = [one for one in threading.enumerate() if one is not threading.current_thread() and not one.daemon]
    for thread in held:
        thread.join(_GRACE_S / len(held))
    if any(thread.is_alive() for thread in held):
        os._exit(code)
    return code


_GRACE_S = 2.0


class _Lasting:
    """A stream to a terminal that goes on when the terminal is closed."""

    def __init__(self, stream: IO[str], terminal: Terminal) -> None:
        self._stream = stream
        self._terminal = terminal

    def write(self, text: str) -> None:
        self._or_nowhere(lambda: self._stream.write(text))

    def flush(self) -> None:
        self._or_nowhere(self._stream.flush)

    def fileno(self) -> int:
        return self._stream.fileno()

    def _or_nowhere(self, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError:
            if not self._terminal.is_gone():
                raise


def lasting(driver: type[Driver], terminal: Terminal) -> type[Driver]:
    """The driver, with a thread for drawing that outlives its terminal.

    Textual draws through a short queue: were the thread that empties it ended by a write that fails, the next thirty
    pieces would hold up the program for ever, also where it is told that the terminal was closed.
    """

    class Lasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            stream: IO[str] | None = getattr(self, "_file", None)
            if stream is not None:
                self._file: Any = _Lasting(stream, terminal)

    return Lasting


def end_on_signals(app: App[int], terminal: Terminal) -> None:
    """Lets these signals end the app as `q` does, with the exit code that shells give them: 128 and the number.

    To be called on the app's event loop. Without it the process ends at once and leaves the terminal in the app's
    mode: no echo, another screen, mouse reports as letters.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(Signals, name, None)
        if number is not None:
            # Where the loop knows no signals, the system's own way stays.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, partial(_end, app, terminal, 128 + number))


def _end(app: App[int], terminal: Terminal, code: int) -> None:
    terminal.is_gone()
    app.exit(return_code=code)
