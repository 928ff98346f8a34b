"""In a real terminal: nothing that a report says reaches it as a command."""

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
from pathlib import Path

import pytest

from tests.ui.hostile import MARK, NUMBER, PAYLOADS, fill
from tracker.services.workspace import Workspace

KEYS = (
    *("1", "o", "n", "\x1b", "2", "j", "e", "\x1b", "m", "\x1b", "g", "\x1b", "o", "\x1b", "a", "A", "\x1b", "y"),
    *("3", "j", "\t", "\x06", "/", "s", "o", "\r", "\x1b", "4", "\t", "r", "\x1b", "d", "\x1b", "\t"),
    *("5", "e", "\x1b", "g", "\x1b", "o", "\x1b", "6", "j", "/", "E", "\r", "n", "\x1b", "?", "\x1b", ",", "\x1b"),
    *("7", "j", "e", "\x1b", "m", "\x1b", "p", "w", "\x1b", "\r", "j", "o", "\x1b", "\x1b", "\t", "j", "\x1b"),
)
"""Through every screen and most dialogs."""
QUIET_S = 0.12
LONGEST_S = 90.0

OWN = frozenset((b"[H", b"[h", b"[l", b"[m", b"[p", b"[u", b"]22", b"]52"))
"""Cursor, modes, colours, what the terminal can do, the pointer's shape, and the clipboard, which `y` fills."""

_SEQUENCE = re.compile(rb"\x1b(?:\[([0-9;:?<=>$ ]*)([@-~])|([\]PX^_])([^\x1b\x07]*)|([^\[\]PX^_]))")


def _run(case: Path, keys: tuple[str, ...], home: Path) -> bytes:
    """What the interface writes to a terminal of 100x30 while the keys are pressed, each after the last one's echo."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(HOME=str(home), XDG_STATE_HOME=str(home), XDG_CONFIG_HOME=str(home), TERM="xterm-256color")
        os.execv(sys.executable, [sys.executable, "-m", "tracker", "--case", str(case)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    ends = time.monotonic() + LONGEST_S
    try:
        written = _until_quiet(child, terminal, ends, first=b"tracker")
        # The tour of the first start.
        for key in ("\x1b", *keys):
            os.write(terminal, key.encode())
            written += _until_quiet(child, terminal, ends)
        os.write(terminal, b"q")
        written += _until_quiet(child, terminal, ends)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return written


def _is_at_work(child: int) -> bool:
    """Whether a thread of the child runs or waits for a processor: on a busy machine silence alone tells nothing."""
    states: list[str] = []
    for stat in Path(f"/proc/{child}/task").glob("*/stat"):
        with contextlib.suppress(OSError):  # a thread that has just ended
            states.append(stat.read_text().rpartition(")")[2].split()[0])
    return not {"R", "D"}.isdisjoint(states)


def _until_quiet(child: int, terminal: int, ends: float, *, first: bytes = b"") -> bytes:
    """Reads until nothing came for a while and nothing is at work; before that until `first` came."""
    written = b""
    while time.monotonic() < ends:
        if select.select([terminal], [], [], QUIET_S if first in written else 5)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:  # the program is gone and has closed its side
                return written
            if not read:
                return written
            written += read
        elif first in written and not _is_at_work(child):
            return written
    return written


def kinds(written: bytes) -> set[bytes]:
    """Which sequences there are, without what they carry: the final byte, or introducer and number."""
    found = set()
    for _, final, introducer, words, lone in _SEQUENCE.findall(written):
        found.add(b"[" + final if final else introducer + words.split(b";")[0] if introducer else lone)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a case full of hostile words makes the interface write."""
    folder = tmp_path_factory.mktemp("cases")
    with Workspace.open(folder / "hostile.case", actor="anna") as case:
        fill(case)
    return _run(folder / "hostile.case", KEYS, folder)


def test_there_are_two_hundred_hostile_strings() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 200


def test_the_hostile_words_are_on_the_screen(written: bytes) -> None:
    assert written.count(MARK.encode()) > 20
    assert written.count(NUMBER.encode()) > 5


def test_no_sequence_carries_what_a_report_says(written: bytes) -> None:
    carried = [
        found
        for found in _SEQUENCE.finditer(written)
        if MARK.encode() in found.group() or NUMBER.encode() in found.group()
    ]
    assert carried == []


def test_the_terminal_gets_only_sequences_that_the_interface_itself_uses(written: bytes) -> None:
    assert kinds(written) - OWN == set()


def test_no_control_byte_and_no_hidden_character_is_written(written: bytes) -> None:
    shown = _SEQUENCE.sub(b"", written).replace(b"\x1b\\", b"").decode("utf-8", "replace")
    controls = {c for c in shown if (ord(c) < 32 and c not in "\r\n\t\x07") or 0x7F <= ord(c) <= 0x9F}
    assert controls == set()
    assert {c for c in shown if c in "\u202e\u2066\u2069\u200b\u2060\ufeff\U000e0041"} == set()
