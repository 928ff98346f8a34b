"""Small and very wide terminals: words keep room where there is little, and lines end where there is much."""

from __future__ import annotations

import pytest

from tests.ui.cases import empty_case, keep, proposal, small_case
from tests.ui.driving import driving
from tracker.ui.widgets.report_view import ReportView
from tracker.ui.widgets.sheet import WIDEST, Sheet


@pytest.mark.parametrize("size", [(60, 20), (70, 40)])
async def test_triage_shows_claim_source_and_quote_in_a_narrow_terminal(size: tuple[int, int]) -> None:
    async with driving(small_case(), size=size, start="triage") as driver:
        rows = driver.seen().splitlines()
        row = next(row for row in rows if "▌" in row)
        assert "no police killed" in row
        assert "interior m" in row
        words = " ".join(row.strip("│ ▌") for row in rows)
        assert "no police officers were killed" in " ".join(words.split())
        assert "source interior ministry" in " ".join(words.split())


@pytest.mark.parametrize(("screen", "pane"), [("disputes", "#camps"), ("incidents", "#incident")])
async def test_what_is_read_beside_a_list_stands_below_it_in_a_narrow_terminal(screen: str, pane: str) -> None:
    async with driving(small_case(), size=(60, 20), start=screen) as driver:
        assert driver.app.screen.query_one(pane).region.width == 60
        assert driver.table.region.width >= 56
        assert driver.table.region.height >= 3


async def test_the_reason_of_a_decision_is_seen_while_it_is_typed_in_a_small_terminal() -> None:
    async with driving(small_case(), size=(60, 20), start="disputes") as driver:
        await driver.press("d", "down", "down", "enter")
        await driver.type("until the inquiry")
        assert "until the inquiry" in driver.seen()


async def test_the_form_of_a_claim_is_whole_in_a_narrow_terminal() -> None:
    async with driving(small_case(), size=(60, 20), start="triage") as driver:
        await driver.press("e")
        region = driver.app.screen.query_one(".dialog").region
        assert (region.x >= 0, region.y >= 0) == (True, True)
        assert (region.right <= 60, region.bottom <= 20) == (True, True)


async def test_prose_is_bounded_in_a_very_wide_terminal() -> None:
    text = "Police said nine people were wounded near the gate of the embassy. " * 12
    case = empty_case()
    keep(case, text, [proposal(text, text.strip(), "police", 9, None, 0.9)], title="Long", publisher="Courier")
    async with driving(case, size=(300, 60), start="triage") as driver:
        view = driver.app.screen.query_one(ReportView)
        drawn = [view.render_line(y).text.rstrip() for y in range(view.size.height)]
        assert WIDEST - 20 < max(map(len, drawn)) <= WIDEST + view.gutter_width
        for sheet in driver.app.screen.query(Sheet):
            assert max(map(len, sheet.plain.splitlines()), default=0) <= WIDEST
