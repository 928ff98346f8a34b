"""`tracker impact` and `tracker retract`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode

Target = Annotated[str, Parameter(help="A source (S3, or its name), a report (R2) or a claim (C12).")]


def impact(target: Target, /, *, case: CaseOption = None, json: JsonOption = False) -> int:
    from tracker.present.impact import impact_lines, impact_record

    with opened(case) as workspace:
        found = workspace.impacts.of(target)
    if json:
        write_record(impact_record(found))
    else:
        for line in impact_lines(found):
            write_line(line)
    return ExitCode.OK


def retract(
    target: Target,
    /,
    *,
    reason: Annotated[str, Parameter(help="Why it does not stand any more; kept in the journal.")],
    keep_decisions: Annotated[
        bool, Parameter(negative="", show_default=False, help="Leave decisions that rest on it in force.")
    ] = False,
    case: CaseOption = None,
) -> int:
    with opened(case) as workspace:
        change = workspace.impacts.retract(target, reason, keep_decisions=keep_decisions)
    write_line(f"{change.summary}.")
    narrate("Take it back: tracker undo")
    return ExitCode.OK
