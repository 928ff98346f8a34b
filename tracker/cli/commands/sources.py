"""`tracker sources`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption, JsonOption, ReasonOption
from tracker.cli.output import write_record, write_table
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.services.sources import SourceRow
    from tracker.services.workspace import Workspace


def run(
    *query: Annotated[str, Parameter(help="Words in the name, an alias or the kind.")],
    grade: Annotated[str | None, Parameter(help="Grade the source named, A to F (F: cannot be judged).")] = None,
    reason: ReasonOption = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    text = " ".join(query)
    with opened(case) as workspace:
        if grade is not None:
            if not text:
                raise UsageError("--grade needs a source.", hint="tracker sources S3 --grade B")
            graded = workspace.sources.grade(workspace.sources.get(text).id, grade, reason=reason)
            narrate(f"Graded {graded.id} {graded.name}: {grade.upper()}.")
        print_sources(workspace, text, json=json)
    return ExitCode.OK


def print_sources(workspace: Workspace, text: str = "", *, json: bool = False) -> None:
    """Sources with their grade and what they did in the case."""
    from tracker.present.sources import record, reliability_words

    wanted = {source.id for source in workspace.sources.find(text)}
    rows = [row for row in workspace.sources.records() if row.source.id in wanted]
    if json:
        for row in rows:
            write_record(record(row.source, _counts(row)))
        return
    cells = [
        (row.source.id, reliability_words(row.source), _kind(row), str(row.accepted + row.proposed), row.source.name)
        for row in rows
    ]
    write_table(cells, ("id", "reliability", "kind", "claims", "name"))
    narrate(f"{len(rows)} {'source' if len(rows) == 1 else 'sources'}.")


def _kind(row: SourceRow) -> str:
    return "-" if row.source.kind.value == "unknown" else row.source.kind.value


def _counts(row: SourceRow) -> dict[str, Any]:
    counts: dict[str, Any] = row.model_dump(exclude={"source"})
    return counts
