"""A claim, or all like it of its report, put into another incident."""

from __future__ import annotations

from textual.events import Key

from tests.ui.cases import INCIDENT, empty_case, small_case
from tests.ui.driving import Driver, driving
from tracker.services.workspace import Workspace
from tracker.ui.screens.triage import TriageScreen
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Choices


def options(driver: Driver) -> list[str]:
    listed = driver.app.screen.query_one(Choices)
    return [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]


def two_incidents() -> Workspace:
    case = small_case()
    case.claims.add(case.claims.draft("nine died", source="Police", measure="killed", value=9, incident="fire, Herat"))
    return case


async def test_capital_i_puts_a_proposal_into_a_known_incident_and_stays_on_it() -> None:
    case = two_incidents()
    async with driving(case, start="triage") as driver:
        key = driver.table.key or ""
        await driver.press("I")
        await driver.type("herat")
        await driver.until_calm()
        await driver.press("enter")
        assert (case.claims.get(key).incident, driver.table.key) == ("fire, Herat", key)
        assert f"Put {key} into I2" in driver.notices()
        await driver.press("u")
        assert case.claims.get(key).incident == INCIDENT


async def test_ctrl_y_puts_all_of_the_report_there_and_says_before_how_many() -> None:
    case = two_incidents()
    async with driving(case, start="triage", size=(120, 40)) as driver:
        report = case.claims.get(driver.table.key or "").report
        every = [claim.id for claim in case.triage.queue(report=report)]
        await driver.press("I")
        await driver.type("siege, Farah")
        await driver.until_calm()
        assert f"ctrl+y all {len(every)} of {report} in its incident" in driver.seen()
        await driver.press("ctrl+y")
        assert {case.claims.get(one).incident for one in every} == {"siege, Farah"}
        assert len({claim.incident for claim in case.triage.queue()}) == 2


async def test_a_name_that_only_resembles_a_known_one_makes_a_new_incident() -> None:
    case = two_incidents()
    async with driving(case, start="triage") as driver:
        key = driver.table.key or ""
        await driver.press("I")
        await driver.type("fire, Herad")
        await driver.until_calm()
        assert options(driver)[0].startswith("new")
        await driver.press("enter")
        assert case.claims.get(key).incident == "fire, Herad"
        assert len(case.incidents.all()) == 3


async def test_the_incident_chosen_last_is_offered_first() -> None:
    case = two_incidents()
    case.claims.add(case.claims.draft("one died", source="Police", measure="killed", value=1, incident="flood, Zaranj"))
    async with driving(case, start="triage") as driver:
        await driver.press("I")
        await driver.type("zaranj")
        await driver.press("enter")
        await driver.until_calm()
        await driver.press("s", "I", "enter")
        incidents = [claim.incident for claim in case.triage.queue()]
        assert incidents[:2] == ["flood, Zaranj", "flood, Zaranj"]


async def test_without_another_incident_a_name_is_asked_for() -> None:
    case = empty_case()
    case.claims.add(case.claims.draft("nine died", source="Police", measure="killed", value=9))
    async with driving(case, start="claims") as driver:
        await driver.press("I")
        assert "There is no other incident yet" in driver.seen()
        await driver.press("enter")
        assert "Type the name of an incident." in driver.seen()


async def test_letters_typed_while_a_dialog_opens_go_into_its_first_field() -> None:
    async with driving(two_incidents(), start="triage") as driver:
        for action in ("into_incident", "edit"):
            screen = driver.app.screen
            assert isinstance(screen, TriageScreen)
            screen.action_act(action)
            for letter in "her":
                # The dialog is not even mounted: nothing in it has the keyboard.
                driver.app.screen.post_message(Key(letter, letter))
            await driver.settle()
            assert driver.app.screen.query_one("#text, #source", Field).value == "her"
            await driver.press("escape")


async def test_merging_offers_those_first_whose_names_hold_its_own() -> None:
    case = empty_case()
    for source in ("coastguard", "Port Authority", "Mayor", "Port Amber Coastguard"):
        case.claims.add(case.claims.draft("nine died", source=source, measure="killed", value=9))
    async with driving(case, start="sources") as driver:
        for _ in range(4):
            row = driver.table.row(driver.table.cursor)
            if row and row.cells[1].plain == "coastguard":
                break
            await driver.press("j")
        await driver.press("m")
        assert "Port Amber Coastguard" in options(driver)[0]
        assert len(options(driver)) == 3
