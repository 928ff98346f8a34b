"""The palette has everything, leads to where it is done, and says why not."""

from __future__ import annotations

import pytest

from tests.ui.cases import empty_case, small_case
from tests.ui.driving import Driver, driving
from tracker.ui.actions import ACTIONS, SCREENS
from tracker.ui.palette import LEFT_OUT, entries, matching
from tracker.ui.screens.base import LOOK_EVERY_S, LOOKS
from tracker.ui.widgets.bars import TopBar
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words


async def come_there(driver: Driver) -> None:
    """Waits until the screen that was gone to has done what it was come to for."""
    for _ in range(LOOKS * 2):
        if driver.app.intended is None:
            break
        await driver.pilot.pause(LOOK_EVERY_S)
    await driver.settle()


@pytest.mark.parametrize("here", SCREENS)
def test_every_action_of_every_screen_is_listed_from_every_screen(here: str) -> None:
    listed = {entry.action.id for entry in entries(here, lambda _: None)}
    assert listed == {action.id for action in ACTIONS} - LEFT_OUT


def test_what_can_be_done_here_comes_first_and_is_not_listed_for_other_screens_again() -> None:
    found = entries("claims", lambda _: None)
    assert found[0].screen == "claims"
    assert [entry.screen for entry in found if entry.action.id == "grade"] == ["claims"]
    assert [entry.screen for entry in found if entry.action.id == "merge"] == ["triage", "sources", "incidents"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("grad", "triage/grade"), ("reop", "disputes/reopen"), ("disp dec", "disputes/decide"), ("go to l", "go_log")],
)
def test_the_beginnings_of_words_find_an_action(typed: str, first: str) -> None:
    assert matching(entries("triage", lambda _: None), typed)[0].key.endswith(first)


def test_what_is_called_like_nothing_finds_nothing() -> None:
    assert matching(entries("triage", lambda _: None), "zzz") == []


async def test_the_palette_does_what_the_key_does() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("ctrl+p", *"acc", "enter")
        assert len(case.triage.queue()) == 4


async def test_an_action_of_another_screen_is_done_there() -> None:
    case = small_case()
    for claim in case.triage.queue():
        case.triage.accept(claim.id)
    async with driving(case, start="log") as driver:
        await driver.press("ctrl+p", *"decide")
        assert "Goes to Disputes first." in driver.seen()
        await driver.press("enter")
        await come_there(driver)
        assert driver.app.current_mode == "disputes"
        assert driver.screen == "Decide"


async def test_what_cannot_be_done_there_says_why_there() -> None:
    async with driving(empty_case(), start="log") as driver:
        await driver.press("ctrl+p", *"decide", "enter")
        await come_there(driver)
        assert driver.app.current_mode == "disputes"
        assert "There is no dispute under the cursor." in driver.notices()


async def test_what_cannot_be_done_now_is_listed_with_the_reason() -> None:
    async with driving(empty_case(), start="triage") as driver:
        await driver.press("ctrl+p", *"accept")
        assert "Not now: There is no" in driver.seen()
        await driver.press("enter")
        assert "There is no" in driver.notices()


async def test_the_arrows_move_in_the_list_while_the_field_keeps_the_keys() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("ctrl+p", "down", "down", "up")
        assert driver.app.screen.query_one(RowTable).key == "triage/reject"
        await driver.press("ctrl+p")
        assert driver.screen == "TriageScreen"


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200, 300])
async def test_whatever_goes_on_all_seven_screens_keep_their_number_and_their_place(width: int) -> None:
    async with driving(small_case(), size=(width, 24)) as driver:
        bar = driver.app.screen.query_one(TopBar)
        bar.counts = {"triage": 12_345, "claims": 1_000_000, "disputes": 4_321, "sources": 99_999}
        for status in ("", "saving 1", "taking in 10,000 of 10,000, stopping"):
            bar.status = status
            shown = bar.render()
            assert shown.cell_length <= width
            assert status[: width // 2 - 4] in shown.plain
            assert [shown.plain[a:b].split()[0] for a, b, _ in bar.places] == [str(n) for n in range(1, 8)]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_arrows_move_in_the_list_and_each_line_is_explained(size: tuple[int, int]) -> None:
    async with driving(small_case(), size=size, start="triage") as driver:
        await driver.press("ctrl+p", "down")
        assert driver.table.key == "triage/reject"
        assert "Reject the proposal and go to the next one." in driver.app.screen.query_one("#says", Words).plain
