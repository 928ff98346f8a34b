"""`tracker triage`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_record, write_table
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def run(
    *,
    accept_all: Annotated[
        bool, Parameter(negative="", show_default=False, help="Accept everything in the queue.")
    ] = False,
    min_score: Annotated[float | None, Parameter(help="Accept what the reader is at least so sure of, 0 to 1.")] = None,
    accept: Annotated[list[str] | None, Parameter(negative="", help="Accept this claim; may be given often.")] = None,
    reject: Annotated[list[str] | None, Parameter(negative="", help="Reject this claim; may be given often.")] = None,
    report: Annotated[str | None, Parameter(help="Only the proposals of one report, e.g. R3.")] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    if min_score is not None and not 0 <= min_score <= 1:
        raise UsageError(f"--min-score is {min_score:g}, expected 0 to 1.", hint="0.8 takes what is rather sure.")
    in_bulk = accept_all or min_score is not None
    if not (in_bulk or accept or reject or json or report) and sys.stdin.isatty() and sys.stdout.isatty():
        from tracker.cli.interface import open_interface

        return open_interface(case, start="triage")
    with opened(case) as workspace:
        if accept:
            narrate(workspace.triage.accept(*accept, reason=reason).summary + ".")
        if reject:
            narrate(workspace.triage.reject(*reject, reason=reason).summary + ".")
        if in_bulk:
            change = workspace.triage.accept_all(min_score=min_score or 0.0, report=report)
            narrate(f"{change.summary}." if change else "There is nothing to accept.")
        elif not (accept or reject):
            _print_queue(workspace, report, json=json)
    return ExitCode.OK


def _print_queue(workspace: Workspace, report: str | None, *, json: bool) -> None:
    from tracker.present.claims import record, summary

    queue = workspace.triage.queue(report=report)
    if json:
        for claim in queue:
            write_record(record(claim))
        return
    rows = [(claim.id, claim.report or "", f"{claim.score or 0:.2f}", summary(claim)) for claim in queue]
    write_table(rows, ("id", "report", "score", "claim"))
    narrate(f"{len(queue)} proposed. Accept them all with --accept-all, the sure ones with --min-score 0.8.")
