"""`tracker origins`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError


def run(
    *pair: Annotated[str, Parameter(help="Two sources, id or name: how these two stand to each other.")],
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.present.origins import origin_lines, origin_records

    if len(pair) not in (0, 2):
        raise UsageError("Name two sources, or none for the whole tree.", hint="tracker origins S3 S4")
    with opened(case) as workspace:
        if pair:
            from tracker.present.weighed import STANDING_WORDS

            one, other = (workspace.sources.get(name) for name in pair)
            standing = workspace.track_records.between(one.id, other.id)
            if json:
                write_record({"source": one.id, "other": other.id, "independence": standing.value})
            else:
                write_line(f"{one.name} and {other.name}: {STANDING_WORDS[standing]}")
            return ExitCode.OK
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
