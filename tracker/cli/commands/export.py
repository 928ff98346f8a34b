"""`tracker export`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption
from tracker.cli.output import write_document
from tracker.errors import ExitCode, UsageError


def run(
    format_name: Annotated[str, Parameter(name="format", help="markdown, csv or jsonl.")],
    /,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write.")] = None,
    raw_csv: Annotated[
        bool,
        Parameter(
            negative="",
            show_default=False,
            help="csv for programs: cells that a spreadsheet would run stay as they are.",
        ),
    ] = False,
    case: CaseOption = None,
) -> int:
    if raw_csv and format_name not in ("csv", "raw-csv"):
        raise UsageError(f"--raw-csv goes with csv, not with {format_name}.")
    name = "raw-csv" if raw_csv else format_name
    with opened(case) as workspace:
        if output is None:
            write_document(str(workspace.transfer.export(name)))
            return ExitCode.OK
        written = workspace.transfer.write(name, output)
    beside = f", manifest {written.manifest}" if written.manifest else ""
    narrate(f"Written: {written.path}{beside}. Check it: tracker verify {written.path}")
    return ExitCode.OK
