"""How long one article takes from bytes to proposals in the case, once the program runs."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.ratio import Ratio, paired_seconds
from tracker.locations import samples
from tracker.reading.claims import read
from tracker.services.workspace import Workspace

LIMIT_SECONDS = 0.1


def measure() -> Iterator[Ratio]:
    """A 5 KB article: the whole way into a case file against reading alone, and against the limit of 100 ms."""
    article = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(samples().glob("kabul-*.txt")))[:5000]
    numbers = itertools.count()
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "bench.case") as workspace:

        def take_in() -> None:
            raw = f"{article}\n\n{next(numbers)}".encode()
            taken = workspace.ingest.take_in_bytes(raw, name="article.txt", method="file")
            assert taken.error is None, taken.error

        whole, reading = paired_seconds(take_in, lambda: read(f"{article}\n\n{next(numbers)}"))
    yield Ratio("take in a 5 KB article", whole, "reading it", reading)
    yield Ratio("take in a 5 KB article", whole, "limit of 100 ms", LIMIT_SECONDS, goal=1.0)
