"""`tracker grade`"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption, ReasonOption
from tracker.cli.output import write_line
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def run(
    target: Annotated[str, Parameter(help="Source (S3 or its name) or claim (C12).")],
    grade: Annotated[
        str | None, Parameter(help="A to F for a source, 1 to 6 for a claim; without one the proposed grade is shown.")
    ] = None,
    /,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
) -> int:
    from tracker.present.claims import credibility_words, summary
    from tracker.present.sources import summary as source_summary

    with opened(case) as workspace:
        if grade is None:
            _propose(workspace, target)
        elif grade.isdecimal():
            if not 1 <= int(grade) <= 6:
                raise UsageError(f"{grade} is not a credibility grade.", hint="1 (confirmed) to 6 (cannot be judged).")
            claim = workspace.claims.grade(target, int(grade), reason=reason)
            write_line(f"{claim.id}  {credibility_words(claim.credibility)}  {summary(claim)}")
        else:
            source = workspace.sources.grade(workspace.sources.get(target).id, grade, reason=reason)
            write_line(source_summary(source))
    return ExitCode.OK


def _propose(workspace: Workspace, target: str) -> None:
    """Says what the record proposes beside the analyst's grades so far; nothing is changed."""
    from tracker.present.claims import credibility_words, summary
    from tracker.present.digits import digit_history
    from tracker.present.sources import grade_history
    from tracker.present.sources import summary as source_summary

    if re.fullmatch(r"[Cc]\d+", target):
        claim = workspace.claims.get(target.upper())
        proposal = credibility_words(workspace.track_records.proposed_digit(claim.id))
        write_line(f"{claim.id}  {credibility_words(claim.credibility)}  {summary(claim)}")
        write_line(f"proposed from what other sources say: {proposal}")
        for line in digit_history(claim.id, workspace.history.entries(object_id=claim.id)):
            write_line(f"changed: {line}")
    else:
        source = workspace.sources.get(target)
        write_line(source_summary(source))
        letter = workspace.track_records.of(source.id).proposal
        write_line(f"proposed by the record: {letter.value} {letter.label}")
        for line in grade_history(source):
            write_line(f"graded {line}")
