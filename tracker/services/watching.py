"""Watching feeds and pages: asked again and again, what is new goes into the triage queue."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.errors import CaseError, InputError, UsageError
from tracker.exchange.web.addresses import place_of
from tracker.services.fetching import Fetching
from tracker.services.ingest import Ingest, Taken
from tracker.services.watched import Watched, conditions_of
from tracker.store.ports import Store

SHORTEST_S = 60.0
"""Seconds between two polls of one address; asked more often, a server may refuse to answer."""
LONGEST_BACKOFF_S = 86_400.0
"""Seconds after which an address that fails is tried again at the latest, unless it is polled less often anyway."""

_SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd]?)")
_SECONDS = {"s": 1.0, "": 60.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}


class Polled(NamedTuple):
    """What one poll of an address brought."""

    address: str
    taken: tuple[Taken, ...]
    """Entries, or the page itself; empty where the server says that nothing changed, or nothing could be had."""
    error: str | None
    """Why it could not be had, in a sentence."""
    next_s: float | None
    """Seconds until it is asked again; None: it is not."""

    @property
    def new(self) -> tuple[Taken, ...]:
        """What was taken in."""
        return tuple(one for one in self.taken if one.report is not None and not one.already)

    @property
    def refused(self) -> tuple[Taken, ...]:
        """What could not be taken in."""
        return tuple(one for one in self.taken if one.error)


class _Watched:
    """An address, with what is needed to ask it again."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.due = 0.0
        self.failures = 0
        self.was_kept = False
        self.conditions: dict[str, str] = {}


class Watching:
    """Polls addresses. What was answered is remembered beside the case, so that nothing is fetched twice."""

    def __init__(
        self,
        ingest: Ingest,
        fetching: Fetching,
        *,
        store: Store,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ingest = ingest
        self._fetching = fetching
        self._store = store
        self._monotonic = monotonic

    def polls(
        self,
        addresses: Sequence[str],
        *,
        every_s: float,
        wait: Callable[[float], bool],
        once: bool = False,
        follow: bool = False,
        publisher: str | None = None,
        allow_private: bool = False,
    ) -> Iterator[Polled]:
        """Polls each address every so many seconds, an address that fails after twice, four times ... as long.

        wait: sleeps for so many seconds and says whether to stop. once: each address once, without waiting.
        follow: take in the pages that entries of feeds link to. Raises UsageError for what is no address or too short
        a time, CaseError when the case cannot be written from the start.
        """
        check(addresses, SHORTEST_S if once else every_s)
        known = Watched(self._store)
        watched = [_Watched(address) for address in dict.fromkeys(addresses)]
        for one in watched:
            one.conditions = known.conditions(one.address, follow=follow)
        while True:
            for one in watched if once else [min(watched, key=lambda one: one.due)]:
                if not once and wait(max(one.due - self._monotonic(), 0.0)):
                    return
                polled = self._poll(one, None if once else every_s, follow, publisher, allow_private)
                if polled.error is None:
                    known.keep(one.address, one.conditions, follow=follow)
                yield polled
            if once:
                return

    def _poll(
        self, one: _Watched, every_s: float | None, follow: bool, publisher: str | None, allow_private: bool
    ) -> Polled:
        error = None
        taken: tuple[Taken, ...] = ()
        try:
            page = self._fetching.page(one.address, allow_private=allow_private, conditions=one.conditions)
            if not page.is_unchanged:
                found = self._ingest.take_in(
                    [one.address],
                    publisher=publisher,
                    allow_private=allow_private,
                    follow=follow,
                    fetch=lambda _: page,
                )
                taken = tuple(found)
                # With a refused entry all are asked for again: it may be only the network that failed.
                one.conditions = {} if any(entry.error for entry in taken) else conditions_of(page.header)
            one.was_kept = True
        except InputError as refused:
            error = str(refused)
        except CaseError as refused:
            # A case that could be written before is only busy, or its disk full for now: a night's watch goes on.
            if every_s is None or not one.was_kept:
                raise
            error = str(refused)
        one.failures = one.failures + 1 if error else 0
        next_s = None
        if every_s is not None:
            next_s = max(every_s, min(every_s * 2**one.failures, LONGEST_BACKOFF_S))
            one.due = self._monotonic() + next_s
        return Polled(one.address, taken, error, next_s)


def check(addresses: Sequence[str], every_s: float) -> None:
    """Raises UsageError for what is no address, and for too short a time."""
    if every_s < SHORTEST_S:
        raise UsageError(f"Every {every_s:g} s is too often.", hint=f"At least {SHORTEST_S:g} s: 15m")
    for address in addresses:
        try:
            place_of(address)
        except InputError as error:
            raise UsageError(error.message, hint=error.hint) from error


def seconds_of(text: str) -> float:
    """A span of time as typed; a number alone is minutes. Raises UsageError.

    >>> seconds_of("15m"), seconds_of("2 h"), seconds_of("90s"), seconds_of("5")
    (900.0, 7200.0, 90.0, 300.0)
    """
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None:
        raise UsageError(f"{text!r} is not a span of time.", hint="Write it as 15m, 90s, 2h or 1d.")
    return float(match[1]) * _SECONDS[match[2]]
