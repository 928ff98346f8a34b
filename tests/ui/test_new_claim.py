from __future__ import annotations

from tests.ui.cases import empty_case, small_case
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus

TYPED = "No police officers were killed in the attack on the embassy in Kabul on 31 July 2017"


async def test_a_claim_is_typed_with_source_and_confidence_and_kept_as_accepted() -> None:
    case = empty_case()
    async with driving(case) as driver:
        await driver.press("n")
        await driver.type("Forty people were killed")
        await driver.press("tab")
        await driver.type("Kabul police")
        await driver.press("tab")
        await driver.type("moderate")
        await driver.press("enter")
        [claim] = case.claims.find()
        assert (claim.source, claim.confidence, claim.status) == ("Kabul police", 50, ClaimStatus.ACCEPTED)
        assert claim.quote == "Forty people were killed"
        assert f"Kept as {claim.id}" in driver.notices()


async def test_what_it_contradicts_appears_while_one_types() -> None:
    case = small_case()
    async with driving(case) as driver:
        await driver.press("n")
        await driver.type(TYPED)
        await driver.until_calm()
        assert "killed" in driver.sheet("#reading")
        assert "contradicts the group" in driver.sheet("#findings")
        assert len(case.claims.find()) == 5


async def test_missing_source_and_confidence_are_asked_for_and_nothing_is_lost() -> None:
    case = empty_case()
    async with driving(case) as driver:
        await driver.press("n")
        await driver.type("Forty people were killed")
        await driver.press("ctrl+s")
        assert "Name the source" in driver.seen()
        await driver.type("Kabul police")
        await driver.press("ctrl+s")
        assert "How sure is it?" in driver.seen()
        await driver.type("40")
        await driver.press("ctrl+s")
        assert case.claims.find()[0].confidence == 40


async def test_a_confidence_that_is_none_is_refused_with_the_reason() -> None:
    case = empty_case()
    async with driving(case) as driver:
        await driver.press("n")
        await driver.type("Forty people were killed")
        await driver.press("tab")
        await driver.type("Kabul police")
        await driver.press("tab")
        await driver.type("sure")
        await driver.press("enter")
        assert "low, moderate, high or 0" in driver.seen()
        assert case.claims.find() == []


async def test_the_right_arrow_completes_a_known_source() -> None:
    case = small_case()
    async with driving(case) as driver:
        await driver.press("n", "tab")
        await driver.type("interior m")
        await driver.press("right")
        from tracker.ui.widgets.fields import Field

        assert (
            driver.app.screen.query_one("#source", Field).value
            == case.sources.get(case.claims.get("C1").source_id or "").name
        )


async def test_escape_leaves_without_a_trace() -> None:
    case = empty_case()
    async with driving(case) as driver:
        await driver.press("n")
        await driver.type("Forty")
        await driver.press("escape")
        assert driver.screen == "CaseOverview"
        assert case.summary().seq == 0
