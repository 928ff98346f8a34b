"""What rests on a claim, a source or a report is shown before it falls."""

from __future__ import annotations

from tests.ui.cases import small_case
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus


async def test_a_source_shows_what_rests_on_it_and_falls_with_a_reason() -> None:
    case = small_case()
    async with driving(case, start="sources", size=(80, 24)) as driver:
        await driver.press("x")
        shown = driver.seen()
        target = shown.partition("Retract ")[2].split("?")[0]
        assert f"If {target} falls - " in shown
        await driver.press("enter")
        assert "Say why, in a few words." in driver.seen()
        head = case.store.head()[0]
        await driver.type("forged")
        await driver.press("enter")
        assert case.store.head()[0] == head + 1
        left = [claim for claim in case.claims.find() if claim.source_id == target and claim.status.is_open]
        assert left == []
        await driver.press("u")
        assert case.store.head()[0] == head + 2


async def test_leaving_it_changes_nothing() -> None:
    case = small_case()
    case.triage.accept("C1")
    before = case.store.head()
    async with driving(case, start="claims") as driver:
        await driver.press("x")
        assert "1 accepted claim would be retracted: C1" in driver.seen()
        await driver.press("escape")
    assert case.store.head() == before
    assert case.claims.get("C1").status is ClaimStatus.ACCEPTED


async def test_a_report_is_retracted_from_the_reader() -> None:
    case = small_case()
    async with driving(case, start="case") as driver:
        await driver.press("o", "x")
        assert "Retract R" in driver.seen()
        assert "would be rejected" in driver.seen()
