"""An edit from an old copy shows both versions and overwrites nothing unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cases import INCIDENT, fill, small_case
from tests.ui.driving import Driver, driving
from tracker.services.workspace import Workspace


async def _both_edit(driver: Driver, case: Workspace, **theirs: Any) -> None:
    """The place is typed in the form while somebody else saves other words."""
    await driver.press("e", *["down"] * 7, "end")
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


async def test_an_incident_changed_by_two_shows_both_versions_and_a_new_name_reaches_its_claims() -> None:
    case = small_case()
    async with driving(case, start="incidents") as driver:
        key = driver.table.key or ""
        await driver.press("e", "end")
        await driver.type("b")
        case.incidents.edit(key, name="attack on a post", place="Herat")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        assert "attack on a post" in driver.seen()
        await driver.press("m", "enter")
        kept = case.incidents.get(key)
        assert (kept.name, kept.place) == (f"{INCIDENT}b", "Herat")
        assert case.claims.get("C1").incident == kept.name


# -- one answer: another workspace writes to the same file ------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """One case file, opened by anna (in the window) and by boris."""
    with Workspace.open(tmp_path / "shared.case", actor="anna") as anna:
        fill(anna)
        with Workspace.open(tmp_path / "shared.case", actor="boris") as boris:
            yield anna, boris


async def test_a_dispute_that_another_decided_meanwhile_shows_both_decisions(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="disputes") as driver:
        target = driver.table.key or ""
        await driver.press("d", "down", "enter")
        await driver.type("mine, for a reason")
        theirs = boris.review.decide(target, "defer", reason="their reason")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        seen = " ".join(driver.seen().replace("│", " ").split())
        assert "their reason" in seen
        assert "mine, for a reason" in seen
        assert "by boris" in seen
        assert anna.review.decision_on(target) == theirs


@pytest.mark.parametrize(("keys", "by"), [(("t", "enter"), "boris"), (("m", "enter"), "anna")])
async def test_the_decision_that_is_chosen_stands(
    two: tuple[Workspace, Workspace], keys: tuple[str, ...], by: str
) -> None:
    anna, boris = two
    async with driving(anna, start="disputes") as driver:
        target = driver.table.key or ""
        await driver.press("d", "down", "enter")
        await driver.type("mine")
        boris.review.decide(target, "defer", reason="theirs")
        await driver.press("enter")
        await driver.press(*keys)
        decision = anna.review.decision_on(target)
        assert decision is not None
        assert decision.by == by
        assert driver.screen == "DisputesScreen"


async def test_a_claim_and_a_source_graded_by_two_show_both_grades(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="triage") as driver:
        key = driver.table.key or ""
        await driver.press("g")
        boris.claims.grade(key, 5)
        await driver.press("2")
        assert driver.screen == "BothVersions"
        assert "Improbable" in driver.seen()
        assert anna.claims.get(key).credibility == 5
        await driver.press("m", "enter")
        assert anna.claims.get(key).credibility == 2
    async with driving(anna, start="sources") as driver:
        key = driver.table.key or ""
        await driver.press("g")
        boris.sources.grade(key, "E")
        await driver.press("b")
        assert driver.screen == "BothVersions"
        await driver.press("t", "enter")
        assert [grade.by for grade in anna.sources.get(key).grades] == ["boris"]


async def test_the_same_grade_given_by_two_is_no_question(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="triage") as driver:
        key = driver.table.key or ""
        await driver.press("g")
        boris.claims.grade(key, 2)
        await driver.press("2")
        assert driver.screen == "TriageScreen"


async def test_a_dispute_given_to_two_shows_both_names(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="disputes") as driver:
        target = driver.table.key or ""
        await driver.press("a")
        boris.remarks.assign(target, "clara")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        assert "clara" in driver.seen()
        await driver.press("m", "enter")
        assert anna.remarks.assigned() == {target: "anna"}


async def test_two_comments_on_one_dispute_both_stay(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="disputes") as driver:
        target = driver.table.key or ""
        await driver.press("C")
        await driver.type("first")
        boris.remarks.comment(target, "second")
        await driver.press("enter")
        assert {remark.words for remark in anna.remarks.on(target)} == {"first", "second"}


async def test_a_source_renamed_while_it_is_being_merged_is_shown_first(two: tuple[Workspace, Workspace]) -> None:
    anna, boris = two
    async with driving(anna, start="sources") as driver:
        key = driver.table.key or ""
        await driver.press("m")
        boris.sources.edit(key, name="the other group")
        await driver.press("enter")
        assert driver.screen == "BothVersions"
        assert "the other group" in driver.seen()
        assert key in {source.id for source in anna.sources.all()}
        await driver.press("m", "enter")
        assert key not in {source.id for source in anna.sources.all()}


async def test_a_proposal_that_another_rejected_is_not_accepted_from_an_old_queue(
    two: tuple[Workspace, Workspace],
) -> None:
    anna, boris = two
    async with driving(anna, start="triage") as driver:
        key = driver.table.key or ""
        boris.triage.reject(key)
        await driver.press("a")
        assert anna.claims.get(key).status == "rejected"
        assert f"{key} is rejected already" in driver.notices()


async def test_a_decision_that_another_made_is_not_reopened_in_place_of_the_one_seen(
    two: tuple[Workspace, Workspace],
) -> None:
    anna, boris = two
    async with driving(anna, start="disputes") as driver:
        target = driver.table.key or ""
        anna.review.decide(target, "defer", reason="first")
        await driver.press("f5")
        await driver.press("R")
        await driver.type("because")
        theirs = boris.review.decide(target, "keep_pending", reason="second")
        await driver.press("enter")
        assert anna.review.decision_on(target) == theirs
        assert "was decided (keep pending) by boris" in " ".join(driver.seen().split())
