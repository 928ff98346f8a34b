"""Lists of claims that are read a page at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.services.base import number_of
from tracker.store.ports import Store

KEPT = 4
"""Lists that are kept while the case does not change: eight bytes a claim."""


class ClaimList:
    """The claims of a query in order, by their numbers. It stays as it is when the case changes: no page moves."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, start: int, count: int) -> list[int]:
        """Numbers of the claims from an index on; fewer at the end.

        >>> ClaimList([3, 5, 8]).numbers(1, 100)
        [5, 8]
        """
        return list(self._numbers[start : start + count])

    def place_of(self, claim_id: str | None) -> int | None:
        """Index of a claim in the list; None when it is not in it.

        >>> ClaimList([3, 5, 8]).place_of("C5"), ClaimList([3, 5, 8]).place_of("C4")
        (1, None)
        """
        try:
            return self._numbers.index(number_of(claim_id))
        except ValueError:
            return None


class Listings:
    """The lists last asked for, read again only after the journal has grown. Safe for threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._head: tuple[int, str] | None = None
        self._kept: dict[tuple[ClaimQuery, ClaimOrder], ClaimList] = {}

    def of(self, query: ClaimQuery, order: ClaimOrder) -> ClaimList:
        """The list for the present state of the case."""
        asked = (query.model_copy(update={"limit": None, "offset": 0}), order)
        head = self._store.head()
        with self._lock:
            if head != self._head:
                self._head, self._kept = head, {}
            found = self._kept.pop(asked, None)
        if found is None:
            found = ClaimList(self._store.claim_numbers(*asked))
        with self._lock:
            if head == self._head:
                self._kept[asked] = found
                while len(self._kept) > KEPT:
                    del self._kept[next(iter(self._kept))]
        return found
