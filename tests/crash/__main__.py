"""`python -m tests.crash [MOST] [WORKFLOW...]`: power cuts, kills and full disks at so many writes, or at all."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TypeVar

from tests.crash.cutting import compiled, faults, folder_in_memory, record, stopped
from tests.crash.workflows import FULL, KILLED, WORKFLOWS, prepare

Thing = TypeVar("Thing")


def main() -> int:
    """Prints what was tried, and each fault."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    names = sys.argv[2:] or list(WORKFLOWS)
    wrong = tried = 0
    with folder_in_memory() as made:
        folder = Path(made)
        library, prepared = compiled(folder), folder / "prepared"
        prepared.mkdir()
        prepare(prepared)
        chance = random.Random(1)
        recordings = record(prepared, folder, library)
        for name in names:
            done = recordings[name]
            cuts = _some(done.cuts, most, chance)
            found = faults(done, cuts, folder / "after")
            told = f"{name}: {len(done.operations)} writes, {len(cuts)} cuts"
            tried += len(cuts)
            for kind, words in ((FULL, "full disks"), (KILLED, "kills")):
                writes = _some(list(range(1, len(done.operations) + 1)), most, chance)
                place = folder / f"{name} {kind}"
                place.mkdir()
                found += stopped(kind, {name: writes}, prepared, place, library)
                told += f", {len(writes)} {words}"
                tried += len(writes)
            sys.stdout.write(f"{told}, {len(found)} faults\n")
            sys.stdout.writelines(f"  {fault}\n" for fault in found[:20])
            sys.stdout.flush()
            wrong += len(found)
    sys.stdout.write(f"{tried} tried, {wrong} faults\n")
    return 1 if wrong else 0


def _some(things: list[Thing], most: int, chance: random.Random) -> list[Thing]:
    return chance.sample(things, min(most, len(things))) if most else things


if __name__ == "__main__":
    raise SystemExit(main())
