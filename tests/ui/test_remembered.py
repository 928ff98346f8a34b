"""Where one was, and what was half typed, is there again: after escape, and in the next session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.cases import WIRE, keep, proposal, small_case
from tests.ui.driving import calm, driving
from tracker import locations
from tracker.services.workspace import Workspace
from tracker.ui.app import TrackerApp
from tracker.ui.remembered import Remembered
from tracker.ui.screens.form import KEPT_AFTER_S
from tracker.ui.screens.tour import PAGES, Tour
from tracker.ui.widgets.fields import Field, FilterLine, Writing
from tracker.ui.widgets.table import RowTable


def case_on_disk(folder: Path) -> Workspace:
    case = Workspace.open(folder / "kabul.case", actor="anna")
    quotes = ("no police officers were killed", "27 people were killed", "seven policemen")
    keep(case, WIRE, [proposal(WIRE, quote, "group", 1, None, 0.9) for quote in quotes], title="t", publisher="p")
    return case


async def test_a_half_typed_claim_is_offered_again_after_escape() -> None:
    async with driving(small_case()) as driver:
        await driver.press("n")
        await driver.type("Four people were killed")
        await driver.press("tab")
        await driver.type("police")
        await driver.press("escape", "n")
        assert "ctrl+o brings it back" in driver.seen()
        assert driver.app.screen.query_one(Writing).text == ""
        await driver.press("ctrl+o")
        assert driver.app.screen.query_one(Writing).text == "Four people were killed"
        assert driver.app.screen.query_one("#source", Field).value == "police"
        assert "ctrl+o" not in driver.seen()


async def test_what_was_saved_is_not_offered_again() -> None:
    async with driving(small_case()) as driver:
        await driver.press("n")
        await driver.type("Four people were killed")
        for text in ("police", "low"):
            await driver.press("tab")
            await driver.type(text)
        await driver.until_calm()
        await driver.press("ctrl+s")
        assert driver.case.claims.count() == 6
        await driver.press("n")
        assert "ctrl+o" not in driver.seen()


async def test_a_form_survives_a_crash(tmp_path: Path) -> None:
    with case_on_disk(tmp_path) as case:
        async with driving(case) as driver:
            await driver.press("n")
            await driver.type("Four people were killed")
            await driver.pilot.pause(KEPT_AFTER_S + 0.1)
            await driver.settle()
            kept = Remembered.of_case(case.location)
            assert kept.get("form new claim")["typed"] == {"claim": "Four people were killed"}
            files = list((locations.state_folder() / "cases").iterdir())
            assert [file.stat().st_mode & 0o077 for file in files] == [0]


async def test_each_claim_and_dispute_has_its_own_half_typed_form() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("e")
        await driver.type("x")
        await driver.press("escape", "j", "e")
        assert "ctrl+o" not in driver.seen()
        await driver.press("escape", "k", "e")
        assert "ctrl+o" in driver.seen()


async def test_a_decision_that_was_left_comes_back_with_its_outcome() -> None:
    case = small_case()
    case.triage.accept("C1", "C2", "C3")
    async with driving(case, start="disputes") as driver:
        await driver.press("d", "j", "j")
        await driver.type("because")
        screen = driver.app.screen
        chosen = screen.outcome  # type: ignore[attr-defined]
        await driver.press("escape", "d", "ctrl+o")
        screen = driver.app.screen
        assert screen.outcome == chosen  # type: ignore[attr-defined]
        assert screen.query_one("#reason", Field).value == "because"


async def test_the_next_session_begins_on_the_screen_row_and_filter_of_the_last(tmp_path: Path) -> None:
    with case_on_disk(tmp_path) as case:
        case.triage.accept("C1", "C2", "C3")
        async with driving(case) as driver:
            await driver.press("5", "slash")
            await driver.type("gro")
            await driver.press("enter", "3", "j")
            assert driver.table.key == "C2"
            await driver.pilot.press("q")
            await driver.pilot.pause()
        async with driving(case) as driver:
            assert driver.app.current_mode == "claims"
            assert driver.table.key == "C2"
            await driver.press("5")
            assert driver.app.screen.query_one(FilterLine).value == "gro"
            assert driver.app.screen.query_one(RowTable).count == 1


async def test_the_log_keeps_its_row_and_filter_while_one_is_away_and_in_the_next_session(tmp_path: Path) -> None:
    with case_on_disk(tmp_path) as case:
        case.triage.accept("C1", "C2", "C3")
        for grade in range(1, 6):
            case.claims.grade("C2", grade)
        async with driving(case) as driver:
            await driver.press("6", "slash")
            await driver.type("grade")
            await driver.until_calm()
            await driver.press("enter", "j", "j")
            here = driver.table.key
            assert (driver.table.count, driver.table.cursor) == (5, 2)
            await driver.press("3", "6")
            assert (driver.table.key, driver.table.count) == (here, 5)
            await driver.pilot.press("q")
            await driver.pilot.pause()
        case.claims.grade("C3", 2)
        async with driving(case) as driver:
            assert driver.app.current_mode == "log"
            assert (driver.table.key, driver.table.count) == (here, 6)
            await driver.press("less_than_sign", "1")
            await driver.pilot.press("q")
            await driver.pilot.pause()
        case.claims.grade("C3", 3)
        async with driving(case) as driver:
            await driver.press("6")
            assert (driver.table.cursor, driver.table.count) == (0, 7)


async def test_a_session_that_ended_on_the_first_screen_is_followed_by_one_that_shows_the_case(tmp_path: Path) -> None:
    for session in range(2):
        app = TrackerApp(workspace=Workspace.open(tmp_path / "kabul.case") if session else case_on_disk(tmp_path))
        async with app.run_test(size=(120, 40)) as pilot:
            await calm(pilot)
            assert app.current_mode == "case"
            assert app.screen.query_one(RowTable).count == 1
            app.exit(return_code=0)


@pytest.mark.parametrize(("key", "screen"), [("1", "case"), ("5", "sources")])
async def test_a_screen_that_is_gone_to_while_the_case_opens_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, screen: str
) -> None:
    with case_on_disk(tmp_path) as case:
        async with driving(case) as driver:
            await driver.press("4", "q")
        opens = TrackerApp._open
        monkeypatch.setattr(TrackerApp, "_open", lambda _: None)
        app = TrackerApp(workspace=case)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press(key)
            await pilot.pause()
            opens(app)
            await calm(pilot)
            assert app.current_mode == screen


async def test_a_case_in_memory_leaves_nothing_behind() -> None:
    async with driving(small_case()) as driver:
        await driver.press("n")
        await driver.type("secret")
        await driver.press("escape", "q")
    assert not (locations.state_folder() / "cases").exists()


def test_a_file_that_is_broken_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text("{")
    kept = Remembered(path)
    assert kept.get("screen") == {}
    kept.note("screen", {"name": "log"})
    kept.save()
    assert Remembered(path).get("screen") == {"name": "log"}


def test_two_windows_do_not_take_each_others_things_away(tmp_path: Path) -> None:
    one, other = Remembered(tmp_path / "kept.json"), Remembered(tmp_path / "kept.json")
    one.note("a", {"x": 1})
    one.save()
    other.note("b", {"x": 2})
    other.save()
    both = Remembered(tmp_path / "kept.json")
    assert (both.get("a"), both.get("b")) == ({"x": 1}, {"x": 2})


async def test_the_tour_is_shown_once_and_whenever_asked_for() -> None:
    for shown in (True, False):
        app = TrackerApp(workspace=small_case(), with_tour=True)
        async with app.run_test() as pilot:
            await calm(pilot)
            assert isinstance(app.screen, Tour) is shown
            if shown:
                for _ in PAGES:
                    await pilot.press("enter")
                await calm(pilot)
            assert not isinstance(app.screen, Tour)
            await pilot.press("f1")
            await calm(pilot)
            assert isinstance(app.screen, Tour)


def test_the_tour_is_read_in_under_a_minute() -> None:
    # Silent reading is 240 words a minute or more; what a key does need not be read to the end.
    from tracker.ui.actions import BY_ID

    words = sum(len(page.words.split()) + sum(len(BY_ID[a].label.split()) for a in page.actions) for page in PAGES)
    assert words <= 240


@pytest.mark.parametrize(
    ("turns", "key", "screen"), [(0, "ctrl+p", "Palette"), (1, "i", "TakeIn"), (1, "n", "NewClaim")]
)
async def test_a_key_that_the_tour_names_ends_it_and_opens_what_it_says(turns: int, key: str, screen: str) -> None:
    async with driving(small_case()) as driver:
        await driver.press("f1", *["enter"] * turns, key)
        assert driver.screen == screen


async def test_a_key_of_the_tour_that_would_change_the_case_only_leads_to_its_screen() -> None:
    case = small_case()
    async with driving(case) as driver:
        await driver.press("f1", "enter", "enter", "a")
        assert driver.screen == "TriageScreen"
        assert len(case.triage.queue()) == 5
