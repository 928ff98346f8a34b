"""Asks for a day: what was known then is shown."""

from __future__ import annotations

import datetime as dt

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tracker.model.period import Period
from tracker.ui.safe import safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow


class AskDay(Dialog[tuple[dt.date | None]]):
    """Hands back a day in a tuple; (None,) for none, that is, for everything."""

    def __init__(self, day: dt.date | None) -> None:
        super().__init__()
        self._day = day

    def compose(self) -> ComposeResult:
        day = self._day.isoformat() if self._day else ""
        box = Vertical(
            FieldRow(safe("As of"), Field(day, id="day", hint="2017-08-02, 2017-08, 2017; empty: everything")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("What was known then")
        box.border_subtitle = safe("what was stated until the end of that day, in UTC · enter show · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#day", Field).focus()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        text = self.query_one("#day", Field).value.strip()
        try:
            self.dismiss((Period.parse(text).end if text else None,))
        except ValueError:
            self.need(condition=False, words="Write a day like 2017-08-02, a month or a year.", focus="#day")
