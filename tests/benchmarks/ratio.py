"""What a benchmark reports, and how times are taken."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SHOWN_AS_FRACTION = 0.05
"""Ratio below which "1/740" says more than "0.00"."""


@dataclass(frozen=True)
class Ratio:
    """One measured figure beside its baseline, both in seconds, or both counts of something."""

    name: str
    seconds: float
    baseline: str
    baseline_seconds: float
    goal: float | None = None
    """Largest ratio that is good enough; None: for information."""
    counts: str = ""
    """What is counted; empty: seconds are measured."""

    @property
    def ratio(self) -> float:
        return self.seconds / self.baseline_seconds

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.ratio <= self.goal

    def __str__(self) -> str:
        verdict = "" if self.goal is None else f"  goal {_written(self.goal)}x  {'met' if self.is_met else 'NOT MET'}"
        times = f"{self.ratio:5.2f}" if self.ratio >= SHOWN_AS_FRACTION else _written(self.ratio)
        ours, base = self._shown(self.seconds), self._shown(self.baseline_seconds)
        return f"{self.name:<44} {ours:>12} = {times} x {self.baseline} ({base}){verdict}"

    def _shown(self, figure: float) -> str:
        return f"{figure:,.1f} {self.counts}" if self.counts else f"{figure * 1000:.1f} ms"


@dataclass(frozen=True)
class NotMeasured:
    """A figure that could not be taken here."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name:<44} NOT MEASURED: {self.reason}"


def _written(ratio: float) -> str:
    return f"{ratio:g}" if ratio >= SHOWN_AS_FRACTION or not ratio else f"1/{1 / ratio:,.0f}"


def paired_seconds(ours: Callable[[], object], baseline: Callable[[], object], *, runs: int = 7) -> tuple[float, float]:
    """Medians of two calls taken in turn, so that a change of the machine's speed meets both alike."""
    ours()
    baseline()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for call, kept in zip((ours, baseline), times, strict=True):
            start = time.perf_counter()
            call()
            kept.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def process(arguments: Sequence[str]) -> Callable[[], object]:
    """A call that runs this Python with `arguments` and waits for its end; a failure raises."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
