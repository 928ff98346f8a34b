"""The report reader: claims by state, and words made a claim."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.ui.cases import INCIDENT, WIRE, empty_case, keep, proposal, small_case
from tests.ui.driving import Driver, driving
from tracker.model.claim import ClaimStatus
from tracker.services.workspace import Workspace
from tracker.ui.widgets.passages import PassageView

SAID = "The ministry said no police officers were killed."
AFTER = "It said the fighting ended after four hours."


def view(driver: Driver) -> PassageView:
    return driver.app.screen.query_one(PassageView)


def decided_case() -> Workspace:
    case = small_case()
    case.triage.accept("C1")
    case.triage.reject("C2")
    return case


async def test_every_claim_has_the_sign_of_its_state_before_its_line() -> None:
    async with driving(decided_case(), start="triage") as driver:
        await driver.press("o")
        rows = driver.seen().splitlines()
        assert [row[row.index("The ministry") - 4 :][:2] for row in rows if SAID in row] == ["● "]
        assert [row[row.index("The group") - 4 :][:2] for row in rows if "The group said 27" in row] == ["✗○"]
        assert "○ 1 proposed   ● 1 accepted   ✗ 1 rejected" in driver.seen()


async def test_v_selects_the_sentence_read_and_enter_makes_a_claim_of_it() -> None:
    case = decided_case()
    async with driving(case, start="triage") as driver:
        await driver.press("o", "n", "v")
        assert view(driver).selected == SAID
        await driver.press("j")
        assert view(driver).selected == AFTER
        await driver.press("enter")
        await driver.until_calm()
        assert f"“{AFTER}”" in driver.seen()
        assert "ministry" in driver.sheet("#findings") or "4 hours" in driver.sheet("#reading")
        await driver.press("enter")
        [claim] = [claim for claim in case.claims.find() if claim.quote == AFTER]
        assert (claim.report, claim.status) == ("R1", ClaimStatus.ACCEPTED)
        assert claim.span == (WIRE.index(AFTER), WIRE.index(AFTER) + len(AFTER))
        assert "ministry" in claim.source
        # Of the incident that the report's claims beside it are of.
        assert claim.incident == INCIDENT
        assert driver.screen == "Reader"
        assert "● 2 accepted" in driver.seen()
        await driver.press("escape", "u")
        assert [claim.id for claim in case.claims.find() if claim.quote == AFTER] == []


async def test_keys_move_both_ends_of_the_selection_by_words_and_sentences() -> None:
    async with driving(decided_case(), start="triage") as driver:
        await driver.press("o", "n", "v", "h")
        assert view(driver).selected == SAID.removesuffix(" killed.")
        await driver.press("l", "L", "L")
        assert view(driver).selected == SAID.removeprefix("The ministry ")
        await driver.press("H", "J")
        assert view(driver).selected == f"{SAID.removeprefix('The ')} {AFTER}"
        await driver.press("K", "y")
        assert driver.app.clipboard == SAID.removeprefix("The ")
        await driver.press("escape")
        assert view(driver).selection is None
        assert driver.screen == "Reader"


async def test_shift_and_arrows_select_too() -> None:
    async with driving(decided_case(), start="triage") as driver:
        await driver.press("o", "n", "shift+right", "shift+left", "shift+left")
        assert view(driver).selected == SAID.removesuffix(" were killed.")


async def test_words_are_selected_with_the_mouse() -> None:
    async with driving(decided_case(), start="triage", size=(120, 40)) as driver:
        await driver.press("o", "n")
        rows = driver.seen().splitlines()
        [y] = [y for y, row in enumerate(rows) if SAID in row]
        x = rows[y].index("no police")
        pilot: Pilot[int] = driver.pilot
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + len("no police officers"), y))
        await pilot.mouse_up(offset=(x + len("no police officers"), y))
        assert view(driver).selected == "no police officers"
        await driver.press("n")
        assert "“no police officers”" in driver.seen()


async def test_enter_without_a_selection_says_how_to_select() -> None:
    async with driving(decided_case(), start="triage") as driver:
        await driver.press("o", "enter")
        assert "v takes a sentence" in driver.seen()


async def test_sentences_of_a_very_long_report_are_selected_within_the_part_that_is_shown() -> None:
    case = empty_case()
    text = "\n".join(f"Nobody was hurt on day {day}." for day in range(8000)) + f"\n{SAID}\n{AFTER}\n" + "More. " * 9000
    keep(case, text, [proposal(text, SAID, "ministry", 0, "police", 0.9)], title="long", publisher="Courier")
    async with driving(case, start="triage") as driver:
        await driver.press("o")
        assert view(driver).is_cut
        await driver.press("v", "j")
        assert view(driver).selected == AFTER
        await driver.press("k", "k")
        assert view(driver).selected == "Nobody was hurt on day 7999."
        assert view(driver).selected in driver.seen()


async def test_a_number_leads_from_the_reader_to_its_screen() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("o")
        assert driver.screen == "Reader"
        await driver.press("5")
        assert driver.screen == "SourcesScreen"
        await driver.press("2")
        assert driver.screen == "TriageScreen"
