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


def run(
    path: Annotated[Path | None, Parameter(help="An export or a case; left out: the case.")] = None,
    /,
    *,
    journal_end: Annotated[str | None, Parameter(help="Hash of a journal end that you noted earlier.")] = None,
    case: CaseOption = None,
) -> int:
    from tracker.services.transfer import is_case, verify_export

    if path is None or is_case(path):
        return _verify_case(str(path) if path else case, journal_end)
    verified = verify_export(path)
    problems = list(verified.problems)
    if journal_end and journal_end not in verified.journal_hashes:
        problems.append(f"The journal end {journal_end} is not in it.")
    state = f"journal: {verified.journal_count} entries, end {verified.journal_end or 'none'}"
    return _tell(str(path), problems, state)


def _verify_case(case: str | None, journal_end: str | None) -> int:
    with opened(case) as workspace:
        problems = workspace.transfer.verify()
        entries = workspace.history.entries()
        if journal_end and journal_end not in {entry.hash for entry in entries}:
            problems.append(f"The journal end {journal_end} is not in the journal: it was cut off or written anew.")
        seq, digest = workspace.history.head()
        return _tell(workspace.location, problems, f"journal: {seq} entries, end {digest}")


def _tell(name: str, problems: Sequence[str], state: str) -> int:
    for problem in problems:
        write_line(f"{name}: {problem}")
    if problems:
        count = len(problems)
        narrate(f"{count} {'thing is' if count == 1 else 'things are'} wrong.")
        return ExitCode.FINDING
    write_line(f"{name}: nothing is wrong ({state})")
    return ExitCode.OK
