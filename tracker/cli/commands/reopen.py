"""`tracker reopen`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode


def run(
    target: Annotated[str, Parameter(help="Dispute or pair, e.g. D3f2a10 or C3-C9.")],
    /,
    *,
    reason: Annotated[str, Parameter(help="What has changed.")],
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.present.disputes import decision_line, decision_record

    with opened(case) as workspace:
        decision = workspace.review.reopen(target, reason=reason)
        if json:
            write_record(decision_record(decision))
        else:
            write_line(decision_line(decision, {source.id: source.name for source in workspace.sources.all()}))
    return ExitCode.OK
