"""Files of records, read in child processes: what they are, and their records as they are needed."""

from __future__ import annotations

import atexit
import hashlib
import os
from collections.abc import Generator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker.errors import InputError
from tracker.services.parsing import CHILD, not_ours, shown_name

if TYPE_CHECKING:
    from tracker.exchange.incoming.apart import Apart
    from tracker.exchange.incoming.record_parts import RecordFile
    from tracker.exchange.incoming.records import ToldLine

LARGEST_TABLE = 4 * 1024**3
"""Bytes of a table or of JSON lines, which are read a line at a time whatever the settings hold a document to."""


class OpenedRecords:
    """A file of records: held where it is small, else read from the disk in the child process.

    Raises InputError for what is no such file, and while it is read for what it holds.
    """

    def __init__(self, path: Path, *, max_bytes: int, format_name: str | None = None) -> None:
        from tracker.exchange.incoming.importable import check_format

        if format_name is not None:
            check_format(format_name)
        self._name = str(path)
        self._path = path.absolute()
        self.content = _content(path, max_bytes)
        self._stamp = self._stamped()
        self._format = format_name

    @property
    def size(self) -> int:
        """Bytes."""
        return self._stamp[0]

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        if isinstance(self.content, bytes):
            return hashlib.sha256(self.content).hexdigest()
        with self.content.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def about(self) -> RecordFile:
        """What it is. Raises InputError."""
        from tracker.exchange.incoming.record_parts import RecordFile

        reply = _children().ask(self._question("what is it"), self._raw, name=shown_name(self._name))
        try:
            return RecordFile.model_validate(reply)
        except ValidationError as error:
            raise not_ours(self._name) from error

    def told(self, about: RecordFile, fields: Mapping[str, str], constants: Mapping[str, str]) -> Generator[ToldLine]:
        """Its records, or why they are none. Raises InputError; closing it ends the reading."""
        from tracker.exchange.incoming.record_parts import told_of

        mapping = {"fields": dict(fields), "constants": dict(constants)}
        question = self._question("records") | {"format": about.format} | mapping
        with closing(_children().parts(question, self._raw, name=shown_name(self._name))) as parts:
            for part in parts:
                if self._stamped() != self._stamp:
                    name = shown_name(self._name)
                    raise InputError(f"{name} was changed while it was read.", hint="Take it in when it is complete.")
                try:
                    yield from told_of(part)
                except ValueError as error:
                    raise not_ours(self._name) from error

    @property
    def _raw(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else b""

    def _question(self, do: str) -> dict[str, Any]:
        path = None if isinstance(self.content, bytes) else str(self.content)
        return {"do": do, "name": self._name, "format": self._format, "path": path}

    def _stamped(self) -> tuple[int, int]:
        """What changes with the file; of one that is held nothing does any more."""
        if isinstance(self.content, bytes):
            return len(self.content), 0
        try:
            status = self.content.stat()
        except OSError:
            return -1, 0
        return status.st_size, status.st_mtime_ns


def _content(path: Path, max_bytes: int) -> bytes | Path:
    """The bytes of a file, or where it is if it is too large to be held. Raises InputError."""
    from tracker.exchange.incoming.decode import read_limited

    try:
        is_large = os.path.isfile(path) and max_bytes < path.stat().st_size <= LARGEST_TABLE  # noqa: PTH113
    except OSError:
        is_large = False
    return path.absolute() if is_large and os.access(path, os.R_OK) else read_limited(path, max_bytes)


@cache
def _children() -> Apart:
    """Apart from those of documents: an import that waits for the disk holds its child."""
    from tracker.exchange.incoming.apart import Apart

    children = Apart(CHILD)
    atexit.register(children.close)
    return children
