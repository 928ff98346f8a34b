"""`tracker contradictions`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.findings import print_findings
from tracker.cli.options import CaseOption, JsonOption, LimitOption
from tracker.errors import ExitCode


def run(
    *,
    tensions: Annotated[
        bool, Parameter(negative="", show_default=False, help="List tensions instead: not proven, worth a look.")
    ] = False,
    all_: Annotated[
        bool, Parameter(name="--all", negative="", show_default=False, help="Also those below the case's threshold.")
    ] = False,
    limit: LimitOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    with opened(case) as workspace:
        known = workspace.scan.contradictions(tensions=tensions)
        found = known if tensions or all_ else workspace.threshold.listed(known)
        shown = found if limit is None else found[:limit]
        print_findings(shown, workspace, json=json)
        if not json:
            word = "tension" if tensions else "contradiction"
            told = f"{len(found)} {word if len(found) == 1 else word + 's'}."
            narrate(f"{len(shown)} of {told}" if len(shown) < len(found) else told)
            if len(found) < len(known):
                left = len(known) - len(found)
                narrate(f"{left} below the threshold of {workspace.threshold.value():.2f} left out; --all lists them.")
    return ExitCode.OK
