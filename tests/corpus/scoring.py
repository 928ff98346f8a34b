"""How many of the claims of an analyst `tracker.read` finds, and how many of its proposals stand as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import tracker
from tests.corpus.gold import NARRATOR, GoldClaim, GoldReport
from tracker.model.claim import Polarity, ProposedClaim
from tracker.model.quantity import Quantity

_ARTICLES = {"the", "a", "an", "s"}


@dataclass
class Reading:
    """What became of one report: the gold claims missed, and each proposal with what is wrong with it."""

    gold: int = 0
    found: int = 0
    sourced: int = 0
    missed: list[GoldClaim] = field(default_factory=list)
    proposals: list[tuple[ProposedClaim, str]] = field(default_factory=list)
    """Each with "" when it stands, or the first thing an analyst would correct."""

    @property
    def standing(self) -> int:
        return sum(1 for _, fault in self.proposals if not fault)


def reading(report: GoldReport) -> Reading:
    """Reads a report and sets the proposals against its gold claims."""
    return set_against(report, tracker.read(report.text, published=report.published, publisher=report.publisher))


def set_against(report: GoldReport, proposals: Iterable[ProposedClaim]) -> Reading:
    """What became of the gold claims and of each proposal. Each gold claim is found once."""
    result = Reading()
    free = list(report.claim)
    for claim in report.claim:
        report.span(claim)
    for proposal in proposals:
        candidates = [claim for claim in free if _says(report, claim, proposal)]
        faults = [(_fault(claim, proposal, report.publisher), claim) for claim in candidates]
        best = min(faults, key=lambda pair: (bool(pair[0]), pair[0] == "source", pair[1].optional), default=None)
        if best is None:
            result.proposals.append((proposal, "not a claim"))
            continue
        fault, claim = best
        free.remove(claim)
        result.proposals.append((proposal, fault))
        if not claim.optional:
            result.found += 1
            result.sourced += fault != "source"
    result.gold = sum(1 for claim in report.claim if not claim.optional)
    result.missed = [claim for claim in free if not claim.optional]
    return result


def _says(report: GoldReport, claim: GoldClaim, proposal: ProposedClaim) -> bool:
    start, end = report.span(claim)
    shared = min(end, proposal.span[1]) - max(start, proposal.span[0])
    if claim.is_figure:
        return (
            shared > 0
            and proposal.quantity is not None
            and claim.measure == proposal.measure
            and _same_figure(claim, proposal.quantity)
        )
    return shared >= 0.5 * (end - start) and proposal.quantity is None


def _same_figure(claim: GoldClaim, quantity: Quantity) -> bool:
    """The same interval, or the same round figure said to be approximate ("about 30", "close to 30")."""
    if (claim.low, claim.high) == (quantity.low, quantity.high):
        return True
    return quantity.approximate and quantity.value is not None and quantity.value in (claim.low, claim.high)


def _fault(claim: GoldClaim, proposal: ProposedClaim, publisher: str) -> str:
    """ "" or the name of the first field an analyst would correct."""
    if not _same_source(claim.source, proposal.source, publisher):
        return "source"
    zero = claim.low == claim.high == 0  # a zero says no by itself, denied or not
    if not zero and claim.negative != (proposal.polarity is Polarity.DENIED or _denies(proposal)):
        return "polarity"
    if claim.population and claim.population != (proposal.population or "everyone"):
        return "population"
    if claim.place and _words(claim.place) - _words(proposal.place or ""):
        return "place"
    if claim.on and claim.on != str(proposal.event_time):
        return "time"
    return ""


def _denies(proposal: ProposedClaim) -> bool:
    return bool(proposal.predicate and proposal.predicate.negated and proposal.quantity is None)


def _same_source(gold: str, proposed: str, publisher: str) -> bool:
    if gold == NARRATOR:
        return proposed in (publisher, "the report")
    wanted, given = _words(gold), _words(proposed)
    return bool(wanted) and (wanted <= given or given <= wanted) and bool(given)


def _words(name: str) -> set[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return set(words) - _ARTICLES
