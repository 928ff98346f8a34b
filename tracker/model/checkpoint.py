"""Checkpoints: the state of a journal in one line that can be kept elsewhere, and compared later.

A chain alone does not show that its end was cut off, or that all of it was written anew. Who kept an older checkpoint
can tell both; see tracker.model.merkle.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Self

from tracker.model.base import Frozen
from tracker.model.change import GENESIS
from tracker.model.moments import in_utc

MARK = "tracker-checkpoint"
"""First word of the line."""

LINE = re.compile(
    rf"{MARK}\s+([0-9]{{1,18}})\s+([0-9a-f]{{64}})\s+([0-9a-f]{{64}})\s+([-0-9T:.Z]{{1,32}})\s+([0-9a-f]{{8}})\b"
)
"""size, root, last hash, time, check digits; a letter may break the line between its words."""


class Checkpoint(Frozen):
    """A journal as it was at one moment."""

    size: int
    """Number of entries, and so the sequence number of the newest; 0: none."""
    last_hash: str
    """Hash of the newest entry; 64 zeros when there is none."""
    root: str
    """Merkle tree hash over the entries' hashes, in hexadecimal."""
    at: dt.datetime | None = None
    """When the newest entry was written; None when there is none."""

    @property
    def line(self) -> str:
        """One line to print, note down, and read back; its last word tells a slip of the pen from a changed journal.

        >>> Checkpoint(size=0, last_hash=GENESIS, root="e" * 64).line.split()[4:]
        ['-', '78a15d39']
        """
        at = in_utc(self.at).replace(tzinfo=None).isoformat() + "Z" if self.at else "-"
        words = f"{MARK} {self.size} {self.root} {self.last_hash} {at}"
        return f"{words} {_check_digits(words)}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The checkpoint of a line, or the last one of a text that holds such lines among others.

        Raises ValueError when there is none, or it was not copied as it stood.
        """
        found = LINE.findall(text)
        if not found:
            raise ValueError(f"no line that begins with {MARK} and goes on with size, root, last hash, time and check")
        *words, check = found[-1]
        if check != _check_digits(" ".join([MARK, *words])):
            raise ValueError("a checkpoint whose check digits do not fit: it was not copied as it stood")
        size, root, last_hash, at = words
        time = None if at == "-" else dt.datetime.fromisoformat(at)
        if (int(size) == 0) != (last_hash == GENESIS and time is None):
            raise ValueError("a checkpoint of no entry that has a newest one")
        return cls(size=int(size), root=root, last_hash=last_hash, at=time)


def _check_digits(words: str) -> str:
    return hashlib.sha256(words.encode("ascii")).hexdigest()[:8]


def fault_against(older: Checkpoint, size: int, root: str) -> str | None:
    """Why a journal does not go on from an older checkpoint, in a sentence; None: it only grew since.

    size: entries that it has now; root: Merkle tree hash over the first `older.size` of them, of all when it has fewer.
    """
    if size < older.size:
        cut = f"entries {size + 1} to {older.size}" if older.size > size + 1 else f"entry {older.size}"
        return f"journal: it has {size} entries, the checkpoint {older.size}: {cut} {_were(older.size - size)} cut off"
    if root != older.root:
        return (
            f"journal: its first {older.size} entries are not those of the checkpoint{_written(older)}: "
            "it was written anew, or belongs to another case"
        )
    return None


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _written(checkpoint: Checkpoint) -> str:
    return f" of {checkpoint.at:%Y-%m-%d %H:%M} UTC" if checkpoint.at else ""
