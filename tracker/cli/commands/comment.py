"""`tracker comment` and `tracker assign`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode

if TYPE_CHECKING:
    from tracker.model.remark import Remark

_Target = Annotated[str, Parameter(help="Dispute or pair, e.g. D3f2a10 or C3-C9.")]


def run(
    target: _Target,
    words: Annotated[str | None, Parameter(help="The comment; left out: those so far are printed.")] = None,
    /,
    *,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    with opened(case) as workspace:
        if words is not None:
            _print(workspace.remarks.comment(target, words), json=json)
            return ExitCode.OK
        for remark in workspace.remarks.on(target):
            _print(remark, json=json)
    return ExitCode.OK


def assign(
    target: _Target,
    name: Annotated[str, Parameter(help="Who takes it on; left out: nobody.")] = "",
    /,
    *,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    with opened(case) as workspace:
        _print(workspace.remarks.assign(target, name), json=json)
    return ExitCode.OK


def _print(remark: Remark, *, json: bool) -> None:
    from tracker.present.remarks import remark_line, remark_record

    if json:
        write_record(remark_record(remark))
    else:
        write_line(f"{remark.id} on {remark.target}: {remark_line(remark)}")
