"""`tracker import` of another case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.case import opened, opened_to_look
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.output import write_record
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.services.case_import import CaseImported


def import_case(path: Path, *, case: str | None, dry_run: bool, json: bool) -> int:
    """Takes a whole case in: restored where nothing was done yet, else merged."""
    with (
        opened_to_look(case) if dry_run else opened(case, create=True) as workspace,
        Progress("Checking" if dry_run else "Taking in") as progress,
    ):

        def on_progress(done: int, of: int) -> bool:
            progress.at(done, of)
            return True

        told = workspace.cases.take(path, trial=dry_run, on_progress=on_progress)
        where = workspace.location
    if json:
        write_record(told.model_dump(mode="json"))
    narrate(_words(told, where, dry_run=dry_run))
    return ExitCode.OK


def _words(told: CaseImported, where: str, *, dry_run: bool) -> str:
    from tracker.services.case_import import merged_words

    counts = merged_words(told.merged)
    would = "Would be" if dry_run else "Was"
    nothing = " Nothing was written." if dry_run else ""
    if told.restored:
        return f"{would} restored from {told.name}, journal and all: {counts}.{nothing} Case: {where}"
    known = f" {told.merged.known:,} claims were there already." if told.merged.known else ""
    apart = f" {told.merged.apart:,} decisions are on record, but not in force." if told.merged.apart else ""
    return f"{would} merged from {told.name}: {counts}.{known}{apart}{nothing} Case: {where}"
