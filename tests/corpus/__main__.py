"""Scores reading on the corpus: `python -m tests.corpus [FOLDER] [NAME ...] [--faults]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.gold import REPORTS, gold_reports
from tests.corpus.scoring import Reading, reading


def main(arguments: list[str]) -> None:
    """Prints a line a report and the sum; with --faults also each thing missed or wrong."""
    faults = "--faults" in arguments
    names = [argument for argument in arguments if not argument.startswith("-")]
    folder = REPORTS
    if names and Path(names[0]).is_dir():
        folder = Path(names.pop(0))
    total = Reading()
    for name, report in gold_reports(folder):
        if names and not any(name.startswith(wanted) for wanted in names):
            continue
        one = reading(report)
        print(f"{name:28} {_line(one)}")
        if faults:
            _print_faults(one)
        total.gold += one.gold
        total.found += one.found
        total.sourced += one.sourced
        total.proposals += one.proposals
    print(f"{'all':28} {_line(total)}")


def _line(one: Reading) -> str:
    return (
        f"claims {one.gold:4}  found {_share(one.found, one.gold)}  right source {_share(one.sourced, one.gold)}  "
        f"proposals {len(one.proposals):4}  stand {_share(one.standing, len(one.proposals))}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def _print_faults(one: Reading) -> None:
    for claim in one.missed:
        print(f"    missed  {claim.source} | {claim.measure} {claim.low}-{claim.high} | {claim.words}")
    for proposal, fault in one.proposals:
        if fault:
            figure = f"{proposal.measure} {proposal.low}-{proposal.high} {proposal.population}"
            where = f"{proposal.place} {proposal.event_time}"
            print(f"    {fault:11} [{proposal.score:.2f}] {proposal.source} | {figure} | {where} | {proposal.quote}")


if __name__ == "__main__":
    main(sys.argv[1:])
