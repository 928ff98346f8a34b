"""Disputes of a large case, kept in a few hundred bytes each and unpacked one at a time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from tracker.model.dispute import Dispute, DisputeState

_FAST = 1
"""Level of compression."""

Change = Callable[[Dispute], Dispute]


class PackedDisputes(Sequence[Dispute]):
    """Disputes in a fixed order; each is unpacked whenever it is asked for."""

    def __init__(self, parts: Sequence[bytes], resolved: int, change: Change | None = None) -> None:
        """parts: as `Packer` makes them. resolved: how many of them are. change: applied to what is unpacked."""
        self.resolved = resolved
        self._parts = parts
        self._change = change

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> Dispute: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Dispute]: ...
    def __getitem__(self, index: int | slice) -> Dispute | Sequence[Dispute]:
        if isinstance(index, slice):
            return [self._unpacked(part) for part in self._parts[index]]
        return self._unpacked(self._parts[index])

    def __iter__(self) -> Iterator[Dispute]:
        return map(self._unpacked, self._parts)

    def mapped(self, change: Change) -> PackedDisputes:
        """The same disputes, each changed when it is unpacked."""
        before = self._change
        return PackedDisputes(self._parts, self.resolved, (lambda one: change(before(one))) if before else change)

    def only(self, wanted: Callable[[Dispute], bool]) -> PackedDisputes:
        """Some of them."""
        kept, resolved = [], 0
        for part in self._parts:
            dispute = self._unpacked(part)
            if wanted(dispute):
                kept.append(part)
                resolved += dispute.state is DisputeState.RESOLVED
        return PackedDisputes(kept, resolved, self._change)

    def _unpacked(self, part: bytes) -> Dispute:
        dispute = Dispute.model_validate_json(zlib.decompress(part))
        return self._change(dispute) if self._change else dispute


class Packer:
    """Takes disputes in, in any order."""

    def __init__(self) -> None:
        self._held: list[tuple[tuple[int, str, str], bytes]] = []
        self._resolved = 0
        self.ids: set[str] = set()

    def add(self, disputes: Iterable[Dispute]) -> None:
        """Packs some more."""
        for dispute in disputes:
            key = (-dispute.pairs, dispute.question, dispute.id)
            written = dispute.model_dump_json(exclude_defaults=True)
            self._held.append((key, zlib.compress(written.encode("utf-8", "surrogatepass"), _FAST)))
            self._resolved += dispute.state is DisputeState.RESOLVED
            self.ids.add(dispute.id)

    def packed(self) -> PackedDisputes:
        """All of them, the most contradicting pairs first."""
        self._held.sort(key=lambda item: item[0])
        return PackedDisputes([part for _, part in self._held], self._resolved)
