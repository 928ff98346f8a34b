"""`tracker ingest` of one document into a case of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.cli.main import run
from tracker.services.workspace import Workspace


class Answer(NamedTuple):
    """What `tracker ingest` said, and the case that it took in to."""

    code: int
    told: str
    case: Path

    @property
    def texts(self) -> list[str]:
        with Workspace.open(self.case) as workspace:
            return [workspace.reports.text(report.id) for report in workspace.reports.list()]

    @property
    def quotes(self) -> list[str]:
        with Workspace.open(self.case) as workspace:
            return [claim.quote for claim in workspace.claims.find()]


Ingest = Callable[..., Answer]


@pytest.fixture
def ingest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ingest:
    """Takes in a document of a name, with options."""
    folder, case = tmp_path / "in", tmp_path / "my.case"
    folder.mkdir()

    def taken(name: str, raw: bytes, *options: str) -> Answer:
        (folder / name).write_bytes(raw)
        code = run(["ingest", str(folder / name), "--case", str(case), *options])
        return Answer(code, capsys.readouterr().out, case)

    return taken
