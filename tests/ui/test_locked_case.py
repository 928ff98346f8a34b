"""Another program has the case locked: that is said, nothing typed is lost, and it goes on by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.cases import fill
from tests.ui.driving import Driver, driving
from tracker.services.workspace import Workspace
from tracker.store import connect
from tracker.ui import changes
from tracker.ui.widgets.bars import TopBar
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Words

PAUSE_S = 0.01
LOOKS = 1_000
"""Pauses after which what was waited for does not come."""


@pytest.fixture(autouse=True)
def _said_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "BUSY_AFTER_S", 0.02)
    monkeypatch.setattr(changes, "BUSY_LOOK_S", 0.01)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program at the case of `opened`."""
    path = tmp_path / "shared.case"
    with Workspace.open(path, actor="boris") as case:
        fill(case)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def opened(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "shared.case", actor="anna")


async def until(driver: Driver, holds: Callable[[], object]) -> None:
    for _ in range(LOOKS):
        if holds():
            return
        await driver.pilot.pause(PAUSE_S)
    pytest.fail(f"it never came to that:\n{driver.seen()}")


def top(driver: Driver) -> str:
    return driver.app.screen_stack[0].query_one(TopBar).render().plain


def complaint(driver: Driver) -> str:
    return driver.app.screen.query_one("#error", Words).plain


LOCKS = {
    "writing": ("BEGIN IMMEDIATE",),
    "writing what does not fit into memory": ("BEGIN EXCLUSIVE",),
    "reading on and on": ("BEGIN", "SELECT count(*) FROM claims"),
}
"""What the other program does -> how."""


def lock(other: sqlite3.Connection, how: str = "writing") -> None:
    for statement in LOCKS[how]:
        other.execute(statement).fetchall()


async def type_a_side(driver: Driver) -> None:
    """Into the form of the first source."""
    await driver.press("e")
    await driver.type("the red side")


@pytest.mark.parametrize("how", LOCKS)
async def test_a_form_says_that_the_case_is_busy_and_is_saved_when_the_lock_is_gone(
    tmp_path: Path, other: sqlite3.Connection, how: str
) -> None:
    with opened(tmp_path) as case:
        async with driving(case, start="sources") as driver:
            source = driver.table.key or ""
            await type_a_side(driver)
            lock(other, how)
            await driver.pilot.press("enter")
            await until(driver, lambda: "Busy, waiting" in driver.seen())
            assert "busy, waiting" in top(driver)
            assert driver.app.screen.query_one("#party", Field).value == "the red side"
            other.execute("ROLLBACK")
            await driver.settle()
            assert case.sources.get(source).party == "the red side"
            assert driver.screen == "SourcesScreen"
            await until(driver, lambda: "busy" not in top(driver))


async def test_a_form_that_could_not_be_saved_for_a_lock_says_so_and_keeps_what_was_typed(
    tmp_path: Path, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "LOCK_TIMEOUT_S", 0.5)
    with opened(tmp_path) as case:
        async with driving(case, start="sources") as driver:
            source = driver.table.key or ""
            await type_a_side(driver)
            lock(other)
            await driver.pilot.press("enter")
            await until(driver, lambda: "not saved" in complaint(driver))
            assert "try again in a moment" in complaint(driver)
            assert driver.app.screen.query_one("#party", Field).value == "the red side"
            other.execute("ROLLBACK")
            assert case.sources.get(source).party is None
            await driver.press("enter")
            assert case.sources.get(source).party == "the red side"


async def test_a_key_pressed_while_the_case_is_locked_takes_effect_when_the_lock_is_gone(
    tmp_path: Path, other: sqlite3.Connection
) -> None:
    with opened(tmp_path) as case:
        async with driving(case, start="triage") as driver:
            before = len(case.triage.queue())
            lock(other)
            await driver.pilot.press("a")
            await until(driver, lambda: "busy, waiting" in top(driver))
            other.execute("ROLLBACK")
            await driver.settle()
            assert len(case.triage.queue()) == before - 1


async def test_a_screen_that_cannot_be_read_for_a_lock_says_so_and_shows_it_when_the_lock_is_gone(
    tmp_path: Path, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "LOCK_TIMEOUT_S", 2.0)
    with opened(tmp_path) as case:
        async with driving(case, start="sources") as driver:
            lock(other, "writing what does not fit into memory")
            await driver.pilot.press("f5")
            await until(driver, lambda: "busy, waiting" in top(driver))
            await until(driver, lambda: "locked by another program: not read" in driver.notices())
            other.execute("ROLLBACK")
            await driver.press("f5")
            assert driver.table.count
            await until(driver, lambda: "busy" not in top(driver))
