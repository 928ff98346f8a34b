"""A disk that is full while a form is open: nothing typed is lost, and the form is saved once there is room."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.cases import fill
from tests.ui.driving import Driver, driving
from tracker.services.workspace import Workspace
from tracker.store import connect
from tracker.ui import remembered
from tracker.ui.remembered import Remembered
from tracker.ui.widgets.fields import Field, Writing
from tracker.ui.widgets.words import Words

LONG = "the red side " * 2_000
ROOM = 10_000
"""Pages, once some space was made."""
FULL = "is full: nothing was changed.\nFree some space and repeat."


@pytest.fixture
def make_room(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """SQLite answers as it does on a full disk, until this is called."""
    opened: list[sqlite3.Connection] = []
    real = connect.connect

    def small(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = real(path, read_only=read_only)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        opened.append(connection)
        return connection

    def freed() -> None:
        monkeypatch.setattr(connect, "connect", real)
        for connection in opened:
            try:
                connection.execute(f"PRAGMA max_page_count={ROOM}")
            except sqlite3.ProgrammingError:
                continue  # it is closed

    monkeypatch.setattr(connect, "connect", small)
    return freed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "my.case"
    with Workspace.open(path, actor="anna") as case:
        fill(case)
    return path


def complaint(driver: Driver) -> str:
    return driver.app.screen.query_one("#error", Words).plain


async def test_a_form_stays_with_what_was_typed_and_is_saved_when_there_is_room(
    path: Path, make_room: Callable[[], None]
) -> None:
    with Workspace.open(path) as case:
        async with driving(case, start="sources") as driver:
            source, before = driver.table.key or "", case.store.head()
            await driver.press("e")
            driver.app.screen.query_one("#notes", Field).value = LONG
            await driver.press("enter")
            assert FULL in complaint(driver)
            assert driver.app.screen.query_one("#notes", Field).value == LONG
            assert case.store.head() == before
            make_room()
            assert case.store.problems() == []
            await driver.press("enter")
            assert driver.screen == "SourcesScreen"
            assert case.sources.get(source).notes == LONG.strip()


async def test_a_report_that_was_pasted_stays_in_its_form(path: Path, make_room: Callable[[], None]) -> None:
    with Workspace.open(path) as case:
        async with driving(case) as driver:
            before = case.store.head()
            await driver.press("P")
            driver.app.screen.query_one(Writing).text = LONG
            await driver.press("ctrl+s")
            assert FULL in complaint(driver)
            assert driver.app.screen.query_one(Writing).text == LONG
            assert case.store.head() == before
            make_room()
            await driver.press("ctrl+s")
            assert len(case.reports.list()) == 3


def test_what_could_not_be_kept_beside_the_case_for_a_full_disk_is_kept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Remembered(tmp_path / "kept.json")
    kept.note("form edit S1", {"typed": {"party": "red"}})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(remembered, "write_whole", full)
        kept.save()
    kept.note("screen", {"name": "sources"})
    kept.save()
    assert Remembered(tmp_path / "kept.json").get("form edit S1") == {"typed": {"party": "red"}}
