"""Every benchmark, or those named: `python -m tests.benchmarks startup ingest`. Exit code 1: a goal was missed."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

from tests.benchmarks.ratio import NotMeasured


def main() -> int:
    """Prints one line a figure."""
    here = Path(__file__).parent
    wanted = sys.argv[1:] or sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py"))
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"Python {platform.python_version()} on {os.cpu_count()} cores, load {load}")
    missed = left_out = 0
    for name in wanted:
        for ratio in importlib.import_module(f"tests.benchmarks.bench_{name}").measure():
            print(ratio, flush=True)
            if isinstance(ratio, NotMeasured):
                left_out += 1
            else:
                missed += not ratio.is_met
    if left_out:
        print(f"Not measured: {left_out}, see above")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
