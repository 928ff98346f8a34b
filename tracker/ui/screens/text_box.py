"""Dialogs that show text: drawn at once, or worked out in a thread with its progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.errors import StoppedError
from tracker.ui.safe import NOTHING, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

Watched = Callable[["Workspace", Callable[[int, int], bool]], Any]
"""What is worked out: called with the case and with whom to tell its progress."""


class Stepped(Message):
    """A step of the work is done."""

    def __init__(self, done: int, steps: int) -> None:
        super().__init__()
        self.done = done
        self.steps = steps


class TextBox(Dialog[None]):
    """A box with a sheet. `escape` first stops what is being worked out, then leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    def __init__(self, title: Content, hint: Content = NOTHING) -> None:
        super().__init__()
        self._heading = title
        self._hint = hint
        self._is_stopped = False
        self._is_working = False

    def compose(self) -> ComposeResult:
        box = Vertical(
            VerticalScroll(Sheet(id="text"), id="scroll"),
            *self.below(),
            Words(id="progress"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = self._heading
        box.border_subtitle = self._hint
        yield box

    def below(self) -> list[Widget]:
        """Widgets under the text."""
        return []

    def on_mount(self) -> None:
        self.query_one("#scroll").focus()

    def put(self, draw: Callable[[int], list[str]]) -> None:
        """Shows lines of text for the width there is."""
        self.query_one("#text", Sheet).set(
            lambda width: [part for line in draw(width) for part in (safe(line).wrap(width) if line else [NOTHING])]
        )

    # -- work ------------------------------------------------------------------------------------------------------

    def work_out(self, what: str, run: Watched) -> None:
        """Runs in a thread; hands the outcome to `show_<what>`, or None when it was stopped."""
        self._is_stopped, self._is_working = False, True
        self.query_one("#progress", Words).put(safe("Weighing … escape stops it", "$faint"))
        self.load(what, lambda case: self._watched(case, run))

    def _watched(self, case: Workspace, run: Watched) -> Any:
        def on_progress(done: int, steps: int) -> bool:
            self.post_message(Stepped(done, steps))
            return not self._is_stopped

        try:
            return run(case, on_progress)
        except StoppedError:
            return None

    @on(Stepped)
    def _on_stepped(self, message: Stepped) -> None:
        if self._is_working:
            told = f"Weighing … {message.done} of {message.steps}; escape stops it"
            self.query_one("#progress", Words).put(safe(told, "$faint"))

    def take(self, what: str, data: Any) -> None:
        if self._is_working:
            self._is_working = False
            self.query_one("#progress", Words).put(safe("Stopped.", "$warning") if data is None else NOTHING)
        if data is not None:
            super().take(what, data)

    def complain(self, words: Content = NOTHING) -> None:
        self._is_working = False
        self.query_one("#progress", Words).put(NOTHING)
        super().complain(words)

    def action_leave(self) -> None:
        if self._is_working and not self._is_stopped:
            self._is_stopped = True
            self.query_one("#progress", Words).put(safe("Stopping …", "$faint"))
        else:
            self._is_stopped = True
            self.dismiss(None)
