"""`tracker demo`"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.findings import print_dispute, print_findings
from tracker.cli.output import write_line
from tracker.errors import CaseError, ExitCode

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

TENSIONS_SHOWN = 5
SIDES = {
    "Islamic State": "Islamic State",
    "Afghan Interior Ministry": "Afghan government",
    "Afghan Defence Ministry": "Afghan government",
}
"""Sides of the sources of the samples, as an analyst would set them."""
CARDS = ("Amaq News Agency", "The Morning Courier", "National Security Directorate")
"""Sources whose record is printed whole: a party, an outlet that copies, and one that cannot be judged."""


def run(
    *,
    no_ui: Annotated[
        bool, Parameter(negative="", show_default=False, help="Print the results instead of opening the interface.")
    ] = False,
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="Folder for the case and the log; else a temporary one.")
    ] = None,
) -> int:
    from tracker import locations

    samples = locations.samples()
    if not samples.is_dir():
        raise CaseError(f"The sample reports are not in {samples}.", hint="Install the whole package.")
    folder = _folder(output)
    from tracker.services.workspace import Workspace

    with Workspace.open(folder / "demo.case") as workspace:
        _take_in(workspace, samples)
        if not no_ui and sys.stdin.isatty() and sys.stdout.isatty():
            from tracker.cli.interface import open_interface

            code = open_interface(None, workspace=workspace, start="disputes")
            narrate(f"Look again: tracker --case {folder / 'demo.case'}")
            return code
        _print_results(workspace)
        _write_log(workspace, folder)
    return ExitCode.OK


def _folder(output: Path | None) -> Path:
    if output is None:
        return Path(tempfile.mkdtemp(prefix="tracker-demo-"))
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{output} cannot be made: {error.strerror}.", hint="Name another folder.") from error
    return output


def _take_in(workspace: Workspace, samples: Path) -> None:
    reports = sorted(path for path in samples.iterdir() if path.name != "README.md")
    with Progress("Taking in the samples") as progress:
        for taken in workspace.ingest.take_in(
            reports, on_progress=lambda done, total, last: progress.at(done, total, last.name if last else "")
        ):
            if taken.error:
                narrate(taken.error)
    workspace.triage.accept_all()
    set_sides(workspace)
    summary = workspace.summary()
    narrate(f"{summary.reports} sample reports taken in, {summary.accepted} claims accepted.")


def set_sides(workspace: Workspace) -> None:
    """Sets the sides of those sources of the samples that are in the case."""
    known = {source.name: source for source in workspace.sources.all()}
    for name, side in SIDES.items():
        if name in known and known[name].party != side:
            workspace.sources.edit(known[name].id, party=side, reason="a party to the conflict")


def _print_results(workspace: Workspace) -> None:
    from tracker.cli.commands.sources import print_sources
    from tracker.present.track_records import card_lines

    disputes = workspace.scan.disputes()
    write_line(f"DISPUTES ({len(disputes)})")
    for dispute in disputes:
        write_line()
        print_dispute(dispute, workspace)
    tensions = workspace.scan.contradictions(tensions=True)
    write_line()
    write_line(f"TENSIONS ({len(tensions)}; not contradictions, worth a look)")
    print_findings(tensions[:TENSIONS_SHOWN], workspace, json=False)
    if len(tensions) > TENSIONS_SHOWN:
        write_line(f"... and {len(tensions) - TENSIONS_SHOWN} more: tracker contradictions --tensions")
    write_line()
    write_line("SOURCES")
    print_sources(workspace)
    for record in workspace.track_records.all():
        if record.name in CARDS:
            write_line()
            for line in card_lines(record):
                write_line(line)


def _write_log(workspace: Workspace, folder: Path) -> None:
    document = workspace.transfer.write("markdown", folder / "evidence-log.md").path
    lines = workspace.transfer.write("jsonl", folder / "evidence-log.jsonl").path
    write_line()
    write_line(f"EVIDENCE LOG  {document}")
    write_line(f"  complete, for programs: {lines}")
    write_line(f"  check it: tracker verify {lines}")
    write_line(f"  look around in the case: tracker --case {folder / 'demo.case'}")
