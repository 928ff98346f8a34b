"""`tracker report`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def run(
    report: Annotated[str | None, Parameter(help="Id of a report, e.g. R3; left out: all are listed.")] = None,
    *,
    title: Annotated[str | None, Parameter(help='Correct its title; "": none.')] = None,
    author: Annotated[str | None, Parameter(help='Correct who wrote it; "": unknown.')] = None,
    publisher: Annotated[
        str | None, Parameter(help='Correct who published it; "": unknown. Undecided proposals are read again.')
    ] = None,
    published: Annotated[
        str | None,
        Parameter(help='Correct when, e.g. 2017-07-31; "": unknown. Undecided proposals are read again.'),
    ] = None,
    language: Annotated[str | None, Parameter(help='Correct its language, e.g. en; "": unknown.')] = None,
    notes: Annotated[str | None, Parameter(help="Replace the notes on it.")] = None,
    reason: ReasonOption = "",
    diff: Annotated[
        bool, Parameter(negative="", show_default=False, help="Show what changed since the version before.")
    ] = False,
    against: Annotated[str | None, Parameter(help="With --diff: the report to compare it with.")] = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    given = {
        "title": title,
        "author": author,
        "publisher": publisher,
        "published": published,
        "language": language,
        "notes": notes,
    }
    fields: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with opened(case) as workspace:
        if report is None:
            _print_all(workspace, json=json)
            return ExitCode.OK
        if fields:
            corrected = workspace.reports.correct(report, reason=reason, **fields)
            narrate(f"Corrected {report}: {', '.join(fields)}. {corrected.words()}".strip())
        if diff or against:
            _print_difference(workspace, report, against, json=json)
        else:
            _print_one(workspace, report, json=json)
    return ExitCode.OK


def _print_one(workspace: Workspace, report_id: str, *, json: bool) -> None:
    from tracker.present.custody import custody_lines

    report = workspace.reports.get(report_id)
    if json:
        write_record(report.model_dump(mode="json"))
        return
    for line in custody_lines(report, workspace.reports.kin(report_id)):
        write_line(line)


def _print_difference(workspace: Workspace, report_id: str, against: str | None, *, json: bool) -> None:
    from tracker.present.differences import difference_lines

    found = workspace.reports.difference(report_id, against)
    if json:
        parts = [part.model_dump() for part in found.parts]
        write_record({"old": found.old.id, "new": found.new.id, "parts": parts})
        return
    write_line(f"--- {found.old.id}  {found.old.title or found.old.name}")
    write_line(f"+++ {found.new.id}  {found.new.title or found.new.name}")
    for line in difference_lines((part.sign, part.text, part.sentences) for part in found.parts):
        write_line(line)
    if found.new.notes:
        narrate(found.new.notes)


def _print_all(workspace: Workspace, *, json: bool) -> None:
    from tracker.present.times import day_or_moment

    reports = workspace.reports.list()
    if json:
        for report in reports:
            write_record(report.model_dump(mode="json"))
        return
    rows = [
        (
            report.id,
            day_or_moment(report.published),
            report.publisher or "-",
            report.version_of or report.copy_of or "-",
            report.title or report.name,
        )
        for report in reports
    ]
    write_table(rows, ("id", "published", "publisher", "from", "title"))
