"""`tracker grade`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption, ReasonOption
from tracker.cli.output import write_line
from tracker.errors import ExitCode, UsageError


def run(
    target: Annotated[str, Parameter(help="Source (S3 or its name) or claim (C12).")],
    grade: Annotated[str, Parameter(help="A to F for a source, 1 to 6 for a claim.")],
    /,
    *,
    reason: ReasonOption = "",
    case: CaseOption = None,
) -> int:
    from tracker.present.claims import credibility_words, summary
    from tracker.present.sources import summary as source_summary

    with opened(case) as workspace:
        if grade.isdecimal():
            if not 1 <= int(grade) <= 6:
                raise UsageError(f"{grade} is not a credibility grade.", hint="1 (confirmed) to 6 (cannot be judged).")
            claim = workspace.claims.grade(target, int(grade), reason=reason)
            write_line(f"{claim.id}  {credibility_words(claim.credibility)}  {summary(claim)}")
        else:
            source = workspace.sources.grade(workspace.sources.get(target).id, grade, reason=reason)
            write_line(source_summary(source))
    return ExitCode.OK
