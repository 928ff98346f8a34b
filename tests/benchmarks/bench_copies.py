"""Finding what a new report repeats among many, against comparing it with every text; how the time grows."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from tests.benchmarks.ratio import Ratio
from tracker.credibility.copies import is_copy
from tracker.credibility.reprints import LIKE
from tracker.model.report import Report
from tracker.services.versions import kin_of
from tracker.services.workspace import Workspace

FEW, MANY = 1_000, 8_000
"""Reports of a case."""
WORDS = 400
LOOKED_UP = 40
COMPARED = 4
"""Of them, texts that are compared with every other as well."""


def measure() -> Iterator[Ratio]:
    """Time to find a copy, the share that is found, and wrong finds."""
    few, _, _ = _looked_up(FEW)
    many, found, texts = _looked_up(MANY)
    name = f"find a copy among {MANY:,} reports"
    yield Ratio(name, many, "comparing every text", _every_text(texts), 1 / 20)
    yield Ratio(name, many, f"among {FEW:,}", few, 2.0)
    yield Ratio(f"{name}, found", LOOKED_UP, "found here", found, 1.0, "copies")


def _looked_up(size: int) -> tuple[float, int, Sequence[str]]:
    """Median seconds of a look-up, how many copies were found, and the texts."""
    pick = random.Random(size)
    words = ["".join(pick.choices("abcdefghijklmnop", k=pick.randint(3, 9))) for _ in range(6_000)]
    texts = [" ".join(pick.choices(words, k=WORDS)) for _ in range(size)]
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "bench.case", actor="bench") as case:
        _keep(case, texts)
        seconds, found = [], 0
        for text in pick.sample(texts, LOOKED_UP):
            start = time.perf_counter()
            kin = kin_of(case.store, _copy(text), url=None, method="file", published=None)
            seconds.append(time.perf_counter() - start)
            found += kin.copy_of is not None and case.reports.text(kin.copy_of.id) == text
    return statistics.median(seconds), found, texts


def _copy(text: str) -> str:
    return "From our reporters. " + text[: int(len(text) * 0.8)]


def _every_text(texts: Sequence[str]) -> float:
    """Median seconds to compare one text with all."""
    seconds = []
    for text in texts[:COMPARED]:
        copy = _copy(text)
        start = time.perf_counter()
        alike = [other for other in texts if fuzz.token_set_ratio(copy, other) >= LIKE and is_copy(copy, other)]
        seconds.append(time.perf_counter() - start)
        assert alike == [text]
    return statistics.median(seconds)


def _keep(case: Workspace, texts: Sequence[str]) -> None:
    with case.store.write("bench", actor="bench") as write:
        for text in texts:
            sha256 = write.put_text(text)
            write.put(
                Report(
                    id=write.new_id("report"),
                    sha256=sha256,
                    size=len(text),
                    media_type="text/plain",
                    encoding="utf-8",
                    text_sha256=sha256,
                    normaliser="1",
                    accessed_at=dt.datetime(2024, 5, 6, tzinfo=dt.UTC),
                    collected_by="bench",
                    method="file",
                    tool_version="0",
                )
            )
