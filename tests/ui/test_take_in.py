"""Taking reports in: typed, picked, dropped, pasted; with progress, and stopped on the way."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.screen import Screen

from tests.ui.cases import WIRE, empty_case, small_case
from tests.ui.driving import Driver, driving
from tracker.services.documents import Arrival
from tracker.services.ingest import Ingest
from tracker.ui.dropped import completion, path_in
from tracker.ui.screens.export import Export
from tracker.ui.screens.import_file import ImportFile
from tracker.ui.screens.paste_report import PasteReport
from tracker.ui.screens.take_in import TakeIn
from tracker.ui.widgets.bars import TopBar
from tracker.ui.widgets.fields import Field, Writing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for number in range(3):
        (tmp_path / "reports" / f"wire {number}.txt").write_text(f"{WIRE}\nNumber {number}.", encoding="utf-8")
    (tmp_path / "reports" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path / "reports"


def test_a_path_is_found_as_terminals_write_it(folder: Path) -> None:
    path = folder / "wire 0.txt"
    for written in (str(path), f"'{path}' ", str(path).replace(" ", r"\ "), f"file://{path}".replace(" ", "%20")):
        assert path_in(written) == path
    for written in ("", "27 people were killed", "'", "x" * 5000, "a\0b", f"{path}\n{path}"):
        assert path_in(written) is None


async def test_a_file_dropped_into_the_window_is_offered_and_taken_in(folder: Path) -> None:
    case = empty_case()
    async with driving(case, start="log") as driver:
        driver.app.post_message(Paste(f"'{folder / 'wire 0.txt'}'"))
        await driver.settle()
        assert isinstance(driver.app.screen, TakeIn)
        await driver.press("enter")
        assert [report.title for report in case.reports.list()] != []
        assert driver.screen == "LogScreen"


async def test_pasted_text_becomes_a_report_with_title_publisher_and_day() -> None:
    case = empty_case()
    async with driving(case) as driver:
        driver.app.post_message(Paste(WIRE))
        await driver.settle()
        assert isinstance(driver.app.screen, PasteReport)
        await driver.press("down")
        await driver.type("Courier")
        await driver.press("down")
        await driver.type("2017-07-31x")
        await driver.press("enter")
        assert "a date like" in driver.seen()
        await driver.press("backspace", "enter")
        report = case.reports.list()[0]
        assert (report.publisher, str(report.published)[:10], report.method) == ("Courier", "2017-07-31", "pasted")
        assert (report.title or "").startswith("KABUL - Gunmen stormed")
        assert case.triage.queue()


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
async def test_line_ends_of_a_paste_stay_line_ends_however_a_terminal_writes_them(ends: str) -> None:
    async with driving(empty_case()) as driver:
        await driver.press("P")
        await driver.type(f"First line{ends}{ends}Second line")
        assert driver.app.screen.query_one(Writing).text == "First line\n\nSecond line"


async def test_a_pasted_report_that_was_left_is_offered_again() -> None:
    async with driving(empty_case()) as driver:
        await driver.press("P")
        await driver.type(WIRE)
        await driver.press("escape", "P", "ctrl+o")
        assert driver.app.screen.query_one(Writing).text.strip() == WIRE.strip()


async def test_a_slip_of_the_paste_key_does_nothing() -> None:
    async with driving(small_case()) as driver:
        driver.app.post_message(Paste("oops"))
        await driver.settle()
        assert driver.screen == "CaseOverview"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Taking in waits before the second document until it is let go."""
    gate = threading.Event()
    take_in = Ingest._take_in_one

    def waiting(self: Ingest, arrival: Arrival, **known: Any) -> Any:
        if "wire 1" in arrival.name:
            gate.wait(10)
        return take_in(self, arrival, **known)

    monkeypatch.setattr(Ingest, "_take_in_one", waiting)
    yield gate.set
    gate.set()


async def _begin(driver: Driver, folder: Path) -> None:
    """Takes the folder in and waits until one of its three reports is read."""
    await driver.press("i")
    await driver.type(str(folder))
    await driver.pilot.press("enter")
    while driver.app.progress != (1, 3):
        await driver.pilot.pause()


async def test_long_work_shows_how_far_it_is_goes_on_without_its_dialog_and_is_stopped(
    folder: Path, held: Callable[[], None]
) -> None:
    case = empty_case()
    async with driving(case, size=(160, 40)) as driver:
        await _begin(driver, folder)
        assert "taking in 1 of 3" in driver.seen()
        await driver.pilot.press("escape")
        await driver.pilot.pause()
        assert "taking in 1 of 3" in driver.app.screen.query_one(TopBar).render().plain
        await driver.pilot.press("ctrl+x")
        await driver.pilot.pause()
        assert "stopping" in driver.app.screen.query_one(TopBar).render().plain
        held()
        await driver.settle()
        assert len(case.reports.list()) == 2
        assert "2 reports taken in" in driver.notices()
        assert driver.app.task_words == ""


async def test_the_stop_key_works_while_a_field_has_the_focus(folder: Path, held: Callable[[], None]) -> None:
    case = empty_case()
    async with driving(case) as driver:
        await _begin(driver, folder)
        await driver.pilot.press("ctrl+x")
        await driver.pilot.pause()
        assert "stopping" in driver.seen()
        held()
        await driver.settle()
        assert len(case.reports.list()) == 2


@pytest.mark.parametrize("dialog", [TakeIn, Export, ImportFile])
async def test_every_dialog_over_long_work_tells_how_far_it_is_and_stops_it(
    folder: Path, held: Callable[[], None], dialog: type[Screen[None]]
) -> None:
    async with driving(empty_case()) as driver:
        await _begin(driver, folder)
        await driver.pilot.press("escape")
        await driver.app.push_screen(ImportFile(folder / "wire 0.txt") if dialog is ImportFile else dialog())
        driver.app.tell()
        await driver.pilot.pause()
        assert "taking in 1 of 3 · escape leaves it working · ctrl+x stops it" in driver.seen()
        await driver.pilot.press("tab", "ctrl+x")
        await driver.pilot.pause()
        assert "stopping" in driver.seen()
        held()
        await driver.settle()


async def test_leaving_the_program_ends_what_it_works_on(folder: Path, held: Callable[[], None]) -> None:
    case = empty_case()
    async with driving(case) as driver:
        await _begin(driver, folder)
        driver.app.exit()
        held()
    await asyncio.get_running_loop().shutdown_default_executor()  # waits for threads
    assert len(case.reports.list()) == 2


async def test_in_a_narrow_window_what_is_going_on_stands_over_the_last_screens() -> None:
    async with driving(small_case(), size=(80, 24)) as driver:
        top = driver.app.screen.query_one(TopBar)
        top.status = "taking in 1 of 3"
        await driver.settle()
        assert driver.seen().splitlines()[0].endswith("taking in 1 of 3 ")


async def test_without_long_work_the_stop_key_says_so() -> None:
    async with driving(empty_case()) as driver:
        await driver.press("ctrl+x")
        assert "Nothing is being worked on" in driver.notices()


async def test_a_table_of_claims_in_a_folder_is_said_to_be_left(folder: Path) -> None:
    (folder / "tolls.csv").write_text("claim,source\nNine were killed,police\n", encoding="utf-8")
    case = empty_case()
    async with driving(case) as driver:
        driver.app.push_screen(TakeIn(str(folder)))
        await driver.settle()
        await driver.press("enter")
        assert len(case.reports.list()) == 3
        assert "1 file of records (tables, JSON lines, cases) was left: take it in by itself (tolls.csv)" in " ".join(
            driver.notices().split()
        )


async def test_a_refused_file_keeps_the_dialog_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    async with driving(empty_case()) as driver:
        await driver.press("i")
        await driver.type(str(tmp_path / "empty.txt"))
        await driver.press("enter")
        assert isinstance(driver.app.screen, TakeIn)
        assert "empty" in driver.seen()


def test_a_path_that_was_begun_is_completed_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "kabul.txt").write_text("x", encoding="utf-8")
    (tmp_path / "reports" / "a\x1b[2J.txt").write_text("x", encoding="utf-8")
    assert completion(f"{tmp_path}/rep") == f"{tmp_path}/reports/"
    assert completion(f"{tmp_path}/reports/ka") == f"{tmp_path}/reports/kabul.txt"
    assert completion(f"{tmp_path}/reports/a") is None, "a name that is not shown as it is is not offered"
    assert completion(f"{tmp_path}/reports/") is None
    assert completion(f"{tmp_path}/nowhere/k") is None
    assert completion("\0") is None


async def test_the_rest_of_a_path_is_taken_with_the_right_arrow(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await driver.press("i")
        await driver.type(str(folder)[:-1])
        await driver.until_calm()
        await driver.press("right")
        assert driver.app.screen.query_one("#path", Field).value == f"{folder}/"


async def test_the_cursor_goes_to_the_report_that_came_in_last(folder: Path) -> None:
    case = small_case()
    async with driving(case) as driver:
        await driver.press("i")
        await driver.type(str(folder))
        await driver.press("enter")
        await driver.until_calm()
        newest = driver.table.row(0)
        assert newest is not None
        assert driver.table.key == newest.key
