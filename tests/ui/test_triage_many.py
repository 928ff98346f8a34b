"""Triage beyond one key for one proposal: many at once, one made two, reports that are not read."""

from __future__ import annotations

import pytest

from tests.ui.cases import WIRE, empty_case, keep, proposal, small_case
from tests.ui.driving import driving
from tracker.errors import StoppedError
from tracker.model.claim import ClaimStatus
from tracker.services.workspace import Workspace


async def test_bulk_accept_says_the_count_before_it_accepts() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("A", "up")
        assert "3 proposals of 5 will be accepted" in driver.seen()
        await driver.press("enter")
        assert len(case.triage.queue()) == 2


async def test_bulk_accept_refuses_a_score_that_is_none() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("A", "x", "enter")
        assert "from 0 to 1" in driver.seen()
        assert len(case.triage.queue()) == 5


async def test_bulk_accept_of_one_report_or_one_source_says_each_count_first() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("A", "0")
        assert "3  this report, R1 Gunmen storm embassy" in driver.seen()
        assert "2  report R2 Statement" in driver.seen()
        assert "1  this source, interior ministry" in driver.seen()
        assert "3 proposals of 5 will be accepted" in driver.seen()
        await driver.press("down", "enter")
        assert [claim.source for claim in case.claims.find() if claim.status is ClaimStatus.ACCEPTED] == [
            case.claims.get("C1").source
        ]
        await driver.press("u", "A", "0", "enter")
        assert {claim.report for claim in case.triage.queue()} == {"R2"}


async def test_bulk_reject_says_how_many_lie_below_the_score_before_it_rejects_them() -> None:
    case = small_case()
    unsure = [one.id for one in case.triage.waiting() if one.score < 0.8]
    async with driving(case, start="triage") as driver:
        await driver.press("X")
        assert "Below score" in driver.seen()
        await driver.press(*"0.8", "up")
        assert f"{len(unsure)} proposals of 5 will be rejected. u takes it back." in driver.seen()
        await driver.press("enter")
        assert {claim.status for claim in map(case.claims.get, unsure)} == {ClaimStatus.REJECTED}
        assert len(case.triage.queue()) == 5 - len(unsure)
        await driver.press("u")
        assert len(case.triage.queue()) == 5


async def test_bulk_reject_of_one_report_takes_all_of_it_below_a_score_of_one() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("X", "1", "down")
        assert "3  this report, R1 Gunmen storm embassy" in driver.seen()
        await driver.press("enter")
        assert {claim.report for claim in case.triage.queue()} == {"R2"}


async def test_bulk_reject_refuses_a_score_that_nothing_lies_below() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("X", "0", "enter")
        assert "No such proposal has that score." in driver.seen()
        assert len(case.triage.queue()) == 5


async def test_shift_s_cuts_a_proposal_in_two_and_undo_makes_it_whole() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("j", "j", "j", "j", "S")
        assert "Split C5" in driver.seen()
        await driver.press("left", "left", "right", "enter")
        assert "Split C5 into C6 and C7" in driver.notices()
        assert driver.table.key == "C6"
        assert " ".join(case.claims.get(key).quote for key in ("C6", "C7")) == case.claims.get("C5").quote
        await driver.press("u")
        assert driver.table.held() == ["C1", "C2", "C3", "C4", "C5"]


async def test_the_cut_of_a_split_shows_what_each_half_would_say() -> None:
    async with driving(small_case(), start="triage") as driver:
        await driver.press("j", "j", "j", "j", "S", *["left"] * 9)
        assert "“Seven”" in driver.seen()
        assert "“policemen were killed at the gate”" in driver.seen()
        await driver.press("right", "right")
        assert "“Seven policemen were”" in driver.seen()
        await driver.press("escape")
        assert driver.screen == "TriageScreen"


async def test_a_report_in_a_language_that_is_not_read_says_so_in_triage_and_in_the_reader() -> None:
    case = empty_case()
    french = (
        "Le ministère de la Défense a déclaré mardi que 12 soldats avaient été tués dans une embuscade près de la "
        "frontière et que 5 autres étaient portés disparus. Le gouvernement n'a pas encore publié les noms."
    )
    case.ingest.take_in_bytes(french.encode(), name="depeche.txt", method="file")
    keep(case, WIRE, [proposal(WIRE, "seven policemen", "the group", 7, "police", 0.7)], title="wire", publisher="C")
    report = case.reports.get("R1")
    with case.store.write("add", actor="anna") as write:
        claim = case.triage.queue()[0]
        in_french = {"report": "R1", "quote": french[:40], "span": (0, 40), "rev": 0, "id": write.new_id("claim")}
        write.put(claim.model_copy(update=in_french))
    async with driving(case, start="triage") as driver:
        assert "This text seems to be in French" in report.notes
        assert "seems to be in French" in driver.seen()
        await driver.press("o")
        assert "seems to be in French" in driver.seen()
        await driver.press("escape", "j")
        assert driver.table.row(driver.table.cursor) is not None
        assert driver.table.cursor == 1
        assert "seems to be in French" not in driver.seen()


async def test_a_queue_of_many_pages_reads_the_claims_that_come_into_view() -> None:
    case = _many(330)
    async with driving(case, start="triage") as driver:
        assert "1 of 330" in driver.seen()
        await driver.press("end")
        last = case.triage.waiting()[-1].id
        assert driver.table.key == last
        assert "330 people" in driver.sheet("#fields") + driver.seen()
        await driver.press("a")
        assert case.claims.get(last).status is ClaimStatus.ACCEPTED
        assert "329 of 329" in driver.seen()
        await driver.press("u")
        assert driver.table.key == last


async def test_accepting_many_is_undone_in_one_step() -> None:
    case = _many(330)
    async with driving(case, start="triage") as driver:
        await driver.press("A", "0", "enter")
        assert case.triage.waiting() == []
        assert "Accepted 330 claims" in driver.notices()
        await driver.press("u")
        assert len(case.triage.waiting()) == 330
        assert driver.table.key == "C1"


@pytest.mark.parametrize("many", ["accept_all", "reject_all"])
def test_deciding_on_many_that_is_stopped_changes_nothing(many: str) -> None:
    case = _many(330)
    told = []

    def stop(done: int, steps: int) -> bool:
        told.append((done, steps))
        return done < 200

    with pytest.raises(StoppedError, match="none of the 330"):
        getattr(case.triage, many)(on_progress=stop)
    assert told == [(0, 330), (100, 330), (200, 330)]
    assert len(case.triage.waiting()) == 330


def _many(count: int) -> Workspace:
    """A case with one report of so many proposals."""
    case = empty_case()
    quotes = [f"{number} people were killed in town {number}" for number in range(1, count + 1)]
    text = ". ".join(quotes)
    keep(
        case,
        text,
        [proposal(text, quote, "the group", float(quote.split()[0]), None, 0.5) for quote in quotes],
        title="wire",
        publisher="Courier",
    )
    return case


async def test_ctrl_y_in_the_form_saves_what_was_corrected_and_accepts_the_proposal() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("e", *["down"] * 7, "end")
        await driver.type("!")
        await driver.press("ctrl+y")
        claim = case.claims.get("C1")
        assert (claim.place, claim.status) == ("Kabul!", ClaimStatus.ACCEPTED)
        assert (driver.screen, driver.table.key) == ("TriageScreen", "C2")
        await driver.press("e", "ctrl+y")
        assert case.claims.get("C2").status is ClaimStatus.ACCEPTED
        assert driver.table.key == "C3"


async def test_a_measure_of_ones_own_is_said_to_be_one_while_it_is_typed() -> None:
    async with driving(small_case(), start="triage", size=(120, 40)) as driver:
        await driver.press("e", "down")
        await driver.type("kiled")
        assert "“kiled” is a measure of your own" in driver.seen()
        await driver.press(*["backspace"] * len("iled"), *"illed")
        assert "of your own" not in driver.seen()


async def test_details_corrected_in_the_reader_stand_under_the_report_at_once() -> None:
    case = small_case()
    async with driving(case, start="triage", size=(120, 40)) as driver:
        await driver.press("o", "e")
        await driver.type("Bay Herald")
        await driver.press("enter", "escape")
        assert "Bay Herald · 2017-07-31" in driver.seen()
        await driver.press("u")
        assert "Bay Herald" not in driver.seen()
