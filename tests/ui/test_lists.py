from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cases import empty_case, large_case, small_case
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus
from tracker.model.scales import Reliability
from tracker.ui.screens.filtered import FilteredScreen
from tracker.ui.widgets.bars import TopBar
from tracker.ui.widgets.table import PAGE


async def test_the_case_screen_counts_and_says_what_to_do_next() -> None:
    async with driving(small_case()) as driver:
        assert "5 proposed" in driver.sheet("#counts")
        assert driver.app.screen.query_one(TopBar).counts["incidents"] == len(driver.case.incidents.all())
        assert "Decide on 5 proposed claims" in driver.sheet("#steps")
        assert driver.table.held() == ["R2", "R1"]


async def test_an_empty_case_says_how_to_begin() -> None:
    async with driving(empty_case()) as driver:
        assert "Take in reports" in driver.sheet("#steps")
        assert "This case is empty." in driver.seen()
        await driver.press("o")
        assert "There is no report yet" in driver.notices()


async def test_a_folder_is_taken_in_from_the_case_screen(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KABUL - Police said 12 people were killed on Monday.\n", encoding="utf-8")
    case = empty_case()
    async with driving(case) as driver:
        await driver.press("i", "enter")
        assert "Name a file or a folder." in driver.seen()
        from tracker.ui.widgets.fields import Field

        driver.app.screen.query_one("#path", Field).value = str(tmp_path)
        await driver.press("enter")
        assert "1 report taken in" in driver.notices()
        assert driver.table.held() == ["R1"]


async def test_enter_on_a_report_opens_its_text() -> None:
    async with driving(small_case()) as driver:
        await driver.press("j", "enter")
        assert "KABUL - Gunmen stormed the embassy" in driver.seen()
        await driver.press("n")
        assert "C1  interior ministry" in driver.seen()


async def test_claims_page_from_the_case_and_only_what_is_seen_is_read() -> None:
    case = large_case(PAGE * 5)
    async with driving(case, start="claims") as driver:
        assert driver.table.count == PAGE * 5
        await driver.until_calm()  # what is near is read once that which is in view was painted
        assert len(driver.table.held()) == PAGE * 2
        await driver.press("greater_than_sign")
        await driver.settle()
        assert driver.table.key == f"C{PAGE * 5}"
        assert f"claim number {PAGE * 5 - 1}" in driver.sheet("#claim")


async def test_the_filter_narrows_as_one_types_and_escape_shows_all_again() -> None:
    case = small_case()
    case.triage.accept_all()
    async with driving(case, start="claims") as driver:
        await driver.press("slash")
        await driver.type("interior")
        await driver.until_calm()
        assert driver.table.held() == ["C1"]
        await driver.press("enter")
        assert driver.app.focused is driver.table
        await driver.press("escape")
        await driver.until_calm()
        assert driver.table.count == 5


async def test_tab_walks_through_the_statuses() -> None:
    case = small_case()
    case.triage.accept("C1")
    case.triage.reject("C2")
    async with driving(case, start="claims") as driver:
        counts = [driver.table.count]
        for _ in range(3):
            await driver.press("tab")
            counts.append(driver.table.count)
        assert counts == [1, 3, 1, 5]


async def test_retracting_names_the_claim_and_needs_a_reason() -> None:
    case = small_case()
    case.triage.accept("C1")
    async with driving(case, start="claims") as driver:
        await driver.press("x")
        assert "Retract C1?" in driver.seen()
        await driver.press("enter")
        assert case.claims.get("C1").status is ClaimStatus.ACCEPTED
        await driver.type("withdrawn")
        await driver.press("enter")
        assert case.claims.get("C1").status is ClaimStatus.RETRACTED
        await driver.press("x")
        assert "C1 is retracted already." in driver.notices()


async def test_a_source_is_graded_with_one_key_and_the_history_is_shown() -> None:
    case = small_case()
    async with driving(case, start="sources") as driver:
        source_id = driver.table.key or ""
        await driver.press("g", "b")
        assert case.sources.get(source_id).reliability is Reliability.B
        assert "B Usually reliable, by anna" in driver.sheet("#source")


async def test_sources_are_merged_and_undo_brings_both_back() -> None:
    case = small_case()
    async with driving(case, start="sources") as driver:
        before = driver.table.count
        await driver.press("m", "enter")
        assert driver.table.count == before - 1
        await driver.press("u")
        assert driver.table.count == before


async def test_the_log_is_newest_first_and_filters_by_record() -> None:
    case = small_case()
    case.triage.accept("C1")
    async with driving(case, start="log") as driver:
        assert driver.table.held() == ["3", "2", "1"]
        assert "proposed → accepted" in driver.sheet("#entry")
        await driver.press("slash")
        await driver.type("C1")
        await driver.until_calm()
        assert driver.table.held() == ["3", "1"]


async def test_copy_says_what_was_copied() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.press("y")
        assert "Copied: the group" in driver.notices()


async def test_a_click_on_a_screen_name_goes_there() -> None:
    async with driving(small_case()) as driver:
        from tracker.ui.widgets.bars import TopBar

        bar = driver.app.screen.query_one(TopBar)
        await driver.pilot.click(bar, offset=(bar.render().plain.index("Sources"), 0))
        await driver.settle()
        assert driver.screen == "SourcesScreen"


async def test_a_click_on_a_row_puts_the_cursor_there() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.pilot.click(driver.table, offset=(3, 3))
        await driver.settle()
        assert driver.table.key == "C3"


async def test_the_sources_of_a_large_case_are_listed_but_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.ui.screens import sources

    monkeypatch.setattr(sources, "WEIGHED_AT_MOST", 4)
    async with driving(small_case(), start="sources") as driver:
        assert driver.table.count == 3
        assert "Records are weighed in cases of up to 4 claims; these are 5." in " ".join(
            driver.sheet("#source").split()
        )
        await driver.press("slash")
        await driver.type("ministry")
        await driver.until_calm()
        await driver.press("enter", "p")
        assert "Records are weighed in cases of up to 4 claims" in driver.notices()


async def test_a_filter_opened_again_is_replaced_by_typing_and_goes_on_after_end() -> None:
    async with driving(small_case(), start="claims") as driver:
        await driver.press("tab", "slash")
        await driver.type("police")
        await driver.press("enter", "slash")
        await driver.type("group")
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, FilteredScreen)
        assert screen.text == "group"
        await driver.press("slash", "end")
        await driver.type("ie")
        assert screen.text == "groupie"


@pytest.mark.parametrize("screen", ["claims", "sources"])
async def test_the_line_of_keys_at_80_columns_shows_how_to_filter(screen: str) -> None:
    async with driving(small_case(), size=(80, 24), start=screen) as driver:
        assert "/ filter" in driver.seen().splitlines()[-1]


async def test_the_reports_of_a_case_are_filtered_as_one_types_with_the_best_match_under_the_cursor() -> None:
    async with driving(small_case()) as driver:
        assert driver.table.held() == ["R2", "R1"]
        await driver.press("slash")
        await driver.type("stormd")
        await driver.until_calm()
        assert (driver.table.held(), driver.table.key) == (["R1"], "R1")
        await driver.press("enter", "escape")
        assert driver.table.held() == ["R2", "R1"]
        assert "nothing to go back from" not in driver.notices()


async def test_the_cursor_goes_to_what_matches_best_while_a_filter_is_typed() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.press("end", "slash")
        await driver.type("mini")
        await driver.until_calm()
        assert driver.table.cursor == 0
