"""`tracker verify`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.options import CaseOption
from tracker.cli.output import write_line
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model.checkpoint import Checkpoint


def run(
    path: Annotated[Path | None, Parameter(help="An export, a proof or a case. Left out: the case.")] = None,
    /,
    *,
    checkpoint: Annotated[
        str | None,
        Parameter(help="A checkpoint noted earlier, in quotes, or a file with one, such as an older export."),
    ] = None,
    journal_end: Annotated[str | None, Parameter(help="Hash of a journal end that you noted earlier.")] = None,
    case: CaseOption = None,
) -> int:
    from tracker.services.noted import noted_checkpoint
    from tracker.services.transfer import is_case, verify_export

    older = noted_checkpoint(checkpoint) if checkpoint is not None else None
    if path is None or is_case(path):
        return _verify_case(str(path) if path else case, older, journal_end)
    verified = verify_export(path, older)
    problems = list(verified.problems)
    problems += _not_continued(verified.fault_since(older)) if older and verified.format != "proof" else []
    if journal_end and journal_end not in (verified.journal_end, *verified.entry_hashes):
        problems.append(f"The journal end {journal_end} is not in it.")
    if verified.is_part:
        narrate("It holds a part of its case, or holds something back: that part is what was checked.")
    return _tell(str(path), problems, verified.checkpoint, verified.journal_end)


def _verify_case(case: str | None, older: Checkpoint | None, journal_end: str | None) -> int:
    with opened(case) as workspace:
        problems = workspace.transfer.verify()
        problems += _not_continued(workspace.custody.fault_since(older)) if older else []
        if journal_end and not workspace.custody.holds(journal_end):
            problems.append(f"The journal end {journal_end} is not in the journal: it was cut off or written anew.")
        return _tell(workspace.location, problems, workspace.custody.checkpoint(), "")


def _not_continued(fault: str | None) -> list[str]:
    return [fault] if fault else []


def _tell(name: str, problems: Sequence[str], checkpoint: Checkpoint | None, journal_end: str) -> int:
    for problem in problems:
        write_line(f"{name}: {problem}")
    if problems:
        count = len(problems)
        narrate(f"{count} {'thing is' if count == 1 else 'things are'} wrong.")
        return ExitCode.FINDING
    end = (
        f"journal: {checkpoint.size} entries, end {checkpoint.last_hash}"
        if checkpoint
        else f"journal end {journal_end}"
    )
    write_line(f"{name}: nothing is wrong ({end})")
    if checkpoint:
        write_line(checkpoint.line)
    return ExitCode.OK
