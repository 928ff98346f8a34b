"""Large made-up cases, built once and kept between runs in the folder for temporary files."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

from tests.benchmarks import made_claims
from tracker.services.workspace import Workspace

SIZE = int(os.environ.get("TRACKER_BENCH_CLAIMS", "100000"))
"""Claims of the large case; the goals are set for 1,000,000, which takes some ten minutes to build."""


def folder() -> Path:
    """Where built cases are kept: $TRACKER_BENCH_FOLDER, else the folder for temporary files."""
    return Path(os.environ.get("TRACKER_BENCH_FOLDER", tempfile.gettempdir())) / "tracker-benchmarks"


def lines_of(size: int, largest: int = made_claims.LARGEST_INCIDENT) -> Path:
    """A file with so many claims, one line of JSON each."""
    path = folder() / f"{size}-{largest}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.part")
        with partial.open("w", encoding="utf-8") as file:
            for claim in made_claims.made(size, largest=largest):
                file.write(json.dumps(made_claims.record(claim)) + "\n")
        partial.rename(path)
    return path


def built(size: int, largest: int = made_claims.LARGEST_INCIDENT) -> Path:
    """A case with so many claims, never to be written to; see `copy`."""
    path = folder() / f"{size}-{largest}.case"
    if not path.exists():
        partial = path.with_name(f"{path.name}.part")
        partial.unlink(missing_ok=True)
        with Workspace.open(partial) as workspace, lines_of(size, largest).open("rb") as lines:
            kept = workspace.importing.take_in(lines).claims
            assert kept == size, f"{kept} of {size} claims were kept"
        partial.rename(path)
    return path


def copy(size: int, largest: int = made_claims.LARGEST_INCIDENT) -> Path:
    """A copy that may be written to, in a folder of its own, which the caller removes."""
    original = built(size, largest)
    made = Path(tempfile.mkdtemp(dir=folder())) / "bench.case"
    shutil.copyfile(original, made)
    return made
