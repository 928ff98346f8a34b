"""`tracker sources`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.model.source import Source
    from tracker.services.sources import SourceRow
    from tracker.services.workspace import Workspace


def run(
    *query: Annotated[str, Parameter(help="Words in the name, an alias or the kind; one source: its whole record.")],
    grade: Annotated[str | None, Parameter(help="Grade the source named, A to F (F: cannot be judged).")] = None,
    accept_proposal: Annotated[
        bool, Parameter(negative="", show_default=False, help="Grade the source named as its record proposes.")
    ] = False,
    party: Annotated[
        str | None, Parameter(help='Side of the source named, e.g. "Afghan government"; "": none.')
    ] = None,
    parent: Annotated[
        str | None, Parameter(help='Whose voice the source named is: id or name of another source; "": nobody\'s.')
    ] = None,
    alias: Annotated[str | None, Parameter(help="Another name of the source named.")] = None,
    merge_into: Annotated[
        str | None, Parameter(help="Make the source named one with this one: id or name; tracker undo parts them.")
    ] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    text = " ".join(query)
    with opened(case) as workspace:
        if alias is not None or merge_into is not None:
            text = _named_too(workspace, text, alias, merge_into)
        changes = _changes(workspace, party, parent)
        if grade is not None or accept_proposal or changes:
            if not text:
                raise UsageError("Name the source to change.", hint="tracker sources S3 --grade B")
            source = workspace.sources.get(text)
            if changes:
                workspace.sources.edit(source.id, reason=reason, **changes)
                narrate(f"Changed {source.id} {source.name}: {', '.join(changes)}.")
            if grade is not None:
                workspace.sources.grade(source.id, grade, reason=reason)
                narrate(f"Graded {source.id} {source.name}: {grade.upper()}.")
            if accept_proposal:
                graded = workspace.track_records.accept_proposal(source.id)
                narrate(f"Graded {source.id} {source.name}: {graded.reliability}, proposed by the record.")
        _print(workspace, text, json=json)
    return ExitCode.OK


def _named_too(workspace: Workspace, text: str, alias: str | None, merge_into: str | None) -> str:
    """Gives the source named another name, or makes it one with another source; returns the id to go on with."""
    if not text:
        raise UsageError("Name the source to change.", hint="tracker sources S10 --merge-into S18")
    source = workspace.sources.get(text)
    if alias is not None:
        workspace.sources.add_alias(source.id, alias)
        narrate(f"{source.id} {source.name} is also called {alias}.")
    if merge_into is not None:
        into = workspace.sources.get(merge_into)
        workspace.sources.merge(source.id, into.id)
        narrate(f"Merged {source.id} {source.name} into {into.id} {into.name}; tracker undo parts them again.")
        return into.id
    return source.id


def _changes(workspace: Workspace, party: str | None, parent: str | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if party is not None:
        changes["party"] = party.strip() or None
    if parent is not None:
        changes["parent"] = workspace.sources.get(parent).id if parent.strip() else None
    return changes


def _print(workspace: Workspace, text: str, *, json: bool) -> None:
    found = workspace.sources.find(text)
    named = next(
        (source for source in found if text.casefold() in (source.id.casefold(), source.name.casefold())), None
    )
    if not json and text and (named or len(found) == 1):
        _print_card(workspace, named or found[0])
    else:
        print_sources(workspace, text, json=json)


def _print_card(workspace: Workspace, source: Source) -> None:
    from tracker.present.sources import aliases_words, grade_history
    from tracker.present.track_records import card_lines, provenance_words

    for line in card_lines(workspace.track_records.of(source.id)):
        write_line(line)
    if aliases := aliases_words(source):
        write_line(aliases)
    for line in grade_history(source):
        write_line(f"graded {line}")
    if source.notes:
        write_line(f"notes: {source.notes}")
    narrate(f"Weighed from {provenance_words(workspace.track_records.provenance())}.")


def print_sources(workspace: Workspace, text: str = "", *, json: bool = False) -> None:
    """Sources with their grade, what their record proposes, and what they did in the case."""
    from tracker.present.sources import record
    from tracker.present.track_records import accuracy_words, track_record_json

    wanted = {source.id for source in workspace.sources.find(text)}
    rows = [row for row in workspace.sources.records() if row.source.id in wanted]
    records = {found.source: found for found in workspace.track_records.all()}
    if json:
        provenance = workspace.track_records.provenance()
        for row in rows:
            weighed = track_record_json(records[row.source.id], provenance)
            write_record(record(row.source, _counts(row) | {"weighed": weighed}))
        return
    cells = [
        (
            row.source.id,
            row.source.reliability.value if row.source.reliability else "-",
            records[row.source.id].proposal.value,
            accuracy_words(records[row.source.id]),
            f"{records[row.source.id].independent:.1f}",
            _kind(row),
            str(row.accepted + row.proposed),
            row.source.name,
        )
        for row in rows
    ]
    write_table(cells, ("id", "grade", "proposed", "accuracy, 90 %", "items", "kind", "claims", "name"))
    narrate(f"{len(rows)} {'source' if len(rows) == 1 else 'sources'}.")


def _kind(row: SourceRow) -> str:
    return "-" if row.source.kind.value == "unknown" else row.source.kind.value


def _counts(row: SourceRow) -> dict[str, Any]:
    counts: dict[str, Any] = row.model_dump(exclude={"source"})
    return counts
