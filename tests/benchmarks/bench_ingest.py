"""How long one article takes from bytes to proposals in the case, once the program runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tracker.reading.claims import read
from tracker.services.workspace import Workspace

from tests.benchmarks.ratio import Ratio, median_seconds
from tracker.locations import samples

LIMIT_SECONDS = 0.1


def measure() -> Iterator[Ratio]:
    """A 5 KB article: the whole way against reading alone, and against the limit of 100 ms."""
    article = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(samples().glob("kabul-*.txt")))[:5000]
    numbers = itertools.count()
    with_store = Workspace.in_memory()

    def take_in() -> None:
        taken = with_store.ingest.take_in_bytes(
            f"{article}\n\n{next(numbers)}".encode(), name="article.txt", method="file"
        )
        assert taken.error is None, taken.error

    whole = median_seconds(take_in)
    reading = median_seconds(lambda: read(f"{article}\n\n{next(numbers)}"))
    yield Ratio("take in a 5 KB article", whole, "reading it", reading)
    yield Ratio("take in a 5 KB article", whole, "limit of 100 ms", LIMIT_SECONDS, goal=1.0)
