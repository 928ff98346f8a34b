"""`tracker disputes`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.findings import REASONS_SHOWN, print_dispute
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError

ALL_REASONS = 50
"""As many as a dispute keeps."""


def run(
    dispute_id: Annotated[str | None, Parameter(help="Show this one in full, e.g. D3f2a10.")] = None,
    /,
    *,
    state: Annotated[str | None, Parameter(help="detected, under_review, resolved or reopened.")] = None,
    source: Annotated[str | None, Parameter(help="Only disputes in which this source takes part: id or name.")] = None,
    incident: Annotated[str | None, Parameter(help="Only disputes of this incident, e.g. I2.")] = None,
    accepted_only: Annotated[
        bool, Parameter(negative="", show_default=False, help="Leave proposed claims out.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.model.dispute import DisputeState
    from tracker.present.disputes import dispute_record

    try:
        wanted = DisputeState(state) if state else None
    except ValueError as error:
        raise UsageError(f"--state: {error}.", hint=f"Write one of {', '.join(DisputeState)}.") from error
    with opened(case) as workspace:
        if dispute_id:
            found = [workspace.scan.dispute(dispute_id)]
        else:
            found = workspace.scan.disputes(
                incident_id=incident,
                state=wanted,
                source_id=workspace.sources.get(source).id if source else None,
                include_proposed=not accepted_only,
            )
        for number, dispute in enumerate(found):
            if json:
                write_record(dispute_record(dispute))
                continue
            if number:
                write_line()
            print_dispute(dispute, workspace, reasons=ALL_REASONS if dispute_id else REASONS_SHOWN)
        if not json:
            narrate(f"{len(found)} {'dispute' if len(found) == 1 else 'disputes'}.")
    return ExitCode.OK
