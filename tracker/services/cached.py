"""Values that hold until the case changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
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

    def get(self) -> Value:
        """The value for the present state of the case."""
        with self._lock:
            head = self._store.head()
            if self._kept is None or self._kept[0] != head:
                self._kept = (head, self._compute())
            return self._kept[1]
