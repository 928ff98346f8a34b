"""Options that several commands share, with one wording."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

CaseOption = Annotated[
    str | None,
    Parameter(name="--case", help="Case file. Left out: $TRACKER_CASE, the settings, else your default case."),
]
JsonOption = Annotated[
    bool, Parameter(name="--json", negative="", show_default=False, help="One JSON object a line instead of a table.")
]
ReasonOption = Annotated[str, Parameter(name="--reason", show_default=False, help="Why; kept in the journal.")]
