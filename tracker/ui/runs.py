"""What one long action wrote in many entries of the journal - a folder taken in - is undone by one key."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.ui.counts import counted
from tracker.ui.long_work import OnStep, Task, WorkingApp
from tracker.ui.safe import line, safe, toast

if TYPE_CHECKING:
    from tracker.model.change import Change
    from tracker.services.workspace import Workspace


class RunsApp(WorkingApp):
    """The app as far as it takes back what it did in one go. It knows the last such action of this session."""

    def __init__(self) -> None:
        super().__init__()
        self.last_run: frozenset[int] = frozenset()
        """Entries of the journal of the last long action, and those that reversed them."""

    def note_run(self, entries: Collection[int]) -> None:
        """Entries that one action has written; one alone is undone as everything else is."""
        self.last_run = frozenset(entries if len(entries) > 1 else ())

    def reverse_run(self, action: str) -> None:
        """Begins to undo or redo all of it, newest first; what is stopped stays half reversed, and goes on later."""
        run = self.last_run

        def reverse(case: Workspace, on_step: OnStep) -> Sequence[Change]:
            return case.history.reverse_run(action, run, on_step)

        if not self.start(Task(f"{action}ing", reverse, self._said)):
            toast(self, safe("Something else is still being worked on; ctrl+x stops it."), severity="warning")

    def _said(self, made: Sequence[Change]) -> Content:
        self.last_run |= {change.seq for change in made}
        if not made:
            return safe("There was nothing left of it.")
        told = line(made[-1].summary)
        return told if len(made) == 1 else line(f"{counted(len(made), 'step')} at once, the last: {told.plain}")
