"""From which score contradictions are listed, and why, in words."""

from __future__ import annotations

from tracker.model.decision import Decision
from tracker.present.show import show_line
from tracker.present.times import day_and_minute


def threshold_line(setting: Decision | None, left_out: int = 0) -> str:
    """Which threshold applies and why, on one line.

    >>> threshold_line(None)
    'All contradictions are listed, whatever their score.'
    """
    if setting is None:
        return "All contradictions are listed, whatever their score."
    # The first sentence tells how it came about, the second one the counts behind it.
    why = show_line(setting.reason).partition(". ")[0].rstrip(".")
    because = f": {why}" if why else f", set by {show_line(setting.by)}"
    hidden = f"; {left_out} left out" if left_out else ""
    if not setting.low:
        return f"All contradictions are listed{because}."
    return f"Listed from {setting.low:.2f} up{because}{hidden}."


def threshold_lines(setting: Decision | None, proposed: float | None, why: str, left_out: int) -> list[str]:
    """The threshold in full: what applies, who set it when and why, and what is proposed (None: nothing new)."""
    told = [threshold_line(setting, left_out)]
    if setting is not None:
        told += [f"Set by {show_line(setting.by)}, {day_and_minute(setting.at)}: {show_line(setting.reason) or '-'}"]
    told.append("")
    told.append(f"Proposed: list from {proposed:.2f} up." if proposed is not None else "Nothing new is proposed.")
    return [*told, why]
