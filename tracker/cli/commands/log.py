"""`tracker log`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, LimitOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode


def run(
    record_id: Annotated[str | None, Parameter(help="Only what changed this record, e.g. C12.")] = None,
    /,
    *,
    after: Annotated[int, Parameter(help="Only entries after this number.")] = 0,
    limit: LimitOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.present.journal import line, record

    with opened(case) as workspace:
        for change in workspace.history.entries(after=after, limit=limit, object_id=record_id):
            if json:
                write_record(record(change))
            else:
                write_line(line(change))
        seq, digest = workspace.history.head()
        narrate(f"Journal ends with entry {seq}, {digest}")
    return ExitCode.OK
