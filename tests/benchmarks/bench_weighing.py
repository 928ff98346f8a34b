"""How long weighing takes beside a plain vote, and how it grows with the number of claims."""

from __future__ import annotations

import datetime as dt
import random
import time
from collections.abc import Callable, Iterator

from tests.benchmarks.ratio import Ratio
from tests.unit.credibility.world import World, small_world
from tracker.credibility.weighing import weigh
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.incident import Incident
from tracker.model.quantity import Quantity
from tracker.model.source import Source
from tracker.services.workspace import Workspace

CLAIMS_PER_EVENT = 33
"""Votes that small_world makes per event with the sources below."""
SIZES = (1_000, 10_000, 100_000)
GOALS = (0.5, 5.0, 60.0)
"""Seconds in which so many claims must be weighed."""
START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
GROWTH = 1.15
"""Largest exponent with which the time may grow with the number of claims."""


def measure() -> Iterator[Ratio]:
    """Each size against the plain vote on the same votes; then the growth from the middle to the largest size."""
    taken = []
    for size, goal in zip(SIZES, GOALS, strict=True):
        world = small_world(1, events=size // CLAIMS_PER_EVENT, honest=28, copiers=2, deniers=1)
        ours, vote = _seconds(lambda world=world: _weigh(world)), _seconds(world.majority)  # type: ignore[misc]
        taken.append(ours)
        name = f"weighing {len(world.votes):,} claims"
        yield Ratio(name, ours, "plain vote", vote)
        yield Ratio(f"{name}, of the time allowed", ours, f"{goal:g} s", goal, goal=1.0)
    factor = SIZES[-1] / SIZES[-2]
    yield Ratio(
        "weighing ten times the claims", taken[-1], "ten times the time", factor * taken[-2], factor ** (GROWTH - 1)
    )

    yield from _of_a_case()


def _of_a_case() -> Iterator[Ratio]:
    """Track records of a whole case, once its claims are compared; then after a change that weighs nothing anew."""
    for size, goal in zip(SIZES[:2], GOALS, strict=False):
        case = _case(size)
        case.scan.disputes()
        start = time.perf_counter()
        case.track_records.all()
        first = time.perf_counter() - start
        yield Ratio(f"track records of {size:,} claims, of the time allowed", first, f"{goal:g} s", goal, goal=1.0)
        case.sources.grade("S1", "B")
        case.scan.disputes()
        start = time.perf_counter()
        case.track_records.all()
        yield Ratio("again after a grade", time.perf_counter() - start, "the first time", first, goal=1.0)


def _case(size: int) -> Workspace:
    """So many figures of 30 sources on the losses of one attack each, 15 a time."""
    rng = random.Random(1)
    case = Workspace.in_memory()
    with case.store.write("add", actor="bench", summary="Added many") as write:
        sources = [write.put(Source(id=write.new_id("source"), name=f"Agency {number:02d}")) for number in range(30)]
        for event in range(size // 15):
            name = f"attack, Town{event}, 2020-01-01"
            incident = write.put(Incident(id=write.new_id("incident"), name=name))
            real, at = rng.randint(3, 90), START + dt.timedelta(days=event)
            for source in rng.sample(sources, 15):
                write.put(
                    _claim(write.new_id("claim"), source, incident, round(real * rng.lognormvariate(0, 0.25)), at)
                )
    return case


def _claim(claim_id: str, source: Source, incident: Incident, figure: int, at: dt.datetime) -> Claim:
    return Claim(
        id=claim_id,
        quote=f"{source.name} counted {figure} policemen killed: {incident.name}",
        source=source.name,
        source_id=source.id,
        measure="killed",
        population="police",
        quantity=Quantity(value=figure, low=figure, high=figure),
        incident=incident.name,
        incident_id=incident.id,
        status=ClaimStatus.ACCEPTED,
        stated_at=at,
    )


def _weigh(world: World) -> object:
    return weigh(world.votes, questions=world.questions, parties=world.parties)


def _seconds(call: Callable[[], object], runs: int = 3) -> float:
    """Shortest of a few runs: anything above it is the machine."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)
