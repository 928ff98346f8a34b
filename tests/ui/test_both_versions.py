"""An edit from an old copy shows both versions and overwrites nothing unasked."""

from __future__ import annotations

from typing import Any

from tests.ui.cases import small_case
from tests.ui.driving import Driver, driving
from tracker.services.workspace import Workspace


async def _both_edit(driver: Driver, case: Workspace, **theirs: Any) -> None:
    """The place is typed in the form while somebody else saves other words."""
    await driver.press("e", *["down"] * 6)
    await driver.type("!")
    case.claims.edit("C1", **theirs)
    await driver.press("enter")


async def test_a_stale_edit_shows_what_is_in_the_case_beside_what_was_typed() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await _both_edit(driver, case, place="Herat", unit="dogs")
        assert driver.screen == "BothVersions"
        seen = driver.seen()
        assert "Herat" in seen
        assert "Kabul!" in seen
        assert "dogs" in seen
        assert "since you read it" in seen
        assert case.claims.get("C1").place == "Herat"


async def test_nothing_is_saved_before_every_contested_field_is_chosen() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await _both_edit(driver, case, place="Herat")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        assert "Choose for Place" in driver.seen()


async def test_mine_is_saved_over_theirs_when_chosen_and_their_other_fields_stay() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await _both_edit(driver, case, place="Herat", unit="dogs")
        await driver.press("M", "enter")
        claim = case.claims.get("C1")
        assert (claim.place, claim.unit) == ("Kabul!", "dogs")
        assert driver.screen == "TriageScreen"


async def test_theirs_stays_when_chosen() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await _both_edit(driver, case, place="Herat")
        await driver.press("t", "enter")
        assert case.claims.get("C1").place == "Herat"
        assert "form shows what is in the case" in driver.seen()


async def test_a_field_that_only_one_changed_is_no_question() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await _both_edit(driver, case, unit="dogs")
        await driver.press("enter")
        claim = case.claims.get("C1")
        assert (claim.place, claim.unit) == ("Kabul!", "dogs")


async def test_a_source_changed_by_two_shows_both_versions_too() -> None:
    case = small_case()
    async with driving(case, start="sources") as driver:
        source = driver.table.key or ""
        await driver.press("e")
        await driver.type("red")
        case.sources.edit(source, party="blue")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        await driver.press("m", "enter")
        assert case.sources.get(source).party == "red"
