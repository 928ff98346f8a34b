"""`tracker incidents`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode, UsageError
from tracker.model.period import Period
from tracker.present.timelines import known_words, series_words, told_record, told_words
from tracker.present.times import day_and_minute, iso_utc

if TYPE_CHECKING:
    from tracker.model.incident import Incident, LikelySame
    from tracker.services.workspace import Workspace


def run(
    *query: Annotated[str, Parameter(help="Words in the name or place; spelling need not be exact.")],
    likely: Annotated[bool, Parameter(help="List pairs that may be one incident, surest first.", negative="")] = False,
    merge: Annotated[tuple[str, str] | None, Parameter(help="Make one of two: the first goes into the second.")] = None,
    apart: Annotated[tuple[str, str] | None, Parameter(help="Keep two apart that are proposed as one.")] = None,
    timeline: Annotated[str | None, Parameter(help="What was said of this one over time: id or name.")] = None,
    as_of: Annotated[str | None, Parameter(help="With --timeline: only what was known then, e.g. 2017-08-02.")] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    with opened(case) as workspace:
        _decide(workspace, merge, apart, reason)
        if timeline or as_of:
            _print_timeline(workspace, timeline, as_of, json=json)
            return ExitCode.OK
        found = workspace.incidents.find(" ".join(query))
        ids = {incident.id for incident in found}
        pairs = [pair for pair in workspace.incidents.likely_same() if not query or ids & {pair.a.id, pair.b.id}]
        if likely:
            _print_pairs(pairs, json=json)
            return ExitCode.OK
        _print_list(workspace, found, json=json)
        if pairs and not json:
            narrate(f"{_counted(pairs)} may be one incident: tracker incidents --likely")
    return ExitCode.OK


def _print_list(workspace: Workspace, found: list[Incident], *, json: bool) -> None:
    tallies = workspace.incidents.tallies([incident.id for incident in found])
    told = {one: (tally.claims, tally.last) for one, tally in tallies.items()}
    if json:
        for incident in found:
            claims, last = told.get(incident.id, (0, None))
            write_record(_record(incident) | {"claims": claims, "last_stated": iso_utc(last)})
        return
    rows = []
    for one in found:
        claims, last = told.get(one.id, (0, None))
        rows.append(
            (
                one.id,
                _time(one.time) or "-",
                one.place or "-",
                str(claims),
                f"{last:%Y-%m-%d}" if last else "-",
                one.name,
            )
        )
    write_table(rows, ("id", "time", "place", "claims", "last", "name"))
    narrate(f"{len(found)} {'incident' if len(found) == 1 else 'incidents'}.")


def _print_timeline(workspace: Workspace, named: str | None, day: str | None, *, json: bool) -> None:
    if named is None:
        raise UsageError("--as-of goes with --timeline.", hint="tracker incidents --timeline I2 --as-of 2017-08-02")
    try:
        as_of = Period.parse(day).end if day else None
    except ValueError as error:
        raise UsageError(f"--as-of: {error}.") from error
    timeline = workspace.incidents.timeline(named, as_of=as_of)
    if json:
        for told in timeline.told:
            write_record(told_record(told))
        return
    rows = [
        (day_and_minute(told.claim.stated_at), told.claim.id, told.claim.source, told_words(told))
        for told in timeline.told
    ]
    write_table(rows, ("stated", "id", "source", "says"))
    for toll in timeline.tolls:
        write_line()
        write_line(toll.question)
        for series in toll.series:
            write_line(f"  {series.source}: {series_words(series)}")
    narrate(f"{known_words(timeline)}.")


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


def _record(incident: Incident) -> dict[str, object]:
    return incident.model_dump(mode="json", exclude={"rev"}) | {"time": _time(incident.time)}


def _time(period: object) -> str | None:
    return str(period) if period is not None else None
