"""Linking claims to incidents by kind, place and day, and scanning them, against splink on the same fields.

Both are given the same claims: kind, place and day of the incident as reports tell them; see `told_claims`. Each runs
in a program of its own, and its CPU time is taken.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tests.benchmarks.large_case import SIZE
from tests.benchmarks.ratio import NotMeasured, Ratio
from tests.benchmarks.told_claims import Pairs

COMPARED = 100_000
"""Claims that both link."""
SEED = 1
GROWTH_FROM = 10_000
FEWER = 1 / 30
MISSING = "splink is not installed: pip install --require-hashes -r requirements/benchmarks.txt"


class Side(NamedTuple):
    """What one side's program prints."""

    first: float
    """CPU seconds to link, or to train."""
    second: float
    """CPU seconds to scan, or to predict."""
    pairs: Pairs

    @property
    def seconds(self) -> float:
        return self.first + self.second


def measure() -> Iterator[Ratio | NotMeasured]:
    """CPU time and contradicting pairs found, both against splink; how linking with scanning grows."""
    ours = _ran("tracker", COMPARED)
    name = f"link and scan {COMPARED:,} claims"
    if all(map(importlib.util.find_spec, ("splink", "duckdb", "pandas"))):
        theirs = _ran("splink", COMPARED)
        yield Ratio(f"{name}, CPU", ours.seconds, "splink, train and predict", theirs.seconds, FEWER)
        yield Ratio(f"{name}, CPU", ours.seconds, "splink, predict alone", theirs.second)
        baseline = "found by splink", theirs.pairs.found
        yield Ratio(f"{name}, pairs by splink", theirs.pairs.found, "found here", ours.pairs.found, 1.0, "pairs")
        yield Ratio(f"{name}, wrong pairs", ours.pairs.wrong, "found here", ours.pairs.found, None, "pairs")
        yield Ratio(f"{name}, splink's wrong pairs", theirs.pairs.wrong, *baseline, None, "pairs")
    else:
        yield NotMeasured(f"{name} against splink", MISSING)
    yield Ratio(f"{name}, pairs found", ours.pairs.found, "contradicting pairs", ours.pairs.gold, None, "pairs")
    yield from _growth(ours)


def _growth(ours: Side) -> Iterator[Ratio]:
    large = ours if SIZE == COMPARED else _ran("tracker", SIZE)
    small = min((_ran("tracker", GROWTH_FROM) for _ in range(3)), key=lambda side: side.seconds)
    factor = SIZE / GROWTH_FROM
    grown = large.seconds / small.seconds
    yield Ratio(f"link and scan, {factor:g} times the claims", grown, "N^1.05", factor**1.05, 1.0, "times")


def _ran(side: str, size: int) -> Side:
    command = [sys.executable, "-m", f"tests.benchmarks.linking_by_{side}", str(size), str(SEED)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    first, second, *pairs = printed
    return Side(float(first), float(second), Pairs(*map(int, pairs)))
