"""A file of records on its way from the child process that reads it: what it is, and its records part by part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tracker.exchange.incoming.cells import Worded
from tracker.exchange.incoming.claim_table import no_words
from tracker.exchange.incoming.importable import importable
from tracker.exchange.incoming.records import Told, ToldLine
from tracker.exchange.incoming.text_source import HeldText, LargeText, TextSource
from tracker.model.base import Frozen
from tracker.present.show import show_line

PART = 1_000
"""Records that come together."""
SHOWN_CHARACTERS = 200_000
"""Characters of a file that are kept as text, to be looked at; its bytes are kept whole."""
SAMPLES = 5
"""Rows of a table that are shown before it is taken in."""


class RecordFile(Frozen):
    """What a file of records is."""

    format: str
    media_type: str
    encoding: str
    shown: str
    """Its first characters."""
    total_characters: int
    is_table: bool
    """Whether a mapping of columns applies to it."""
    columns: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    """Cells of the first rows, in the order of the columns."""
    notes: tuple[str, ...] = ()
    """Sentences on what of the file is not taken."""


def source_of(raw: bytes, path: str | None, *, name: str) -> TextSource:
    """The text of a file, of its bytes, or where it is too large to be held of the file itself. Raises InputError."""
    if path is not None:
        return LargeText(Path(path), name=name)
    from tracker.exchange.incoming.decode import decode

    decoded = decode(raw, name=show_line(name))
    return HeldText(decoded.text, decoded.encoding)


def record_file(source: TextSource, *, name: str, format_name: str | None) -> RecordFile:
    """What the file is. Raises InputError for one that holds no records."""
    found = importable(source, name=name, format_name=format_name)
    columns = found.table.columns if found.table else ()
    rows = islice(found.table.rows(), SAMPLES) if found.table else ()
    return RecordFile(
        format=found.format,
        media_type=found.media_type,
        encoding=source.encoding,
        shown=source.head[:SHOWN_CHARACTERS],
        total_characters=source.total,
        is_table=found.table is not None,
        columns=columns,
        samples=tuple(tuple(row.cells.get(column, "") for column in columns) for row in rows),
        notes=found.notes,
    )


def record_parts(
    source: TextSource,
    *,
    name: str,
    format_name: str,
    fields: dict[str, str],
    constants: dict[str, str],
    worded: Worded = no_words,
) -> Iterator[bytes]:
    """The records of a file, in parts that `told_of` reads. worded: reads figures in words. Raises InputError."""
    told = importable(source, name=name, format_name=format_name, worded=worded).read(fields, constants)
    while part := list(islice(told, PART)):
        yield packed(part)


def packed(told: Iterable[Told]) -> bytes:
    """Records as bytes: a line of JSON that says where each stands and why it is none, then each as a line of JSON."""
    heads: list[tuple[str, str]] = []
    lines: list[str] = []
    for one in told:
        line, refused = _line(one)
        heads.append((one.where, refused))
        lines.append(line)
    return "\n".join([json.dumps(heads), *lines]).encode()


def _line(one: Told) -> tuple[str, str]:
    if one.record is None:
        return "", one.refused
    try:
        return json.dumps(dict(one.record)), ""
    except (RecursionError, ValueError, TypeError):
        return "", "nested too deep"


def told_of(part: bytes) -> Iterator[ToldLine]:
    """The records again. Raises ValueError for what `packed` never wrote.

    >>> [one.record for one in told_of(packed([Told("line 2", {"quote": "x"}), Told("line 3", None, "is empty")]))]
    [b'{"quote": "x"}', None]
    """
    head, *lines = part.split(b"\n")
    heads: Any = json.loads(head)
    if not isinstance(heads, list):
        raise ValueError("no list of places")  # noqa: TRY004  one kind of damage, one kind of error
    for (where, refused), line in zip(heads, lines, strict=True):
        yield ToldLine(str(where), line or None, str(refused))
