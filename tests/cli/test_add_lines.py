"""`tracker add --jsonl`: what is kept, what is told, and what a stop leaves."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tracker.cli.commands import add_lines
from tracker.errors import ExitCode
from tracker.model.claim import ClaimStatus
from tracker.services import import_lines, importing


def test_a_file_of_claims_is_added_and_its_bad_lines_are_named(tracker: Command, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    good = [
        {"quote": f"{n} died", "source": "Mayor", "measure": "killed", "value": n, "incident": "fire"} for n in (3, 9)
    ]
    file.write_text("\n".join([json.dumps(good[0]), '{"quote": "x"}', "", json.dumps(good[1])]) + "\n")
    ran = tracker("add", "--jsonl", str(file))
    assert ran.code == ExitCode.REFUSED_INPUT
    assert ran.out == "refused  line 2: quote and source are needed\n"
    assert ran.err == "2 claims added, 1 refused. Case: FOLDER/kabul.case\n"
    assert "C2" in tracker("claims").out
    assert tracker("undo").out == "Undid: Imported 2 claims.\n"


def test_a_summary_of_added_claims_can_be_read_by_programs(tracker: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"quote": "3 died", "source": "Mayor"}'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    ran = tracker("add", "--jsonl", "-", "--json")
    assert ran.code == ExitCode.OK
    assert json.loads(ran.out) == {"claims": 1, "refusals": 0, "refused": [], "stopped": False}


def test_stopping_an_addition_keeps_the_parts_that_are_done(
    tracker: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.importing.CLAIMS_AN_ENTRY", 2)
    file = tmp_path / "claims.jsonl"
    file.write_text('{"quote": "3 died", "source": "Mayor"}\n' * 5)
    read = import_lines.fields_of
    seen: list[object] = []

    def stopping(line: bytes, status: ClaimStatus) -> dict[str, Any]:
        seen.append(line)
        if len(seen) == 5:
            raise KeyboardInterrupt
        return read(line, status)

    monkeypatch.setattr(importing, "fields_of", stopping)
    ran = tracker("add", "--jsonl", str(file))
    assert ran.code == ExitCode.INTERRUPT
    assert "4 claims added" in ran.err
    assert "what was before it is kept" in ran.err
    assert tracker("claims").err == "4 claims.\n"


def test_a_line_without_end_is_refused_and_the_next_one_is_read(
    tracker: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add_lines, "LONGEST_LINE", 100)
    file = tmp_path / "claims.jsonl"
    long = json.dumps({"quote": "x" * 1000, "source": "Mayor"})
    file.write_text(long + '\n{"quote": "3 died", "source": "Mayor"}\n')
    ran = tracker("add", "--jsonl", str(file))
    assert "line 1" in ran.out
    assert ran.err.startswith("1 claim added, 1 refused.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "what is claimed"),
        (("add", "three died"), "who says so"),
        (("add", "three died", "--jsonl", "x"), "takes its claims from the file"),
        (("add", "--jsonl", "--josn"), "Unknown option"),
        (("add", "--jsonl", "/nowhere/x.jsonl"), "cannot be read"),
    ],
)
def test_an_addition_that_lacks_something_says_what(tracker: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = tracker(*arguments)
    assert ran.code != 0
    assert told in ran.err
