"""Opening a case with its services."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.services.cases import WIRE, disputed, take_in
from tracker import locations
from tracker.errors import NotACaseError, NotFoundError, TrackerError, UsageError
from tracker.services.workspace import Workspace


def test_the_case_is_the_one_named_else_the_environments_else_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Workspace.open(tmp_path / "named.case").store.location == str(tmp_path / "named.case")
    assert Workspace.open().store.location == str(locations.default_case())
    monkeypatch.setenv("TRACKER_CASE", str(tmp_path / "environment.case"))
    assert Workspace.open().store.location == str(tmp_path / "environment.case")


def test_what_is_done_is_there_after_opening_again(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "my.case", actor="ana") as first:
        take_in(first)
        before = first.summary()
    with Workspace.open(tmp_path / "my.case", create=False) as again:
        assert again.summary() == before
        assert again.history.entries()[0].actor == "ana"


def test_a_case_that_is_not_one_and_a_case_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("Dear diary")
    with pytest.raises(NotACaseError):
        Workspace.open(tmp_path / "diary.txt")
    with pytest.raises(NotFoundError):
        Workspace.open(tmp_path / "none.case", create=False)
    with pytest.raises(UsageError, match="is an address"):
        Workspace.open("postgresql://localhost/case")


def test_the_summary_counts(workspace: Workspace) -> None:
    take_in(workspace)
    disputed(workspace)
    workspace.triage.reject("C1")
    summary = workspace.summary()
    assert (summary.reports, summary.rejected, summary.accepted, summary.seq) == (1, 1, 2, 4)
    assert summary.head == workspace.store.head()[1]
    assert summary.sources == len(workspace.sources.all())


def test_importing_the_workspace_loads_no_database_and_no_interface() -> None:
    code = (
        "import sys, tracker.services.workspace\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'alembic', 'textual', 'rapidfuzz', 'numpy', 'trafilatura'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_services_may_be_called_from_many_threads(workspace: Workspace) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            workspace.ingest.take_in_bytes(f"{WIRE}{number}".encode(), name=f"{number}.txt", method="file")
            workspace.scan.disputes()
            workspace.sources.records()
            workspace.triage.accept(workspace.triage.queue()[-1].id)
        except TrackerError as error:
            if "already" not in str(error):  # two threads may choose the same proposal
                errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert workspace.summary().reports == 6
    assert list(workspace.store.problems()) == []
