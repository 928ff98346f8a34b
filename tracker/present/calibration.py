"""Calibration in words and as a diagram of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.model.track_record import AnalystScore, Bin, Calibration
from tracker.present.track_records import bar

FEWEST = 20
"""Outcomes under which no score is given."""
WIDE = 20
"""Cells of a bar."""


def calibration_lines(found: Calibration) -> list[str]:
    """Scores, or that there are too few, and a reliability diagram in ten bins; at most 76 cells wide."""
    lines = [f"{found.outcomes} answers to disputes that you settled, scored with their chance before you did."]
    if found.brier is None or found.log_score is None:
        lines.append(f"Too few (n < {FEWEST}): no score is given.")
    else:
        lines.append(f"Brier score {found.brier:.3f}   0 is best, 0.250 is what saying 0.5 always gives")
        lines.append(f"log score   {found.log_score:.3f}   0 is best, 0.693 is what saying 0.5 always gives")
    lines += ["", "chance given   came true"]
    lines += [_line(part) for part in found.bins]
    lines += _analyst_lines(found.analysts)
    lines += ["", "o is the chance given, # the share that came true: a good bar ends at its o."]
    return lines


def _analyst_lines(analysts: Sequence[AnalystScore]) -> list[str]:
    """How well the chances agree with each analyst's decisions, where several settled something."""
    if len(analysts) < 2:
        return []
    lines = ["", "Brier score        answers   settled by"]
    for score in analysts:
        told = f"too few (n < {FEWEST})" if score.brier is None else f"{score.brier:.3f}"
        lines.append(f"{told:16}   {score.outcomes:7}   {score.analyst}")
    return lines


def _line(part: Bin) -> str:
    label = f"{part.low:.1f}-{part.high:.1f}"
    if not part.count or part.given is None or part.true is None:
        return f"{label:13}  {bar(0, WIDE)}  none"
    cells = list(bar(part.true, WIDE))
    cells[min(WIDE - 1, int(part.given * WIDE))] = "o"
    return f"{label:13}  {''.join(cells)}  {part.true:.2f} of {part.count}"


def calibration_record(found: Calibration) -> dict[str, Any]:
    """The record of `tracker calibration --json`."""
    flat: dict[str, Any] = found.model_dump(mode="json")
    return flat
