"""`tracker incidents`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_record, write_table
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.model.incident import Incident, LikelySame
    from tracker.services.workspace import Workspace


def run(
    *query: Annotated[str, Parameter(help="Words in the name or place.")],
    likely: Annotated[bool, Parameter(help="List pairs that may be one incident, surest first.", negative="")] = False,
    merge: Annotated[tuple[str, str] | None, Parameter(help="Make one of two: the first goes into the second.")] = None,
    apart: Annotated[tuple[str, str] | None, Parameter(help="Keep two apart that are proposed as one.")] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    words = " ".join(query).casefold().split()
    with opened(case) as workspace:
        _decide(workspace, merge, apart, reason)
        pairs = [pair for pair in workspace.incidents.likely_same() if _has(words, pair.a) or _has(words, pair.b)]
        if likely:
            _print_pairs(pairs, json=json)
            return ExitCode.OK
        found = [incident for incident in workspace.incidents.all() if _has(words, incident)]
        if json:
            for incident in found:
                write_record(_record(incident))
            return ExitCode.OK
        rows = [(one.id, _time(one.time) or "-", one.place or "-", one.name) for one in found]
        write_table(rows, ("id", "time", "place", "name"))
        narrate(f"{len(found)} {'incident' if len(found) == 1 else 'incidents'}.")
        if pairs:
            narrate(f"{_counted(pairs)} may be one incident: tracker incidents --likely")
    return ExitCode.OK


def _decide(workspace: Workspace, merge: tuple[str, str] | None, apart: tuple[str, str] | None, reason: str) -> None:
    if merge:
        merged, into = (workspace.incidents.get(name).id for name in merge)
        narrate(f"{workspace.incidents.merge(merged, into).summary}. Take it back: tracker undo")
    if apart:
        kept = workspace.incidents.keep_apart(*apart, reason=reason)
        narrate(f"Kept {kept.target} apart. Take it back: tracker undo, or tracker reopen {kept.target}")


def _print_pairs(pairs: list[LikelySame], *, json: bool) -> None:
    if json:
        for pair in pairs:
            incidents = {"a": _record(pair.a), "b": _record(pair.b)}
            write_record({"id": pair.id, "score": pair.score, "agree": pair.agree} | incidents)
        return
    rows = [
        (pair.a.id, pair.b.id, f"{pair.score:.2f}", ", ".join(pair.agree), f"{pair.a.name} | {pair.b.name}")
        for pair in pairs
    ]
    write_table(rows, ("id", "and", "sure", "agree in", "names"))
    narrate(f"{_counted(pairs)}.")
    if pairs:
        first = pairs[0]
        narrate(f"One: tracker incidents --merge {first.b.id} {first.a.id}. Two: --apart {first.b.id} {first.a.id}.")


def _counted(pairs: list[LikelySame]) -> str:
    return f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}"


def _has(words: list[str], incident: Incident) -> bool:
    return all(word in f"{incident.id} {incident.name} {incident.place or ''}".casefold() for word in words)


def _record(incident: Incident) -> dict[str, object]:
    return incident.model_dump(mode="json", exclude={"rev"}) | {"time": _time(incident.time)}


def _time(period: object) -> str | None:
    return str(period) if period is not None else None
