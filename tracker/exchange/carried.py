"""Journal entries that a part of a case carries whole: those on nothing but records of the part.

With the hashes of all other entries they lead to the Merkle root of the case (RFC 6962), so they show that a record
once stood in the journal as it stands in the part. That no later entry changed it they do not show: an entry on other
records too is not carried, because it would tell those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tracker.model.change import Change, WrittenChange, canonical_json

_ID = re.compile(r'"id":"([A-Z]\d{1,18})"')
"""Of a record; in the words of a record a quotation mark is escaped."""


def on_these_only(
    changes: Iterable[Change | WrittenChange], kept: AbstractSet[str]
) -> tuple[Change | WrittenChange, ...]:
    """The entries that change records with these ids, and no others."""
    found = []
    for change in changes:
        named: set[str] = {match[1] for match in _ID.finditer(change.edits_json)}
        if named and named <= kept:
            found.append(change)
    return tuple(found)


class Carried:
    """Entries of a part while it is verified, each compared with the hash that the part has for it."""

    def __init__(self) -> None:
        self.proven = 0
        """Records that stand as the newest carried entry on them says."""
        self._hashes: dict[int, str] = {}
        self._states: dict[str, tuple[int, dict[str, Any] | None]] = {}

    def __len__(self) -> int:
        return len(self._hashes)

    def take(self, change: Change, written: str) -> Iterator[str]:
        """The next entry; says what is wrong with it. written: its hash, computed."""
        if written != change.hash:
            yield f"journal entry {change.seq}: content was changed after it was written"
        if change.seq <= max(self._hashes, default=0):
            yield f"journal entry {change.seq}: stands after a newer one"
        self._hashes[change.seq] = change.hash
        for edit in change.edits:
            self._states[edit.id] = (change.seq, edit.after)

    def misplaced(self, hashes: Mapping[int, str]) -> Iterator[str]:
        """Entries that are not those whose hashes lead to the root. hashes: number -> hash of entries carried."""
        for seq, digest in self._hashes.items():
            if hashes.get(seq) != digest:
                yield f"journal entry {seq}: it is not the one whose hash leads to the Merkle root"

    def hears_of(self, seq: int) -> bool:
        """Whether that entry is carried."""
        return seq in self._hashes

    def compare(self, record: Mapping[str, Any]) -> str | None:
        """Why a record of the part cannot stand as it does; None: nothing says so."""
        if str(record.get("id")) not in self._states:
            return None
        seq, after = self._states[str(record["id"])]
        if after is None or int(after.get("rev", 0)) > int(record.get("rev", 0)):
            return f"is older than journal entry {seq}, which the file carries"
        if int(after.get("rev", 0)) < int(record.get("rev", 0)):
            return None  # an entry that is not carried changed it
        if canonical_json(after) != canonical_json(dict(record)):
            return f"is not as journal entry {seq} has it"
        self.proven += 1
        return None

    def knows(self, record_id: str) -> bool:
        """Whether a carried entry is on that record."""
        return record_id in self._states
