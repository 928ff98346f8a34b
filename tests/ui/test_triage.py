from __future__ import annotations

import threading

from tests.ui.cases import empty_case, large_case, small_case
from tests.ui.driving import driving
from tracker.errors import RefusedError
from tracker.model.change import Change
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.finding import Finding
from tracker.model.quantity import Quantity
from tracker.ui.app import TrackerApp
from tracker.ui.reading_lines import reading_lines
from tracker.ui.screens.triage import SETTLED_S
from tracker.ui.widgets.words import Choices


async def test_a_accepts_the_proposal_under_the_cursor_and_moves_on() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        first, second = driver.table.held()[:2]
        await driver.press("a")
        assert case.claims.get(first).status is ClaimStatus.ACCEPTED
        assert driver.table.key == second


async def test_x_rejects_the_proposal_under_the_cursor_and_moves_on() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        first, second = driver.table.held()[:2]
        await driver.press("x")
        assert case.claims.get(first).status is ClaimStatus.REJECTED
        assert driver.table.key == second


async def test_a_hundred_proposals_take_one_key_each() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        total = driver.table.count
        for _ in range(total):
            await driver.pilot.press("a")
        await driver.settle()
        assert case.triage.queue() == []
        assert driver.table.count == 0


async def test_decisions_pressed_in_a_burst_are_written_in_that_order() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        ids = driver.table.held()
        for key in "axaxa":
            await driver.pilot.press(key)
        await driver.settle()
        summaries = [change.summary for change in case.history.entries(limit=5)]
        assert summaries == [f"{'Accepted' if n % 2 == 0 else 'Rejected'} {key}" for n, key in enumerate(ids)]


async def test_s_leaves_the_proposal_in_the_queue_and_moves_on() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        second = driver.table.held()[1]
        await driver.press("s")
        assert driver.table.key == second
        assert len(case.triage.queue()) == 5


async def test_the_quote_is_marked_in_the_report_and_the_reading_is_shown() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.until_calm()
        assert "no police officers were killed" in driver.seen()
        assert "interior ministry" in driver.sheet("#fields")
        assert "killed" in driver.sheet("#fields")


async def test_a_proposal_shows_what_it_would_contradict_before_it_is_accepted() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.until_calm()
        assert "contradicts the group" in driver.sheet("#findings")


async def test_u_brings_the_decided_proposal_back_and_says_what_was_undone() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        first = driver.table.key
        await driver.press("a", "u")
        assert f"Undid: Accepted {first}" in driver.notices()
        assert driver.table.key == first
        await driver.press("ctrl+r")
        assert first not in driver.table.held()


async def test_undo_with_nothing_to_undo_says_so() -> None:
    async with driving(empty_case(), start="triage") as driver:
        await driver.press("u")
        assert "Nothing to undo yet." in driver.notices()


async def test_a_key_that_cannot_act_says_why() -> None:
    async with driving(empty_case(), start="triage") as driver:
        for key in ("a", "x", "s", "e", "m", "g", "o"):
            await driver.press(key)
        assert "There is no proposal under the cursor." in driver.notices()
        assert driver.screen == "TriageScreen"


async def test_a_refused_decision_comes_back_with_the_reason() -> None:
    case = small_case()

    def refuse(*_: str, reason: str = "", only_proposed: bool = False) -> Change:
        raise RefusedError("The case is read-only.", hint="Open a copy.")

    async with driving(case, start="triage") as driver:
        first = driver.table.key
        case.triage.accept = refuse  # type: ignore[method-assign]
        await driver.press("a")
        assert "Open a copy." in driver.notices()
        assert first in driver.table.held()


async def test_edit_saves_only_what_was_changed() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        claim_id = driver.table.key or ""
        await driver.press("e", *["down"] * 5)
        await driver.type("soldiers")
        await driver.press("enter")
        edited = case.claims.get(claim_id)
        assert edited.population == "soldiers"
        assert edited.high == 0
        assert case.history.entries(limit=1)[0].summary == f"Edited {claim_id}: population"


async def test_edit_without_a_change_says_so_and_stays() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("e", "enter")
        assert "Nothing was changed." in driver.seen()
        await driver.press("escape")
        assert driver.screen == "TriageScreen"


async def test_a_field_for_figures_takes_no_letters() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        claim_id = driver.table.key or ""
        await driver.press("e", "down", "down", "backspace")
        await driver.press(*"a1b", "comma", *"000c")
        await driver.press("down", "backspace")
        await driver.type("2000")
        await driver.press("enter")
        assert (case.claims.get(claim_id).low, case.claims.get(claim_id).high) == (1000, 2000)


async def test_a_figure_can_be_taken_out() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("j")
        claim_id = driver.table.key or ""
        await driver.press("e", "down", "down", "down", "backspace", "enter")
        assert (case.claims.get(claim_id).low, case.claims.get(claim_id).high) == (27, None)


async def test_letters_in_a_field_for_figures_are_refused_with_words() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("e", "down", "down", "x")
        assert "Only figures go here." in driver.seen()


def test_no_width_cuts_a_figure_or_a_name_of_the_reading() -> None:
    cost = Quantity(low=1e9, low_open=True, unit="USD")
    read = {"quantity": cost, "measure": "cost", "source": "Afghan Interior Ministry of the Republic"}
    claim = small_case().triage.queue()[0].model_copy(update=read)
    for width in range(20, 140):
        rows = [row.plain for row in reading_lines(claim, width)]
        halves = [row[: (width - 2) // 2] for row in rows] + [row[(width - 2) // 2 :] for row in rows]
        words = " ".join(" ".join(rows if width < 64 else halves).split())
        assert "billion" in words, width
        assert "Republic" in words, width


async def test_one_key_grades_a_claim() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        claim_id = driver.table.key or ""
        await driver.press("g", "2")
        assert case.claims.get(claim_id).credibility == 2


async def test_the_digit_that_others_propose_is_marked_not_chosen() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        digit = case.track_records.proposed_digit(driver.table.key or "")
        await driver.press("g")
        await driver.until_calm()
        choices = driver.app.screen.query_one(Choices)
        told = [str(choices.get_option_at_index(place).prompt) for place in range(choices.option_count)]
        assert [n for n, words in enumerate(told, 1) if "proposed from what other sources say" in words] == [digit]
        assert choices.highlighted == 0
        await driver.press("escape")


async def test_merge_offers_what_is_alike_and_keeps_the_words() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("j", "m")
        await driver.press("enter")
        assert len(case.triage.queue()) == 4
        assert "27 people were killed" in " ".join(claim.note for claim in case.triage.queue())


async def test_o_opens_the_report_at_the_quote_and_n_goes_on() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("o")
        assert "KABUL - Gunmen stormed the embassy" in driver.seen()
        assert "C1  interior ministry" in driver.seen()
        await driver.press("n")
        assert "C2  the group" in driver.seen()
        await driver.press("escape")
        assert driver.screen == "TriageScreen"


async def test_an_empty_queue_says_what_to_do_next() -> None:
    async with driving(large_case(1), start="triage") as driver:
        assert "No proposals wait." in driver.seen()


async def test_a_slow_comparison_does_not_pile_up_while_the_cursor_moves_on() -> None:
    case = small_case()
    released = threading.Event()
    asked: list[str] = []
    against = case.scan.against

    def slow(claim: Claim) -> list[Finding]:
        asked.append(claim.id)
        released.wait(timeout=10)
        return against(claim)

    case.scan.against = slow  # type: ignore[method-assign]
    app = TrackerApp(workspace=case, start="triage")
    async with app.run_test() as pilot:
        while not asked:
            await pilot.pause(SETTLED_S)
        for _ in range(3):
            await pilot.press("j")
            await pilot.pause(SETTLED_S)
        assert asked == ["C1"]
        released.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert asked == ["C1", "C4"]


async def test_the_form_stands_in_the_place_of_the_reading_and_shows_live_what_the_correction_does() -> None:
    case = small_case()
    async with driving(case, start="triage", size=(120, 40)) as driver:
        await driver.until_calm()
        assert "contradicts the group" in driver.sheet("#findings")
        await driver.press("e", "down", "down")
        await driver.until_calm()
        assert "KABUL - Gunmen stormed the embassy" in driver.seen()
        assert "contradicts the group" in driver.sheet("#findings")
        await driver.press("backspace", "7", "down", "backspace", "7")
        await driver.until_calm()
        assert "confirms the group" in driver.sheet("#findings")
        assert "contradicts the group" not in driver.sheet("#findings")
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "Edit C1" in driver.seen()
        await driver.press("escape")
        assert case.claims.get("C1").high == 0


async def test_a_single_figure_stays_one_while_its_low_end_is_typed_and_a_range_does_not() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("j", "e", "down", "down", *"29", "enter")
        assert (case.claims.get("C2").low, case.claims.get("C2").high) == (29, 29)
        await driver.press("e", "down", "down", "down", *"35", "up", *"28", "enter")
        assert (case.claims.get("C2").low, case.claims.get("C2").high) == (28, 35)
