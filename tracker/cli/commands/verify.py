"""`tracker verify`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.options import CaseOption
from tracker.cli.output import write_line
from tracker.errors import ExitCode, UsageError
from tracker.present.handover import part_shown

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
    tsa_root: Annotated[
        Path | None,
        Parameter(help="Certificate (PEM) that a time stamp has to go back to; extra: tsa."),
    ] = None,
    salvage: Annotated[
        Path | None, Parameter(help="Of a damaged case: writes all records that verify, as JSON lines, to this file.")
    ] = None,
    case: CaseOption = None,
) -> int:
    from tracker.services.noted import noted_checkpoint
    from tracker.services.transfer import verify_export
    from tracker.services.verifying import is_case, verify_case

    older = noted_checkpoint(checkpoint) if checkpoint is not None else None
    if path is None or is_case(path):
        with Progress("Verifying") as progress:
            checked = verify_case(path or case, older, progress.at)
        if salvage is not None:
            _salvage(path or case, salvage)
        return _tell(checked.location, checked.problems, checked.checkpoint, "")
    if salvage is not None:
        raise UsageError("--salvage goes with a case.", hint="An export can be read as it is.")
    verified = verify_export(path, older)
    if verified.is_part:
        count = verified.journal_count
        for sentence in part_shown(verified.records, verified.carried, verified.proven, count):
            narrate(sentence)
    if verified.signed_by:
        _tell_signer(verified.signed_by)
    problems = [*verified.problems, *_stamp_problems(path, tsa_root)]
    return _tell(str(path), problems, verified.checkpoint, verified.journal_end)


_MOST_TOLD = 100


def _salvage(case: Path | str | None, path: Path) -> None:
    from tracker.services.verifying import salvage

    told = salvage(case, path)
    narrate(f"Written: {told.records:,} records that verify, to {path}. It is no export: it cannot be checked.")
    for sentence in told.left_out[:_MOST_TOLD]:
        narrate(f"Left out: {sentence}")
    if len(told.left_out) > _MOST_TOLD:
        narrate(f"Left out: {len(told.left_out) - _MOST_TOLD:,} more")


def _stamp_problems(path: Path, tsa_root: Path | None) -> list[str]:
    from tracker.services.timestamps import check_stamp

    stamp = check_stamp(path, tsa_root)
    if stamp is None:
        return ["It has no time stamp."] if tsa_root else []
    if stamp.problem:
        return [stamp.problem]
    if stamp.is_proven:
        narrate(f"Time stamp: it existed at {stamp.at:%Y-%m-%d %H:%M:%S} UTC, says the authority of that certificate.")
    else:
        narrate(f"Time stamp of {stamp.at:%Y-%m-%d %H:%M:%S} UTC; whose it is tells --tsa-root FILE.")
    return []


def _tell_signer(fingerprint: str) -> None:
    from tracker.services.keys import known_name

    name = known_name(fingerprint)
    if name is None:
        narrate(f"Signed with a key that is not known here: {fingerprint}. Known it becomes by: tracker key trust FILE")
    else:
        narrate(f"Signed by {name}: {fingerprint}")


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
