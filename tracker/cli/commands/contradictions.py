"""`tracker contradictions`"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.findings import print_finding, print_findings
from tracker.cli.options import CaseOption, JsonOption, LimitOption
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


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
        if workspace.scan.is_large():
            return _stream(workspace, tensions=tensions, all_=all_, limit=limit, json=json)
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


def _stream(workspace: Workspace, *, tensions: bool, all_: bool, limit: int | None, json: bool) -> int:
    """Of a case too large to be compared at once: printed as they are found, incident by incident."""
    least = 0.0 if tensions or all_ else workspace.threshold.value()
    found = (one for one in workspace.scan.large_contradictions(tensions=tensions) if one[0].score >= least)
    shown = 0
    for finding, dispute in islice(found, limit):
        print_finding(finding, dispute, workspace, json=json)
        shown += 1
    if not json:
        what = "tension" if tensions else "contradiction"
        narrate(f"{shown:,} {what if shown == 1 else what + 's'}, by incident: the case is too large to be sorted.")
        if shown == limit:
            narrate("There may be more: --limit N shows others too; tracker disputes sorts by how many disagree.")
    return ExitCode.OK
