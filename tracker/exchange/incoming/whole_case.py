"""A whole case from a JSON-lines export or a bag: its journal, and the texts and bytes that the journal rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
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


class WholeCase(NamedTuple):
    """What a case can be restored from."""

    name: str
    changes: list[Change]
    """The whole journal, oldest first."""
    texts: dict[str, str]
    """By SHA-256; those of reports that were taken back too."""
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


def whole_case(path: Path) -> WholeCase:
    """Reads an export that holds a whole case. Raises InputError for one that does not verify, or holds only a part."""
    if path.is_dir():
        _check(path.name, verify_export(path).problems)
        found = _read(_bytes(path / BAG_LOG), path.name)
        for kept in sorted((path / BAG_ORIGINALS).glob("*.raw")):
            raw = _bytes(kept)
            found.originals[hashlib.sha256(raw).hexdigest()] = raw
        return found
    content = _bytes(path)
    _check(path.name, verify_jsonl(content, name=path.name).problems)
    return _read(content, path.name)


def read_whole(content: bytes, *, name: str) -> WholeCase:
    """The same of the bytes of a JSON-lines export."""
    _check(name, verify_jsonl(content, name=name).problems)
    return _read(content, name)


def _check(name: str, problems: tuple[str, ...]) -> None:
    if problems:
        raise InputError(f"{show_line(name)} is not as it was exported: {problems[0]}", hint="Ask for it again.")


def _read(content: bytes, name: str) -> WholeCase:
    whole = WholeCase(show_line(name), [], {}, {})
    for number, record in _records(content):
        kind = record.pop("type")
        if kind == "entry":
            raise InputError(
                f"{whole.name} holds only a part of a case.", hint="Ask for an export of the whole: profile full."
            )
        if kind == "change":
            whole.changes.append(_change(record, f"{whole.name} line {number}"))
        elif kind in ("report", "text") and "text" in record:
            whole.texts[str(record.get("text_sha256") or record.get("sha256"))] = str(record["text"])
        elif kind == "original":
            raw = original_of(record)
            whole.originals[hashlib.sha256(raw).hexdigest()] = raw
    return whole


def _records(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line:
            yield number, json.loads(line)


def _change(record: dict[str, Any], where: str) -> Change:
    try:
        return Change.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(f"{where}: {field}: {first['msg']}.", hint="It needs a newer tracker.") from error


def _bytes(path: Path) -> bytes:
    from tracker.exchange.incoming.decode import read_limited

    return read_limited(path, LARGEST)
