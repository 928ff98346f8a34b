"""Made-up claims that name no incident: kind, place and day are told as reports tell them, some late or not at all."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.benchmarks import made_claims

LARGEST_INCIDENT = 300
NO_PLACE, NO_DAY, DAY_LATE = 0.02, 0.03, 0.12
"""Shares of claims without a place, without a day, and with the day of the report for that of the event."""


class Told(NamedTuple):
    """A claim with what it tells of its incident."""

    claim: made_claims.Made
    kind: str
    place: str | None
    day: dt.date | None


def told(size: int, seed: int = 1) -> Iterator[Told]:
    """So many claims; the same (size, seed) gives the same ones."""
    draw = random.Random(seed + 1).random
    for claim in made_claims.made(size, seed=seed, largest=LARGEST_INCIDENT):
        happened = made_claims.incident(claim.incident)
        assert happened.kind
        assert happened.place
        assert happened.time
        place = None if draw() < NO_PLACE else happened.place
        said = draw()
        day = happened.time.start + dt.timedelta(days=said >= 1 - DAY_LATE)
        yield Told(claim, happened.kind, place, None if said < NO_DAY else day)


def record(said: Told) -> dict[str, object]:
    """The claim as a line of an import; its number is its note."""
    plain = made_claims.record(said.claim)
    del plain["incident"]
    told_of_incident = {"kind": said.kind, "place": said.place, "event_time": said.day and said.day.isoformat()}
    return plain | told_of_incident | {"note": str(said.claim.number)}


class Pairs(NamedTuple):
    """Contradicting pairs of claims."""

    gold: int
    found: int
    """Of those, the ones whose claims were linked to one incident."""
    wrong: int
    """Pairs that only contradict each other because claims on two incidents were linked."""

    @property
    def recall(self) -> float:
        return self.found / self.gold

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)


def pairs(claims: Sequence[made_claims.Made], incidents: Mapping[int, Hashable]) -> Pairs:
    """What a linking finds. incidents: number of a claim -> what it was linked to; claims without one stand alone."""
    gold, linked, both = (defaultdict[Hashable, list[made_claims.Made]](list) for _ in range(3))
    for claim in claims:
        question = (claim.measure, claim.population)
        gold[claim.incident, *question].append(claim)
        if claim.number in incidents:
            linked[incidents[claim.number], *question].append(claim)
            both[incidents[claim.number], claim.incident, *question].append(claim)
    counts = [sum(map(_apart, blocks.values())) for blocks in (gold, linked, both)]
    return Pairs(counts[0], counts[2], counts[1] - counts[2])


def _apart(claims: Sequence[made_claims.Made]) -> int:
    gold, count = made_claims.Gold(), 0
    for claim in claims:
        same_question = claim._replace(incident=0)
        count += gold.against(same_question)
        gold.add(same_question)
    return count
