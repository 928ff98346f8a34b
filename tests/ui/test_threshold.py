"""The score from which contradictions are listed, on the screen of disputes."""

from __future__ import annotations

import pytest

from tests.services.test_threshold import decide_pairs
from tests.ui.cases import empty_case, small_case
from tests.ui.driving import driving
from tracker.services import scan
from tracker.ui.widgets.words import Words


async def test_the_screen_has_no_words_for_a_threshold_that_nobody_set() -> None:
    async with driving(small_case(), start="disputes") as driver:
        assert "contradictions are listed" not in driver.seen()
        assert "Disputes 1" in driver.seen().splitlines()[1]
        await driver.press("f")
        assert "decisions are too few to learn from" in driver.sheet("#text")
        await driver.press("a")
        assert "too few" in driver.app.screen.query_one("#error", Words).plain


async def test_what_decisions_propose_is_accepted_told_and_undone() -> None:
    case = empty_case()
    decide_pairs(case, real=14, others=8)
    proposed = case.threshold.proposal().threshold
    async with driving(case, start="disputes") as driver:
        await driver.press("f")
        assert f"Proposed: list from {proposed:.2f} up." in driver.sheet("#text")
        await driver.press("a")
        assert f"Listed from {proposed:.2f} up: fitted to 22 decisions" in driver.seen()
        await driver.press("u")
        assert "Listed from" not in driver.seen()


async def test_what_is_proposed_can_be_refused_and_all_is_listed_again_after_a_reset() -> None:
    case = empty_case()
    decide_pairs(case, real=14, others=8)
    async with driving(case, start="disputes") as driver:
        await driver.press("f")
        await driver.press("x")
        assert "All contradictions are listed: Refused the threshold" in driver.seen()
        await driver.press("f")
        assert "Nothing new is proposed." in driver.sheet("#text")
        await driver.press("r")
        assert "contradictions are listed" not in driver.seen().splitlines()[1]
        assert case.threshold.proposal().is_new


async def test_what_lies_below_the_threshold_is_left_out_and_counted() -> None:
    case = small_case()
    case.threshold.set(1.0, reason="only what is certain")
    async with driving(case, start="disputes") as driver:
        assert driver.table.count == 0
        assert "Listed from 1.00 up: only what is certain; 1 left out." in driver.seen()
        await driver.press("u")
        assert driver.table.key == case.scan.disputes()[0].id


async def test_a_large_case_is_listed_in_outline_and_read_where_the_cursor_is(monkeypatch: pytest.MonkeyPatch) -> None:
    case = small_case()
    [dispute] = case.scan.disputes()
    monkeypatch.setattr(scan, "IN_MEMORY", 0)
    async with driving(case, start="disputes") as driver:
        assert driver.table.key == dispute.id
        assert "embassy" in driver.seen()
        assert "Interior ministry says no police were killed" in driver.sheet("#view")
        await driver.press("s")
        assert "most disputed questions come first" in driver.notices()
        await driver.press("d", "j", "j", "enter")
        await driver.type("nothing more to find")
        await driver.press("enter")
        assert case.review.decision_on(dispute.id) is not None
        assert "resolved" in driver.sheet("#view")
