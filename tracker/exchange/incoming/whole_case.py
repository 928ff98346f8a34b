"""A whole case from a JSON-lines export or a bag: its journal, and the texts and bytes that the journal rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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
LARGE_CHANGE = 1024 * 1024
ORIGINAL_A_PART = 16 * 1024 * 1024
"""Bytes."""
_CHANGES, _TEXT, _MORE, _LAST = b"c", b"t", b"o", b"O"
"""What parts begin with: entries of the journal, a text, bytes of an original that goes on, and the last of them."""


class WholeCase(NamedTuple):
    """What a case can be restored from."""

    name: str
    changes: list[Change]
    """The whole journal, oldest first."""
    texts: dict[str, str]
    """By SHA-256 of what they are here; those of reports that were taken back too."""
    originals: dict[str, bytes]
    """By SHA-256; likewise."""


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
    """An export that holds a whole case, in parts that `whole_case` puts together. Meant for a child process.

    Raises InputError for one that does not verify, or holds only a part of a case.
    """
    name = show_line(path.name)
    if path.is_dir():
        _check(name, verify_export(path).problems)
        yield from _parts_of(_bytes(path / BAG_LOG), name)
        for kept in sorted((path / BAG_ORIGINALS).glob("*.raw")):
            yield from _original(_bytes(kept))
        return
    content = _bytes(path)
    _check(name, verify_jsonl(content, name=path.name).problems)
    yield from _parts_of(content, name)


def whole_case(parts: Iterable[bytes], *, name: str) -> WholeCase:
    """The case that the parts hold. Raises InputError for a record of a newer version, ValueError for other parts."""
    whole = WholeCase(show_line(name), [], {}, {})
    begun: list[bytes] = []
    for part in parts:
        kind, rest = part[:1], part[1:]
        if kind == _CHANGES:
            whole.changes.extend(_change(line, f"{whole.name}, journal") for line in rest.split(b"\n"))
        elif kind == _TEXT:
            text = json.loads(rest)
            whole.texts[hashlib.sha256(text.encode()).hexdigest()] = text
        elif kind in (_MORE, _LAST):
            begun.append(rest)
            if kind == _LAST:
                raw = b"".join(begun)
                whole.originals[hashlib.sha256(raw).hexdigest()] = raw
                begun = []
        else:
            raise ValueError("no part of a case")
    return whole


def size_of(path: Path) -> int:
    """Bytes of an export, all files of a bag together."""
    files = (each for each in path.rglob("*") if each.is_file()) if path.is_dir() else (path,)
    return sum(each.stat().st_size for each in files)


def _check(name: str, problems: tuple[str, ...]) -> None:
    if problems:
        raise InputError(f"{show_line(name)} is not as it was exported: {problems[0]}", hint="Ask for it again.")


def _parts_of(content: bytes, name: str) -> Iterator[bytes]:
    changes: list[bytes] = []
    for record in _records(content):
        kind = record.pop("type")
        if kind == "entry":
            raise InputError(
                f"{name} holds only a part of a case.", hint="Ask for an export of the whole: profile full."
            )
        if kind == "change":
            changes.append(json.dumps(record).encode())
            if len(changes) == CHANGES_A_PART or len(changes[-1]) > LARGE_CHANGE:
                yield _CHANGES + b"\n".join(changes)
                changes = []
        elif kind in ("report", "text") and "text" in record:
            yield _TEXT + json.dumps(str(record["text"])).encode()
        elif kind == "original":
            yield from _original(original_of(record))
    if changes:
        yield _CHANGES + b"\n".join(changes)


def _original(raw: bytes) -> Iterator[bytes]:
    for start in range(0, max(len(raw), 1), ORIGINAL_A_PART):
        is_last = start + ORIGINAL_A_PART >= len(raw)
        yield (_LAST if is_last else _MORE) + raw[start : start + ORIGINAL_A_PART]


def _records(content: bytes) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in content.split(b"\n") if line)


def _change(line: bytes, where: str) -> Change:
    try:
        return Change.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(f"{where}: {field}: {first['msg']}.", hint="It needs a newer tracker.") from error


def _bytes(path: Path) -> bytes:
    from tracker.exchange.incoming.decode import read_limited

    return read_limited(path, LARGEST)
