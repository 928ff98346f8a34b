"""A whole case from a JSON-lines export or a bag: its journal, and the texts and bytes that the journal rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from tracker.errors import InputError
from tracker.exchange.outgoing.jsonl import FORMAT
from tracker.exchange.verify import verify_export, verify_jsonl
from tracker.exchange.verify_lines import original_of
from tracker.model.change import Change
from tracker.present.show import show_line

BAG_DECLARATION = "bagit.txt"
BAG_LOG = "data/log.jsonl"
BAG_ORIGINALS = "data/reports"
LARGEST = 4 * 1024**3
"""Bytes of an export that is read."""
CHANGES_A_PART = 200
LARGE_PART = 1024 * 1024
"""Bytes of entries from which no more are put with them."""
ORIGINAL_A_PART = 16 * 1024 * 1024
"""Bytes."""
_CHANGES, _TEXT, _MORE, _LAST = b"c", b"t", b"o", b"O"
"""What parts begin with: entries of the journal, a text, bytes of an original that goes on, and the last of them."""


Part = Change | str | bytes
"""An entry of the journal, the text of a report, or the bytes of one."""


def looks_whole(path: Path) -> bool:
    """Whether a path is a JSON-lines export or a bag, by its first bytes."""
    if path.is_dir():
        return (path / BAG_DECLARATION).is_file() and (path / BAG_LOG).is_file()
    try:
        with path.open("rb") as stream:
            first = stream.readline(2_000)
    except OSError:
        return False
    return b'"type":"export"' in first and f'"{FORMAT}"'.encode() in first


def case_parts(path: Path) -> Iterator[bytes]:
    """An export that holds a whole case, in parts that `case_content` reads. Meant for a child process.

    Raises InputError for one that does not verify, or holds only a part of a case.
    """
    name = show_line(path.name)
    if path.is_dir():
        _check(name, verify_export(path).problems)
        with _opened(path / BAG_LOG) as log:
            yield from _parts_of(log, name)
        for kept in sorted((path / BAG_ORIGINALS).glob("*.raw")):
            yield from original_parts(_bytes(kept))
        return
    with _opened(path) as export:
        _check(name, verify_jsonl(export, name=path.name).problems)
        export.seek(0)
        yield from _parts_of(export, name)


def case_content(parts: Iterable[bytes], *, name: str) -> Iterator[Part]:
    """What the parts hold, one after the other. Raises InputError for a record of a newer version, ValueError for other
    parts."""
    begun: list[bytes] = []
    for part in parts:
        kind, rest = part[:1], part[1:]
        if kind == _CHANGES:
            yield from (_change(line, f"{show_line(name)}, journal") for line in rest.split(b"\n"))
        elif kind == _TEXT:
            yield str(json.loads(rest))
        elif kind in (_MORE, _LAST):
            begun.append(rest)
            if kind == _LAST:
                yield b"".join(begun)
                begun = []
        else:
            raise ValueError("no part of a case")


def size_of(path: Path) -> int:
    """Bytes of a file, of a folder all files together; 0 where there is none."""
    files = (path,) if path.is_file() else (each for each in path.rglob("*") if each.is_file())
    return sum(each.stat().st_size for each in files)


def _check(name: str, problems: tuple[str, ...]) -> None:
    if problems:
        raise InputError(f"{show_line(name)} is not as it was exported: {problems[0]}", hint="Ask for it again.")


def change_parts(changes: Iterable[bytes]) -> Iterator[bytes]:
    """Entries of the journal, each as JSON in one line, put together until they are many or large."""
    together: list[bytes] = []
    size = 0
    for change in changes:
        together.append(change)
        size += len(change)
        if len(together) == CHANGES_A_PART or size > LARGE_PART:
            yield _CHANGES + b"\n".join(together)
            together, size = [], 0
    if together:
        yield _CHANGES + b"\n".join(together)


def text_part(text: str) -> bytes:
    """The text of a report."""
    return _TEXT + json.dumps(text).encode()


def original_parts(raw: bytes) -> Iterator[bytes]:
    """The bytes of a report."""
    for start in range(0, max(len(raw), 1), ORIGINAL_A_PART):
        is_last = start + ORIGINAL_A_PART >= len(raw)
        yield (_LAST if is_last else _MORE) + raw[start : start + ORIGINAL_A_PART]


def _parts_of(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    changes: list[bytes] = []
    for line in lines:
        record = json.loads(line)
        kind = record.pop("type")
        if kind == "entry":
            raise InputError(
                f"{name} holds only a part of a case.", hint="Ask for an export of the whole: profile full."
            )
        if kind == "change":
            changes.append(json.dumps(record).encode())
            if len(changes) == CHANGES_A_PART or sum(map(len, changes)) > LARGE_PART:
                yield from change_parts(changes)
                changes = []
        elif kind in ("report", "text") and "text" in record:
            yield text_part(str(record["text"]))
        elif kind == "original":
            yield from original_parts(original_of(record))
    yield from change_parts(changes)


def _change(line: bytes, where: str) -> Change:
    try:
        return Change.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(f"{where}: {field}: {first['msg']}.", hint="It needs a newer tracker.") from error


def _opened(path: Path) -> BinaryIO:
    from tracker.exchange.incoming.decode import opened_limited

    return opened_limited(path, LARGEST)


def _bytes(path: Path) -> bytes:
    from tracker.exchange.incoming.decode import read_limited

    return read_limited(path, LARGEST)
