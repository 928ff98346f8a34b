"""Playing a journal back entry by entry: chain, Merkle tree, and what each record must be. Pure.

Of each record only a digest is kept, so that memory grows with their number, not with their size; an entry is looked at
again only to name what differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tracker.model.change import GENESIS, Change, Edit, canonical_json
from tracker.model.checkpoint import Checkpoint, fault_against
from tracker.model.ids import is_id
from tracker.model.merkle import MerkleTree

_DIGEST_BYTES = 16
EDITS_HELD = 20_000
"""Edits of entries read again that are held, above which the oldest of these entries go."""

Entry = Callable[[int], Change | None]
"""Sequence number -> that entry, read again; None when it cannot be."""


def digest(text: str) -> bytes:
    """What is kept of a text to know it again."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()


class Replay:
    """A journal as far as it was played."""

    def __init__(self, entry: Entry, older: Checkpoint | None = None) -> None:
        """entry: reads an entry again. older: a checkpoint noted elsewhere, which the journal must go on from."""
        self.tree = MerkleTree()
        self.last_hash = GENESIS
        self.newest: Change | None = None
        self.highest: dict[str, int] = {}
        """Kind -> number of the newest id that any entry names."""
        self._entry = entry
        self._expected = 1
        self._states: dict[str, bytes] = {}
        self._read: dict[int, dict[tuple[str, str], dict[str, Any] | None]] = {}
        """Entries that were read again last, by what they left: one can hold thousands of records that differ."""
        self._older = older
        self._older_root = self.tree.root if older and older.size == 0 else None

    def play(self, change: Change, computed_hash: str | None = None) -> Iterator[str]:
        """Takes the next entry in; says what is wrong with it.

        computed_hash: where it was computed from the bytes as they are stored.
        """
        where = f"journal entry {change.seq}"
        if change.seq != self._expected:
            missing = (
                f"{self._expected}" if change.seq == self._expected + 1 else f"{self._expected} to {change.seq - 1}"
            )
            yield f"journal: entry {missing} is missing"
        elif change.prev != self.last_hash:
            yield f"{where}: does not follow from the entry before it"
        if (computed_hash or change.computed_hash()) != change.hash:
            yield f"{where}: content was changed after it was written"
        self._expected, self.newest = change.seq + 1, change
        yield from self._grow(change)
        for edit in change.edits:
            yield from self._apply(edit, change.seq)

    def matches(self, record_id: str, content: bytes) -> bool:
        """Whether a record has the digest that the journal asks for; what matches is not compared again."""
        if self._states.get(record_id, b"")[:_DIGEST_BYTES] != content:
            return False
        del self._states[record_id]
        return True

    def compare(self, kind: str, record: Mapping[str, Any]) -> str | None:
        """Why a record, dumped, is not as the journal has it; None: it is. Each is compared once."""
        state = self._states.pop(str(record.get("id")), None)
        if state is None:
            return "is there, though no journal entry put it there"
        if state[:_DIGEST_BYTES] == digest(canonical_json(record)):
            return None
        seq = int.from_bytes(state[_DIGEST_BYTES:], "big")
        expected = self._told(kind, str(record["id"]), seq)
        if expected is None:
            return f"is not as journal entry {seq} has it"
        wrong = next((n for n in sorted(record.keys() | expected.keys()) if record.get(n) != expected.get(n)), None)
        if wrong is None:
            return None  # 7 and 7.0
        return f"{wrong} is {_short(record.get(wrong))}, but {_short(expected.get(wrong))} in journal entry {seq}"

    def forget(self, record_id: str) -> None:
        """Leaves a record out of what is missing: it was told already that it cannot be read."""
        self._states.pop(record_id, None)

    def names(self, record_id: str) -> bool:
        """Whether the journal has that record, and it was not compared yet."""
        return record_id in self._states

    def missing(self) -> Iterator[tuple[str, int]]:
        """(id, entry) of records that the journal has, and that were not compared."""
        return ((record_id, int.from_bytes(state[_DIGEST_BYTES:], "big")) for record_id, state in self._states.items())

    @property
    def checkpoint(self) -> Checkpoint:
        """The journal as far as it was played."""
        at = self.newest.at if self.newest else None
        return Checkpoint(size=self.tree.size, last_hash=self.last_hash, root=self.tree.root, at=at)

    def fault_since_older(self) -> str | None:
        """Why the journal does not go on from the older checkpoint; None: it does, or none was given."""
        if self._older is None:
            return None
        return fault_against(self._older, self.tree.size, self._older_root or self.tree.root)

    def grow(self, entry_hash: str) -> bool:
        """Takes in the hash of an entry alone; False when it is no hash."""
        self.last_hash = entry_hash
        try:
            self.tree.append(entry_hash)
        except ValueError:
            return False
        if self._older and self.tree.size == self._older.size:
            self._older_root = self.tree.root
        return True

    def _grow(self, change: Change) -> Iterator[str]:
        if not self.grow(change.hash):
            yield f"journal entry {change.seq}: its hash is none"

    def _apply(self, edit: Edit, seq: int) -> Iterator[str]:
        if not is_id(edit.kind, edit.id):
            yield f"journal entry {seq}: {_short(edit.id)} is not the id of a {_short(edit.kind)}"
            return
        self.highest[edit.kind] = max(self.highest.get(edit.kind, 0), int(edit.id[1:]))
        before = self._states.get(edit.id)
        if not self._is_as_before(edit, before):
            yield f"journal entry {seq}: {edit.id} was not as the entry says before it"
        if edit.after is None:
            self._states.pop(edit.id, None)
        else:
            self._states[edit.id] = digest(canonical_json(edit.after)) + seq.to_bytes(8, "big")

    def _is_as_before(self, edit: Edit, state: bytes | None) -> bool:
        if edit.before is None or state is None:
            return edit.before is None and state is None
        if state[:_DIGEST_BYTES] == digest(canonical_json(edit.before)):
            return True
        return self._told(edit.kind, edit.id, int.from_bytes(state[_DIGEST_BYTES:], "big")) == edit.before

    def _told(self, kind: str, record_id: str, seq: int) -> dict[str, Any] | None:
        left = self._read.get(seq)
        if left is None:
            change = self._entry(seq)
            left = {(edit.kind, edit.id): edit.after for edit in change.edits} if change else {}
            self._read[seq] = left
            while len(self._read) > 1 and sum(map(len, self._read.values())) > EDITS_HELD:
                del self._read[next(iter(self._read))]
        return left.get((kind, record_id))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
