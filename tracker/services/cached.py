"""Values that hold until the case changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from typing import Generic, TypeVar

from tracker.store.ports import Store

Value = TypeVar("Value")


class AtHead(Generic[Value]):
    """A value computed from a case, computed again only after its journal has grown. Safe for threads.

    The head is read before the value: a change made meanwhile leads to one computation too many, never to a stale one.
    """

    def __init__(self, store: Store, compute: Callable[[], Value]) -> None:
        self._store = store
        self._compute = compute
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, str], Value] | None = None

    def get(self, compute: Callable[[], Value] | None = None) -> Value:
        """The value for the present state of the case; compute: how to compute it if it must be, this once.

        What raises an error is not kept.
        """
        with self._lock:
            head = self._store.head()
            if self._kept is None or self._kept[0] != head:
                self._kept = (head, (compute or self._compute)())
            return self._kept[1]


class OfKind(Generic[Value]):
    """A value computed from all records of some kinds, kept while no journal entry changes one. Safe for threads.

    Adding one claim to a large case would else read all its sources, and all decisions on it, again.
    """

    def __init__(self, store: Store, kinds: str | Collection[str], compute: Callable[[], Value]) -> None:
        self._store = store
        self._kinds = {kinds} if isinstance(kinds, str) else frozenset(kinds)
        self._compute = compute
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, str], Value] | None = None

    def get(self) -> Value:
        """The value for the present state of the case."""
        with self._lock:
            head = self._store.head()
            if self._kept is None or not self._still_holds(self._kept[0], head):
                self._kept = (head, self._compute())
            self._kept = (head, self._kept[1])
            return self._kept[1]

    def at(self, head: tuple[int, str]) -> Value | None:
        """The value for that state of the case, if it is the one it is kept for."""
        with self._lock:
            return self._kept[1] if self._kept and self._kept[0] == head else None

    def _still_holds(self, before: tuple[int, str], head: tuple[int, str]) -> bool:
        if before == head:
            return True
        if head[0] - before[0] > ENTRIES_READ:
            return False
        changes = self._store.changes(after=before[0], limit=ENTRIES_READ)
        if not changes or changes[0].prev != before[1] or changes[-1].hash != head[1]:
            return False
        return all(edit.kind not in self._kinds for change in changes for edit in change.edits)


ENTRIES_READ = 20
"""Journal entries that are looked through for changes; after more, the records are read anew."""
