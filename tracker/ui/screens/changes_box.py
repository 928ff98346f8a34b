"""What changed in a report: the newer text, with what it left out and what it says anew."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.model.report import Report
from tracker.services.differences import Difference, Part
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.text_box import TextBox
from tracker.ui.widgets.sheet import Sheet

KEYS = "j k scroll · escape back"
STYLES = {"-": "$error", "+": "$success"}
"""Colour of what one text has alone; its sign says the same without colour."""


class ChangesBox(TextBox):
    """The report against the version before it, or against what it repeats."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_text(1)", show=False),
        Binding("k,up", "scroll_text(-1)", show=False),
        Binding("d", "leave", show=False),
    ]

    def __init__(self, report: Report) -> None:
        before = report.version_of or report.copy_of or ""
        super().__init__(line(f"{before} → {report.id} {report.title or report.name}"), safe(KEYS))
        self._report = report

    def on_mount(self) -> None:
        super().on_mount()
        report_id = self._report.id
        self.load("difference", lambda case: case.reports.difference(report_id))

    def show_difference(self, found: Difference) -> None:
        self.query_one("#text", Sheet).set(lambda width: _lines(found, width))

    def action_scroll_text(self, by: int) -> None:
        self.query_one("#scroll").scroll_relative(y=by, animate=False)


def _lines(found: Difference, width: int) -> list[Content]:
    drawn = [*line(found.new.notes, "$warning").wrap(width), NOTHING] if found.new.notes else []
    if not found.changed:
        return [*drawn, safe("Every sentence is the same.", "$faint")]
    for part in found.parts:
        drawn += _part(part, width)
    return drawn


def _part(part: Part, width: int) -> list[Content]:
    if part.sign == " ":
        words = "sentence" if part.sentences == 1 else "sentences"
        return [safe(f"  … {part.sentences:,} {words} the same", "$faint")]
    style = STYLES[part.sign]
    wrapped = line(part.text, style).wrap(max(width - 2, 10))
    return [join(safe(f"{part.sign} ", f"bold {style}"), words) for words in wrapped]
