"""A workflow recorded once, then its disk looked at after cuts of the power."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.crash.disks import WAYS, Disk, Operation, recorded
from tests.crash.workflows import ACKNOWLEDGED, KILLED, WORKFLOWS

ROOT = Path(__file__).parents[2]
RECORDER = Path(__file__).with_name("recorder.c")


MEMORY = Path("/dev/shm")
"""Where flushing costs nothing: what is flushed is known from the record, not from the disk."""


def folder_in_memory() -> tempfile.TemporaryDirectory[str]:
    """A folder for a test; on the disk where there is none in memory."""
    return tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)


class Cut(NamedTuple):
    """A failure of the power."""

    after: int
    """How many things were written."""
    way: str


class Recorded(NamedTuple):
    """What a workflow wrote."""

    name: str
    before: Path
    """A copy of the folder as it was."""
    folder: Path
    operations: list[Operation]

    @property
    def cuts(self) -> list[Cut]:
        """All of them."""
        return [Cut(after, way) for after in range(len(self.operations) + 1) for way in WAYS]


def compiled(folder: Path) -> Path:
    """The recorder as a library. Raises CalledProcessError where there is no compiler that can make it."""
    library = folder / "recorder.so"
    command = ["gcc", "-shared", "-fPIC", "-O1", str(RECORDER), "-o", str(library), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


def record(prepared: Path, folder: Path, library: Path) -> dict[str, Recorded]:
    """Does each workflow once, in a copy of a prepared folder."""
    work, log = folder / "work", folder / "log"
    for name in WORKFLOWS:
        shutil.copytree(prepared, work / name)
    _run(library, work, "record", str(work), log=log)
    found: dict[str, list[Operation]] = {name: [] for name in WORKFLOWS}
    for operation in recorded(log):
        name = Path(operation.path).relative_to(work).parts[0]
        found[name].append(operation)
    return {name: Recorded(name, prepared, work / name, operations) for name, operations in found.items()}


def stopped(kind: int, writes: Mapping[str, Iterable[int]], prepared: Path, folder: Path, library: Path) -> list[str]:
    """What must not be, of workflows that meet a full disk, or are killed, at each of these writes."""
    asked = (f"{name}={','.join(map(str, numbers))}" for name, numbers in writes.items())
    told = _run(library, folder, "fault", str(kind), str(prepared), str(folder), *asked)
    found = []
    for line in told.splitlines():
        at, _, outcome = line.partition(" ")
        name, _, said = outcome.partition(": ")
        place = folder / name / at
        try:
            _check_stop(kind, said, place)
            WORKFLOWS[name].check(place, (place / ACKNOWLEDGED).exists())
        except Exception as error:  # noqa: BLE001  whatever is wrong is told with where
            found.append(f"{name}, {said!r} at write {at}: {type(error).__name__}: {error}")
        shutil.rmtree(place)
    return found


def _check_stop(kind: int, said: str, place: Path) -> None:
    if kind == KILLED:
        assert said in ("killed", "done"), "it was neither killed nor done"
        return
    is_told = said.startswith(("DiskFullError", "CaseError")) or said == "done"
    assert is_told, "a full disk is not told"
    left = [path.name for path in place.rglob("*") if path.name.endswith((".part", "-journal")) or ".new-" in path.name]
    assert not left, f"left behind: {left}"


def _run(library: Path, below: Path, *arguments: str, log: Path | None = None) -> str:
    recording = {"LD_PRELOAD": str(library), "RECORD_BELOW": str(below)} | ({"RECORD_TO": str(log)} if log else {})
    command = [sys.executable, "-m", "tests.crash.workflows", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | recording, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def faults(done: Recorded, cuts: Iterable[Cut], target: Path, seed: int = 1) -> list[str]:
    """What must not be, of the disk after these cuts; a sentence each."""
    found = []
    disk = Disk(done.before, done.folder)
    for cut in sorted(set(cuts), key=lambda cut: cut.after):
        while disk.written < cut.after:
            disk.write(done.operations[disk.written])
        disk.after_a_cut(cut.way, random.Random(f"{seed} {cut}"), target)
        acknowledged = any(
            operation.what == "mkdir" and operation.path.endswith(ACKNOWLEDGED)
            for operation in done.operations[: cut.after]
        )
        try:
            WORKFLOWS[done.name].check(target, acknowledged)
        except Exception as error:  # noqa: BLE001  whatever is wrong is told with where
            found.append(f"{done.name}, cut after {cut.after}, {cut.way}: {type(error).__name__}: {error}")
    return found
