"""Folders of many documents: read ahead in child processes, stopped, killed and gone on with."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.documents.office import docx, p
from tests.documents.pdf import drawn, pdf
from tracker.model.change import canonical_json
from tracker.services import ingest
from tracker.services.workspace import Workspace

NOW = dt.datetime(2017, 8, 3, 12, tzinfo=dt.UTC)
TOWNS = ("Kabul", "Herat", "Mosul", "Aleppo", "Odesa")


def words(number: int) -> str:
    town = TOWNS[number % len(TOWNS)]
    return f"Police in {town} said that {number + 2} people were killed in a fire at market {number} on 1 August 2017."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents: plain and marked up, one twice, one empty, one damaged, and a box of three mails."""
    path = tmp_path_factory.mktemp("reports")
    for number in range(30):
        (path / f"{number:02}.txt").write_text(words(number))
    (path / "10 again.txt").write_text(words(10))
    (path / "30.html").write_text(f"<html><body><article><p>{words(30)}</p></article></body></html>")
    (path / "31.docx").write_bytes(docx(p(words(31))))
    (path / "32.pdf").write_bytes(pdf(drawn((50, 700, words(32)), size=8)))
    (path / "33.txt").write_bytes(b"")
    (path / "34.pdf").write_bytes(b"%PDF-1.7\nnothing")
    mails = (f"From a@b Wed Aug 2 14:00:00 2017\nSubject: {n}\n\n{words(n)}\n\n" for n in (35, 36, 37))
    (path / "35.mbox").write_text("".join(mails))
    return path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "READ_IN_TURN", 3)


def state_of(workspace: Workspace) -> list[str]:
    """All records and all journal entries, with everything but the hashes that hang on the case's own start."""
    kept = [*workspace.reports.list(), *workspace.sources.all(), *workspace.incidents.all(), *workspace.claims.find()]
    entries = [(change.summary, change.edits) for change in workspace.store.changes()]
    return [canonical_json(record.model_dump(mode="json")) for record in kept] + [repr(entry) for entry in entries]


def test_reading_ahead_gives_the_same_case_in_the_same_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = []
    for in_turn in (1_000, 3):
        monkeypatch.setattr(ingest, "READ_IN_TURN", in_turn)
        workspace = Workspace.in_memory(actor="ana", clock=lambda: NOW)
        taken = list(workspace.ingest.take_in([folder]))
        told = [(one.name, one.error, one.already, one.proposed, one.kept, one.note) for one in taken]
        cases.append((told, state_of(workspace)))
    assert cases[0] == cases[1]
    told = cases[0][0]
    assert len(told) == 39
    assert sum(error is not None for _, error, *_ in told) == 2
    assert sum(already for _, _, already, *_ in told) == 1


def test_progress_counts_the_mails_of_a_box_and_a_stop_is_obeyed_while_reading_ahead(folder: Path, made: None) -> None:
    workspace = Workspace.in_memory()
    seen: list[tuple[int, int]] = []
    stop = lambda: len(seen) > 10  # noqa: E731
    taken = list(workspace.ingest.take_in([folder], on_progress=lambda *at: seen.append(at[:2]), should_stop=stop))
    assert len(taken) == 10
    assert workspace.summary().reports == 10
    seen.clear()
    assert len(list(workspace.ingest.take_in([folder], on_progress=lambda *at: seen.append(at[:2])))) == 39
    assert seen[-1] == (39, 39)
    assert workspace.summary().reports == 36


def test_no_child_process_is_left_when_the_run_is_over_or_given_up(folder: Path, made: None) -> None:
    others = children(os.getpid())  # those that stay for single documents
    workspace = Workspace.in_memory()
    run = workspace.ingest.take_in([folder])
    for _ in range(8):
        next(run)
    assert children(os.getpid()) > others
    run.close()  # type: ignore[attr-defined]
    assert children(os.getpid()) <= others


def children(process: int) -> set[str]:
    """The processes that a process has started and that are there, ended ones that nobody asked for among them."""
    tasks = Path(f"/proc/{process}/task")
    if not Path(f"/proc/{process}/task/{process}/children").exists():
        pytest.skip("this system does not tell which processes a process has started")
    found: set[str] = set()
    for task in tasks.iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended since it was listed
            found.update((task / "children").read_text().split())
    return found


# -- the program itself ------------------------------------------------------------------------------------------------


@contextmanager
def program(folder: Path, case: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tracker", "ingest", str(folder), "--case", str(case)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, pipesize=4096) as running:
        yield running


def read_lines(running: subprocess.Popen[str], count: int) -> list[str]:
    assert running.stdout is not None
    return [running.stdout.readline() for _ in range(count)]


def test_a_run_that_is_killed_several_times_goes_on_without_loss_and_without_doubles(tmp_path: Path) -> None:
    folder, case = tmp_path / "reports", tmp_path / "my.case"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(words(number))
    told: list[str] = []
    for lines in (5, 32, 45):
        with program(folder, case) as running:
            told += read_lines(running, lines)
            running.send_signal(signal.SIGKILL)
    with program(folder, case) as running:
        out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    assert len(out.splitlines()) == 60
    assert out.count("already taken in") >= 45
    with Workspace.open(case, create=False) as workspace:
        reports = workspace.reports.list()
        acknowledged = {line.split()[0] for line in told if "proposed" in line}
        assert acknowledged <= {report.id for report in reports}
        expected = [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]
        assert [report.sha256 for report in reports] == expected
        assert [report.id for report in reports] == [f"R{number}" for number in range(1, 61)]
        assert list(workspace.store.problems()) == []


def test_an_interrupt_ends_the_run_and_its_children_with_exit_code_130(tmp_path: Path) -> None:
    # What the run tells of so many long names is more than the pipe and the buffer behind it hold: until all of it is
    # read the run cannot have ended.
    for number in range(100):
        (tmp_path / f"{number:02} {'of a long name' * 12}.txt").write_text(words(number))
    with program(tmp_path, tmp_path / "my.case") as running:
        read_lines(running, 30)
        at_work = children(running.pid)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=120)
    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert at_work
    assert not any(Path(f"/proc/{child}").exists() for child in at_work)
