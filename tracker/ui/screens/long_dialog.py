"""Dialogs that set something long going, and tell how far it is while they stand open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.errors import TrackerError
from tracker.ui.long_work import OnStep, Task
from tracker.ui.safe import of_error, safe
from tracker.ui.screens.dialog import Dialog
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class LongDialog(Dialog[None]):
    """Stays open until the work has ended well; escape leaves the work going on, ctrl+x stops it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+x", "stop", show=False, priority=True)]

    def work_on(
        self, name: str, run: Callable[[Workspace, OnStep], Any], said: Callable[[Any], Content], *, stay: bool = True
    ) -> None:
        """Begins it, unless something else is being worked on; `name`, `run` and `said` as in `Task`.

        With `stay` False the dialog closes as soon as the work has begun.
        """
        ended = self._close if stay else lambda: None
        if not self.tracker.start(Task(name, run, said, failed=self._failed, ended=ended)):
            self.complain(safe("Something else is still being worked on; ctrl+x stops it."))
        elif not stay:
            self.dismiss(None)

    def tell(self, words: str) -> None:
        """How far it is; empty: nothing is being worked on."""
        hint = " · escape leaves it working · ctrl+x stops it" if words else ""
        for place in self.query("#progress").results(Words):
            place.put(safe(words + hint, "$accent"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        # Without work the key is the field's own: it cuts.
        return action != "stop" or self.tracker.task_words != ""

    def action_stop(self) -> None:
        self.tracker.stop()

    def _close(self) -> None:
        if self.is_attached:
            self.dismiss(None)

    def _failed(self, error: TrackerError) -> bool:
        if self.is_attached:
            self.complain(of_error(error))
        return self.is_attached
