from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from tests.old_case import make_old_case
from tracker.cli.case import opened
from tracker.cli.diagnostics import BAR_WIDTH, Progress
from tracker.cli.output import write_document, write_record, write_table
from tracker.store.connect import SCHEMA


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_and_cleared_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Taking in") as progress:
        progress.at(1, 2, "a\x1b[2J.txt")
    assert "] 1/2 a␛[2J.txt" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_progress_is_silent_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with Progress("Taking in") as progress:
        progress.at(1, 2, "a.txt")
    assert pipe.getvalue() == ""


def test_a_table_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((50, 20)))
    write_table([("C1", "x" * 200), ("C200", "short")], ("id", "claim"))
    lines = terminal.getvalue().splitlines()
    assert max(map(len, lines)) <= 50
    assert lines[1].startswith("C1    xxx")


def test_a_record_is_one_line_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    write_record({"quote": "a\nb\x7f\x9b\u202eé"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert out.count("\n") == 1
    assert "\x7f" not in out


def test_a_document_keeps_its_bytes_in_a_pipe_and_is_made_visible_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_document("a\x1bb")
    assert capsys.readouterr().out == "a\x1bb"
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    write_document("a\x1bb")
    assert terminal.getvalue() == "a␛b"


def test_bringing_an_older_case_up_to_date_is_shown_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_old_case(tmp_path)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with opened(str(old)):
        shown = terminal.getvalue()
    assert f"Bringing the case up to date [{'.' * BAR_WIDTH}] 0/{SCHEMA + 1} steps, once; ctrl+c stops it" in shown
    assert f"{SCHEMA}/{SCHEMA + 1} steps" in shown
    assert shown.splitlines()[-1].rpartition("\x1b[K")[2].startswith("The tables of ")
