"""The SQLite store: one case file and its folder of raw bytes."""

from __future__ import annotations

import datetime as dt
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection

from tracker.errors import NotFoundError
from tracker.model.change import Change
from tracker.model.checkpoint import Checkpoint
from tracker.store import audit, backup, creation
from tracker.store.adoption import unseen
from tracker.store.blobs import Blobs, EitherBlobs, beside
from tracker.store.connect import SCHEMA, Db
from tracker.store.file_faults import file_faults
from tracker.store.index_audit import index_faults
from tracker.store.index_write import IndexWriter
from tracker.store.indexing import Indexing, OnProgress
from tracker.store.inspection import Inspection
from tracker.store.journal import NO_INTENT, Intent
from tracker.store.sql_reads import SqlReads
from tracker.store.sql_write import SqlWrite


class SqlStore(SqlReads):
    """A case file; safe for threads and for several processes."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        clock: Callable[[], dt.datetime],
        indexing: Indexing | None = None,
        db: Db | None = None,
    ) -> None:
        super().__init__(beside(path), indexing)
        self.location = str(path)
        self.read_only = read_only
        self._path = path
        self._db = db or Db(path, read_only=read_only)
        self._clock = clock
        self._index_seen = 0
        self._index_lock = threading.Lock()
        self._on_indexing: OnProgress = lambda _done, _of: True
        self.kept_before_upgrade: Path | None = None
        """The file as it was before its tables were brought up to date just now; None: they were."""

    @property
    def waited_s(self) -> float:
        """See the port."""
        return self._db.waits.longest_s

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        clock: Callable[[], dt.datetime] | None = None,
        indexing: Indexing | None = None,
        on_indexing: OnProgress = lambda _done, _of: True,
        on_upgrade: OnProgress = lambda _done, _of: True,
    ) -> Self:
        """Opens a case file, made first when there is none and `create` is set; older tables are migrated.

        indexing: by which rules claims are indexed; without them the index is neither kept up nor read.
        on_indexing: told (records, of how many) while an index of older rules is made anew, which takes minutes for a
        million claims, and asked whether to go on: StoppedError when not. on_upgrade: the same of
        (steps, of how many) while older tables are brought up to date.
        Raises NotACaseError, CaseError, DiskFullError, NotFoundError; a file that is refused is not touched.
        """
        read_only, kept = creation.ready(path, create=create, on_upgrade=on_upgrade)
        store = cls(path, read_only=read_only, clock=clock or (lambda: dt.datetime.now(dt.UTC)), indexing=indexing)
        store._on_indexing = on_indexing
        store.kept_before_upgrade = kept
        return store

    @classmethod
    @contextmanager
    def untouched(
        cls, path: Path, *, indexing: Indexing | None = None, more_blobs: Blobs | None = None
    ) -> Iterator[Self]:
        """A case file to be checked: not migrated, nor anything else written to it. Older tables are read in a copy.

        more_blobs: where originals may be that are not beside it. Raises as `open`, and NotFoundError for a file that
        is not there.
        """
        read_only, version = creation.readable(path)
        with tempfile.TemporaryDirectory(prefix="tracker-verify-") as folder:
            looked_at = path
            if version < SCHEMA:
                from tracker.store.migrations.upgrade import upgrade_copy

                looked_at = Path(folder) / path.name
                backup.copy_file(path, looked_at)
                upgrade_copy(looked_at, version)
            store = cls(looked_at, read_only=read_only, clock=lambda: dt.datetime.now(dt.UTC), indexing=indexing)
            store.location, store._blobs = str(path), EitherBlobs(beside(path), more_blobs or beside(path))
            try:
                yield store
            finally:
                store.close()

    @contextmanager
    def write(
        self, action: str, *, actor: str, summary: str = "", reason: str = "", undoes: int | None = None
    ) -> Iterator[SqlWrite]:
        """One transaction; see the port."""
        intent = Intent(action, actor, summary, reason, undoes)
        with self._db.transaction() as connection:
            write = SqlWrite(connection, self._blobs, intent, self._indexing, self._clock)
            try:
                write.make_index(self._on_indexing)
                yield write
                if not write.finish():
                    write.abandon()
                    connection.rollback()
            except BaseException:
                write.abandon()
                raise

    def change(self, seq: int) -> Change:
        """One journal entry."""
        found = self.changes(after=seq - 1, limit=1) if seq > 0 else []
        if not found or found[0].seq != seq:
            raise NotFoundError(f"There is no journal entry {seq}.")
        return found[0]

    def adopt(self, parts: Iterable[Change | str | bytes], seen: Callable[[int, int], object] = unseen) -> None:
        """See the port."""
        with self._db.transaction() as connection:
            write = SqlWrite(connection, self._blobs, NO_INTENT, self._indexing)
            try:
                write.make_index()
                write.adopt(parts, seen)
            except BaseException:
                write.abandon()
                raise

    def backup(self, path: str) -> None:
        """A consistent, checked copy with its raw bytes; see the port."""
        backup.copy_case(self._path, Path(path))

    def problems(self, *, older: Checkpoint | None = None, seen: audit.Seen = bool) -> list[str]:
        """See the port."""
        with self._db.snapshot() as connection:
            found = audit.problems(Inspection(connection, self._blobs), older=older, seen=seen)
            return audit.told(chain(file_faults(connection), found, index_faults(connection, self._indexing)))

    def first_fault(self) -> str | None:
        """The first of `problems`, those of the tables for searching aside; None when there is none."""
        with self._db.snapshot() as connection:
            return next(chain(file_faults(connection), audit.problems(Inspection(connection, self._blobs))), None)

    def sound_records(self) -> Iterator[tuple[str, dict[str, Any]] | audit.Unreadable]:
        """(kind, record) of all that verifies, dumped, and what does not; see tracker.store.audit."""
        with self._db.snapshot() as connection:
            yield from audit.sound(Inspection(connection, self._blobs))

    def is_indexed(self) -> bool:
        """See the port. An index made by older rules is made anew first, where the case can be written."""
        if self._indexing is None:
            return False
        if self._index_seen == self._indexing.version:
            return True
        with self._index_lock:  # a second thread waits for the first one's index; its own would wait for the file
            with self._db.reading() as connection:
                found = IndexWriter(connection, self._indexing).version()
            if found != self._indexing.version and not self.read_only:
                with self._db.transaction() as connection:
                    SqlWrite(connection, self._blobs, NO_INTENT, self._indexing).make_index(self._on_indexing)
                found = self._indexing.version
            self._index_seen = found
        return found == self._indexing.version

    def close(self) -> None:
        """Closes; twice is fine."""
        self._db.close()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self._db.reading() as connection:
            yield connection
