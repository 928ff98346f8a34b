"""What changes if a source, a report or a claim falls; with a reason it is let fall."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from tracker.model.impact import Impact
from tracker.present.impact import impact_lines
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.sheet import Sheet

BESIDE_TEXT = 7
"""Lines of the dialog and the screen that are not text."""


class Retract(Dialog[object]):
    """Shows first what rests on it; then asks why, and does it in one step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_text(8)", show=False),
        Binding("pageup", "scroll_text(-8)", show=False),
        Binding("down", "scroll_text(1)", show=False),
        Binding("up", "scroll_text(-1)", show=False),
    ]

    def __init__(self, target: str) -> None:
        """target: id of a source, a report or a claim."""
        super().__init__()
        self._target = target

    def compose(self) -> ComposeResult:
        box = Vertical(
            VerticalScroll(Sheet(id="text"), id="scroll", can_focus=False),
            FieldRow(safe("Reason"), Field(id="reason", hint="needed; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Retract {self._target}?")
        box.border_subtitle = safe("enter retract · PgUp PgDn scroll · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#reason", Field).focus()
        self._fit()
        self.query_one("#text", Sheet).words(safe("Looking for what rests on it ...", "$faint"))
        self.load("impact", lambda case: case.impacts.of(self._target))

    def on_resize(self) -> None:
        self._fit()

    def show_impact(self, found: Impact) -> None:
        lines = impact_lines(found)
        self.query_one("#text", Sheet).set(lambda width: [part for told in lines for part in _hung(told, width)])

    def action_scroll_text(self, lines: int) -> None:
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        reason = self.query_one("#reason", Field).value.strip()
        if self.need(reason, "Say why, in a few words.", "#reason"):
            self.save(
                lambda case: case.impacts.retract(self._target, reason),
                said=lambda change: line(f"{change.summary}; u takes it back."),
            )

    def _fit(self) -> None:
        """The text scrolls inside the dialog, so that the reason is always in sight."""
        scroll = self.query_one("#scroll")
        scroll.styles.height = "auto"
        scroll.styles.max_height = max(self.app.size.height - BESIDE_TEXT, 3)


def _hung(told: str, width: int) -> list[Content]:
    """A line wrapped, what is indented staying so."""
    blanks = Content(" " * (len(told) - len(told.lstrip(" "))))
    return [blanks + part for part in safe(told.lstrip(" ")).wrap(max(width - blanks.cell_length, 10))]
