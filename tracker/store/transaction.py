"""What a transaction does on every backend: ids, revisions, edits, the journal entry."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, cast

import tracker
from tracker.errors import NotFoundError, StaleEditError
from tracker.model.change import Change
from tracker.model.ids import LETTERS
from tracker.store.journal import EditLog, Head, Intent, next_change
from tracker.store.ports import AnyRecord, Record
from tracker.store.records import dumped, id_number, kind_of, same_content, settled

Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """The time of this machine."""
    return dt.datetime.now(dt.UTC)


class Transaction(ABC):
    """The writing half of `tracker.store.ports.Write`; a backend adds five primitives and the reads."""

    def __init__(self, intent: Intent, clock: Clock = system_clock) -> None:
        self._intent = intent
        self._clock = clock
        self._log = EditLog()
        self.summary = intent.summary
        self.undoes = intent.undoes
        self.is_event = False
        self._is_written = False
        self._change: Change | None = None

    @property
    def change(self) -> Change | None:
        """The entry that was appended, once the transaction has ended."""
        return self._change

    def next_entry(self, action: str) -> None:
        """Goes on in another entry; see the port."""
        if self.finish():
            self._intent = self._intent._replace(action=action)
        self._log = EditLog()
        self._forget()

    def new_id(self, kind: str) -> str:
        """The next free id; an id is never given twice, also not after undo."""
        return self.new_ids(kind, 1)[0]

    def new_ids(self, kind: str, count: int) -> list[str]:
        """So many of them, in order."""
        last = self._last_number(kind)
        self._set_last_number(kind, last + count)
        return [f"{LETTERS[kind]}{number}" for number in range(last + 1, last + count + 1)]

    def add(self, kind: str, records: Sequence[AnyRecord]) -> None:  # noqa: ARG002  a backend may need the kind
        """Creates many; see the port."""
        for record in records:
            self.put(record)

    def find(self, kind: str, record_id: str) -> Record | None:
        """A record as it is now; None when there is none."""
        return self._stored(kind, record_id)

    def put(self, record: AnyRecord) -> AnyRecord:
        """Creates or replaces; see the port. A record that changes nothing keeps its `rev`."""
        kind = kind_of(record)
        stored = self._stored(kind, record.id)
        if record.rev != (stored.rev if stored else 0):
            raise self._stale(record.id, gone=stored is None)
        if record == stored:
            return cast("AnyRecord", stored)
        kept = settled(record)
        before, after = dumped(stored) if stored else None, dumped(kept)
        if before and same_content(before, after):
            return cast("AnyRecord", stored)
        return self._keep(kind, kept, before, after, rev=record.rev + 1)

    def restore(self, record: Record) -> Record:
        """Puts a record back; see the port."""
        kind = kind_of(record)
        stored = self._stored(kind, record.id)
        kept, before = settled(record), dumped(stored) if stored else None
        return self._keep(kind, kept, before, dumped(kept), rev=max(stored.rev if stored else 0, record.rev) + 1)

    def remove(self, kind: str, record_id: str) -> None:
        """Takes a record out; see the port."""
        stored = self._stored(kind, record_id)
        if stored is None:
            raise NotFoundError(f"There is no {kind} {record_id} in this case.")
        self._delete(kind, record_id)
        self._log.note((kind, record_id), dumped(stored), None)

    def _keep(
        self, kind: str, kept: AnyRecord, before: dict[str, Any] | None, after: dict[str, Any], *, rev: int
    ) -> AnyRecord:
        number = id_number(kind, kept.id)
        if number > self._last_number(kind):
            self._set_last_number(kind, number)
        kept = cast("AnyRecord", kept.model_copy(update={"rev": rev}))
        after = {**after, "rev": rev}  # dumping is the dear part of a bulk change: once before, once after
        self._save(kind, kept, after)
        self._log.note((kind, kept.id), before, after)
        return kept

    def _stale(self, record_id: str, *, gone: bool) -> StaleEditError:
        changes = self.changes_of(record_id)
        done = "removed" if gone else "changed"
        if not changes:
            return StaleEditError(f"{record_id} was {done} since you read it; nothing was overwritten.")
        last = changes[-1]
        return StaleEditError(
            f"{record_id} was {done} by {last.actor} at {last.at:%Y-%m-%d %H:%M:%S} UTC ({last.action}) "
            "since you read it; nothing was overwritten.",
            hint="Look at it again and repeat your change if it is still wanted.",
        )

    def _entry(self, head: Head, *, at: dt.datetime, tool_version: str) -> Change | None:
        """The journal entry of what was done so far; None when nothing was changed."""
        edits = self._log.edits()
        if not edits and not self.is_event:
            return None
        return next_change(head, self._final_intent(), edits, at=at, tool_version=tool_version)

    def _final_intent(self) -> Intent:
        return self._intent._replace(summary=self.summary, undoes=self.undoes)

    def finish(self) -> bool:
        """Writes what is pending and the journal entry; False when no entry of this transaction was written."""
        self._is_written = self._append(at=self._clock(), tool_version=tracker.__version__) or self._is_written
        return self._is_written

    @abstractmethod
    def _append(self, *, at: dt.datetime, tool_version: str) -> bool:
        """Writes what is pending and the journal entry; False when there is nothing to keep."""

    @abstractmethod
    def _forget(self) -> None:
        """Holds nothing any more of what was read and put."""

    @abstractmethod
    def changes_of(self, object_id: str) -> list[Change]:
        """Entries that touched one record, oldest first."""

    @abstractmethod
    def _stored(self, kind: str, record_id: str) -> Record | None: ...

    @abstractmethod
    def _save(self, kind: str, record: Record, dump: dict[str, Any]) -> None: ...

    @abstractmethod
    def _delete(self, kind: str, record_id: str) -> None: ...

    @abstractmethod
    def _last_number(self, kind: str) -> int: ...

    @abstractmethod
    def _set_last_number(self, kind: str, number: int) -> None: ...
