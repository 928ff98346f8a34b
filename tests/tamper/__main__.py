"""`python -m tests.tamper --edits 1000 --clean 100`: prints what was found and what was not; exit code 1: something."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.tamper.edits import Outcome, edit_and_verify, verdict
from tests.tamper.made import made


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.tamper")
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--clean", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    started, missed = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        missed += _edits(Path(folder), asked.edits, asked.seed)
        missed += _clean(Path(folder), asked.clean, asked.seed)
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if missed else 0


def _edits(folder: Path, count: int, seed: int) -> int:
    pick, case = random.Random(seed), made(folder / "edited", seed)
    told: Counter[tuple[str, Outcome]] = Counter()
    for number in range(count):
        found = edit_and_verify(case, pick)
        told[found.kind, found.outcome] += 1
        if found.outcome in (Outcome.MISSED, Outcome.CRASHED):
            print(f"edit {number}: {found}")
    for (kind, outcome), times in sorted(told.items(), key=lambda item: (item[0][0], item[0][1].value)):
        print(f"{kind:<10} {outcome.value:<32} {times:>5}")
    changed = sum(times for (_, outcome), times in told.items() if outcome is not Outcome.NO_CONTENT)
    wrong = sum(times for (_, outcome), times in told.items() if outcome in (Outcome.MISSED, Outcome.CRASHED))
    print(f"{count} edits, {changed} of them changed content: {changed - wrong} found, {wrong} not")
    return wrong


def _clean(folder: Path, count: int, seed: int) -> int:
    alarms = checked = 0
    for number in range(count):
        case = made(folder / f"clean-{number}", seed + 1 + number)
        for path in (case.case, *case.exports.values()):
            checked += 1
            code, told = verdict(path)
            if code != 0:
                alarms += 1
                print(f"false alarm on {path.name} of seed {seed + 1 + number}: {told}")
    print(f"{count} clean cases, {checked} files and packages of them verified: {alarms} false alarms")
    return alarms


if __name__ == "__main__":
    sys.exit(main())
