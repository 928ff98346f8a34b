"""One case out and in again, by each format that holds a whole case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.worlds import contents
from tracker.services.workspace import Workspace

FORMATS: dict[str, Callable[[Workspace, Path], Path]] = {
    "jsonl": lambda case, folder: case.transfer.write("jsonl", folder / "case.jsonl").path,
}
"""Name -> writes a case into a folder and says where."""


def comes_back(case: Workspace, format_name: str, folder: Path) -> None:
    """Asserts that the case which is restored from an export differs in nothing, and that its export is the same."""
    exported = FORMATS[format_name](case, folder)
    again = Workspace.in_memory(actor="somebody else", clock=lambda: case.store.changes()[-1].at)
    if case.store.head()[0] == 0:
        return
    taken = again.cases.take(exported)
    assert taken.restored
    before, after = contents(case.store), contents(again.store)
    assert after == before
    assert after["problems"] == []
    redo = case.history.next_redo()
    assert (redo and redo.seq) == ((found := again.history.next_redo()) and found.seq)
