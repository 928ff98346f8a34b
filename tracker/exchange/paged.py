"""Records of a large case, read while they are written: never all at once in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Self, TypeVar, overload

from tracker.model.change import WrittenChange
from tracker.model.claim import Claim

PAGE = 500
"""Claims read at once."""

ReadClaims = Callable[[Sequence[int]], list[Claim]]
Seen = Callable[[int], object]


def _unseen(_count: int) -> None:
    pass


class PagedClaims(Sequence[Claim]):
    """Claims by their numbers, read page by page each time they are gone through."""

    def __init__(
        self,
        numbers: Sequence[int],
        read: ReadClaims,
        *,
        in_order: Callable[[], Sequence[int]],
        stated: int,
        seen: Seen = _unseen,
    ) -> None:
        """in_order: the numbers by name of incident, those of none last. stated: how many of them are not rejected.

        seen: told how many claims were read since it was last told; may raise.
        """
        self.stated = stated
        self._numbers = numbers
        self._read = read
        self._in_order = in_order
        self._seen = seen

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Claim]:
        return self._pages(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Claim]: ...
    def __getitem__(self, index: int | slice) -> Claim | Sequence[Claim]:
        if isinstance(index, slice):
            return self._read(self._numbers[index])
        return self._read([self._numbers[index]])[0]

    def by_incident(self) -> Iterator[Claim]:
        """The same claims, those of one incident after each other."""
        return self._pages(self._in_order())

    def by_id(self) -> ClaimsById:
        """Id -> claim, each read when it is asked for."""
        return ClaimsById(frozenset(self._numbers), self._read)

    def mapped(self, change: Callable[[Claim], Claim]) -> PagedClaims:
        """The same claims, each changed by a function when it is read."""
        read = self._read

        def changed(numbers: Sequence[int]) -> list[Claim]:
            return [change(claim) for claim in read(numbers)]

        return PagedClaims(self._numbers, changed, in_order=self._in_order, stated=self.stated, seen=self._seen)

    def only(self, ids: Collection[str]) -> PagedClaims:
        """Those with these ids, none of which was rejected."""
        kept = {_number(claim_id) for claim_id in ids}
        numbers = [number for number in self._numbers if number in kept]
        in_order = self._in_order

        def kept_in_order() -> Sequence[int]:
            return [number for number in in_order() if number in kept]

        return PagedClaims(numbers, self._read, in_order=kept_in_order, stated=len(numbers), seen=self._seen)

    def _pages(self, numbers: Sequence[int]) -> Iterator[Claim]:
        for start in range(0, len(numbers), PAGE):
            page = self._read(numbers[start : start + PAGE])
            self._seen(len(page))
            yield from page


class ClaimsById(Mapping[str, Claim]):
    """Claims by their ids, each read when it is asked for."""

    def __init__(self, numbers: frozenset[int], read: ReadClaims) -> None:
        self._numbers = numbers
        self._read = read
        self._held: dict[str, Claim] = {}

    def hold(self, ids: Collection[str]) -> None:
        """Reads these together, instead of those held before: they will be asked for next."""
        numbers = sorted(self._numbers.intersection(map(_number, ids)))
        self._held = {claim.id: claim for claim in self._read(numbers)}

    def __getitem__(self, claim_id: str) -> Claim:
        if claim_id in self._held:
            return self._held[claim_id]
        number = _number(claim_id)
        found = self._read([number]) if number in self._numbers else []
        if not found:
            raise KeyError(claim_id)
        return found[0]

    def __contains__(self, claim_id: object) -> bool:
        return _number(str(claim_id)) in self._numbers

    def __iter__(self) -> Iterator[str]:
        return (f"C{number}" for number in sorted(self._numbers))

    def __len__(self) -> int:
        return len(self._numbers)


def _number(claim_id: str) -> int:
    digits = claim_id[1:]
    return int(digits) if digits.isascii() and digits.isdigit() else -1


class PagedJournal(Collection[WrittenChange]):
    """A journal, read one entry at a time: an entry of a large import alone may take megabytes."""

    def __init__(self, hashes: Sequence[str], read: Callable[[int], WrittenChange]) -> None:
        """hashes: of its entries, oldest first. read: sequence number -> entry."""
        self.hashes = tuple(hashes)
        self._read = read

    def __len__(self) -> int:
        return len(self.hashes)

    def __iter__(self) -> Iterator[WrittenChange]:
        return (self._read(seq) for seq in range(1, len(self) + 1))

    def __contains__(self, change: object) -> bool:
        return any(change == own for own in self)


Content = TypeVar("Content", str, bytes)


class _ByHash(Mapping[str, Content]):
    def __init__(self, known: Collection[str], read: Callable[[str], Content]) -> None:
        self._known = dict.fromkeys(known)
        self._read: Callable[[str], Content] = read
        self._last: tuple[str, Content] | None = None

    def only(self, wanted: Collection[str]) -> Self:
        """Some of them."""
        return type(self)([digest for digest in self._known if digest in wanted], self._read)

    def __getitem__(self, sha256: str) -> Content:
        if sha256 not in self._known:
            raise KeyError(sha256)
        if self._last is None or self._last[0] != sha256:
            self._last = (sha256, self._read(sha256))
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Texts(_ByHash[str]):
    """Texts of reports by their SHA-256, each read when it is asked for."""


class Originals(_ByHash[bytes]):
    """Raw bytes of reports by their SHA-256, each read when they are asked for."""
