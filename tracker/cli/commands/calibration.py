"""`tracker calibration`"""

from __future__ import annotations

from tracker.cli.case import opened
from tracker.cli.diagnostics import Progress
from tracker.cli.options import CaseOption, JsonOption
from tracker.cli.output import write_line, write_record
from tracker.errors import ExitCode


def run(*, case: CaseOption = None, json: JsonOption = False) -> int:
    from tracker.present.calibration import calibration_lines, calibration_record

    with opened(case) as workspace:
        with Progress("Weighing each question as it stood before its decision") as progress:

            def on_progress(done: int, steps: int) -> bool:
                progress.at(done, steps, "")
                return True

            found = workspace.track_records.calibration(on_progress)
        if json:
            provenance = workspace.track_records.provenance().model_dump(mode="json")
            write_record(calibration_record(found) | {"provenance": provenance})
        else:
            for line in calibration_lines(found):
                write_line(line)
    return ExitCode.OK
