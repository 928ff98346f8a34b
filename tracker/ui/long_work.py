"""Work that takes long: beside the changes, so that deciding goes on meanwhile; with progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.content import Content
from textual.message import Message

from tracker.errors import TrackerError
from tracker.ui.changes import ChangingApp
from tracker.ui.safe import NOTHING, of_error, toast

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

OnStep = Callable[[int, int], bool]
"""Called with (done, of how many); answers whether to go on."""


@dataclass(frozen=True)
class Task:
    """Something that takes long."""

    name: str
    """Two words for the line above: "taking in"."""
    run: Callable[[Workspace, OnStep], Any]
    """Called in a worker thread; every part it has done is kept when it is stopped."""
    said: Callable[[Any], Content]
    """Words of the notice at its end, from what `run` returned."""
    failed: Callable[[TrackerError], bool] = lambda _: False
    """Called on the event loop when it was refused; answers whether somebody has been told."""
    ended: Callable[[], object] = lambda: None
    """Called on the event loop when it has ended well."""


INDEXING = Task("indexing the case anew, once; ctrl+x stops it:", lambda _case, _on_step: None, lambda _: NOTHING)
UPGRADING = Task("bringing the case up to date", lambda _case, _on_step: None, lambda _: NOTHING)
"""What takes long before the case is open."""


class TaskStepped(Message):
    """A part is done."""

    def __init__(self, done: int, steps: int, opening: Task = INDEXING) -> None:
        """opening: what it is a part of when the case is not open yet."""
        super().__init__()
        self.done = done
        self.steps = steps
        self.opening = opening


class TaskOver(Message):
    """It is done, stopped, or refused."""

    def __init__(self, task: Task, outcome: Any, error: TrackerError | None) -> None:
        super().__init__()
        self.task = task
        self.outcome = outcome
        self.error = error


class WorkingApp(ChangingApp):
    """The app as far as it works on something long; one thing at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.long_task: Task | None = None
        """What is being worked on."""
        self.progress: tuple[int, int] = (0, 0)
        """Parts done, of how many; (0, 0): not known yet."""
        self._is_stopped = False

    def tell(self) -> None:
        """Shows how far it is."""
        raise NotImplementedError

    def start(self, task: Task) -> bool:
        """Begins something long; False when something else is still being worked on."""
        if self.long_task is not None:
            return False
        self.long_task, self.progress, self._is_stopped = task, (0, 0), False
        self.tell()
        self._work_on(task)
        return True

    def stop(self) -> None:
        """Ends it after the part that it is at."""
        self._is_stopped = True
        self.tell()

    def note_step(self, done: int, steps: int) -> bool:
        """Notes how far it is; answers whether to go on. Called in a worker thread."""
        self.post_message(TaskStepped(done, steps))
        return not self._is_stopped

    def note_upgrade(self, done: int, steps: int) -> bool:
        """As `note_step`, of bringing the tables of an older case up to date."""
        self.post_message(TaskStepped(done, steps, UPGRADING))
        return not self._is_stopped

    def exit(self, *arguments: Any, **named: Any) -> None:
        """Leaves the program; what is being worked on ends after the part that it is at."""
        self._is_stopped = True
        super().exit(*arguments, **named)

    @property
    def task_words(self) -> str:
        """How far it is, for the line above; empty: there is nothing."""
        if self.long_task is None:
            return ""
        done, steps = self.progress
        words = f"{self.long_task.name} {done:,} of {steps:,}" if steps else f"{self.long_task.name} …"
        return f"{words}, stopping" if self._is_stopped else words

    @work(thread=True)
    def _work_on(self, task: Task) -> None:
        if self.workspace is None:
            return
        try:
            self.post_message(TaskOver(task, task.run(self.workspace, self.note_step), None))
        except TrackerError as error:
            self.post_message(TaskOver(task, None, error))

    @on(TaskStepped)
    def _on_task_stepped(self, message: TaskStepped) -> None:
        self.progress = (message.done, message.steps)
        if self.workspace is None:
            self.long_task = message.opening
        self.tell()

    @on(TaskOver)
    def _on_task_over(self, message: TaskOver) -> None:
        self.long_task = None
        self.tell()
        if message.error is None:
            toast(self, message.task.said(message.outcome), seconds=8)
            message.task.ended()
        elif not message.task.failed(message.error):
            toast(self, of_error(message.error), severity="warning", seconds=8)
        self.reload()
