"""Track records, weighed disputes, origins and calibration on the screen."""

from __future__ import annotations

import threading

import pytest

from tests.ui.cases import small_case
from tests.ui.driving import Driver, driving
from tracker.model.scales import Reliability
from tracker.model.track_record import LeftOut
from tracker.services.track_records import Progress, TrackRecords
from tracker.ui.screens.text_box import TextBox
from tracker.ui.widgets.words import Choices, Words


def box(driver: Driver) -> str:
    return driver.sheet("#text")


async def test_sources_show_accuracy_and_proposal_and_the_card_beside() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.until_calm()
        assert "cannot be judged" in driver.seen()
        card = driver.sheet("#source")
        assert "proposal   F Reliability cannot be judged" in " ".join(card.split("\n"))
        assert "accuracy   .........." in card


async def test_at_80_columns_the_card_stands_below_the_list() -> None:
    async with driving(small_case(), start="sources", size=(80, 24)) as driver:
        await driver.until_calm()
        assert "accuracy   .........." in driver.seen()
        assert max(len(line.rstrip()) for line in driver.sheet("#source").splitlines()) <= 80


async def test_one_key_takes_the_proposal_over_as_a_grade_of_the_analyst() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.until_calm()
        await driver.press("p")
        await driver.until_calm()
        [grade] = next(source for source in driver.case.sources.all() if source.grades).grades
        assert (grade.reliability, grade.by, grade.reason) == (Reliability.F, "anna", "proposed by the record")
        await driver.press("u")
        assert not any(source.grades for source in driver.case.sources.all())


async def test_a_side_and_a_body_are_set_in_the_form_and_weighed_anew() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.until_calm()
        source = driver.table.key or ""
        other = next(found for found in driver.case.sources.all() if found.id != source)
        await driver.press("e")
        await driver.type("the north")
        await driver.press("down")
        await driver.type(other.name)
        await driver.press("ctrl+s")
        await driver.until_calm()
        edited = driver.case.sources.get(source)
        assert (edited.party, edited.parent) == ("the north", other.id)
        assert "party: the north" in driver.sheet("#source")


async def test_a_form_left_as_it_was_saves_nothing_and_says_so() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.until_calm()
        await driver.press("e", "ctrl+s")
        assert "Nothing was changed." in driver.app.screen.query_one("#error", Words).plain


async def test_origins_are_a_tree_in_a_box_of_their_own() -> None:
    case = small_case()
    first, second = case.sources.all()[:2]
    case.sources.edit(second.id, parent=first.id)
    async with driving(case, start="sources") as driver:
        await driver.press("o")
        assert f"└─ {second.name}: speaks for {first.name}" in box(driver)
        await driver.press("escape")
        assert driver.screen == "SourcesScreen"


async def test_calibration_says_too_few_and_is_on_two_screens() -> None:
    async with driving(small_case(), start="sources") as driver:
        await driver.press("c")
        assert "Too few (n < 20): no score is given." in box(driver)
        await driver.press("escape", "4", "c")
        assert "chance given" in box(driver)


async def test_a_dispute_is_weighed_beside_its_median_and_explained() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.until_calm()
        await driver.press("v")
        assert "median of reports 3.5" in box(driver)
        assert "without" not in box(driver)
        await driver.press("e")
        assert "digit proposed by the others" in box(driver)
        await driver.press("escape")
        assert driver.screen == "DisputesScreen"


async def test_one_asks_what_if_the_source_under_the_cursor_is_wrong() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.until_calm()
        await driver.press("w")
        assert "Choose it below" in box(driver)
        await driver.press("j", "w")
        name = driver.app.screen.query_one("#sources", Choices).get_option_at_index(1).prompt
        assert "is wrong in everything it said" in box(driver)
        assert str(name).split()[0].startswith("S")


async def test_what_is_worked_out_shows_its_progress_and_escape_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    going, stop = threading.Event(), threading.Event()
    real = TrackRecords.without_each

    def slow(self: TrackRecords, dispute_id: str, on_progress: Progress) -> list[LeftOut]:
        def step(done: int, steps: int) -> bool:
            wanted = on_progress(done, steps)
            going.set()
            stop.wait(5)
            return wanted and on_progress(done, steps)

        return real(self, dispute_id, step)

    monkeypatch.setattr(TrackRecords, "without_each", slow)
    async with driving(small_case(), start="disputes") as driver:
        await driver.until_calm()
        await driver.press("v")
        await driver.pilot.press("e")
        while not going.is_set():
            await driver.pilot.pause(0.001)
        await driver.pilot.press("escape")
        assert isinstance(driver.app.screen, TextBox)
        stop.set()
        await driver.settle()
        assert driver.app.screen.query_one("#progress", Words).plain == "Stopped."
        assert "digit proposed" not in box(driver)


async def test_disputes_are_sorted_by_what_would_teach_most_and_back() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.until_calm()
        before = driver.table.held()
        await driver.press("s")
        await driver.until_calm()
        assert "teach most" in driver.notices()
        assert [key for key in driver.table.held() if key][:1] == driver.case.track_records.teaches_most()[:1]
        await driver.press("s")
        assert driver.table.held() == before


async def test_a_list_of_pairs_is_not_weighed_and_says_why() -> None:
    async with driving(small_case(), start="disputes") as driver:
        await driver.press("tab", "v")
        assert "There is no dispute under the cursor." in driver.notices()
        await driver.press("s")
        assert "Only disputes can be sorted" in driver.notices()


async def test_settling_from_the_weighed_dispute_asks_for_evidence_and_weighs_again() -> None:
    case = small_case()
    for source in case.sources.all():
        case.sources.grade(source.id, "B")
    async with driving(case, start="disputes") as driver:
        await driver.until_calm()
        await driver.press("v", "a")
        assert driver.screen == "Decide"
        await driver.press("ctrl+s")
        assert "Say why" in driver.app.screen.query_one("#error", Words).plain
        await driver.press("escape")
        assert driver.screen == "WeighedBox"
        listed = driver.app.screen.query_one("#sources", Choices)
        believed = listed.get_option_at_index(1).id
        await driver.press("j", "a", "enter", "enter")
        await driver.type("seen in the hospital's list")
        await driver.press("enter")
        await driver.until_calm()
        assert "settled by you" in box(driver)
        [decision] = driver.case.review.decisions()
        assert (decision.preferred, decision.reason) == (believed, "seen in the hospital's list")


async def test_grades_of_a_claim_are_shown_with_their_dates_where_it_is_graded_and_beside_it() -> None:
    case = small_case()
    claim = case.triage.queue()[0].id
    case.triage.accept(claim)
    case.claims.grade(claim, 3, reason="one witness")
    async with driving(case, start="claims") as driver:
        await driver.until_calm()
        assert "not graded -> 3 Possibly true, by anna, 2017-08-01" in " ".join(driver.sheet("#claim").split())
        await driver.press("g")
        assert "not graded -> 3 Possibly true" in driver.app.screen.query_one("#about", Words).plain
