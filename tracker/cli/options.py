"""Options that several commands share, with one wording."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter, validators

from tracker.errors import UsageError

STDIN = "-"
"""The argument that means standard input. Parameters that take it allow a leading hyphen."""

CaseOption = Annotated[
    str | None,
    Parameter(name="--case", help="Case file. Left out: $TRACKER_CASE, the settings, else your default case."),
]
JsonOption = Annotated[
    bool, Parameter(name="--json", negative="", show_default=False, help="One JSON object a line instead of a table.")
]
ReasonOption = Annotated[str, Parameter(name="--reason", show_default=False, help="Why; kept in the journal.")]
AllowPrivateOption = Annotated[
    bool,
    Parameter(
        name="--allow-private",
        negative="",
        show_default=False,
        help="Also fetch from this machine and private networks.",
    ),
]
FollowOption = Annotated[
    bool,
    Parameter(name="--follow", negative="", show_default=False, help="Of a feed, take in the pages it links to."),
]
LimitOption = Annotated[
    int | None, Parameter(name="--limit", validator=validators.Number(gte=1), help="At most so many.")
]


def check_no_option(*values: str) -> None:
    """Refuses what looks like a mistyped option where "-" is allowed. A file of such a name is given as ./-name."""
    for value in values:
        if value.startswith("-") and value != STDIN:
            raise UsageError(f"Unknown option: {value}.", hint="Help: add --help. A file: put ./ before its name.")
