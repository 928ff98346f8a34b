"""`tracker decide`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode


def run(
    target: Annotated[str, Parameter(help="Dispute or pair, e.g. D3f2a10 or C3-C9.")],
    outcome: Annotated[str, Parameter(help="See above.")],
    /,
    *,
    reason: Annotated[str, Parameter(help="Why; goes into the evidence log.")],
    prefer: Annotated[str | None, Parameter(help="With prefer_source: the source, id or name.")] = None,
    low: Annotated[float | None, Parameter(help="With report_range; left out: the least that anybody says.")] = None,
    high: Annotated[float | None, Parameter(help="With report_range; left out: the most that anybody says.")] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.present.disputes import decision_line, decision_record

    with opened(case) as workspace:
        preferred = workspace.sources.get(prefer).id if prefer else None
        decision = workspace.review.decide(
            target, outcome.replace("-", "_"), reason=reason, preferred=preferred, low=low, high=high
        )
        if json:
            write_record(decision_record(decision))
        else:
            write_line(decision_line(decision, {source.id: source.name for source in workspace.sources.all()}))
            narrate(f"Take it back with 'tracker undo', or reopen it: tracker reopen {decision.target} --reason TEXT")
    return ExitCode.OK
