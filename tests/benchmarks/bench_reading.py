"""How long reading takes: one warm article, and how time and memory grow with the length of the text.

TRACKER_LONG=1 adds the text of 10 MB (about two minutes).
"""

from __future__ import annotations

import gc
import math
import os
import re
import time
import tracemalloc
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from tests.benchmarks.prose import reports
from tests.benchmarks.ratio import Ratio, paired_seconds
from tracker.locations import samples
from tracker.reading.claims import read

ARTICLE = 5_000
LIMIT_SECONDS = 0.03
PLAIN_RATIO = 150.0
"""So many times may reading cost what cutting the same text into sentences and words costs."""
SIZES = (100_000, 300_000, 1_000_000, 3_000_000)
LONGEST = 10_000_000
GROWTH = 1.1
"""Largest exponent with which the time may grow with the length."""
MEMORY = 150.0
"""So many bytes may the peak be for each byte of text."""


def measure() -> Iterator[Ratio]:
    """An article against its limit and against plain cutting; the growth of time; the peak of memory."""
    article = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(samples().glob("kabul-*.txt")))[:ARTICLE]
    ours, plain = paired_seconds(lambda: read(article, published="2017-08-01"), lambda: _cut_up(article), runs=15)
    yield Ratio("read a 5 KB article", ours, "sentences and words alone", plain, goal=PLAIN_RATIO)
    yield Ratio("read a 5 KB article", ours, "limit of 30 ms", LIMIT_SECONDS, goal=1.0)

    sizes = (*SIZES, LONGEST) if os.environ.get("TRACKER_LONG") else SIZES
    text = reports(sizes[-1])
    times = [_seconds(text[:size]) for size in sizes]
    exponent = _slope([math.log(size) for size in sizes], [math.log(taken) for taken in times])
    told = ", ".join(f"{size / 1e6:g} MB {taken:.1f} s" for size, taken in zip(sizes, times, strict=True))
    factor = sizes[-1] / sizes[0]
    yield Ratio(
        f"growth exponent {exponent:.2f} ({told})",
        times[0] * factor**exponent,
        "growing in proportion",
        times[0] * factor,
        goal=factor ** (GROWTH - 1),
    )
    yield from _memory(text[: SIZES[2]])


def _memory(text: str) -> Iterator[Ratio]:
    """Peak of what Python has allocated, as bytes a byte of text; no time, but the same frame serves."""
    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield Ratio(f"peak of {peak / 1e6:.0f} MB for {len(text) / 1e6:g} MB", peak, "the text", len(text), goal=MEMORY)


def _cut_up(text: str) -> list[str]:
    return [word for sentence in sentencex.segment("en", text) for word in re.findall(r"\w+", sentence)]


def _seconds(text: str) -> float:
    """Processor time: another process on the machine does not count."""
    gc.collect()
    start = time.process_time()
    read(text)
    return time.process_time() - start


def _slope(x: list[float], y: list[float]) -> float:
    """Least squares."""
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - middle_x) ** 2 for a in x)
