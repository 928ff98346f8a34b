"""The lines of Python in docs/verify.md tell a sound log from one that was changed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.exchange.cases import a_case
from tracker.exchange.outgoing.jsonl import write_jsonl

PAGE = Path(__file__).parents[3] / "docs/verify.md"


def by_hand(log: Path) -> subprocess.CompletedProcess[str]:
    [block] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return subprocess.run([sys.executable, "-c", block, str(log)], check=False, capture_output=True, text=True)


def test_a_sound_log_is_told_with_its_end(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_bytes(write_jsonl(a_case()))
    assert by_hand(log).stdout == f"journal ends with {a_case().journal_end[1]}\n"


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [(b'"seq":2', b'"seq":9', "entry 9 was changed"), (b'"action":"', b'"action":"x', "entry 1 was changed")],
)
def test_a_changed_entry_is_named(tmp_path: Path, before: bytes, after: bytes, named: str) -> None:
    log = tmp_path / "log.jsonl"
    log.write_bytes(write_jsonl(a_case()).replace(before, after, 1))
    done = by_hand(log)
    assert done.returncode == 1
    assert f"AssertionError: {named}" in done.stderr
