"""The journal: building entries, checking the chain, replaying edits. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from tracker.model.change import GENESIS, Change, Edit, canonical_json
from tracker.model.moments import in_utc
from tracker.store.records import storable

RecordKey = tuple[str, str]
"""(kind, id)"""


class Head(NamedTuple):
    """The newest entry, as far as the next one needs it."""

    seq: int
    hash: str
    at: dt.datetime | None


NO_HEAD = Head(0, GENESIS, None)


class Intent(NamedTuple):
    """What a transaction is for."""

    action: str
    actor: str
    summary: str
    reason: str
    undoes: int | None


NO_INTENT = Intent("", "", "", "", None)
"""Of a transaction that changes no record."""


def next_change(head: Head, intent: Intent, edits: Sequence[Edit], *, at: dt.datetime, tool_version: str) -> Change:
    """The entry that follows `head`. Order is the sequence number: a clock that went back is only noted."""
    unsigned = _unsigned(head, intent, edits, at=at, tool_version=tool_version)
    return unsigned.model_copy(update={"hash": unsigned.computed_hash()})


def next_outline(head: Head, intent: Intent, edits_json: str, *, at: dt.datetime, tool_version: str) -> Change:
    """The same of edits that stand in canonical JSON already, which are signed, but not in it."""
    unsigned = _unsigned(head, intent, (), at=at, tool_version=tool_version)
    return unsigned.model_copy(update={"hash": unsigned.hash_with(edits_json)})


def _unsigned(head: Head, intent: Intent, edits: Sequence[Edit], *, at: dt.datetime, tool_version: str) -> Change:
    at = in_utc(at)
    return Change(
        seq=head.seq + 1,
        prev=head.hash,
        hash="",
        at=at,
        clock_went_back=head.at is not None and at < head.at,
        actor=storable(intent.actor),
        tool_version=tool_version,
        action=intent.action,
        summary=storable(intent.summary),
        reason=storable(intent.reason),
        undoes=intent.undoes,
        edits=tuple(edits),
    )


class EditLog:
    """Edits of one transaction; several changes of one record become one edit, unless edits were written between."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._before: dict[RecordKey, dict[str, Any] | None] = {}
        self._after: dict[RecordKey, dict[str, Any] | None] = {}

    def note(self, key: RecordKey, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Adds one change of a record."""
        self._before.setdefault(key, before)
        self._after[key] = after

    def edits(self) -> tuple[Edit, ...]:
        """In the order first touched, without those that changed nothing in the end."""
        found = []
        for key, before in self._before.items():
            after = self._after[key]
            if before == after:
                continue
            found.append(Edit(kind=key[0], id=key[1], before=before, after=after))
        return tuple(found)

    def note_written(self, edits_json: str) -> None:
        """Adds edits that stand in canonical JSON already, without the brackets around them."""
        self._written += [self._noted_json(), edits_json]
        self._before, self._after = {}, {}

    def written(self) -> str | None:
        """All edits as canonical JSON; None when there are none that came so."""
        if not self._written:
            return None
        return "[" + ",".join(part for part in (*self._written, self._noted_json()) if part) + "]"

    def _noted_json(self) -> str:
        return canonical_json([edit.plain() for edit in self.edits()])[1:-1]
