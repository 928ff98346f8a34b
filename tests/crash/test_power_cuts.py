"""What was acknowledged survives a cut of the power, and nothing half-written is taken as whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.cutting import Cut, Recorded, compiled, faults, folder_in_memory, record, stopped
from tests.crash.disks import WAYS, Disk, Operation
from tests.crash.workflows import FULL, KILLED, WORKFLOWS, prepare

CUTS = 4
"""Cuts of each workflow; `python -m tests.crash` tries all."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("gcc"), reason="what a program writes is recorded with gcc, on Linux"
)


@pytest.fixture(scope="module")
def memory_path() -> Iterator[Path]:
    with folder_in_memory() as made:
        yield Path(made)


@pytest.fixture
def place(memory_path: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=memory_path))


@pytest.fixture(scope="module")
def library(memory_path: Path) -> Path:
    try:
        return compiled(memory_path)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"the recorder cannot be compiled here: {error.stderr.decode()[:200]}")


@pytest.fixture(scope="module")
def prepared(memory_path: Path) -> Path:
    folder = memory_path / "prepared"
    folder.mkdir()
    prepare(folder)
    return folder


@pytest.fixture(scope="module")
def recordings(memory_path: Path, prepared: Path, library: Path) -> dict[str, Recorded]:
    folder = memory_path / "recordings"
    folder.mkdir()
    return record(prepared, folder, library)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_power_cut_leaves_a_workflow_done_or_not_begun(
    name: str, recordings: dict[str, Recorded], place: Path
) -> None:
    done = recordings[name]
    ends = [Cut(len(done.operations), way) for way in (WAYS[0], WAYS[3])]
    cuts = [*random.Random(7).sample(done.cuts, CUTS), *ends]
    assert faults(done, cuts, place / "after") == []


@pytest.mark.parametrize("kind", [FULL, KILLED], ids=["full disk", "kill"])
def test_a_full_disk_and_a_kill_leave_workflows_done_or_not_begun(
    kind: int, recordings: dict[str, Recorded], prepared: Path, library: Path, place: Path
) -> None:
    chance = random.Random(7)
    writes = {name: chance.sample(range(1, len(done.operations) + 1), CUTS) for name, done in recordings.items()}
    assert stopped(kind, writes, prepared, place, library) == []


def test_a_program_that_flushed_nothing_would_be_found_out(
    prepared: Path, recordings: dict[str, Recorded], place: Path
) -> None:
    done = recordings["take in"]
    careless = [operation for operation in done.operations if operation.what != "sync"]
    at_the_end = [Cut(len(careless), way) for way in WAYS]
    assert faults(Recorded(done.name, prepared, done.folder, careless), at_the_end, place / "after")


def _after(way: str, *operations: Operation, target: Path) -> dict[str, bytes]:
    (target / "before").mkdir(parents=True)
    disk = Disk(target / "before", Path("/case"))
    for operation in operations:
        disk.write(operation)
    disk.after_a_cut(way, random.Random(1), target / "after")
    return {path.name: path.read_bytes() for path in (target / "after").iterdir()}


def test_what_was_flushed_stays_and_what_was_not_is_lost(tmp_path: Path) -> None:
    new = (
        Operation("create", "/case/a", "-", 0, b""),
        Operation("write", "/case/a", "-", 0, b"whole"),
    )
    named = Operation("rename", "/case/a", "/case/b", 0, b"")
    file, folder = Operation("sync", "/case/a", "-", 0, b""), Operation("sync", "/case", "-", 0, b"")
    assert _after(WAYS[0], *new, target=tmp_path / "1") == {"a": b""}
    assert _after(WAYS[0], *new, file, named, target=tmp_path / "2") == {"b": b"whole"}
    assert _after(WAYS[3], *new, file, target=tmp_path / "3") == {}
    assert _after(WAYS[3], *new, file, folder, named, target=tmp_path / "4") == {"a": b"whole"}
    assert _after(WAYS[3], *new, file, named, folder, target=tmp_path / "5") == {"b": b"whole"}
