"""A weighed dispute as commands print it."""

from __future__ import annotations

from tracker.cli.case import opened
from tracker.cli.diagnostics import Progress, narrate
from tracker.cli.output import page_width, write_line, write_record


def print_weighed(dispute_id: str, case: str | None, *, leave_out: bool, json: bool) -> None:
    """The estimate beside the plain count, what each source gives, and what hangs on each."""
    from tracker.present.track_records import provenance_words
    from tracker.present.weighed import left_out_lines, weighed_lines, weighed_record

    with opened(case) as workspace:
        records = workspace.track_records
        question, provenance = records.question(dispute_id), records.provenance()
        found = []
        if leave_out:
            with Progress("Weighing without each source") as progress:

                def on_progress(done: int, steps: int) -> bool:
                    progress.at(done, steps, "")
                    return True

                found = records.without_each(dispute_id, on_progress)
        if json:
            left = {"left_out": [one.model_dump(mode="json") for one in found]} if leave_out else {}
            write_record(weighed_record(question, provenance) | left)
            return
        lines = weighed_lines(question, page_width())
        if found:
            lines += ["", *left_out_lines(found, page_width())]
        for line in lines:
            write_line(line)
        narrate(f"Weighed from {provenance_words(provenance)}.")
