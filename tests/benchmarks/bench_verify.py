"""Verifying a case of 50,000 claims and its export, against hashing and parsing the same bytes once."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.benchmarks import large_case
from tests.benchmarks.ratio import Ratio
from tracker.services.transfer import verify_export
from tracker.services.verifying import verify_case
from tracker.services.workspace import Workspace

CLAIMS = 50_000
LONGEST_S = 20.0
MOST_MIB = 300.0


def measure() -> Iterator[Ratio]:
    """Times, as a share of the limit of 20 s and as a multiple of the least that has to be done."""
    case = large_case.copy(CLAIMS)
    try:
        with Workspace.open(case) as workspace:
            workspace.store.is_indexed()
            log = Path(str(workspace.transfer.export("jsonl", case.with_name("log.jsonl"))))
        yield from _both("verify a case of 50,000 claims", lambda: verify_case(case).problems, lambda: _read_case(case))
        yield from _both("verify its JSON-lines export", lambda: verify_export(log).problems, lambda: _read_log(log))
        changed = _with_every_claim_changed(log)
        ours, found = _timed(lambda: verify_export(changed).problems)
        assert found
        yield Ratio(
            "the same, every claim changed", ours, "the export as it was", _timed(lambda: verify_export(log))[0], goal=2
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Ratio("memory, making the export included", peak, "the limit", MOST_MIB, goal=1, counts="MiB")
    finally:
        shutil.rmtree(case.parent)


def _with_every_claim_changed(log: Path) -> Path:
    changed = log.with_name("changed.jsonl")
    with log.open() as lines, changed.open("w") as written:
        for line in lines:
            is_claim = line.endswith('"type":"claim"}\n')
            record = json.loads(line) if is_claim else {}
            written.write(
                json.dumps(record | {"quote": "never said"}, separators=(",", ":")) + "\n" if is_claim else line
            )
    return changed


def _both(name: str, verify: Callable[[], object], baseline: Callable[[], object]) -> Iterator[Ratio]:
    ours, found = _timed(verify)
    assert not found, found
    least, _ = _timed(baseline)
    yield Ratio(name, ours, "hashing and parsing once", least)
    yield Ratio(f"{name}, against the limit", ours, "the limit", LONGEST_S, goal=1)


def _timed(call: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    made = call()
    return time.process_time() - start, made


def _read_case(case: Path) -> None:
    with case.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    with closing(sqlite3.connect(case)) as connection:
        for (edits,) in connection.execute("SELECT edits FROM journal"):
            hashlib.sha256(edits.encode())
            json.loads(edits)


def _read_log(log: Path) -> None:
    with log.open("rb") as file:
        for line in file:
            hashlib.sha256(line)
            json.loads(line)
