"""`tracker undo` and `tracker redo`"""

from __future__ import annotations

from tracker.cli.case import opened
from tracker.cli.options import CaseOption
from tracker.cli.output import write_line
from tracker.errors import ExitCode


def undo(*, case: CaseOption = None) -> int:
    with opened(case) as workspace:
        write_line(f"{workspace.history.undo().summary}.")
    return ExitCode.OK


def redo(*, case: CaseOption = None) -> int:
    with opened(case) as workspace:
        write_line(f"{workspace.history.redo().summary}.")
    return ExitCode.OK
