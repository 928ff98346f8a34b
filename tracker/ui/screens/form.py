"""Forms that lose nothing: what is typed is kept every moment, and offered again after escape or a crash."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from tracker.ui.safe import line
from tracker.ui.screens.dialog import Dialog
from tracker.ui.screens.early_keys import KeepsEarlyKeys
from tracker.ui.widgets.fields import Field, Writing
from tracker.ui.widgets.words import Words

Result = TypeVar("Result")

KEPT_AFTER_S = 0.5
"""Seconds without a key after which what was typed is kept."""


class Form(Dialog[Result], KeepsEarlyKeys):
    """A dialog with fields. `draft_name` tells it from other forms, and one claim's form from another's."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "bring_back", show=False)]
    draft_name: str = ""

    def __init__(self) -> None:
        super().__init__()
        self._offered: dict[str, Any] = {}
        """What was typed before and is not brought back yet."""
        self._typings = 0

    # -- what is in it ---------------------------------------------------------------------------------------------

    def typed(self) -> dict[str, str]:
        """Id of each field that was changed -> its text."""
        texts = {field.id: field.value for field in self.query(Field) if field.id and field.is_changed}
        writings = {box.id: box.text for box in self.query(Writing) if box.id and box.is_changed}
        return {**texts, **writings}

    def bring(self, typed: dict[str, str]) -> None:
        """Fills the fields with what was typed before."""
        for field in self.query(Field):
            if field.id in typed:
                field.value = typed[field.id]
        for box in self.query(Writing):
            if box.id in typed:
                box.text = typed[box.id]

    # -- keeping ---------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _on_form_changed(self) -> None:
        self._typings += 1
        typings = self._typings
        self.set_timer(KEPT_AFTER_S, lambda: self._keep() if typings == self._typings else None)

    def _keep(self) -> None:
        typed = self.typed()
        if typed:
            self.tracker.keep(f"form {self.draft_name}", {"typed": typed, "at": f"{dt.datetime.now():%Y-%m-%d %H:%M}"})  # noqa: DTZ005
        elif not self._offered:
            self.tracker.keep(f"form {self.draft_name}", None)

    def action_leave(self) -> None:
        self._keep()
        super().action_leave()

    def _saved(self, made: Any) -> None:
        self._typings += 1
        self.tracker.keep(f"form {self.draft_name}", None)
        super()._saved(made)

    # -- offering --------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        kept = self.tracker.kept(f"form {self.draft_name}")
        typed = kept.get("typed")
        if isinstance(typed, dict) and typed:
            self._offered = {str(name): str(text) for name, text in typed.items()}
            offer = Words(
                line(f"Not saved on {kept.get('at', 'an earlier day')}: ctrl+o brings it back.", "$warning"), id="offer"
            )
            self.query_one(".dialog").mount(offer, before="#error")

    def action_bring_back(self) -> None:
        offered, self._offered = self._offered, {}
        if offered:
            self.bring(offered)
            self.query("#offer").remove()
