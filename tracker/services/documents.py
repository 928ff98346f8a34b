"""Which documents targets name, and their bytes. What cannot be read is told in one sentence."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import InputError
from tracker.exchange.incoming.part import ENTRY_SUFFIX
from tracker.exchange.web.addresses import is_address
from tracker.store.records import storable

if TYPE_CHECKING:
    from tracker.exchange.web.fetch import Page

STDIN = "-"
"""The target that means standard input."""
_ORIGINALS = ".case.blobs"
"""How the folder of a case's originals is called."""
RECORD_SUFFIXES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".case"})
"""Files of records: each is taken in by itself, for its columns are looked at first."""


def documents(targets: Sequence[str | Path]) -> list[Path | str]:
    """The files and addresses that targets name: themselves, "-", and the files below folders that can be read, sorted.

    A folder that cannot be read, or holds no document, stays in the list: reading it says what is wrong.
    """
    found: list[Path | str] = []
    for target in targets:
        if str(target) == STDIN:
            found.append(STDIN)
        elif is_address(str(target)):
            found.append(str(target).strip())
        elif _is_folder(Path(target)):
            found.extend(_below(Path(target)) or [Path(target)])
        else:
            found.append(Path(target))
    return found


class LeftBehind(NamedTuple):
    """What of folders is no document, and is left there."""

    records: list[Path]
    """Files of records, sorted: tables, JSON lines, cases."""
    unread: Counter[str]
    """Of files of kinds that are not read: ending in small letters, empty for none -> how many."""


def left_behind(targets: Sequence[str | Path], *, case: Path | None = None) -> LeftBehind:
    """What the folders that targets name hold besides documents: no hidden files, READMEs, nor what belongs to a case.

    case: the file of the one that is open, which may lie in such a folder.
    """
    from tracker.exchange.incoming.registry import is_known_suffix

    left = LeftBehind([], Counter())
    for target in targets:
        if is_address(str(target)) or not _is_folder(Path(target)):
            continue
        for path in sorted(_files(Path(target))):
            if case and path.name.startswith(case.name):
                continue
            if holds_records(path.name):
                left.records.append(path)
            elif not is_known_suffix(path.name):
                left.unread[path.suffix.lower()] += 1
    return left


def bytes_of(document: Path | str, *, max_bytes: int) -> bytes:
    """The bytes of one document; never more than `max_bytes` are held. Raises InputError."""
    from tracker.exchange.incoming.decode import read_limited, read_stream

    if document == STDIN:
        return read_stream(sys.stdin.buffer, name="standard input", max_bytes=max_bytes)
    path = Path(document)
    if _is_folder(path):
        raise _useless(path)
    if path.is_symlink() and not os.path.exists(path):  # noqa: PTH110  it swallows what Path.exists raises
        raise InputError(f"{storable(str(path))} is a link to nothing.", hint="Take the link away, or mend it.")
    return read_limited(path, max_bytes)


class Arrival(NamedTuple):
    """One document on its way in, or why it stays out."""

    name: str
    method: str
    raw: bytes
    error: str = ""
    page: Page | None = None
    """How it came, when it was fetched."""
    note: str = ""
    """What an analyst should know of how it came. A sentence."""
    published: dt.datetime | None = None
    """What is said beside it, by the feed that led to it."""
    publisher: str | None = None
    title: str | None = None

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a feed."""
        return self.name.endswith(ENTRY_SUFFIX)

    @property
    def media_type(self) -> str | None:
        """What a server calls it; what it says of a feed says nothing of an entry."""
        return self.page.media_type if self.page and not self.is_entry else None

    @property
    def charset(self) -> str | None:
        """What a server says of its letters."""
        return self.page.charset if self.page and not self.is_entry else None


def arrivals(document: Path | str, *, max_bytes: int, fetch: Callable[[str], Page]) -> list[Arrival]:
    """What one target brings: itself, or each document of a file that holds many, or a sentence on what is wrong."""
    from tracker.exchange.incoming.registry import split

    name, method = ("standard input", "stdin") if document == STDIN else (str(document), "file")
    try:
        if isinstance(document, str) and is_address(document):
            page = fetch(document)
            entries = split(page.body, name=page.url, charset=page.charset)
            if entries is None:
                return [Arrival(page.url, "url", page.body, page=page)]
            return [Arrival(entry.name, "feed", entry.raw, page=page) for entry in entries]
        raw = bytes_of(document, max_bytes=max_bytes)
        parts = split(raw, name=name)
        found = [(name, raw)] if parts is None else list(parts)
        return [Arrival(part, method, content) for part, content in found]
    except InputError as error:
        return [Arrival(name, method, b"", str(error))]


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises where a folder above may not be entered


def _below(folder: Path) -> list[Path | str]:
    """Documents below a folder, sorted; an unreadable folder below it stands for itself."""
    from tracker.exchange.incoming.registry import is_known_suffix

    unread: list[Path] = []
    files = [path for path in _files(folder, unread) if is_known_suffix(path.name)]
    return [*sorted([*unread, *files])]


def _files(folder: Path, unread: list[Path] | None = None) -> Iterator[Path]:
    """The files below a folder that are not about it. unread: takes the folders that cannot be read."""

    def note(error: OSError) -> None:
        if unread is not None:
            unread.append(Path(error.filename or folder))

    for path, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(_ORIGINALS))
        yield from (Path(path, name) for name in files if not _is_about_folder(name))


def holds_records(name: str) -> bool:
    """Whether a file is called as files of records are.

    >>> holds_records("a/tolls.CSV"), holds_records("https://example.org/tolls.csv"), holds_records("a.json")
    (True, False, False)
    """
    return not is_address(name) and Path(name).suffix.lower() in RECORD_SUFFIXES


def _is_about_folder(name: str) -> bool:
    """Hidden files and READMEs speak of the folder; they are taken in only when they are named themselves."""
    return name.startswith(".") or Path(name).stem.casefold() == "readme"


def _useless(folder: Path) -> InputError:
    """Why nothing comes out of a folder."""
    from tracker.exchange.incoming.registry import known_suffixes

    shown = storable(str(folder))
    try:
        with os.scandir(folder):
            kinds = ", ".join(known_suffixes())
            if left_behind([folder]).records:
                hint = "Take each in by itself: its columns are looked at first."
                return InputError(f"{shown} holds no reports, only files of records.", hint=hint)
            return InputError(f"{shown} holds none of these files: {kinds}.", hint="Name the files one by one.")
    except PermissionError:
        return InputError(f"The folder {shown} may not be read.", hint=f"Give yourself access: chmod u+rx {shown}")
    except OSError as error:
        return InputError(f"The folder {shown} cannot be read: {error.strerror}.", hint="Check the disk.")


class Entry(NamedTuple):
    """One line of a folder to pick from."""

    name: str
    is_folder: bool
    size: int
    """Bytes; 0 for a folder, and for a link to nothing."""


def entries(folder: Path) -> list[Entry]:
    """What could be taken in of a folder: folders first, then documents and files of records; hidden ones are left out.

    Raises InputError when it cannot be read.
    """
    from tracker.exchange.incoming.registry import is_known_suffix

    found: list[Entry] = []
    try:
        with os.scandir(folder) as scanned:
            for entry in scanned:
                if entry.name.startswith("."):
                    continue
                is_folder = entry.is_dir()
                if is_folder or is_known_suffix(entry.name) or holds_records(entry.name):
                    found.append(Entry(entry.name, is_folder, 0 if is_folder else _size(entry)))
    except OSError as error:
        hint = "Choose another folder."
        raise InputError(f"The folder {storable(str(folder))} cannot be read: {error.strerror}.", hint=hint) from error
    return sorted(found, key=lambda entry: (not entry.is_folder, entry.name.casefold()))


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        # A link to nothing, or taken away just now; reading it will say so, and the rest can be picked.
        return 0
