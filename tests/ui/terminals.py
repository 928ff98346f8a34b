"""The interface in a terminal of its own: what comes next is sent when what came before is seen, not after a while."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.cases import fill
from tracker.services.workspace import Workspace
from tracker.ui.remembered import Remembered

LONGEST_S = 90.0
"""A test fails after it; nothing else hangs on it."""
ESCAPE = "\x1b[27u"
"""As terminals write it that tell escape from the beginning of another key; a lone ESC is escape only after a while."""
LEFT = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h")
"""The first screen again, no mouse reports, the cursor shown."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:?<=>$ ]*[@-~]|[\]PX^_][^\x1b\x07]*(?:\x07|\x1b\\)|[^\[\]PX^_])")


class Session:
    """A running interface and what it has written."""

    def __init__(self, child: int, terminal: int) -> None:
        self.child = child
        self.terminal = terminal
        self.written = b""
        self._seen = 0
        self._ends = time.monotonic() + LONGEST_S

    def until(self, is_so: Callable[[bytes], object]) -> None:
        """Reads until something is so of what was written since the last time."""
        while not is_so(self.written[self._seen :]):
            assert self._read(), self.written[self._seen :]
        self._seen = len(self.written)

    def comes(self, is_so: Callable[[bytes], object], within: float) -> bool:
        """As `until`, but gives up after so many seconds without a byte; whether it came."""
        assert time.monotonic() < self._ends, self.written[self._seen :]
        while not is_so(self.written[self._seen :]):
            if not select.select([self.terminal], [], [], within)[0]:
                return False
            assert self._read(), self.written[self._seen :]
        self._seen = len(self.written)
        return True

    def until_seen(self, words: str) -> None:
        """Reads until words are drawn, whatever their colours."""
        self.until(lambda written: words.encode() in _SEQUENCE.sub(b"", written))

    def press(self, key: str, until: str) -> None:
        """Presses a key and waits for words that are drawn then."""
        self.send(key)
        self.until_seen(until)

    def send(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size, of which the program is told."""
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def click(self, column: int, row: int, button: int = 0) -> None:
        """Presses and releases a button of the mouse (64: the wheel), as terminals report it."""
        self.send(f"\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m")

    def end(self) -> int:
        """Reads to the end; the exit code, minus the signal that ended it."""
        while self._read():
            pass
        _, status = os.waitpid(self.child, 0)
        self.child = 0
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        """Whether more came; False: the program is gone and has closed its side."""
        left = self._ends - time.monotonic()
        assert left > 0, self.written[self._seen :]
        assert select.select([self.terminal], [], [], left)[0], self.written[self._seen :]
        try:
            part = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.written += part
        return bool(part)


def home_with_case(folder: Path) -> Path:
    """Makes a folder with a small case the home of somebody who has seen the tour."""
    with Workspace.open(folder / "small.case", actor="anna") as case:
        fill(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        user = Remembered.of_user()
        user.note("tour", {"seen": True})
        user.save()
    return folder


@contextmanager
def session(folder: Path, **environment: str) -> Iterator[Session]:
    """The interface on the case "small.case" of a folder, on the first screen, once the case is read."""
    child, terminal = pty.fork()
    if child == 0:
        # They would go before the size that the terminal has. Readline sets them behind the back of `os.environ`.
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        own = {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        given = [sys.executable, "-m", "tracker", "--case", str(folder / "small.case")]
        os.execve(sys.executable, given, {**inherited, "TERM": "xterm-256color", **own, **environment})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    started = Session(child, terminal)
    try:
        started.press("1", "2 reports")
        yield started
    finally:
        if started.child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(started.child, signal.SIGKILL)
            os.waitpid(started.child, 0)
        with contextlib.suppress(OSError):
            os.close(terminal)
