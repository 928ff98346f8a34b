"""A case of two typed claims that contradict each other, and a way to run commands on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.cli.main import run

INCIDENT = "attack on the embassy, Kabul"


class Ran(NamedTuple):
    """What a command left behind; hashes, times and the temporary folder replaced by words."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `tracker ARGUMENTS` on an own case."""
    monkeypatch.setenv("TRACKER_CASE", str(tmp_path / "kabul.case"))
    monkeypatch.setenv("TRACKER_ANALYST", "anna")
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments: str) -> Ran:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Ran(code, _calm(captured.out, tmp_path), _calm(captured.err, tmp_path))

    return command


@pytest.fixture
def disputed(tracker: Command) -> Command:
    """The same, with a dispute in it: Islamic State's 7 police killed against the ministry's none."""
    for value, source in (("7", "Islamic State"), ("0", "Interior Ministry")):
        added = tracker(
            "add", f"{value} police were killed", "--source", source, "--measure", "killed", "--value", value,
            "--population", "police", "--incident", INCIDENT, "--polarity", "affirmed", "--event-time", "2017-07-31",
            "--confidence", "moderate",
        )  # fmt: skip
        assert added.code == 0, added.err
    return tracker


def _calm(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "FOLDER")
    text = re.sub(r"\b[0-9a-f]{64}\b", "HASH", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "TIME", text)
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
