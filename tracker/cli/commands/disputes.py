"""`tracker disputes`"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.diagnostics import narrate
from tracker.cli.findings import REASONS_SHOWN, print_dispute
from tracker.cli.options import CaseOption, JsonOption, LimitOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from tracker.model.dispute import Dispute, DisputeState
    from tracker.model.finding import FindingKind
    from tracker.services.workspace import Workspace

ALL_REASONS = 50
"""As many as a dispute keeps."""


def run(
    dispute_id: Annotated[str | None, Parameter(help="Show this one in full, e.g. D3f2a10.")] = None,
    /,
    *,
    state: Annotated[str | None, Parameter(help="detected, under_review, resolved or reopened.")] = None,
    source: Annotated[str | None, Parameter(help="Only disputes in which this source takes part: id or name.")] = None,
    incident: Annotated[str | None, Parameter(help="Only disputes of this incident, e.g. I2.")] = None,
    kind: Annotated[str | None, Parameter(help="Only disputes with findings of this kind, e.g. number.")] = None,
    accepted_only: Annotated[
        bool, Parameter(negative="", show_default=False, help="Leave proposed claims out.")
    ] = False,
    all_: Annotated[
        bool, Parameter(name="--all", negative="", show_default=False, help="Also those below the case's threshold.")
    ] = False,
    limit: LimitOption = None,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    wanted, wanted_kind = _state(state), _kind(kind)
    with opened(case) as workspace:
        found: Iterator[Dispute]
        if dispute_id:
            found = iter([workspace.scan.dispute(dispute_id)])
        else:
            source_id = workspace.sources.get(source).id if source else None
            asked: dict[str, Any] = {"incident_id": incident, "state": wanted, "source_id": source_id}
            found = (
                islice(workspace.scan.disputes(**asked, include_proposed=False), None if kind else limit)
                if accepted_only
                else workspace.scan.listing(**asked, limit=None if kind else limit)
            )
            if wanted_kind:
                found = islice((one for one in found if any(f.kind is wanted_kind for f in one.findings)), limit)
        number = left_out = 0
        for dispute in found:
            if not (dispute_id or all_ or workspace.threshold.lists(dispute)):
                left_out += 1
                continue
            if number and not json:
                write_line()
            number += 1
            _print(dispute, workspace, reasons=ALL_REASONS if dispute_id else REASONS_SHOWN, json=json)
        if not json:
            _narrate(workspace, number, left_out, is_one=bool(dispute_id))
    return ExitCode.OK


def _state(word: str | None) -> DisputeState | None:
    from tracker.model.dispute import DisputeState

    try:
        return DisputeState(word) if word else None
    except ValueError as error:
        raise UsageError(f"--state: {error}.", hint=f"Write one of {', '.join(DisputeState)}.") from error


def _kind(word: str | None) -> FindingKind | None:
    from tracker.model.finding import FindingKind

    try:
        return FindingKind(word) if word else None
    except ValueError as error:
        raise UsageError(f"--kind: {error}.", hint=f"Write one of {', '.join(FindingKind)}.") from error


def _print(dispute: Dispute, workspace: Workspace, *, reasons: int, json: bool) -> None:
    from tracker.present.disputes import dispute_record

    if json:
        write_record(dispute_record(dispute))
    else:
        print_dispute(dispute, workspace, reasons=reasons)


def _narrate(workspace: Workspace, number: int, left_out: int, *, is_one: bool) -> None:
    narrate(f"{number} {'dispute' if number == 1 else 'disputes'}.")
    if left_out:
        narrate(f"{left_out} below the threshold of {workspace.threshold.value():.2f} left out; --all lists them.")
    if not is_one and workspace.scan.is_large():
        narrate("A large case: statements of no incident are not compared; some claims of a camp stand for the rest.")
