"""`tracker checkpoint`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError


def run(
    *,
    since: Annotated[
        str | None, Parameter(help="An older checkpoint, or a file with one: prints the proof that it only grew since.")
    ] = None,
    entry: Annotated[
        int | None, Parameter(help="Number of a journal entry: prints it with the proof that it is in the journal.")
    ] = None,
    case: CaseOption = None,
) -> int:
    from tracker.services.noted import noted_checkpoint

    if since is not None and entry is not None:
        raise UsageError("--since and --entry exclude each other.")
    older = noted_checkpoint(since) if since is not None else None
    with opened(case) as workspace:
        if older is not None:
            write_record(workspace.custody.growth_proof(older))
        elif entry is not None:
            write_record(workspace.custody.entry_proof(entry))
        else:
            write_line(workspace.custody.checkpoint().line)
    return ExitCode.OK
