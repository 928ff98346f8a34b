"""The file picker: letters narrow the folder, arrows move, and a path may be typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cases import WIRE, empty_case
from tests.ui.driving import Driver, driving
from tracker.ui.screens.pick_file import PickFile
from tracker.ui.screens.take_in import TakeIn
from tracker.ui.widgets.fields import Field


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "older").mkdir()
    for name in ("wire 0.txt", "wire 1.txt", "wire 2.txt", "Statement of the group.html", "table.csv"):
        (tmp_path / "reports" / name).write_text(f"{WIRE}\n{name}", encoding="utf-8")
    (tmp_path / "reports" / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


async def _open(driver: Driver, folder: Path) -> None:
    await driver.press("1", "i")
    await driver.type(str(folder))
    await driver.press("ctrl+f")
    assert isinstance(driver.app.screen, PickFile)


def _names(driver: Driver) -> list[str]:
    table = driver.table
    return [row.key for index in range(table.count) if (row := table.row(index))]


def _path(driver: Driver) -> str:
    assert isinstance(driver.app.screen, TakeIn)
    return driver.app.screen.query_one("#path", Field).value


async def test_arrows_and_enter_go_into_a_folder_and_pick_a_file(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder)
        assert _names(driver) == ["older", "reports"]
        await driver.press("down", "enter")
        assert "wire 1.txt" in driver.seen()
        assert "picture.png" not in driver.seen()
        await driver.press("left")
        assert driver.table.key == "reports"
        await driver.press("right", "down", "down", "down", "enter")
        assert _path(driver) == str(folder / "reports" / "wire 1.txt")


async def test_letters_narrow_the_folder_and_enter_picks_the_first(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        await driver.press(*"the group")
        assert _names(driver) == ["Statement of the group.html"]
        assert "1 of 5" in driver.seen()
        await driver.press("enter")
        assert _path(driver).endswith("Statement of the group.html")


async def test_letters_in_their_order_find_a_name_that_holds_no_such_word(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        await driver.press(*"w2t")
        assert _names(driver) == ["wire 2.txt"]
        await driver.press("z")
        assert "Nothing here is called so." in driver.seen()


async def test_backspace_takes_letters_out_and_then_goes_up_and_escape_clears_and_then_leaves(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        await driver.press("w", "backspace")
        assert len(_names(driver)) == 5
        await driver.press("backspace")
        assert driver.table.key == "reports"
        await driver.press("o", "escape")
        assert _names(driver) == ["older", "reports"]
        await driver.press("escape")
        assert isinstance(driver.app.screen, TakeIn)


async def test_the_search_is_empty_in_the_next_folder(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder)
        await driver.press(*"rep", "enter")
        assert len(_names(driver)) == 5
        await driver.press("backspace", *"rep/")
        assert len(_names(driver)) == 5


async def test_a_path_is_gone_to_as_it_is_typed(folder: Path) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        await driver.press(*"../older/")
        assert f"{folder}/older" in driver.seen()
        await driver.type(str(folder / "reports" / "wire 2.txt"))
        await driver.press("enter")
        assert _path(driver).endswith("wire 2.txt")


@pytest.mark.parametrize("typed", ["/no/such/thing", "~nobody-of-this-name/x", "/" + "long" * 200])
async def test_a_path_to_nothing_is_told(folder: Path, typed: str) -> None:
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        await driver.type(typed)
        await driver.press("enter")
        assert "There is nothing at" in driver.seen()


async def test_the_whole_folder_is_picked_and_taken_in(folder: Path) -> None:
    case = empty_case()
    async with driving(case) as driver:
        await _open(driver, folder / "reports")
        await driver.press("ctrl+s")
        assert _path(driver) == str(folder / "reports")
        await driver.press("enter")
    assert len(case.reports.list()) == 4


async def test_a_link_to_nothing_does_not_hide_its_folder(folder: Path) -> None:
    (folder / "reports" / "gone.txt").symlink_to(folder / "nowhere.txt")
    async with driving(empty_case()) as driver:
        await _open(driver, folder / "reports")
        assert "gone.txt" in _names(driver)
