"""python -m tests.roundtrip [--examples 10000] [--format jsonl]: the full figure, which the test suite samples."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.roundtrip.check import FORMATS, comes_back, folder
from tests.worlds import worlds
from tracker.services.workspace import Workspace


def _checked(name: str, examples: int) -> tuple[int, int]:
    """How many cases were checked, and how many journal entries they had together."""
    counts: list[int] = []

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(worlds())
    def check(case: Workspace) -> None:
        with folder() as place:
            comes_back(case, name, Path(place))
        counts.append(case.store.head()[0])

    check()
    return len(counts), sum(counts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000)
    parser.add_argument("--format", choices=list(FORMATS), action="append")
    wanted = parser.parse_args()
    for name in wanted.format or FORMATS:
        begun = time.perf_counter()
        done, entries = _checked(name, wanted.examples)
        sys.stdout.write(
            f"{name}: {done:,} cases with {entries:,} journal entries came back the same, "
            f"in {time.perf_counter() - begun:.0f} s\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
