"""`tracker restore`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, ReasonOption
from tracker.errors import ExitCode


def run(
    path: Annotated[Path, Parameter(help="The backup.")],
    /,
    *,
    force: Annotated[
        bool,
        Parameter(negative="", show_default=False, help="Also when entries of the case's journal are not in it."),
    ] = False,
    reason: ReasonOption = "",
    case: CaseOption = None,
) -> int:
    from tracker.services.restoring import restore

    done = restore(path, case, force=force, reason=reason)
    narrate(f"Restored {done.case} from {path}: {done.entries} journal entries.")
    if done.kept:
        lost = f", with {done.lost} journal entries that the backup has not" if done.lost else ""
        narrate(f"What was there is kept in {done.kept}{lost}.")
    return ExitCode.OK
