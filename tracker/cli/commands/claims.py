"""`tracker claims`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, LimitOption
from tracker.cli.output import write_record, write_table
from tracker.errors import ExitCode, UsageError


def run(
    *query: Annotated[str, Parameter(help="Words in the quote, source, place or incident.")],
    status: Annotated[
        list[str] | None,
        Parameter(negative="", help="proposed, accepted, rejected, retracted, superseded; may be given often."),
    ] = None,
    source: Annotated[str | None, Parameter(help="Only claims by this source: id or name.")] = None,
    incident: Annotated[str | None, Parameter(help="Only claims of this incident, e.g. I2.")] = None,
    report: Annotated[str | None, Parameter(help="Only claims of this report, e.g. R3.")] = None,
    limit: LimitOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.model.claim import ClaimStatus
    from tracker.model.query import ClaimQuery
    from tracker.present.claims import record, summary

    try:
        statuses = tuple(ClaimStatus(word) for word in status or ())
    except ValueError as error:
        raise UsageError(f"--status: {error}.", hint=f"Write one of {', '.join(ClaimStatus)}.") from error
    with opened(case) as workspace:
        found = workspace.claims.find(
            ClaimQuery(
                text=" ".join(query),
                statuses=statuses,
                source_id=workspace.sources.get(source).id if source else None,
                incident_id=incident,
                report=report,
                limit=limit,
            )
        )
        if json:
            for claim in found:
                write_record(record(claim))
        else:
            rows = [(claim.id, claim.status.value, claim.report or "-", summary(claim)) for claim in found]
            write_table(rows, ("id", "status", "report", "claim"))
            narrate(f"{len(found)} {'claim' if len(found) == 1 else 'claims'}.")
    return ExitCode.OK
