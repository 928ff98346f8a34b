"""Case files that were damaged: what is wrong is named, and what still verifies can be had."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.tamper.made import made
from tracker.cli.main import run
from tracker.errors import ExitCode, TrackerError
from tracker.services.verifying import salvage
from tracker.services.workspace import Workspace

FLIPS = 60


def written(path: Path) -> set[str]:
    return set(path.read_text("ascii").splitlines())


def test_a_salvage_names_what_it_leaves_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "my.case"
    with Workspace.open(case) as workspace:
        for count in ("Nine", "Ten"):
            workspace.claims.add(workspace.claims.draft(f"{count} people were killed.", source="AFP"))
    raw = case.read_bytes()
    case.write_bytes(raw.replace(b"Ten people were killed.", b"Six people were killed."))
    assert run(["verify", str(case), "--salvage", str(tmp_path / "rest.jsonl")]) == ExitCode.FINDING
    told = capsys.readouterr().err
    kept = {json.loads(line)["id"] for line in written(tmp_path / "rest.jsonl")}
    assert "C2" not in kept
    assert "C1" in kept
    assert f"Written: {len(kept)} records that verify" in told
    assert "Left out: claims C2: " in told


def test_after_any_flipped_bit_what_is_salvaged_is_as_it_was_and_what_is_missing_is_named(tmp_path: Path) -> None:
    case = made(tmp_path / "made", 3, reports=2).case
    sound = case.read_bytes()
    assert salvage(case, tmp_path / "all.jsonl").left_out == ()
    whole = written(tmp_path / "all.jsonl")
    chance, partly = random.Random(5), 0
    for number in range(FLIPS):
        damaged = bytearray(sound)
        damaged[chance.randrange(len(sound))] ^= 1 << chance.randrange(8)
        case.write_bytes(damaged)
        rest = tmp_path / f"{number}.jsonl"
        try:
            told = salvage(case, rest)
        except TrackerError:
            assert not rest.exists()
            continue
        kept = written(rest)
        assert kept <= whole
        assert len(kept) == told.records
        assert bool(told.left_out) is (kept != whole)
        partly += kept != whole
    assert partly > 0
