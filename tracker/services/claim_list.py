"""Lists of claims that are read a page at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.services.base import number_of
from tracker.store.ports import Store

KEPT = 4
"""Lists that are kept while the case does not change: eight bytes a claim."""
BEGINNING = 200
"""Claims with which a list begins: a screen of them, and what is scrolled to next."""


_Asked = tuple[ClaimQuery, ClaimOrder]


class ClaimList:
    """The claims of a query in order, by their numbers. It stays as it is when the case changes: no page moves."""

    def __init__(self, numbers: Sequence[int], *, is_whole: bool = True) -> None:
        self._numbers = numbers
        self.is_whole = is_whole
        """Whether these are all, not only those with which the list begins."""

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
        self._kept: dict[_Asked, ClaimList] = {}

    def beginning(self, query: ClaimQuery, order: ClaimOrder) -> ClaimList:
        """The claims with which the list begins, read in a fraction of the time; the whole list where it is kept."""
        asked, _, found = self._known(query, order)
        if found is None:
            first = self._store.claim_numbers(*asked, first=BEGINNING)
            found = ClaimList(first, is_whole=len(first) < BEGINNING)
        return found

    def of(self, query: ClaimQuery, order: ClaimOrder) -> ClaimList:
        """The list for the present state of the case."""
        asked, head, found = self._known(query, order)
        if found is None:
            found = ClaimList(self._store.claim_numbers(*asked))
        with self._lock:
            self._kept.pop(asked, None)
            if head == self._head:
                self._kept[asked] = found
                while len(self._kept) > KEPT:
                    del self._kept[next(iter(self._kept))]
        return found

    def _known(self, query: ClaimQuery, order: ClaimOrder) -> tuple[_Asked, tuple[int, str], ClaimList | None]:
        """What is asked for, of which state of the case, and the list where it is kept."""
        asked = (query.model_copy(update={"limit": None, "offset": 0}), order)
        head = self._store.head()
        with self._lock:
            if head != self._head:
                self._head, self._kept = head, {}
            return asked, head, self._kept.get(asked)
