"""Keys, clicks and sizes that come faster than the screen can follow end nothing but what they were meant for."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.widgets._toast import Toast

from tests.ui.cases import small_case
from tests.ui.driving import Driver, driving
from tracker.ui.actions import SCREENS
from tracker.ui.safe import safe, toast
from tracker.ui.screens.base import CaseScreen
from tracker.ui.screens.decide import Decide
from tracker.ui.screens.dialog import Dialog
from tracker.ui.screens.tour import Tour
from tracker.ui.typed import LOOK_S, LOOKS, UnderWay
from tracker.ui.widgets.fields import FilterLine, Writing

SIZES = ((300, 100), (40, 12), (12, 40), (4, 2), (1, 1), (80, 24))


def at_once(driver: Driver, *keys: str) -> None:
    """Presses keys without waiting for what each does."""
    for key in keys:
        driver.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_outlives_any_size(screen: str) -> None:
    case = small_case()
    for claim in case.triage.queue():
        case.triage.accept(claim.id)
    async with driving(case, start=screen) as driver:
        await driver.press("j")
        for size in SIZES:
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
        assert driver.app.return_code is None
        assert "Triage" in driver.seen()


@pytest.mark.parametrize(
    ("keys", "twice"),
    [(("ctrl+p",), "enter"), (("comma", "enter"), "f9"), (("2", "e"), "escape"), (("f1",), "escape")],
    ids=["palette", "own keys", "edit", "tour"],
)
async def test_a_key_pressed_twice_closes_one_dialog(keys: tuple[str, ...], twice: str) -> None:
    async with driving(small_case(), start="claims") as driver:
        await driver.press(*keys)
        before = len(driver.app.screen_stack)
        assert before > 1
        at_once(driver, twice, twice)
        await driver.settle()
        assert len(driver.app.screen_stack) >= 1
        assert driver.app.return_code is None


async def test_what_ends_beneath_another_dialog_closes_when_it_is_seen_again() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("e")
        lower = driver.app.screen
        assert isinstance(lower, Dialog)
        driver.app.push_screen(Tour())
        await driver.settle()
        lower.dismiss(None)
        await driver.settle()
        assert lower in driver.app.screen_stack
        await driver.press("escape")
        assert driver.screen == "TriageScreen"


@pytest.mark.parametrize("action", ["help", "palette", "tour", "own_keys", "edit", "grade", "merge", "report", "new"])
async def test_what_is_closed_before_it_is_there_leaves_without_a_trace(action: str) -> None:
    async with driving(small_case(), start="triage") as driver:
        screen = driver.app.screen
        assert isinstance(screen, CaseScreen)
        screen.action_act(action)
        assert driver.app.screen is not screen
        driver.app.pop_screen()
        await driver.settle()
        assert driver.app.screen is screen
        assert driver.app.return_code is None


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_that_is_still_coming_up_does_not_hinder_leaving(screen: str) -> None:
    async with driving(small_case()) as driver:
        driver.app.go(screen)
        driver.app.exit(return_code=0)
        await driver.settle()
    assert driver.app.return_code == 0


async def test_a_click_on_a_notice_that_is_just_going_does_nothing() -> None:
    async with driving(small_case(), start="triage") as driver:
        toast(driver.app, safe("Gone in a moment."))
        await driver.settle()
        notice = driver.app.screen.query_one(Toast)
        place = notice.content_region.offset
        assert driver.app.screen.get_widget_and_offset_at(*place)[0] is notice
        pointed: dict[str, Any] = {
            "delta_x": 0,
            "delta_y": 0,
            "button": 1,
            "shift": False,
            "meta": False,
            "ctrl": False,
        }
        # As it is between the moment it is taken out and the next layout.
        rack, notice._parent = notice._parent, None
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            await driver.app.on_event(kind(None, *place, screen_x=place.x, screen_y=place.y, **pointed))
        notice._parent = rack
        assert driver.app.return_code is None


async def test_words_typed_right_behind_the_key_of_the_filter_go_into_the_filter() -> None:
    async with driving(small_case(), start="claims") as driver:
        before = driver.case.history.head()
        at_once(driver, "slash", *"coast")
        await driver.until_calm()
        assert driver.app.screen.query_one(FilterLine).value == "coast"
        assert driver.screen == "ClaimsScreen"
        assert driver.case.history.head() == before


async def test_a_key_behind_escape_reaches_the_screen_below() -> None:
    for keys in (["question_mark"], ["n"], ["ctrl+p"], ["comma"]):
        async with driving(small_case(), start="triage") as driver:
            await driver.press(*keys)
            assert len(driver.app.screen_stack) == 2
            at_once(driver, "escape", "3")
            await driver.settle()
            assert driver.screen == "ClaimsScreen", keys


async def test_keys_behind_a_saving_enter_are_for_the_screen_below() -> None:
    async with driving(small_case(), start="triage") as driver:
        claim = driver.table.key or ""
        await driver.press("g")
        at_once(driver, "2", "3")
        await driver.settle()
        assert driver.case.claims.get(claim).credibility == 2
        assert driver.screen == "ClaimsScreen"


async def test_letters_that_open_a_form_and_fill_it_arrive_in_order() -> None:
    async with driving(small_case(), start="claims") as driver:
        at_once(driver, "n", *"sixty ferries")
        await driver.settle()
        assert driver.app.screen.query_one(Writing).text == "sixty ferries"


async def test_a_key_that_goes_astray_holds_up_the_next_ones_only_for_a_moment() -> None:
    async with driving(small_case(), start="claims") as driver:
        driver.app._under_way = UnderWay(events.Key("j", "j"), driver.table)
        at_once(driver, "4")
        for _ in range(LOOKS * 10):
            await driver.pilot.pause(LOOK_S)
            if driver.screen == "DisputesScreen":
                break
        await driver.settle()
        assert driver.screen == "DisputesScreen"


async def test_a_key_pressed_before_what_is_under_the_cursor_was_read_does_what_it_does() -> None:
    case = small_case()
    for claim in case.triage.queue():
        case.triage.accept(claim.id)
    async with driving(case, start="disputes") as driver:
        at_once(driver, "3", "4", "d")
        await driver.until_calm()
        assert isinstance(driver.app.screen, Decide)
        assert "under the cursor" not in driver.notices()


async def test_the_same_words_are_told_once_to_a_hand_that_types_on() -> None:
    async with driving(small_case(), start="claims") as driver:
        for _ in range(3):
            toast(driver.app, safe("The case is still being opened."))
        await driver.settle()
        assert driver.notices() == "The case is still being opened."
