"""What a disk holds when the power fails after the n-th thing that a program wrote, in four ways of losing what was not
flushed.

Names and contents are lost apart: a file system may keep a rename and not the bytes of the file, or the other way
round. What was flushed with fsync is there in every way: bytes with that of the file, a name with that of its folder.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WAYS = ("contents lost", "contents kept to a point", "contents torn", "names and contents lost")
SECTOR = 512
"""Bytes that a disk writes as a whole."""


class Operation(NamedTuple):
    """One thing that was written."""

    what: str
    path: str
    to: str
    at: int
    data: bytes


def recorded(log: Path) -> list[Operation]:
    """What the recorder wrote down (recorder.c)."""
    raw, at, found = log.read_bytes(), 0, []
    while at < len(raw):
        end = raw.index(b"\n", at)
        what, path, to, place, size = raw[at:end].decode().split(" ")
        at = end + 1 + int(size)
        path, to = path.replace("\1", " "), to.replace("\1", " ")
        found.append(Operation(what, path, to, int(place), raw[end + 1 : at]))
    return found


class _File:
    """Bytes that may have several names."""

    def __init__(self, content: bytes = b"") -> None:
        self.flushed = content
        self.pending: list[tuple[int, Operation]] = []

    def flush(self) -> None:
        self.flushed = _with(self.flushed, [operation for _, operation in self.pending])
        self.pending.clear()


class Disk:
    """A folder as it was before, and what is written to it."""

    def __init__(self, before: Path, folder: Path) -> None:
        """before: what was there; folder: the path that the operations name."""
        self._folder = str(folder)
        names: dict[str, _File | None] = {}
        for each in sorted(before.rglob("*")):
            path = f"{self._folder}/{each.relative_to(before)}"
            names[path] = _File(each.read_bytes()) if each.is_file() else None
        self._names = names
        self._flushed_names = dict(names)
        self.written = 0

    def write(self, operation: Operation) -> None:
        """Does the next thing."""
        what, path, to = operation.what, operation.path, operation.to
        names, file = self._names, self._names.get(path)
        self.written += 1
        if what == "create":
            names.setdefault(path, _File())
        elif what == "mkdir":
            names[path] = None
        elif what in ("write", "truncate") and file is not None:
            file.pending.append((self.written, operation))
        elif what in ("unlink", "rmdir"):
            names.pop(path, None)
        elif what == "link":
            names[to] = file
        elif what == "rename":
            moved = [name for name in names if name == path or name.startswith(f"{path}/")]
            for name in moved:
                names[to + name[len(path) :]] = names.pop(name)
        elif what == "sync" and file is not None:
            file.flush()
        elif what == "sync":
            self._flush_names(path)

    def _flush_names(self, folder: str) -> None:
        """What a folder itself holds; of a folder that came into it, the folder with all that it holds."""
        before, now = (_in(names, folder) for names in (self._flushed_names, self._names))
        for name in before - now:
            for gone in [path for path in self._flushed_names if path == name or path.startswith(f"{name}/")]:
                del self._flushed_names[gone]
        for name in now:
            self._flushed_names[name] = self._names[name]
            if name not in before:
                moved = (path for path in self._names if path.startswith(f"{name}/"))
                self._flushed_names.update({path: self._names[path] for path in moved})

    def after_a_cut(self, way: str, chance: random.Random, target: Path) -> None:
        """Puts what is left of it into a folder."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        names = self._flushed_names if way == WAYS[3] else self._names
        point = chance.randint(0, self.written)
        for path, file in sorted(names.items()):
            place = target / path[len(self._folder) + 1 :]
            if not place.parent.is_dir():
                continue
            if file is None:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(_with(file.flushed, list(_kept(file, way, point, chance))))


def _in(names: dict[str, _File | None], folder: str) -> set[str]:
    return {name for name in names if name.rpartition("/")[0] == folder}


def _kept(file: _File, way: str, point: int, chance: random.Random) -> Iterator[Operation]:
    for number, operation in file.pending:
        if way == WAYS[1] and number <= point:
            yield operation
        elif way == WAYS[2] and chance.random() < 0.5:
            cut = chance.randint(0, len(operation.data) // SECTOR) * SECTOR
            whole = chance.random() < 0.7 or operation.what != "write"
            yield operation if whole else operation._replace(data=operation.data[:cut])


def _with(content: bytes, operations: list[Operation]) -> bytes:
    held = bytearray(content)
    for operation in operations:
        end = operation.at + len(operation.data)
        if operation.what == "truncate":
            held = held[: operation.at] + bytes(max(operation.at - len(held), 0))
        else:
            held += bytes(max(end - len(held), 0))
            held[operation.at : end] = operation.data
    return bytes(held)
