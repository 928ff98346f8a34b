"""`tracker import`"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened, opened_to_look
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record, write_table
from tracker.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.services.file_import import Look, Wanted
    from tracker.services.importing import Imported
    from tracker.services.workspace import Workspace


@dataclass(frozen=True)
class Columns:
    """How a table is to be read; what is left out is proposed."""

    map: Annotated[
        tuple[str, ...], Parameter(negative="", help="FIELD=COLUMN, e.g. source=Outlet; FIELD= leaves the field out.")
    ] = ()
    set: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="FIELD=VALUE for every row without one, e.g. measure=killed."),
    ] = ()
    mapping: Annotated[str | None, Parameter(help="Name of a mapping kept with --save-mapping.")] = None
    save_mapping: Annotated[str | None, Parameter(help="Keep the mapping under a name, for other tables.")] = None
    strict: Annotated[
        bool, Parameter(negative="", show_default=False, help="Take in nothing if any row is refused.")
    ] = False


NOTHING_SAID = Columns()


def run(
    path: Annotated[Path, Parameter(help="The file, or the folder of a bag.")],
    /,
    *,
    format_name: Annotated[
        str | None,
        Parameter(name="--format", help="csv, jsonl, ged, acled, stix, claimreview or case; left out: found out."),
    ] = None,
    columns: Annotated[Columns, Parameter(name="*")] = NOTHING_SAID,
    dry_run: Annotated[
        bool, Parameter(negative="", show_default=False, help="Show what would be taken in; write nothing.")
    ] = False,
    case: CaseOption = None,
    json: JsonOption = False,
) -> int:
    from tracker.services.case_import import WHOLE_CASE, is_whole_case
    from tracker.services.file_import import Wanted

    if format_name == WHOLE_CASE or (format_name is None and is_whole_case(path)):
        if columns != NOTHING_SAID:
            raise UsageError("A case says itself what is what.", hint="Leave the options for tables out.")
        from tracker.cli.commands.import_case import import_case

        return import_case(path, case=case, dry_run=dry_run, json=json)
    fields, constants = _pairs(columns.map, "--map"), _pairs(columns.set, "--set")
    wanted = Wanted(format=format_name, fields=fields, constants=constants, mapping=columns.mapping)
    if dry_run:
        with opened_to_look(case) as workspace:
            look = workspace.files.look(path, wanted)
        _tell_look(look, json=json)
        if look.lacks:
            raise UsageError(look.lacks, hint="tracker import FILE --map source=COLUMN --set measure=killed")
        return ExitCode.REFUSED_INPUT if look.refusals else ExitCode.OK
    with opened(case, create=True) as workspace:
        if columns.strict and (look := workspace.files.look(path, wanted)).refusals:
            _tell_refused(look.refused, look.refusals)
            narrate(f"Nothing was taken in: {_count(look.refusals, 'record')} refused, and --strict was asked for.")
            return ExitCode.REFUSED_INPUT
        return _import(workspace, path, wanted, columns.save_mapping or "", json=json)


def _import(workspace: Workspace, path: Path, wanted: Wanted, save_as: str, *, json: bool) -> int:
    done: Imported | None = None
    stopped = False
    with Progress("Importing") as progress:
        try:
            for part in workspace.files.parts(path, wanted, save_as=save_as):
                done = part
                progress.at(1, 2, f"{done.claims:,} claims")
        except KeyboardInterrupt:
            stopped = True
    _tell_done(done, workspace.location, stopped=stopped, json=json)
    if stopped:
        return ExitCode.INTERRUPT
    return ExitCode.REFUSED_INPUT if done and done.refusals else ExitCode.OK


def _pairs(told: Sequence[str], option: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in told:
        field, equals, value = one.partition("=")
        if not equals or not field.strip():
            raise UsageError(f"{option} {one}: a field, = and a name are expected.", hint=f"{option} source=Outlet")
        found[field.strip()] = value.strip()
    return found


def _tell_look(look: Look, *, json: bool) -> None:
    from tracker.present.claims import record, summary

    if json:
        write_record(
            look.model_dump(mode="json", include={"name", "format", "fields", "constants", "claims", "known"})
            | {"remembered": look.is_remembered, "refusals": look.refusals, "refused": list(look.refused)}
            | {"first": [record(claim) for claim in look.first]}
        )
        return
    if look.columns:
        write_table(_mapping_rows(look), ("field", "column", "first rows"))
        write_line()
    for claim in look.first:
        write_line(f"{claim.source}: {summary(claim)}")
    _tell_refused(look.refused, look.refusals)
    for note in look.notes:
        narrate(note)
    kept = "; the mapping was used before" if look.is_remembered else ""
    narrate(
        f"{look.format}: {_count(look.claims, 'new claim')}, {look.known:,} known already, "
        f"{look.refusals:,} refused{kept}. Nothing was written."
    )


def _mapping_rows(look: Look) -> list[tuple[str, str, str]]:
    by_column: Mapping[str, str] = {column: field for field, column in look.fields.items()}
    rows = [
        (by_column.get(column, "-"), column, " | ".join(sample[place] for sample in look.samples if sample[place]))
        for place, column in enumerate(look.columns)
    ]
    return rows + [(field, "(for all)", value) for field, value in look.constants.items()]


def _tell_refused(refused: Sequence[str], refusals: int) -> None:
    for sentence in refused:
        write_line(f"refused  {sentence}")
    if refusals > len(refused):
        write_line(f"refused  {refusals - len(refused):,} more")


def _tell_done(done: Imported | None, where: str, *, stopped: bool, json: bool) -> None:
    claims, known, refusals = (done.claims, done.known, done.refusals) if done else (0, 0, 0)
    refused = done.refused if done else ()
    if json:
        write_record(
            {"claims": claims, "known": known, "refusals": refusals, "refused": list(refused), "stopped": stopped}
        )
    else:
        _tell_refused(refused, refusals)
    for note in done.notes if done else ():
        narrate(note)
    told = [f"{_count(claims, 'claim')} taken in"] + [f"{known:,} known already"] * bool(known)
    told += [f"{refusals:,} refused"] * bool(refusals)
    begun = "Stopped: the part that was being added was left out, what was before it is kept. " if stopped else ""
    narrate(f"{begun}{', '.join(told)}. Case: {where}")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
