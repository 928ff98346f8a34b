"""Reading the case without holding up a key: in a thread, one at a time for each thing, the newest request wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual import events, on, work
from textual.content import Content
from textual.dom import DOMNode
from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.ui.messages import Loaded, LoadFailed
from tracker.ui.safe import of_error

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace
    from tracker.ui.host import Host

Read = Callable[["Workspace"], Any]
"""Runs in a worker: calls services, touches no widget."""


class Loads(DOMNode):
    """What screens and dialogs share: `load`, and where its outcome goes."""

    def __init__(self, **names: Any) -> None:
        # Called by Widget, whose names for the node pass through here.
        super().__init__(**names)
        self._tickets: dict[str, int] = {}
        self._reading: set[str] = set()
        self._waiting: dict[str, tuple[int, Read]] = {}

    async def on_event(self, event: events.Event) -> None:
        # What is closed while it comes up gets no widgets, but is told all the same that it is there and seen.
        is_closing = self._pruning or not self.is_attached
        if not (is_closing and isinstance(event, (events.Mount, events.ScreenResume, events.ScreenSuspend))):
            await super().on_event(event)

    @property
    def tracker(self) -> Host:
        """The app."""
        return cast("Host", self.app)

    def load(self, what: str, read: Read, *, after: float = 0.0, void: bool = True) -> None:
        """Calls `read` in a worker after so many seconds and hands the outcome to `show_<what>`.

        A newer request for the same thing makes an older one void; with `void` False each is answered.
        """
        if not void:
            self._start(self._tickets.setdefault(what, 0), what, read)
            return
        ticket = self._tickets[what] = self._tickets.get(what, 0) + 1
        if after:
            self.set_timer(after, lambda: self._ask(ticket, what, read))
        else:
            self._ask(ticket, what, read)

    def forget(self, what: str) -> None:
        """Makes the requests for a thing void."""
        self._tickets[what] = self._tickets.get(what, 0) + 1

    def _ask(self, ticket: int, what: str, read: Read) -> None:
        if self._tickets[what] != ticket:
            return
        if what in self._reading:
            # A slow comparison must not pile up threads while the cursor moves on.
            self._waiting[what] = (ticket, read)
        else:
            self._start(ticket, what, read)

    def _start(self, ticket: int, what: str, read: Read) -> None:
        case = self.tracker.workspace
        if case is not None:
            self._reading.add(what)
            self._read_in_thread(ticket, what, lambda: read(case))

    @work(thread=True)
    def _read_in_thread(self, ticket: int, what: str, read: Callable[[], Any]) -> None:
        worker = get_current_worker()
        try:
            data = read()
        except TrackerError as error:
            self.post_message(LoadFailed(what, error))
        else:
            if not worker.is_cancelled:
                self.post_message(Loaded(ticket, what, data))

    @on(Loaded)
    def _on_loaded(self, message: Loaded) -> None:
        self._go_on(message.what)
        if message.ticket == self._tickets.get(message.what):
            self.take(message.what, message.data)

    @on(LoadFailed)
    def _on_load_failed(self, message: LoadFailed) -> None:
        self._go_on(message.what)
        self.complain(of_error(message.error))

    def _go_on(self, what: str) -> None:
        self._reading.discard(what)
        waiting = self._waiting.pop(what, None)
        if waiting:
            self._ask(waiting[0], what, waiting[1])

    def take(self, what: str, data: Any) -> None:
        """Hands what was read to the method that shows it."""
        getattr(self, f"show_{what}")(data)

    def complain(self, words: Content) -> None:
        """Says that something could not be read."""
        raise NotImplementedError
