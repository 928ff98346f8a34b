"""One writing transaction on a case file."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from tracker.errors import StoppedError
from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.ids import is_id
from tracker.store.adoption import Adoption
from tracker.store.blobs import Blobs
from tracker.store.columns import NewRecords
from tracker.store.index_add import IndexAdder
from tracker.store.index_write import INDEX, INDEXED
from tracker.store.indexing import Indexing, OnProgress
from tracker.store.journal import Intent, next_outline
from tracker.store.mapping import COUNTERS, JOURNAL, TABLES, TEXTS, change_of, journal_row, row_of
from tracker.store.ports import AnyRecord, Record
from tracker.store.prepared import Prepared
from tracker.store.record_reads import RecordType
from tracker.store.records import id_number, storable
from tracker.store.search import words
from tracker.store.sql_reads import MARKS_AT_ONCE, SqlReads, read_row, readable, with_id
from tracker.store.text_search import add_words, keep_words
from tracker.store.transaction import Clock, Transaction, system_clock

NOT_PLACED = frozenset(
    {"status", "rev", "score", "confidence", "credibility", "likelihood", "note", "fingerprint", "superseded_by"}
)
"""Fields of a claim that neither the index nor the search looks at: accepting or grading it moves nothing."""
PLACED_AT_ONCE = 4_000
"""Records that are placed together when the index is made anew."""


@cache
def _upsert(kind: str) -> Prepared:
    statement = insert(TABLES[kind])
    # Setting the id, even to itself, would make SQLite look for references to it in all rows.
    replaced = {column.name: column for column in statement.excluded if column.name not in ("n", "id")}
    return Prepared(statement.on_conflict_do_update(index_elements=["n"], set_=replaced))


@cache
def _last_given(kind: str) -> Prepared:
    """The newest number ever given to a record of a kind, by the counters and by the records."""
    given = select(COUNTERS.c.number).where(COUNTERS.c.kind == kind).scalar_subquery()
    newest = select(func.max(TABLES[kind].c.n)).scalar_subquery()
    return Prepared(select(func.max(func.coalesce(given, 0), func.coalesce(newest, 0))))


_raising = insert(COUNTERS)
_RAISE_COUNTER = Prepared(
    _raising.on_conflict_do_update(index_elements=["kind"], set_={"number": _raising.excluded.number})
)
_APPEND = Prepared(insert(JOURNAL))


class SqlWrite(SqlReads, Transaction):
    """See tracker.store.ports.Write. The connection is inside BEGIN IMMEDIATE: nobody else writes meanwhile."""

    def __init__(
        self,
        connection: Connection,
        blobs: Blobs,
        intent: Intent,
        indexing: Indexing | None = None,
        clock: Clock = system_clock,
    ) -> None:
        SqlReads.__init__(self, blobs, indexing)
        Transaction.__init__(self, intent, clock)
        self._now = connection
        self._new_blobs: list[str] = []
        self._pending: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in TABLES}
        self._gone: dict[str, set[str]] = {kind: set() for kind in TABLES}
        """Kind -> ids of records that are to be deleted with the next ones written."""
        self._numbers: dict[str, int] = {}
        self._started_at: dict[str, int] = {}
        self._moved: set[str] = set()
        self._known: dict[tuple[str, str], Record] = {}
        self._row: dict[str, Any] | None = None
        self._index = IndexAdder(connection, indexing) if indexing else None

    def is_indexed(self) -> bool:
        """See the port."""
        return self._index is not None

    def make_index(self, on_progress: OnProgress = lambda _done, _of: True) -> None:
        """Makes the index anew where other rules made it, or none.

        on_progress: told (records placed, of how many); StoppedError, with nothing changed, when it answers no.
        """
        if self._index is None or self._index.version() == self._index.indexing.version:
            return
        done, of = 0, sum(self._now.execute(select(func.count()).select_from(TABLES[k])).scalar_one() for k in INDEXED)
        self._index.clear()
        for kind in INDEXED:
            table = TABLES[kind]
            found = self._now.execute(select(table).order_by(table.c.n)).mappings()
            for part in found.partitions(PLACED_AT_ONCE):
                records = [record for row in part if (record := readable(kind, row)) is not None]
                self._index.add(kind, {id_number(kind, record.id): record for record in records})
                done += len(part)
                if not on_progress(done, of):
                    raise StoppedError(
                        "Stopped: the index of the case was not made anew.",
                        hint="Nothing was changed; it begins again when the case is opened next.",
                    )
        self._index.set_version()

    def read_ahead(self, kind: str, ids: Collection[str]) -> None:
        table = TABLES[kind]
        unknown = [record_id for record_id in ids if (kind, record_id) not in self._known]
        for start in range(0, len(unknown), MARKS_AT_ONCE):
            for row in self._rows(select(table).where(table.c.id.in_(unknown[start : start + MARKS_AT_ONCE]))):
                self._note(kind, read_row(kind, row))

    def put_text(self, text: str) -> str:
        text = storable(text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self._now.execute(insert(TEXTS).values(sha256=sha256, text=text).on_conflict_do_nothing())
        return sha256

    def put_blob(self, raw: bytes | Path) -> str:
        sha256, is_new = self._blobs.keep(raw)
        if is_new:
            self._new_blobs.append(sha256)
        return sha256

    def _append(self, *, at: dt.datetime, tool_version: str) -> bool:
        self._flush()
        written = self._log.written()
        if written is None:
            change = self._entry(self._head(), at=at, tool_version=tool_version)
            if change is None:
                return False
            self._change, self._row = change, journal_row(change)
            touches_index = any(edit.kind in INDEXED for edit in change.edits)
        else:
            outline = next_outline(self._head(), self._final_intent(), written, at=at, tool_version=tool_version)
            self._change, self._row, touches_index = None, journal_row(outline) | {"edits": written}, True
        if self._index is None and touches_index:
            self._now.execute(COUNTERS.delete().where(COUNTERS.c.kind == INDEX))  # nobody keeps it up: it is made anew
        _RAISE_COUNTER.run_each(self._now, [{"kind": kind, "number": n} for kind, n in self._numbers.items()])
        _APPEND.run(self._now, **self._row)
        return True

    def _forget(self) -> None:
        self._flush()
        self._known.clear()
        self._started_at.clear()  # else records of the entries before would be taken for new ones

    @property
    def change(self) -> Change | None:
        """See the port. That of many records is read only when somebody asks."""
        if self._change is None and self._row is not None:
            self._change = change_of(self._row)
        return self._change

    def add(self, kind: str, records: Sequence[AnyRecord]) -> None:
        """See the port."""
        if not records:
            return
        self._flush()
        new = NewRecords(kind, records)
        self._log.note_written(new.edits_json())
        self._now.exec_driver_sql(*new.statement())
        last = max(new.numbers)
        self._started_at[kind] = max(self._number_at_start(kind), last)  # later ones are looked for from here on
        self._set_last_number(kind, max(self._last_number(kind), last))
        if self._index is not None and kind in INDEXED:
            self._index.add(kind, dict(zip(new.numbers, records, strict=True)))
        if kind == "claim":
            add_words(self._now, {n: words(record.__dict__) for n, record in zip(new.numbers, records, strict=True)})

    def adopt(self, parts: Iterable[Change | str | bytes], seen: Callable[[int, int], object]) -> None:
        """See `tracker.store.ports.Store.adopt`."""
        adoption = Adoption(self._head(), self._entry_again)
        adoption.take(parts, self, lambda change: _APPEND.run(self._now, **journal_row(change)))
        for seq in range(1, adoption.entries + 1):
            change = self._entry_again(seq)
            for (kind, _), record, dump in adoption.left_by(change) if change else ():
                self._save(kind, record, dump)
            self._flush()
            self._known.clear()  # all of a large case would not find room
            seen(seq, adoption.entries)
        _RAISE_COUNTER.run_each(
            self._now, [{"kind": kind, "number": number} for kind, number in adoption.numbers.items()]
        )

    def _entry_again(self, seq: int) -> Change | None:
        return next(iter(self.changes(after=seq - 1, limit=1)), None)

    def abandon(self) -> None:
        """Takes away the bytes that this transaction brought; the lock is still held, so nobody else uses them."""
        for sha256 in self._new_blobs:
            self._blobs.drop(sha256)

    def _flush(self) -> None:
        """Writes pending records; they wait so that many go in one statement."""
        for kind, dumps in self._pending.items():
            if self._gone[kind]:
                self._take_out(kind)
            if dumps:
                _upsert(kind).run_each(self._now, [row_of(kind, dump) for dump in dumps.values()])
                moved = {key: dump for key, dump in dumps.items() if kind != "claim" or key in self._moved}
                self._place(kind, {key: self._known[kind, key] for key in moved})
                if kind == "claim":
                    keep_words(self._now, {id_number(kind, key): words(dump) for key, dump in moved.items()})
                    self._moved.clear()
                dumps.clear()

    def _place(self, kind: str, changed: Mapping[str, Record | None]) -> None:
        if self._index is not None and kind in INDEXED:
            self._index.put(kind, changed)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        self._flush()
        yield self._now

    def _stored(self, kind: str, record_id: str) -> Record | None:
        if record_id in self._gone[kind]:
            return None
        if (kind, record_id) not in self._known:
            if is_id(kind, record_id) and id_number(kind, record_id) > self._number_at_start(kind):
                return None  # given in this transaction: no need to look
            rows = with_id(kind).records(self._now, id=record_id)
            if not rows:
                return None
            self._note(kind, read_row(kind, rows[0]))
        return self._known[kind, record_id]

    def _one(self, kind: str, record_id: str, model: type[RecordType]) -> RecordType:
        known = self._known.get((kind, record_id))
        return known if isinstance(known, model) else super()._one(kind, record_id, model)

    def _note(self, kind: str, record: Record) -> None:
        self._known[kind, record.id] = record  # nobody else can change it before this transaction ends

    def _save(self, kind: str, record: Record, dump: dict[str, Any]) -> None:
        if not _is_at_same_place(self._known.get((kind, record.id)), record):
            self._moved.add(record.id)
        self._note(kind, record)
        if record.id in self._gone[kind]:
            self._take_out(kind)
        self._pending[kind][record.id] = dump

    def _delete(self, kind: str, record_id: str) -> None:
        if record_id in self._pending[kind]:
            self._flush()
        self._known.pop((kind, record_id), None)
        self._gone[kind].add(record_id)

    def _take_out(self, kind: str) -> None:
        """Deletes what waits for it."""
        gone, table = sorted(self._gone[kind]), TABLES[kind]
        self._gone[kind].clear()
        for start in range(0, len(gone), MARKS_AT_ONCE):
            self._now.execute(table.delete().where(table.c.id.in_(gone[start : start + MARKS_AT_ONCE])))
        self._place(kind, dict.fromkeys(gone))
        if kind == "claim":
            keep_words(self._now, {id_number(kind, record_id): None for record_id in gone})

    def _last_number(self, kind: str) -> int:
        return self._numbers.get(kind, self._number_at_start(kind))

    def _number_at_start(self, kind: str) -> int:
        if kind not in self._started_at:
            self._started_at[kind] = _last_given(kind).one(self._now)
        return self._started_at[kind]

    def _set_last_number(self, kind: str, number: int) -> None:
        self._numbers[kind] = number


def _is_at_same_place(before: Record | None, after: Record) -> bool:
    """Whether a claim differs in nothing that its place in the index, or a search for it, can depend on."""
    if not (isinstance(before, Claim) and isinstance(after, Claim)) or before.status.is_open != after.status.is_open:
        return False
    return all(value == getattr(before, name) for name, value in after if name not in NOT_PLACED)
