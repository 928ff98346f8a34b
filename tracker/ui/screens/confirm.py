"""A question that needs a reason before something is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.ui.safe import safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class AskReason(Dialog[Any]):
    """Names the thing, asks why, does it."""

    def __init__(self, title: Content, about: Content, run: Callable[[Workspace, str], Any], done: Content) -> None:
        super().__init__()
        self._heading = title
        self._about = about
        self._run_with = run
        self._done = done

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(self._about),
            FieldRow(safe("Reason"), Field(id="reason", hint="needed; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = self._heading
        box.border_subtitle = safe("enter do it · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#reason", Field).focus()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        reason = self.query_one("#reason", Field).value.strip()
        if self.need(reason, "Say why, in a few words.", "#reason"):
            self.save(lambda case: self._run_with(case, reason), said=lambda _: self._done)
