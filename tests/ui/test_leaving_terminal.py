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
ESCAPE, QUIT, SUSPEND = "\x1b", "\x11", "\x1a"


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


def test_a_terminal_that_is_closed_ends_it(folder: Path) -> None:
    with session(folder) as started:
        os.close(started.terminal)
        _, status = os.waitpid(started.child, 0)
        started.child = 0
        assert os.waitstatus_to_exitcode(status) == 129


def test_ctrl_z_gives_the_terminal_back_until_it_is_continued(folder: Path) -> None:
    with session(folder) as started:
        started.press(SUSPEND)
        _, status = os.waitpid(started.child, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        started.read(until=LEFT[0])
        before = len(started.written)
        os.kill(started.child, signal.SIGCONT)
        started.read(until=b"tracker")
        assert b"\x1b[?1049h" in started.written[before:]
        started.press(QUIT)
        assert started.end() == 0


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "dumb"}, {"TERM": "linux", "COLORTERM": ""}, {"TERM": "screen-256color", "NO_COLOR": "1"}],
    ids=["dumb", "16 colours", "no colour"],
)
def test_it_starts_and_ends_in_terminals_of_all_kinds(folder: Path, environment: dict[str, str]) -> None:
    with session(folder, **environment) as started:
        started.press("2", "j", "e", ESCAPE, "4", "r", ESCAPE, "7", QUIT)
        assert started.end() == 0
        assert b"Traceback" not in started.written


def test_it_outlives_any_size_with_a_dialog_open_and_clicks_anywhere(folder: Path) -> None:
    with session(folder) as started:
        for keys in (("2", "e"), (ESCAPE, "4", "d"), (ESCAPE, "7", "e")):
            started.press(*keys)
            for rows, columns in ((100, 300), (12, 40), (2, 4), (24, 80)):
                started.resize(rows, columns)
        started.press(ESCAPE)
        for column, row, button in ((20, 1, 0), (40, 10, 0), (40, 10, 64), (5, 5, 2), (70, 24, 0), (9999, 9999, 0)):
            started.click(column, row, button)
        started.press(ESCAPE, ESCAPE, QUIT)
        assert started.end() == 0, started.written[-4_000:]
        assert b"Traceback" not in started.written
