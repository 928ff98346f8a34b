from __future__ import annotations

from tests.ui.cases import empty_case, small_case
from tests.ui.driving import driving
from tracker.ui.widgets.table import PAGE


async def test_the_log_pages_through_a_long_journal() -> None:
    case = empty_case()
    case.claims.add(case.claims.draft("27 people were killed", source="Police"))
    for number in range(PAGE * 3):
        case.claims.grade("C1", number % 6 + 1)
    async with driving(case, start="log") as driver:
        assert driver.table.count == PAGE * 3 + 1
        assert len(driver.table.held()) < PAGE * 3
        await driver.press("greater_than_sign")
        assert driver.table.key == "1"
        assert "claim C1 created" in driver.sheet("#entry")


async def test_a_key_goes_from_an_entry_to_its_record_and_another_to_all_its_entries_and_escape_back() -> None:
    case = small_case()
    case.triage.accept("C4")
    case.sources.grade("S2", "B")
    async with driving(case, start="log") as driver:
        await driver.press("o")
        assert (driver.screen, driver.table.key) == ("SourcesScreen", "S2")
        await driver.press("L")
        assert driver.screen == "LogScreen"
        assert driver.table.held()[0] == "4"
        assert "3" not in driver.table.held()
        await driver.press("escape")
        await driver.until_calm()
        assert (driver.screen, driver.table.key) == ("SourcesScreen", "S2")
        await driver.press("escape")
        await driver.until_calm()
        assert (driver.screen, driver.table.count) == ("LogScreen", 4)
        await driver.press("j", "o")
        assert (driver.screen, driver.table.key) == ("ClaimsScreen", "C4")
        assert driver.table.count == 5


async def test_the_log_looks_for_words_too() -> None:
    case = small_case()
    case.triage.accept("C4")
    async with driving(case, start="log") as driver:
        await driver.press("slash")
        await driver.type("accepted")
        await driver.until_calm()
        assert driver.table.held() == ["3"]


async def test_a_grade_stands_in_the_log_in_words() -> None:
    case = small_case()
    case.sources.grade("S2", "C", reason="often late")
    async with driving(case, start="log") as driver:
        shown = " ".join(driver.sheet("#entry").split())
        assert "grades none → C Fairly reliable, by anna" in shown
        assert ": often late" in shown
        assert "{" not in shown
