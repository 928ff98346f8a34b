"""Triage beyond one key for one proposal: many at once, one made two, reports that are not read."""

from __future__ import annotations

from tests.ui.cases import WIRE, empty_case, keep, proposal, small_case
from tests.ui.driving import driving
from tracker.model.claim import ClaimStatus


async def test_bulk_accept_says_the_count_before_it_accepts() -> None:
    case = small_case()
    async with driving(case, start="triage") as driver:
        await driver.press("A")
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
        await driver.press("A", "0", "down")
        assert "3  this report, R1" in driver.seen()
        assert "1  this source, interior ministry" in driver.seen()
        assert "3 proposals of 5 will be accepted" in driver.seen()
        await driver.press("down", "enter")
        assert [claim.source for claim in case.claims.find() if claim.status is ClaimStatus.ACCEPTED] == [
            case.claims.get("C1").source
        ]
        await driver.press("u", "A", "0", "down", "enter")
        assert {claim.report for claim in case.triage.queue()} == {"R2"}


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
