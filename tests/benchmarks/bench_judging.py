"""Judging one pair of claims, and taking claims in from lines of JSON."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks import made_claims
from tests.benchmarks.large_case import lines_of
from tests.benchmarks.ratio import Ratio
from tracker.matching.judge import judge
from tracker.services.compare import compare
from tracker.services.workspace import Workspace

PAIRS = 300
IMPORTED = 20_000
STRUCTURED_SECONDS = 200e-6
TEXTS_SECONDS = 3e-3


def measure() -> Iterator[Ratio]:
    """Median of a warm pair against the time allowed; import against reading the JSON alone."""
    with Workspace.in_memory() as workspace:
        records = [json.dumps(made_claims.record(claim)) for claim in made_claims.made(PAIRS, largest=PAIRS)]
        workspace.importing.take_in(records)
        claims = workspace.claims.find()
    judged = _median(judge, claims)
    yield Ratio("judge a pair of claims", judged, "200 us allowed", STRUCTURED_SECONDS, goal=1.0)
    texts = _median(compare, [claim.quote for claim in claims])
    yield Ratio("compare two bare texts", texts, "3 ms allowed", TEXTS_SECONDS, goal=1.0)
    yield from _importing()


def _median(call: Callable[[Any, Any], object], sides: list[Any]) -> float:
    """Seconds of a pair that is new, of two sides that were met before, as in a program that runs."""
    for one, other in pairwise(sides):
        call(one, other)
    seconds = []
    for one, other in zip(sides, sides[2:], strict=False):
        start = time.perf_counter()
        call(one, other)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _importing() -> Iterator[Ratio]:
    with lines_of(IMPORTED).open("rb") as file:
        lines = list(islice(file, IMPORTED))
    start = time.process_time()
    for line in lines:
        json.loads(line)
    loading = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "bench.case") as workspace:
        workspace.importing.take_in(lines[:100])
        start = time.process_time()
        workspace.importing.take_in(lines[100:])
        taken = time.process_time() - start
    yield Ratio(f"import {IMPORTED:,} claims, linked and indexed", taken, "json.loads", loading, goal=10.0)
