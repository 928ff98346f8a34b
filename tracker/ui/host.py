"""What screens and dialogs may ask of the app that shows them, so that they need not import it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace
    from tracker.ui.long_work import Task
    from tracker.ui.messages import Job


class Host(Protocol):
    """The app, as far as its screens know it."""

    workspace: Workspace | None
    """None until the case is open."""
    counts: dict[str, int]
    """Name of a screen -> the count beside its name."""
    user_keys: Mapping[str, str]
    """Action -> the keys the user gave it."""

    def forget_typed(self) -> None:
        """Lets go of keys that wait for a dialog to close."""

    def submit(self, job: Job) -> None:
        """Makes a change in a worker, after those submitted before it."""

    def start(self, task: Task) -> bool:
        """Begins something long beside all else; False when something else is still being worked on."""

    last_run: frozenset[int]
    """Entries of the journal that the last long action wrote, and those that reversed them; empty: there was none."""

    def note_run(self, entries: Collection[int]) -> None:
        """Notes entries that one action has written, to be undone in one."""

    def reverse_run(self, action: str) -> None:
        """Begins to undo or redo all of them."""

    def stop(self) -> None:
        """Stops what takes long after the part that it is at."""

    @property
    def task_words(self) -> str:
        """How far what takes long is; empty: there is nothing."""

    def watch_addresses(self, addresses: Sequence[str], every_s: float) -> None:
        """Begins to watch feeds and pages, in place of those that were watched."""

    def stop_watching(self) -> None:
        """Ends it; what was taken in stays."""

    @property
    def watch_words(self) -> str:
        """What is watched; empty: nothing."""

    @property
    def status_words(self) -> str:
        """All that goes on beside the screens, for the bar above; empty: nothing."""

    sought: tuple[str, str] | None
    """Name of a screen and the id of the record that it is to show when it comes up."""

    intended: tuple[str, str] | None
    """Name of a screen and the action that is to be done on it when it has read the case."""

    def go(self, screen: str, record: str | None = None, *, then: str | None = None) -> None:
        """Shows another screen, and a record on it; `then` is the action to do there."""

    trail: list[str]
    """Screens from which records were gone to, the first one first; empty: one came by a screen's own key."""

    def back(self) -> bool:
        """Goes back to the screen from which a record was gone to; False: there is none."""

    def keep(self, name: str, kept: dict[str, Any] | None) -> None:
        """Keeps something of this case for the next session, outside of the case; None: no more."""

    def kept(self, name: str) -> dict[str, Any]:
        """What was kept under a name; empty: nothing."""

    def next_theme(self) -> None:
        """Shows the next colours, also the next time."""

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Gives actions these keys from now on."""
