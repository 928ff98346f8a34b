"""How long this program has been waiting for a case that another one, or another part of this one, is writing to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Waits:
    """The threads that are asking for a lock just now. Safe for threads."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Notes that this thread asks for a lock; the block is left when it has it, or has given up."""
        thread = threading.get_ident()
        self._since[thread] = time.monotonic()
        try:
            yield
        finally:
            self._since.pop(thread, None)

    @property
    def longest_s(self) -> float:
        """Seconds that the thread which has waited longest waits by now; 0: none does.

        >>> Waits().longest_s
        0.0
        """
        # Copied in one step: threads come and go meanwhile.
        begun = min(list(self._since.values()), default=None)
        return 0.0 if begun is None else time.monotonic() - begun
