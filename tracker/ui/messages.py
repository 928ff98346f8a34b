"""What happened, as messages. Workers post them; only handlers touch widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.message import Message

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class CaseOpened(Message):
    """The case is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace


class CaseRefused(Message):
    """The case cannot be opened."""

    def __init__(self, error: TrackerError) -> None:
        super().__init__()
        self.error = error


class CaseLookedAt(Message):
    """The case was asked for its newest journal entry."""

    def __init__(self, head: tuple[int, str]) -> None:
        super().__init__()
        self.head = head
        """Sequence number and hash."""


class Loaded(Message):
    """A screen's data is here."""

    def __init__(self, ticket: int, what: str, data: Any) -> None:
        super().__init__()
        self.ticket = ticket
        """Which request it answers; an older answer than the newest request is dropped."""
        self.what = what
        self.data = data


class LoadFailed(Message):
    """A screen's data cannot be read."""

    def __init__(self, what: str, error: TrackerError) -> None:
        super().__init__()
        self.what = what
        self.error = error


@dataclass(frozen=True)
class Job:
    """One change to the case, to be made in the order asked for."""

    run: Callable[[Workspace], Any]
    """Called in a worker thread."""
    said: Callable[[Any], Content] | None = None
    """Words of the notice, from what `run` returned; None: no notice."""
    then: Callable[[Any], None] | None = None
    """Called on the event loop afterwards."""
    failed: Callable[[TrackerError], None] | None = None
    """Called on the event loop instead of a notice, when the change was refused."""
    always: Callable[[], None] | None = None
    """Called on the event loop in both cases, before the screens read the case again."""


class JobDone(Message):
    """A change was made."""

    def __init__(self, job: Job, outcome: Any) -> None:
        super().__init__()
        self.job = job
        self.outcome = outcome


class JobFailed(Message):
    """A change was refused; nothing was changed."""

    def __init__(self, job: Job, error: TrackerError) -> None:
        super().__init__()
        self.job = job
        self.error = error
