"""`tracker threshold`"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError


def run(
    *,
    set_: Annotated[float | None, Parameter(name="--set", help="List contradictions from this score up, 0-1.")] = None,
    learn: Annotated[bool, Parameter(negative="", show_default=False, help="Set what your decisions propose.")] = False,
    refuse: Annotated[
        bool, Parameter(negative="", show_default=False, help="Keep the present score; what is proposed is refused.")
    ] = False,
    reset: Annotated[bool, Parameter(negative="", show_default=False, help="List all scores again.")] = False,
    reason: Annotated[str, Parameter(help="Why; kept in the journal.")] = "",
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    if (set_ is not None) + learn + refuse + reset > 1:
        raise UsageError("--set, --learn, --refuse and --reset exclude each other.")
    with opened(case) as workspace:
        threshold = workspace.threshold
        if reset:
            threshold.reset(reason=reason)
        elif refuse:
            threshold.refuse(reason=reason)
        elif learn or set_ is not None:
            threshold.set(set_, reason=reason)
        proposal, held = threshold.proposal(), threshold.setting()
        if json:
            write_record(
                {
                    "threshold": threshold.value(),
                    "set_by": held.by if held else None,
                    "set_because": held.reason if held else None,
                    "proposed": proposal.threshold,
                    "decisions": proposal.decided,
                    "why": proposal.reason,
                }
            )
            return ExitCode.OK
        if held:
            because = f": {held.reason}" if held.reason else ""
            write_line(f"Contradictions are listed from {threshold.value():.2f} up, set by {held.by}{because}")
        else:
            write_line("All contradictions are listed, whatever their score.")
        word = "Proposed" if proposal.is_new else "Nothing new proposed"
        number = f" {proposal.threshold:.2f}" if proposal.is_new else ""
        write_line(f"{word}{number}. {proposal.reason}")
    return ExitCode.OK
