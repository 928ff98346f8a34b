"""How long weighing takes beside a plain vote, and how it grows with the number of claims."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from tests.benchmarks.ratio import Ratio
from tests.unit.credibility.world import World, small_world
from tracker.credibility.weighing import weigh

CLAIMS_PER_EVENT = 33
"""Votes that small_world makes per event with the sources below."""
SIZES = (1_000, 10_000, 100_000)
GOALS = (0.5, 5.0, 60.0)
"""Seconds in which so many claims must be weighed."""
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
