"""Opening a case file: is it a case, can it be written, and the connection settings that keep what was acknowledged."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from tracker.errors import CaseError, DiskFullError, NotACaseError, TrackerError
from tracker.store.waits import Waits

APPLICATION_ID = 0x74726B72
""" "trkr", in the header of every case file."""

SCHEMA = 8
"""Version of the tables, in the header's user_version; raised by each migration."""

LOCK_TIMEOUT_S = 30.0
"""How long a write waits for another one."""

WAL_IS_SAFE_FROM = (3, 51, 3)
"""Older SQLite can corrupt a WAL database when a second connection writes during a checkpoint."""

_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs")


class Db:
    """A case file: short transactions, one writer at a time, readers never in a transaction of their own."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.waits = Waits()
        """Who waits for what another program does with the file."""
        self._engine: Engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=28, pool_use_lifo=True
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for statements that each see the newest state. Leaving it open would block writers."""
        with told(self.path, "not read"), self._engine.connect() as connection:
            self._asks(connection)
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection on which all statements see one state."""
        with told(self.path, "not read"), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            self._asks(connection)
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One writing transaction, committed at the end; an exception leaves nothing behind.

        BEGIN IMMEDIATE: without it SQLite lets two writers read the same state and one change is lost in silence.
        """
        if self.read_only:
            raise CaseError(f"{self.path} can only be read.", hint="Copy it to a place where you may write.")
        with told(self.path), self._engine.connect() as connection:
            with self.waits.noted():
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                with self.waits.noted():
                    connection.commit()
            except BaseException:
                # After a full disk SQLite has rolled back already, and says so by an error of its own.
                with suppress(DBAPIError):
                    connection.rollback()
                raise

    def close(self) -> None:
        """Closes all connections that are not in use."""
        self._engine.dispose()

    def _asks(self, connection: Connection) -> None:
        """Waits here, where it is noted, for a program that lets nobody read; the driver itself is quicker asked."""
        asked = connection.connection.dbapi_connection
        assert isinstance(asked, sqlite3.Connection)  # noqa: S101  made below
        with self.waits.noted():
            asked.execute("PRAGMA schema_version")

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path, read_only=self.read_only)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with our settings to a file that exists."""
    mode = "ro" if read_only else "rw"
    if read_only and _is_wal(path) and not path.with_name(path.name + "-wal").exists():
        mode += "&immutable=1"  # SQLite cannot open a WAL file in a folder where it may not write
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path))}?mode={mode}",
        uri=True,
        timeout=LOCK_TIMEOUT_S,
        isolation_level=None,  # transactions begin where we say
        check_same_thread=False,  # the pool gives a connection to one thread at a time
    )
    settings = ["query_only=ON"] if read_only else ["synchronous=EXTRA", f"journal_mode={_journal_mode(path)}"]
    return set_up(connection, settings)


def set_up(connection: sqlite3.Connection, settings: Sequence[str]) -> sqlite3.Connection:
    """The connection with what holds for every one of ours, and these settings."""
    try:
        for setting in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", *settings):
            connection.execute(f"PRAGMA {setting}")
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    connection.text_factory = _decoded
    return connection


def _decoded(raw: bytes) -> str:
    """Text of a damaged row still reads, so that one bad byte does not take the whole list away; the audit names it."""
    return raw.decode("utf-8", "replace")


def _journal_mode(path: Path) -> str:
    return "WAL" if sqlite3.sqlite_version_info >= WAL_IS_SAFE_FROM and _is_local(path) else "DELETE"


def _is_local(path: Path) -> bool:
    """Whether the file is known to be on a disk of this machine: WAL needs shared memory."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    resolved = str(path.resolve())
    found = ("", "")
    for mount in mounts:
        _, point, kind, *_ = mount.split(" ")
        if len(point) >= len(found[0]) and (resolved + "/").startswith(point.rstrip("/") + "/"):
            found = (point, kind)
    return bool(found[1]) and not found[1].startswith(_NETWORK_FILE_SYSTEMS)


def check_is_case(path: Path) -> None:
    """Raises NotACaseError or CaseError for a file that is not a whole case. Only reads, without SQLite."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {error.strerror}.", hint="Check the path and its rights.") from error
    hint = "It was not touched. Name another file; a new one is made if there is none."
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        what = "is empty" if not header else "is not a tracker case"
        raise NotACaseError(f"{path} {what}.", hint=hint)
    if struct.unpack(">I", header[68:72])[0] != APPLICATION_ID:
        raise NotACaseError(f"{path} is a database of another program, not a tracker case.", hint=hint)
    page_size, pages = struct.unpack(">H", header[16:18])[0], struct.unpack(">I", header[28:32])[0]
    expected = (65536 if page_size == 1 else page_size) * pages
    left_over = any(path.with_name(path.name + end).exists() for end in ("-journal", "-wal"))
    if size < expected and not left_over:
        raise CaseError(
            f"{path} is cut short: {size:,} of {expected:,} bytes are there.", hint="Restore it from a backup."
        )


def check_schema(path: Path, *, read_only: bool) -> int:
    """Version of the tables in the file. Raises CaseError when it was written by a newer tracker."""
    with told(path, "not read"):
        connection = connect(path, read_only=read_only)
        try:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
    _refuse_newer(path, found)
    return found


def check_header(path: Path) -> None:
    """Raises NotACaseError or CaseError for what is no case that this tracker reads. Only reads, without SQLite."""
    check_is_case(path)
    with path.open("rb") as file:
        _refuse_newer(path, struct.unpack(">I", file.read(64)[60:])[0])


def _refuse_newer(path: Path, found: int) -> None:
    if found > SCHEMA:
        raise CaseError(
            f"{path} was written by a newer tracker (tables version {found}, this one knows {SCHEMA}).",
            hint="Update tracker. The file was not changed.",
        )


def may_write(path: Path) -> bool:
    """Whether the file and its folder can be written; SQLite needs both."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _is_wal(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x02\x02"


@contextmanager
def told(path: Path, failed: str = "not saved") -> Iterator[None]:
    """Turns what SQLite and the file system complain about into one sentence for a person.

    failed: what did not come about when another program has locked the file.
    """
    try:
        yield
    except TrackerError:
        raise
    except (DBAPIError, sqlite3.Error) as error:
        raise _translated(path, error, failed) from error
    except UnicodeDecodeError as error:  # SQLite quotes damaged bytes of a schema in its message
        raise _damaged(path, "its tables cannot be read") from error


def _translated(path: Path, error: Exception, failed: str) -> Exception:
    original = error.orig if isinstance(error, DBAPIError) else error
    words = str(original)
    if isinstance(original, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return error  # a defect of ours, not the machine's
    if "full" in words:
        return DiskFullError(f"The disk of {path} is full: nothing was changed.", hint="Free some space and repeat.")
    if "locked" in words or "busy" in words:
        return CaseError(
            f"{path} is locked by another program: {failed}.", hint="Close the other one, or try again in a moment."
        )
    if "readonly" in words:
        return CaseError(f"{path} can only be read: not saved.", hint="Copy it to a place where you may write.")
    if "malformed" in words or "not a database" in words:
        return _damaged(path, words)
    if isinstance(original, sqlite3.OperationalError) and ("disk I/O" in words or "unable to open" in words):
        return CaseError(f"{path} cannot be used: {words}.", hint="Check the disk and the rights of the folder.")
    return error


def _damaged(path: Path, words: str) -> CaseError:
    return CaseError(f"{path} is damaged ({words}).", hint="Run 'tracker verify', and restore a backup.")
