"""Claims of the first and the last day of the calendar: every screen shows them."""

from __future__ import annotations

import pytest

from tests.ui.cases import empty_case
from tests.ui.driving import driving
from tracker.ui.actions import SCREENS
from tracker.ui.screens.incidents import IncidentsScreen

ENDS = (("0001-01-01T00:00:00+05:00", 3), ("1970-01-01", 5), ("2106-02-07", 8), ("9999-12-31T23:59:59-05:00", 12))


@pytest.mark.parametrize("screen", SCREENS)
async def test_claims_of_the_ends_of_the_calendar_are_shown_on_every_screen(screen: str) -> None:
    case = empty_case()
    for number, (moment, killed) in enumerate(ENDS):
        day = moment[:10] if number else ""
        draft = case.claims.draft(
            f"{killed} people died.", source=f"Wire {number}", stated_at=moment, event_time=day, measure="killed",
            value=killed, place="Lyon", incident="fire in Lyon",
        )  # fmt: skip
        case.claims.add(draft)
    async with driving(case, start=screen, size=(140, 40)) as driver:
        await driver.until_calm()
        await driver.press("end", "home")
        if screen == "incidents":
            assert isinstance(driver.app.screen, IncidentsScreen)
            for key, shown in (("", 4), ("left_square_bracket", 4), ("left_square_bracket", 3), ("enter", 3)):
                await driver.press(*([key] if key else []))
                await driver.until_calm()
                assert driver.app.screen.told.count == shown
            assert "2106-02-07" in driver.seen()
        assert driver.table.count or screen in ("case", "triage", "disputes")
