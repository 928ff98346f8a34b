"""`tracker backup`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption
from tracker.errors import ExitCode


def run(
    path: Annotated[Path, Parameter(help="Where the copy goes; nothing may be there yet.")],
    /,
    *,
    case: CaseOption = None,
) -> int:
    with opened(case) as workspace:
        workspace.transfer.backup(path)
        narrate(f"Copied {workspace.location} to {path}.")
    return ExitCode.OK
