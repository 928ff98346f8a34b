"""How long one pair takes to judge: two claims with their fields, and two bare texts that are read first."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.ratio import Ratio
from tracker.matching.judge import judge
from tracker.model.claim import Assertion
from tracker.services.compare import compare

CASES = Path(__file__).parents[1] / "services" / "compare_cases.jsonl"
STRUCTURED = 200e-6
"""Seconds that a pair of claims may take in the middle, one of them never met before."""
BARE = 3e-3
"""Seconds that two bare texts, never seen before, may take in the middle once the tables are loaded."""


def measure() -> Iterator[Ratio]:
    """Medians over the written cases, each pair judged once."""
    pairs = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    texts = [(pair["a"], pair["b"]) for pair in pairs]
    for a, b in texts:  # loads every table; the texts timed below are others, as no reader knows a mark at the end
        compare(a, b)
    bare = _median([lambda a=a, b=b: compare(f"{a} –", f"{b} –") for a, b in texts])  # type: ignore[misc]
    yield Ratio("judging two bare texts, of the time allowed", bare, "3 ms", BARE, goal=1.0)
    claims = [claim for pair in pairs if (claim := _claims(pair)) is not None]
    for _, b in claims:
        judge(b, b)
    structured = _median([lambda a=a, b=b: judge(a, b) for a, b in claims])  # type: ignore[misc]
    yield Ratio(
        "judging a new claim against a known one, of the time allowed", structured, "200 us", STRUCTURED, goal=1.0
    )


def _claims(pair: dict[str, str]) -> tuple[Assertion, Assertion] | None:
    """The first claim of each text as reading makes it; None where a text makes none."""
    from tracker.reading.claims import statements

    a, b = statements(pair["a"], source=pair["source_a"]), statements(pair["b"], source=pair["source_b"])
    return (a[0], b[0]) if a and b else None


def _median(calls: list[Callable[[], object]]) -> float:
    times = []
    for call in calls:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
