"""`tracker export`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.case import opened
from tracker.cli.commands.key import PassphraseOption, own_signer
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.options import CaseOption
from tracker.cli.output import write_document
from tracker.errors import ExitCode, UsageError
from tracker.model.scope import Handover, Profile

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from tracker.services.transfer import Transfer


SignOption = Annotated[
    bool, Parameter(negative="", show_default=False, help="Sign it with your key (tracker key new).")
]
TimestampOption = Annotated[
    str | None, Parameter(help="Address of an authority that is asked for a time stamp (RFC 3161; extra: tsa).")
]


def run(
    format_name: Annotated[
        str,
        Parameter(name="format", help="Name of the format."),
    ],
    /,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write.")] = None,
    profile: Annotated[
        Profile, Parameter(help="public: without notes, names of analysts, paths, and names of files.")
    ] = Profile.FULL,
    pseudonyms: Annotated[
        Path | None,
        Parameter(help="Key file: names of sources are replaced, alike in all exports with the same key."),
    ] = None,
    query: Annotated[str, Parameter(show_default=False, help="Only claims with these words.")] = "",
    incident: Annotated[str, Parameter(show_default=False, help="Only claims of this incident: I2, or its name.")] = "",
    source: Annotated[str, Parameter(show_default=False, help="Only claims of this source: S3, or its name.")] = "",
    dates: Annotated[
        str, Parameter(show_default=False, help="Only claims of this time: 2017, 2017-07, 2017-07-01/2017-07-09.")
    ] = "",
    raw_csv: Annotated[
        bool,
        Parameter(
            negative="",
            show_default=False,
            help="csv for programs: cells that a spreadsheet would run stay as they are.",
        ),
    ] = False,
    sign: SignOption = False,
    passphrase_file: PassphraseOption = None,
    timestamp: TimestampOption = None,
    case: CaseOption = None,
) -> int:
    if (sign or timestamp) and output is None:
        raise UsageError("A signature or time stamp is written beside a file.", hint="Name the file: -o PATH.")
    signer = own_signer(passphrase_file) if sign else None
    if raw_csv and format_name not in ("csv", "raw-csv"):
        raise UsageError(f"--raw-csv goes with csv, not with {format_name}.")
    name = "raw-csv" if raw_csv else format_name
    with opened(case) as workspace:
        transfer = workspace.transfer
        scope = transfer.scope(words=query, incident=incident, source=source, dates=dates)
        key = transfer.pseudonym_key(pseudonyms) if pseudonyms else None
        code = _write(transfer, name, output, Handover(profile=profile, scope=scope, pseudonym_key=key))
    if output is not None:
        _vouch(output, signer, timestamp)
    return code


def _vouch(output: Path, signer: Ed25519PrivateKey | None, timestamp: str | None) -> None:
    from tracker.services.keys import sign_export
    from tracker.services.timestamps import outdated, stamp_export

    if signer is not None:
        narrate(f"Signed: {sign_export(output, signer)}")
    if timestamp:
        narrate(f"Time stamp: {stamp_export(output, timestamp)}")
    for path in outdated(output, signed=signer is not None, stamped=bool(timestamp)):
        narrate(f"{path} is of the export that was there before: take it away, or write the export with a new one.")


def _write(transfer: Transfer, name: str, output: Path | None, handover: Handover) -> int:
    with Progress("Writing") as progress:

        def on_progress(done: int, total: int) -> bool:
            progress.at(done, total)
            return True

        if output is None:
            document = str(transfer.export(name, None, handover, on_progress))
        else:
            written = transfer.write(name, output, handover, on_progress)
    if output is None:
        write_document(document)
        return ExitCode.OK
    beside = f", manifest {written.manifest}" if written.manifest else ""
    narrate(f"Written: {written.path}{beside}. Check it: tracker verify {written.path}")
    if not written.is_noted:
        narrate("It is not noted in the journal: the case can only be read, or somebody else is writing to it.")
    narrate(f"Case state: {written.checkpoint.line}")
    return ExitCode.OK
