"""`tracker origins`"""

from __future__ import annotations

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode


def run(*, case: CaseOption = None, json: JsonOption = False) -> int:
    from tracker.present.origins import origin_lines, origin_records

    with opened(case) as workspace:
        records = workspace.track_records.all()
        ties = origin_records(records)
        if json:
            for tie in ties:
                write_record(tie)
            return ExitCode.OK
        for line in origin_lines(records):
            write_line(line)
        narrate(f"{len(ties)} {'tie' if len(ties) == 1 else 'ties'} among {len(records)} sources.")
    return ExitCode.OK
