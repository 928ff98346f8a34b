"""The text of a file of records, line by line: held as a whole, or read anew from the disk where it is large."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tracker.errors import InputError
from tracker.exchange.incoming.decode import CHUNK_BYTES, decode, storable_text
from tracker.present.show import show_line

LONGEST_LINE = 8 * 1024 * 1024
"""Characters of a line of a file that is not held; no table has a longer one."""


class TextSource(Protocol):
    """A text that can be read several times."""

    encoding: str

    @property
    def head(self) -> str:
        """How it begins, the first million of bytes or more: it is known by that."""
        ...

    @property
    def total(self) -> int:
        """Characters in all."""
        ...

    @property
    def has_last_end(self) -> bool:
        """Whether its last line has an end, as every program that writes tables gives it."""
        ...

    @property
    def whole(self) -> str:
        """All of it. Raises InputError for one that is too large to be held."""
        ...

    def lines(self, ends: str) -> Iterator[str]:
        """Its lines with their ends; ends: "" for CR, LF and CR LF, LF alone for that."""
        ...


class HeldText:
    """A text in memory."""

    def __init__(self, text: str, encoding: str = "utf-8") -> None:
        self.encoding = encoding
        self._text = text.removeprefix("\ufeff")

    @property
    def head(self) -> str:
        """See `TextSource`."""
        return self._text

    @property
    def total(self) -> int:
        """See `TextSource`."""
        return len(self._text)

    @property
    def has_last_end(self) -> bool:
        """See `TextSource`."""
        return self._text.endswith(("\n", "\r"))

    @property
    def whole(self) -> str:
        """See `TextSource`."""
        return self._text

    def lines(self, ends: str) -> Iterator[str]:
        """See `TextSource`."""
        return iter(io.StringIO(self._text, newline=ends))


class LargeText:
    """A text on the disk, of which only a line at a time is held."""

    def __init__(self, path: Path, *, name: str) -> None:
        """Raises InputError for a file that is no text, or cannot be read."""
        self._path = path
        self._name = show_line(name)
        with path.open("rb") as file:
            first = file.read(CHUNK_BYTES)
        decoded = decode(_whole_characters(first), name=self._name)
        self.encoding, self.head = decoded.encoding, decoded.text.removeprefix("\ufeff")
        if self.encoding == "utf-8" and self.head.isascii() and not _is_utf8(path):
            self.encoding = "cp1252"
        self.total, last = 0, ""
        for last in self.lines(""):
            self.total += len(last)
        self.has_last_end = last.endswith(("\n", "\r"))

    @property
    def whole(self) -> str:
        """See `TextSource`."""
        raise InputError(
            f"{self._name} is too large: only tables and JSON lines of this size are read.",
            hint="Cut it into parts, or raise max_bytes in the settings (TRACKER_MAX_BYTES).",
        )

    def lines(self, ends: str) -> Iterator[str]:
        """See `TextSource`. Raises InputError for a line that is too long to be one."""
        number = 0
        with self._path.open("rb") as file, io.TextIOWrapper(file, self.encoding, "replace", newline=ends) as text:
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise InputError(
                        f"{self._name} line {number:,} is longer than {LONGEST_LINE:,} characters.",
                        hint="Check that the file is a table.",
                    )
                yield storable_text(line.removeprefix("\ufeff") if number == 1 else line)


def _whole_characters(first: bytes) -> bytes:
    """The first part of a file without a character that it cuts in two."""
    if len(first) < CHUNK_BYTES:
        return first
    end = len(first) - len(first) % 4 if b"\x00" in first else first.rfind(b"\n") + 1
    return first[: end or len(first)]


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while part := file.read(CHUNK_BYTES):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
