"""Rows of a case that somebody changed by hand into what is no record: they are named there, and the rest works."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.cases import fill
from tests.ui.driving import Driver, driving
from tracker.cli.main import run
from tracker.errors import ExitCode
from tracker.services.workspace import Workspace
from tracker.ui.actions import SCREENS, actions_of, keys_of

CHANGED = {
    "report": ("case", "UPDATE reports SET accessed_at = 'once' WHERE id = 'R1'", "R1"),
    "proposal": ("triage", "UPDATE claims SET polarity = 'perhaps' WHERE id = 'C2'", "C2"),
    "claim": ("claims", "UPDATE claims SET chain = '{' WHERE id = 'C5'", "C5"),
    "source": ("sources", f"UPDATE sources SET aliases = '{'[' * 50_000}' WHERE id = 'S1'", "S1"),
    "incident": ("incidents", "UPDATE incidents SET rev = 'new' WHERE id = 'I1'", "I1"),
    "entry": ("log", "UPDATE journal SET at = 'noon' WHERE seq = 2", "entry 2"),
}
"""What is changed -> the screen that lists it, how, and what it is called there."""


def changed_by_hand(path: Path, *statements: str) -> Path:
    """A case with five claims, the last one accepted, to which somebody else's program did this."""
    with Workspace.open(path, actor="anna") as case:
        fill(case)
        case.triage.accept("C5")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for [trigger] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.fixture
def every(tmp_path: Path) -> Iterator[Workspace]:
    """One of each kind cannot be read."""
    with Workspace.open(changed_by_hand(tmp_path / "x.case", *(sql for _, sql, _ in CHANGED.values()))) as case:
        yield case


@pytest.mark.parametrize("what", CHANGED)
async def test_a_row_changed_into_what_is_no_record_is_shown_as_unreadable(tmp_path: Path, what: str) -> None:
    screen, statement, name = CHANGED[what]
    with Workspace.open(changed_by_hand(tmp_path / "x.case", statement)) as case:
        async with driving(case, start=screen, size=(160, 40)) as driver:
            assert f"unreadable {name}" in driver.seen()
            others = driver.table.count - 1
            assert others or what in ("claim", "incident")
            await walk(driver)


async def walk(driver: Driver) -> None:
    """The cursor on every row."""
    await driver.press("home")
    for _ in range(driver.table.count):
        await driver.press("j")


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_key_on_a_row_that_cannot_be_read_breaks_a_screen(every: Workspace, screen: str) -> None:
    async with driving(every, start=screen) as driver:
        shown = driver.screen
        for action in (action for action in actions_of(screen) if action.screens):
            await driver.press("end", keys_of(action, {})[0])
            for _ in range(3):
                if driver.screen != shown:
                    await driver.press("escape")
            if driver.app.current_mode != screen:
                await driver.press(str(list(SCREENS).index(screen) + 1))
        assert driver.screen == shown


def test_verify_names_every_row_that_cannot_be_read(every: Workspace) -> None:
    told = "\n".join(every.store.problems())
    for _, _, name in CHANGED.values():
        assert f"{name}: cannot be read" in told


def test_commands_name_what_they_leave_out_since_it_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed_by_hand(tmp_path / "x.case", CHANGED["source"][1])
    assert run(["sources", "--case", str(path)]) == ExitCode.OK
    shown = capsys.readouterr()
    assert "Unreadable, and so left out: S1. 'tracker verify' says why." in shown.err
    assert "S1 " not in shown.out
    assert "S3 " in shown.out


def test_a_row_that_was_mended_is_unreadable_no_more(tmp_path: Path) -> None:
    path = changed_by_hand(tmp_path / "x.case", "UPDATE sources SET kind = 'nothing' WHERE id = 'S1'")
    with Workspace.open(path) as case:
        case.sources.all()
        assert case.unreadable("source") == ["S1"]
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("UPDATE sources SET kind = 'unknown' WHERE id = 'S1'")
        assert case.unreadable("source") == []


@pytest.mark.parametrize("wrong", ["stated_at = 'soon'", "stated_at = x'ff00'", "id = 'nope'"])
async def test_incidents_are_listed_whatever_stands_in_a_row_of_their_claims(tmp_path: Path, wrong: str) -> None:
    with Workspace.open(changed_by_hand(tmp_path / "x.case", f"UPDATE claims SET {wrong} WHERE id = 'C5'")) as case:
        async with driving(case, start="incidents") as driver:
            assert "attack on" in driver.seen()
            assert driver.table.count == 1
