"""In a real terminal, of any kind: however it ends, the terminal is given back as it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.terminals import ESCAPE, LEFT, home_with_case, session

QUIT, SUSPEND = "\x11", "\x1a"
DIALOGS = (
    ("2", "Proposals", "e", "Edit C1", "Reading"),
    ("4", "not reviewed", "d", "They conflict", "not reviewed"),
    ("7", "1 of 2", "e", "Edit I1", "1 of 2"),
)
"""Key of a screen, what is seen there; key of a dialog, what is seen in it; what it covers."""
SIZES = ((300, 100), (40, 12), (4, 2))
STILL_S = 2.0
"""Seconds without a byte after which nothing more is drawn."""
ONE_CELL = re.compile(
    rb"\x1b\[1;1H(?:\x1b\[[0-9;]*m)*(?:[\x20-\x7e]|[\xc0-\xff][\x80-\xbf]+)(?:\x1b\[[0-9;]*m)*\x1b\[1;1H"
)
"""What only a window of one cell draws: all that larger ones drew has been read then."""
CLICKS = ((20, 1, 0), (40, 10, 0), (40, 10, 64), (5, 5, 2), (70, 24, 0), (9999, 9999, 0), (1, 1, 0), (30, 12, 0))
"""Column, row and button: the bar above, lists, the wheel, the bar below, outside."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of its own for each test: a session begins where the last one in the folder ended."""
    return home_with_case(tmp_path)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_its_code_and_gives_the_terminal_back(
    folder: Path, sent: signal.Signals, code: int
) -> None:
    with session(folder) as started:
        os.kill(started.child, sent)
        assert started.end() == code
        assert all(sequence in started.written for sequence in LEFT)
        assert b"Traceback" not in started.written


@pytest.mark.parametrize("keys", ["", "2", "2jkjkjkjk3344"], ids=["idle", "one key", "many keys"])
def test_a_terminal_that_is_closed_ends_it(folder: Path, keys: str) -> None:
    with session(folder) as started:
        started.send(keys)
        os.close(started.terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(started.child, 0)[1]) == 129
        started.child = 0


def test_ctrl_z_gives_the_terminal_back_until_it_is_continued(folder: Path) -> None:
    with session(folder) as started:
        started.send(SUSPEND)
        started.until(lambda written: LEFT[0] in written)
        assert os.WIFSTOPPED(os.waitpid(started.child, os.WUNTRACED)[1])
        os.kill(started.child, signal.SIGCONT)
        started.until(lambda written: b"\x1b[?1049h" in written)
        started.press("2", "Proposals")
        started.send(QUIT)
        assert started.end() == 0


@pytest.mark.parametrize(
    "environment",
    [{"TERM": "dumb"}, {"TERM": "linux", "COLORTERM": ""}, {"TERM": "screen-256color", "NO_COLOR": "1"}],
    ids=["dumb", "16 colours", "no colour"],
)
def test_it_starts_and_ends_in_terminals_of_all_kinds(folder: Path, environment: dict[str, str]) -> None:
    with session(folder, **environment) as started:
        for screen, seen, dialog, asked, covered in DIALOGS:
            started.press(screen, seen)
            started.press(dialog, asked)
            started.press(ESCAPE, covered)
        started.press("1", "2 reports")
        started.send(QUIT)
        assert started.end() == 0
        assert all(sequence in started.written for sequence in LEFT)
        assert b"Traceback" not in started.written


def test_it_outlives_any_size_with_a_dialog_open_and_clicks_anywhere(folder: Path) -> None:
    with session(folder) as started:
        for screen, seen, dialog, asked, covered in DIALOGS:
            started.press(screen, seen)
            started.press(dialog, asked)
            for columns, rows in SIZES:
                started.resize(columns, rows)
                started.until(len)
            started.resize(1, 1)
            while not started.comes(ONE_CELL.search, STILL_S):
                # What changes faster than it is drawn may be drawn in its last size at the next change only.
                started.resize(2, 1)
                started.resize(1, 1)
            started.resize(80, 24)
            started.until_seen(asked)
            started.press(ESCAPE, covered)
        started.press("1", "2 reports")
        for column, row, button in CLICKS:
            started.click(column, row, button)
        started.send(QUIT)
        assert started.end() == 0
        assert all(sequence in started.written for sequence in LEFT)
        assert b"Traceback" not in started.written


def test_a_thread_that_reads_the_end_of_a_closed_terminal_does_not_keep_the_process() -> None:
    program = (
        "import sys, threading, time\n"
        "from tracker.ui.ending import end_with\n"
        "def read():\n"
        "    while True:\n"
        "        time.sleep(0.01)\n"
        "threading.Thread(target=read).start()\n"
        "sys.exit(end_with(129))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 129
