from __future__ import annotations

from typing import Any

import pytest

from tests.ui.cases import empty_case, small_case
from tests.ui.driving import Driver, driving
from tracker.model.claim import Claim
from tracker.model.timeline import Toll
from tracker.services.workspace import Workspace
from tracker.ui.actions import ACTIONS
from tracker.ui.screens.incidents import IncidentsScreen
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.toll_plot import TollPlot, figure_marks, time_marks

QUAY = "explosion at the quay, Port Amber, 2017-08-01"


def told(
    case: Workspace, source: str, value: float, day: str | None, incident: str = QUAY, population: str = ""
) -> Claim:
    fields: dict[str, Any] = {"measure": "killed", "value": value, "incident": incident}
    fields |= {"population": population or "everyone"} | ({"stated_at": day} if day else {})
    return case.claims.add(case.claims.draft(f"{value:g} were killed", source=source, **fields))


def quay() -> Workspace:
    """Police raise their figure on the third day; a league keeps to its own."""
    case = empty_case()
    told(case, "Harbour police", 9, "2017-08-01")
    told(case, "Dockers' League", 14, "2017-08-02")
    told(case, "Harbour police", 12, "2017-08-03")
    told(case, "Harbour police", 2, "2017-08-03", population="police")
    return case


def timeline(driver: Driver) -> list[str]:
    """The rows of the timeline as words."""
    table = driver.app.screen.query_one("#told", RowTable)
    rows = [table.row(index) for index in range(table.count)]
    return [" ".join(cell.plain for cell in row.cells if cell.plain) for row in rows if row]


async def test_the_timeline_shows_what_replaced_what_and_the_letters_of_the_plot() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.until_calm()
        assert timeline(driver) == [
            "↻ A 2017-08-01 Harbour police 9 people killed  now 12 (C3) I1",
            "● B 2017-08-02 Dockers' League 14 people killed I1",
            "● A 2017-08-03 Harbour police 12 people killed  ↑ was 9 I1",
            "● 2017-08-03 Harbour police 2 police killed I1",
        ]
        assert driver.sheet("#legend") == "A Harbour police 9 → 12\nB Dockers' League 14"


async def test_the_plot_draws_each_source_with_its_letter() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.until_calm()
        drawn = [row[50:] for row in driver.seen().splitlines()[1:16]]
        assert sum(row.count("A") for row in drawn) >= 2
        assert any("B" in row for row in drawn)


async def test_as_of_a_day_hides_what_was_stated_later_and_says_so() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.press("w")
        await driver.type("2017-08-02")
        await driver.press("enter")
        await driver.until_calm()
        assert timeline(driver) == [
            "● A 2017-08-01 Harbour police 9 people killed I1",
            "● B 2017-08-02 Dockers' League 14 people killed I1",
        ]
        assert "as of 2017-08-02: 2 of 4 statements" in driver.seen()
        await driver.press("escape")
        await driver.until_calm()
        assert len(timeline(driver)) == 4
        assert "nothing to go back from" not in driver.notices()


async def test_a_day_that_is_none_is_refused_in_words() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.press("w")
        await driver.type("soon")
        await driver.press("enter")
        assert "Write a day like 2017-08-02" in driver.seen()


async def test_brackets_step_through_the_days_on_which_something_was_stated() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.until_calm()
        seen = []
        for key in ("[", "[", "]", "]", "]"):
            await driver.press({"[": "left_square_bracket", "]": "right_square_bracket"}[key])
            await driver.until_calm()
            seen.append(len(timeline(driver)))
        assert seen == [4, 2, 4, 4, 4]


async def test_p_plots_the_next_population() -> None:
    async with driving(quay(), start="incidents") as driver:
        await driver.until_calm()
        assert "killed, everyone" in driver.seen()
        await driver.press("p")
        assert "killed, police" in driver.seen()
        assert driver.sheet("#legend") == "A Harbour police 2"


async def test_i_on_a_claim_opens_its_incident_and_escape_leads_back_to_the_claim() -> None:
    case = quay()
    told(case, "Coroner", 3, "2017-09-01", incident="fire, Port Brine, 2017-09-01")
    async with driving(case, start="claims") as driver:
        await driver.press("greater_than_sign", "i")
        await driver.until_calm()
        screen = driver.app.screen
        assert isinstance(screen, IncidentsScreen)
        assert (screen.is_inside, screen.incident_id) == (True, "I2")
        assert timeline(driver) == ["● A 2017-09-01 Coroner 3 people killed I2"]
        await driver.press("escape")
        assert (driver.screen, driver.table.key) == ("ClaimsScreen", "C5")


async def test_escape_in_an_incident_that_was_not_come_to_leads_to_the_list() -> None:
    async with driving(quay(), start="claims") as driver:
        await driver.press("i", "1", "7")
        await driver.until_calm()
        screen = driver.app.screen
        assert isinstance(screen, IncidentsScreen)
        assert screen.is_inside
        await driver.press("escape")
        assert (driver.screen, screen.is_inside) == ("IncidentsScreen", False)


async def test_escape_goes_back_from_disputes_over_the_incident_to_the_claim_and_stays_there() -> None:
    async with driving(quay(), start="claims") as driver:
        await driver.press("i")
        await driver.until_calm()
        await driver.press("d")
        await driver.until_calm()
        seen = [driver.screen]
        for _ in range(3):
            await driver.press("escape")
            await driver.until_calm()
            seen.append(driver.screen)
        assert seen == ["DisputesScreen", "IncidentsScreen", "ClaimsScreen", "ClaimsScreen"]
        assert "nothing to go back from" in driver.notices()


async def test_a_dispute_leads_to_its_incident() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("i")
        assert driver.screen == "IncidentsScreen"


async def test_the_list_counts_claims_and_disputes_and_is_filtered_as_one_types() -> None:
    case = quay()
    told(case, "Coroner", 3, "2017-09-01", incident="fire, Port Brine, 2017-09-01")
    async with driving(case, start="incidents", size=(200, 50)) as driver:
        row = driver.table.row(0)
        assert row is not None
        assert [cell.plain for cell in row.cells][1:] == ["4", "1", "2017-08-03"]
        await driver.press("slash")
        await driver.type("brine")
        assert [driver.table.row(at).key for at in range(driver.table.count)] == ["I2"]  # type: ignore[union-attr]


def doubtful() -> Workspace:
    """Two incidents that may be one."""
    case = empty_case()
    told(case, "Harbour police", 9, None, incident="explosion, Port Amber, 2017-08-01")
    told(case, "Dockers' League", 14, None, incident="explosion, Port Amber")
    return case


async def test_two_that_may_be_one_are_shown_as_one_merged_with_m_and_brought_back_with_u() -> None:
    case = doubtful()
    assert [pair.id for pair in case.incidents.likely_same()] == ["I1-I2"]
    async with driving(case, start="incidents") as driver:
        await driver.press("tab")
        await driver.until_calm()
        assert [row[-2:] for row in timeline(driver)] == ["I1", "I2"]
        await driver.press("m")
        assert [incident.id for incident in case.incidents.all()] == ["I1"]
        await driver.press("u")
        assert [incident.id for incident in case.incidents.all()] == ["I1", "I2"]


async def test_x_keeps_two_apart_and_u_takes_that_back() -> None:
    case = doubtful()
    async with driving(case, start="incidents") as driver:
        await driver.press("tab", "x")
        assert "Kept I1-I2 apart" in driver.notices()
        assert case.incidents.likely_same() == []
        await driver.press("u")
        assert len(case.incidents.likely_same()) == 1


async def test_m_on_an_incident_asks_into_which_other_one() -> None:
    case = doubtful()
    async with driving(case, start="incidents") as driver:
        await driver.press("m")
        assert driver.screen == "MergeIncident"
        await driver.press("enter")
        assert len(case.incidents.all()) == 1


async def test_after_a_merge_and_after_a_new_name_the_same_incident_is_still_under_the_cursor() -> None:
    case = doubtful()
    told(case, "Coroner", 3, None, incident="fire, Port Brine, 2017-09-01")
    told(case, "Coroner", 4, None, incident="flood, Port Cole, 2018-09-01")
    async with driving(case, start="incidents") as driver:
        screen = driver.app.screen
        assert isinstance(screen, IncidentsScreen)
        while screen.incident_id != "I2":
            await driver.press("j")
        await driver.press("enter", "m")
        await driver.type("brine")
        await driver.press("enter")
        await driver.until_calm()
        assert (screen.incident_id, screen.is_inside) == ("I3", True)
        await driver.press("e")
        await driver.type("zz, last of all")
        await driver.press("enter")
        await driver.until_calm()
        assert (case.incidents.get("I3").name, screen.incident_id) == ("zz, last of all", "I3")


async def test_keys_that_cannot_act_say_why() -> None:
    async with driving(empty_case(), start="incidents") as driver:
        for key in ("m", "x", "p", "o"):
            await driver.press(key)
        notices = driver.notices()
        for words in ("There is no incident", "Only two that may be one", "no other measure", "There is no statement"):
            assert words in notices
        assert "No incident is known yet." in driver.seen()


@pytest.mark.parametrize("size", [(80, 24), (300, 100), (40, 12)])
async def test_the_plot_fits_any_size(size: tuple[int, int]) -> None:
    async with driving(quay(), start="incidents", size=size) as driver:
        await driver.until_calm()
        assert all(len(row) <= size[0] for row in driver.seen().splitlines())


async def test_open_ends_and_one_single_moment_are_drawn() -> None:
    case = empty_case()
    fields: dict[str, Any] = {
        "measure": "killed",
        "incident": QUAY,
        "stated_at": "2017-08-01",
        "population": "everyone",
    }
    case.claims.add(case.claims.draft("at least 9 were killed", source="A", low=9, **fields))
    case.claims.add(case.claims.draft("up to 5 were killed", source="B", high=5, **fields))
    async with driving(case, start="incidents") as driver:
        await driver.until_calm()
        assert "│" in driver.seen()
        toll = driver.app.screen.toll if isinstance(driver.app.screen, IncidentsScreen) else None
        assert isinstance(toll, Toll)
        assert driver.app.screen.query_one(TollPlot).display


def test_axes_have_round_figures_and_whole_days() -> None:
    assert figure_marks(0, 0.3, 3) == [0.0, 0.1, 0.2, pytest.approx(0.3)]
    assert figure_marks(3, 5, 9) == [3, 4, 5]
    assert time_marks(10.5, 14.2, 3) == [11, 13]


def test_an_incident_is_one_key_away() -> None:
    keys = {(action.id, screen) for action in ACTIONS for screen in action.screens if action.keys == "i"}
    assert {("incident", "claims"), ("incident", "disputes")} <= keys


async def test_in_a_large_case_the_list_comes_first_and_its_disputes_when_they_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.services.scan.IN_MEMORY", 1)
    case = quay()
    assert case.scan.is_large()
    async with driving(case, start="incidents") as driver:
        await driver.until_calm()
        row = driver.table.row(0)
        assert row is not None
        assert [cell.plain for cell in row.cells][1:3] == ["4", "1"]


async def test_a_list_that_is_empty_shows_no_timeline_of_the_list_before() -> None:
    case = empty_case()
    told(case, "Harbour police", 9, None, incident="explosion, Port Amber, 2017-08-01")
    async with driving(case, start="incidents") as driver:
        await driver.pilot.press("tab")
        await driver.until_calm()
        assert timeline(driver) == []


async def test_the_id_of_an_incident_with_a_long_name_is_seen() -> None:
    case = empty_case()
    told(case, "Harbour police", 9, None, incident="explosion at the quay of the old harbour, Port Amber, 2017-08-01")
    async with driving(case, start="incidents") as driver:
        assert "I1  explosion at" in driver.seen()


async def test_the_question_that_is_plotted_stays_when_another_day_is_looked_at() -> None:
    case = empty_case()
    for source in ("Harbour police", "the mayor"):
        told(case, source, 1, "2017-08-01", population="police")
    for source, day in (("Coast Wire", "2017-08-01"), ("the League", "2017-08-03"), ("a clerk", "2017-08-03")):
        told(case, source, 14, day)

    def plotted() -> str:
        return str(driver.app.screen.query_one("#plot").border_title)

    async with driving(case, start="incidents") as driver:
        await driver.until_calm()
        assert plotted() == "killed, everyone"
        await driver.press("w")
        await driver.type("2017-08-01")
        await driver.press("enter")
        await driver.until_calm()
        assert plotted() == "killed, everyone"
