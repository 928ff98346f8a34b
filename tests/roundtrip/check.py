"""One case out and in again, by each format that holds a whole case."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.worlds import contents
from tracker.services.workspace import Workspace

FORMATS: dict[str, Callable[[Workspace, Path], Path]] = {
    "bag": lambda case, folder: case.transfer.write("bag", folder / "case").path,
    "jsonl": lambda case, folder: case.transfer.write("jsonl", folder / "case.jsonl").path,
}
"""Name -> writes a case into a folder and says where."""

IN_MEMORY = Path("/dev/shm")
"""Where files cost no waiting for a disk, on systems that have it: exports are flushed to the disk file by file."""


def folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is gone when it is left."""
    return tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None)


def comes_back(case: Workspace, format_name: str, folder: Path) -> None:
    """Asserts that the case which is restored from an export differs in nothing, and that its export is the same."""
    before, redo = contents(case.store), case.history.next_redo()
    if case.store.head()[0] == 0:
        return
    # Writing an export is itself noted in the journal, after what was exported.
    last = case.store.changes()[-1].at
    exported = FORMATS[format_name](case, folder)
    again = Workspace.in_memory(actor="somebody else", clock=lambda: last)
    taken = again.cases.take(exported)
    assert taken.restored
    after = contents(again.store)
    assert after == before
    assert after["problems"] == []
    assert (redo and redo.seq) == ((found := again.history.next_redo()) and found.seq)
