"""How many keys an analyst presses for a claim, on the samples."""

from __future__ import annotations

from collections.abc import Mapping

from tests.ui.analyst import CORRECTED, MISSED, REJECTED, SPLIT
from tests.ui.cases import empty_case
from tests.ui.driving import Driver, driving
from tracker import locations
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.workspace import Workspace
from tracker.ui.screens.edit_claim import FIELDS
from tracker.ui.widgets.passages import PassageView

MOST_KEYS = 1.5
"""Key presses per proposal that are allowed, all corrections counted."""


class Analyst:
    """Goes through the queue as a person does, from the first proposal to the last, and counts every key."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.keys = 0
        self._missed = {words: report for words in MISSED for report in _reports_with(driver.case, words)}

    async def press(self, *keys: str) -> None:
        """Presses keys one after the other; what comes next is looked at, as a person would."""
        for key in keys:
            await self.driver.pilot.press(key)
            self.keys += 1
        await self.driver.settle()

    async def decide(self) -> None:
        claim = self.driver.case.claims.get(self.driver.table.key or "")
        await self._add_missed(claim)
        correction = next((known for known in CORRECTED if known.is_on(claim)), None)
        second = next(
            (second for words, second in SPLIT.items() if words in claim.quote and second in claim.quote), None
        )
        if any(words in claim.quote for words in REJECTED):
            await self._one_key("x")
        elif second and claim.quote != second:
            await self._split(claim, second)
        elif correction:
            await self._correct(claim, correction.fields)
        else:
            await self._one_key("a")

    async def _one_key(self, key: str) -> None:
        self.keys += 1
        await self.driver.pilot.press(key)

    async def _split(self, claim: Claim, second: str) -> None:
        await self.press("S")
        for _ in claim.quote.split():
            if f"“{second}" in " ".join(self.driver.seen().split()):
                break
            await self.press("right" if self.driver.sheet("#halves").count(second[:12]) else "left")
        await self.press("enter")
        assert second in [left.quote for left in self.driver.case.triage.queue()]

    async def _correct(self, claim: Claim, fields: Mapping[str, tuple[str, object]]) -> None:
        await self.press("e")
        names, here = list(FIELDS), "source"
        for name, (typed, wanted) in fields.items():
            if getattr(claim, name) == wanted:
                continue
            await self.press(*["down"] * (names.index(name) - names.index(here)))
            here = name
            await self.press(*typed.rstrip("→"), *["right"] * typed.count("→"))
        await self.press("ctrl+y")
        kept = self.driver.case.claims.get(claim.id)
        assert {name: getattr(kept, name) for name in fields} == {name: wanted for name, (_, wanted) in fields.items()}

    async def _add_missed(self, claim: Claim) -> None:
        """Makes claims of sentences that reading passed over, when the report is first in front of the analyst."""
        for words in [words for words, report in self._missed.items() if report == claim.report]:
            await self.press("o")
            await self.press("v")
            view = self.driver.app.screen.query_one(PassageView)
            at = view.text.index(words)
            for _ in view.sentences:
                if view.selection is None or view.selection[0] == at:
                    break
                await self.press("j" if view.selection[0] < at else "k")
            await self.press("enter")
            await self.driver.until_calm()
            await self.press("enter")
            await self.press("escape")
            del self._missed[words]


def _reports_with(case: Workspace, words: str) -> list[str]:
    """Reports with a sentence that no proposal quotes."""
    quotes = [claim.quote for claim in case.triage.queue()]
    taken = any(words.rstrip(".") in quote or quote in words for quote in quotes if len(quote) > 20)
    return [report.id for report in case.reports.list() if words in case.reports.text(report.id)] if not taken else []


async def test_an_analyst_presses_at_most_one_and_a_half_keys_for_a_proposal_of_the_samples() -> None:
    case = empty_case()
    taken = list(case.ingest.take_in([locations.samples()]))
    assert not [one.error for one in taken if one.error]
    proposals = len(case.triage.queue())
    async with driving(case, start="triage", size=(80, 24)) as driver:
        analyst = Analyst(driver)
        while driver.table.count:
            await analyst.decide()
        await driver.settle()
        assert case.triage.queue() == []
        kept = case.claims.find()
        assert sum(claim.status is ClaimStatus.ACCEPTED for claim in kept) >= proposals
        assert {words for words in MISSED if not any(words == claim.quote for claim in kept)} == set()
        assert proposals > 100
        assert analyst.keys / proposals <= MOST_KEYS, f"{analyst.keys} keys for {proposals} proposals"
