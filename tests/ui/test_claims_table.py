from __future__ import annotations

from dataclasses import replace

from tests.ui.cases import large_case, small_case
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus
from tracker.services.claim_list import ClaimList
from tracker.ui.widgets.table import PAGE, PAGES_HELD

FAR = PAGE * (PAGES_HELD + 6)


async def test_a_long_walk_holds_no_more_pages_than_the_table_keeps() -> None:
    async with driving(large_case(FAR), start="claims") as driver:
        for _ in range(FAR // PAGE):
            driver.table.action_move(PAGE)
            await driver.settle()
        assert driver.table.key == f"C{FAR}"
        assert len(driver.table.held()) <= PAGE * PAGES_HELD
        assert len(driver.app.screen._claims) == len(driver.table.held())  # type: ignore[attr-defined]


async def test_the_cursor_stays_on_its_claim_when_others_are_written_before_it() -> None:
    case = large_case(PAGE * 4)
    async with driving(case, start="claims") as driver:
        await driver.press("greater_than_sign")
        here = driver.table.key
        for claim_id in ("C1", "C2", "C3"):
            case.claims.retract(claim_id, "by another window")
        await driver.press("s", "f5")
        assert driver.table.key == here
        await driver.press("less_than_sign")
        assert driver.table.cursor == 0


async def test_a_list_that_has_only_begun_grows_whole_and_takes_the_cursor_on_to_its_end() -> None:
    async with driving(large_case(PAGE * 5), start="claims") as driver:
        await driver.press("tab", "tab", "tab")
        driver.app.screen.forget("whole")  # type: ignore[attr-defined]
        listed = driver.app.screen._listed  # type: ignore[attr-defined]
        whole = driver.case.claims.listing(*listed.asked)
        begun = ClaimList(whole.numbers(0, PAGE), is_whole=False)
        driver.app.screen.show((replace(listed, chosen=begun, cursor=0, pages={}, claims={}), {}))  # type: ignore[attr-defined]
        assert f"{PAGE:,}+" in driver.app.screen.query_one("#box").border_subtitle  # type: ignore[operator]
        driver.table.action_edge(1)
        assert driver.table.cursor == PAGE - 1
        await driver.settle()
        assert (driver.table.count, driver.table.key) == (PAGE * 5, f"C{PAGE * 5}")
        assert "+" not in str(driver.app.screen.query_one("#box").border_subtitle)


async def test_a_cursor_that_moves_while_the_list_is_read_again_stays_where_it_is() -> None:
    async with driving(large_case(PAGE * 5), start="claims") as driver:
        await driver.press("j")
        read = driver.app.screen.fetch(driver.case)  # type: ignore[attr-defined]
        await driver.press("j", "j")
        driver.app.screen.show(read)  # type: ignore[attr-defined]
        await driver.settle()
        assert (driver.table.cursor, driver.table.key) == (3, "C4")


async def test_another_filter_begins_at_the_top_wherever_the_cursor_was() -> None:
    async with driving(large_case(PAGE * 5), start="claims") as driver:
        await driver.press("slash")
        await driver.type("claim num")
        assert driver.table.cursor == 0
        await driver.press("enter", "greater_than_sign")
        await driver.press("slash")
        await driver.type("ber")
        assert driver.table.key == "C1"


async def test_s_walks_through_the_orders_and_says_which() -> None:
    case = small_case()
    case.triage.accept_all()
    async with driving(case, start="claims") as driver:
        assert driver.table.held() == ["C1", "C2", "C3", "C4", "C5"]
        await driver.press("s", "s")
        assert driver.table.held() == ["C1", "C2", "C3", "C4", "C5"]
        assert "by source" in driver.seen()


async def test_the_filter_takes_fields_with_a_colon() -> None:
    case = small_case()
    case.triage.accept("C1", "C2")
    async with driving(case, start="claims") as driver:
        await driver.press("slash")
        for text, expected in (
            ('source:"the group"', ["C2"]),
            ("status:proposed seven", ["C3", "C4", "C5"]),
            ("measure:killed incident:kabul", ["C1", "C2"]),
            ("source:nobody", []),
        ):
            await driver.press("ctrl+u")
            await driver.type(text)
            await driver.until_calm()
            assert driver.table.held() == expected, text


async def test_retracting_keeps_the_list_on_its_line() -> None:
    case = large_case(PAGE * 3)
    async with driving(case, start="claims") as driver:
        await driver.press("greater_than_sign", "x")
        await driver.type("told otherwise")
        await driver.press("enter")
        assert driver.table.key == f"C{PAGE * 3}"
        assert case.claims.get(f"C{PAGE * 3}").status is ClaimStatus.RETRACTED
        await driver.press("u")
        assert "Undid: Retracted" in driver.notices()


async def test_a_filter_is_kept_under_a_name_and_applied_with_one_key() -> None:
    case = small_case()
    case.triage.accept("C1", "C2")
    async with driving(case, start="claims") as driver:
        await driver.press("right_square_bracket")
        assert "No filter is saved yet" in driver.notices()
        await driver.press("slash")
        await driver.type('source:"the group"')
        await driver.until_calm()
        await driver.press("enter", "F")
        await driver.type("the group")
        await driver.press("enter")
        assert "Kept the filter the group" in driver.notices()
        await driver.press("escape")
        await driver.until_calm()
        assert driver.table.held() == ["C1", "C2"]
        await driver.press("right_square_bracket")
        assert driver.table.held() == ["C2"]
        await driver.press("escape")
        await driver.until_calm()
        await driver.press("F", "1")
        assert driver.table.held() == ["C2"]


async def test_a_saved_filter_is_taken_out_and_put_back() -> None:
    async with driving(small_case(), start="claims") as driver:
        await driver.press("F")
        await driver.type("all kept")
        await driver.press("enter", "F", "x")
        assert "Took out the filter all kept" in driver.notices()
        assert "1  all kept" not in driver.seen()
        await driver.press("u")
        assert "1  all kept" in driver.seen()


async def test_letters_typed_over_the_saved_filters_begin_the_name_of_a_new_one() -> None:
    async with driving(small_case(), start="claims") as driver:
        await driver.press("F")
        await driver.type("all kept")
        await driver.press("enter", "tab", "F", *"posts", "enter")
        assert "Kept the filter posts" in driver.notices()
        await driver.press("F")
        assert "2  posts" in driver.seen()
