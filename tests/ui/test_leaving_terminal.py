"""In a real terminal: however it ends, the terminal is given back as it was; whatever it is, the interface starts."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.cases import fill
from tracker.services.workspace import Workspace

LONGEST_S = 60.0
QUIET_S = 0.15
LEFT = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h")
"""The first screen again, no mouse reports, the cursor shown."""
ESCAPE = "\x1b"


class Session:
    """The interface in a terminal of its own."""

    def __init__(self, child: int, terminal: int) -> None:
        self.child = child
        self.terminal = terminal
        self.written = b""
        self._ends = time.monotonic() + LONGEST_S

    def press(self, *keys: str) -> None:
        """Presses keys, each after the last one's echo; ESC and a letter at once would be another key."""
        for key in keys:
            os.write(self.terminal, key.encode())
            self.read()

    def read(self, until: bytes = b"") -> None:
        """Reads until it is quiet; before that until so much came."""
        seen = b""
        while time.monotonic() < self._ends:
            waiting = QUIET_S if until in seen else 5
            if not select.select([self.terminal], [], [], waiting)[0]:
                if until in seen:
                    return
                continue
            try:
                part = os.read(self.terminal, 65536)
            except OSError:  # the program is gone and has closed its side
                return
            if not part:
                return
            seen += part
            self.written += part

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.read()

    def click(self, column: int, row: int, button: int = 0) -> None:
        """Presses and releases a button of the mouse (64: the wheel), as terminals report it."""
        self.press(f"\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m")

    def end(self) -> int:
        """The exit code; minus the signal that ended it."""
        self.read()
        while time.monotonic() < self._ends:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                self.child = 0
                return os.waitstatus_to_exitcode(status)
            self.read()
            time.sleep(0.01)
        raise AssertionError("the interface did not end")


@contextmanager
def session(folder: Path, **environment: str) -> Iterator[Session]:
    """The interface on a small case, once it is drawn and its tour is closed."""
    child, terminal = pty.fork()
    if child == 0:
        own = {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        os.environ.update({"TERM": "xterm-256color", **own, **environment})
        os.execv(sys.executable, [sys.executable, "-m", "tracker", "--case", str(folder / "small.case")])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    started = Session(child, terminal)
    try:
        started.read(until=b"tracker")
        started.press(ESCAPE)
        yield started
    finally:
        if started.child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(started.child, signal.SIGKILL)
            os.waitpid(started.child, 0)
        with contextlib.suppress(OSError):
            os.close(terminal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small case, which is the home of those who open it."""
    made = tmp_path_factory.mktemp("home")
    with Workspace.open(made / "small.case", actor="anna") as case:
        fill(case)
    return made


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_its_code_and_gives_the_terminal_back(
    folder: Path, sent: signal.Signals, code: int
) -> None:
    with session(folder) as started:
        os.kill(started.child, sent)
        assert started.end() == code
        assert all(sequence in started.written for sequence in LEFT)
        assert b"Traceback" not in started.written
