"""`tracker incidents`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_record, write_table
from tracker.errors import ExitCode


def run(
    *query: Annotated[str, Parameter(help="Words in the name or place.")],
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    words = " ".join(query).casefold().split()
    with opened(case) as workspace:
        found = [
            incident
            for incident in workspace.incidents.all()
            if all(word in f"{incident.id} {incident.name} {incident.place or ''}".casefold() for word in words)
        ]
        if json:
            for incident in found:
                write_record(incident.model_dump(mode="json", exclude={"rev"}) | {"time": _time(incident.time)})
        else:
            rows = [(one.id, _time(one.time) or "-", one.place or "-", one.name) for one in found]
            write_table(rows, ("id", "time", "place", "name"))
            narrate(f"{len(found)} {'incident' if len(found) == 1 else 'incidents'}.")
    return ExitCode.OK


def _time(period: object) -> str | None:
    return str(period) if period is not None else None
