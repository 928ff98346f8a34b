"""Watching feeds and pages while the interface is open: a thread that asks them, and what it brings."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from tracker.errors import TrackerError
from tracker.ui.counts import counted
from tracker.ui.keeping import KeepingApp
from tracker.ui.safe import line, of_error, toast

if TYPE_CHECKING:
    from tracker.services.watching import Polled
    from tracker.services.workspace import Workspace


@dataclass(eq=False)
class Watch:
    """Addresses that are asked again and again."""

    addresses: tuple[str, ...]
    every_s: float
    is_over: threading.Event = field(default_factory=threading.Event)
    failing: set[str] = field(default_factory=set)
    """Addresses whose failure was told; it is told once."""


class PollDone(Message):
    """An address was asked."""

    def __init__(self, watch: Watch, polled: Polled) -> None:
        super().__init__()
        self.watch = watch
        self.polled = polled


class WatchRefused(Message):
    """A watch has ended by itself."""

    def __init__(self, watch: Watch, error: TrackerError) -> None:
        super().__init__()
        self.watch = watch
        self.error = error


class WatchingApp(KeepingApp):
    """The app as far as it watches; one set of addresses at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.watching: Watch | None = None
        """What is being watched."""

    def watch_addresses(self, addresses: Sequence[str], every_s: float) -> None:
        """Begins to watch, in place of what was watched before. Addresses are asked at once, then every so often."""
        self.stop_watching()
        if self.workspace is None:
            return
        self.watching = Watch(tuple(addresses), every_s)
        # A daemon: the program ends without waiting for a server; what a poll has not kept whole is not kept at all.
        threading.Thread(target=self._ask, args=(self.workspace, self.watching), name="watch", daemon=True).start()
        self.tell()

    def stop_watching(self) -> None:
        """Ends it; what was taken in stays."""
        if self.watching is not None:
            self.watching.is_over.set()
            self.watching = None
            self.tell()

    @property
    def watch_words(self) -> str:
        """What is watched, for the line above; empty: nothing."""
        return f"watching {counted(len(self.watching.addresses), 'address', 'addresses')}" if self.watching else ""

    def _ask(self, case: Workspace, watch: Watch) -> None:
        try:
            for polled in case.watching.polls(watch.addresses, every_s=watch.every_s, wait=watch.is_over.wait):
                if watch.is_over.is_set():
                    return
                self.post_message(PollDone(watch, polled))
        except TrackerError as error:
            if not watch.is_over.is_set():
                self.post_message(WatchRefused(watch, error))

    @on(PollDone)
    def _on_poll_done(self, message: PollDone) -> None:
        polled, failing = message.polled, message.watch.failing
        if polled.error and polled.address not in failing:
            failing.add(polled.address)
            toast(self, line(f"{polled.address}: {polled.error}"), severity="warning", seconds=8)
        elif not polled.error:
            failing.discard(polled.address)
        if polled.new:
            proposed = counted(sum(one.proposed for one in polled.new), "proposal")
            toast(self, line(f"{polled.address}: {counted(len(polled.new), 'report')}, {proposed}."), seconds=8)
            self.reload()

    @on(WatchRefused)
    def _on_watch_refused(self, message: WatchRefused) -> None:
        if self.watching is message.watch:
            self.stop_watching()
        toast(self, of_error(message.error), severity="warning", seconds=8)
