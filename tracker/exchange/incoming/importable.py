"""Files of records, as against reports to be read: what a file is, and which parser reads it.

A new format is one file and one line here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tracker.errors import InputError, UsageError
from tracker.exchange.incoming import acled, ged
from tracker.exchange.incoming.claim_table import Rows, claims_of
from tracker.exchange.incoming.decode import decode
from tracker.exchange.incoming.json_lines import JsonLines, is_own
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import Table
from tracker.present.show import show_line

Mapped = Mapping[str, str]


class Importable(NamedTuple):
    """A file of records, ready to be read."""

    format: str
    media_type: str
    text: str
    encoding: str
    table: Rows | None
    """What a mapping of columns applies to; None: the format says itself what is what."""
    read: Callable[[Mapped, Mapped], Iterator[Told]]
    """Reads from the beginning: (field -> column, field -> constant)."""


def importable(raw: bytes, *, name: str, format_name: str | None = None) -> Importable:
    """The file as a source of records. Raises InputError for bytes that hold none, UsageError for no such format."""
    if format_name is not None and format_name not in FORMATS:
        raise UsageError(f"{format_name!r} cannot be imported.", hint=f"Formats: {', '.join(FORMATS)}.")
    decoded = decode(raw, name=show_line(name))
    found = format_name or recognised(decoded.text, name=name)
    if found is None:
        raise InputError(
            f"{show_line(name)} is no table, and nothing else that can be imported.",
            hint="A report to be read is taken in with 'tracker ingest'.",
        )
    return FORMATS[found](decoded.text, decoded.encoding, name)


def recognised(text: str, *, name: str) -> str | None:
    """The format of a text by what stands in it; None when it is none of them."""
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head in ("{", "["):
        return _json_format(text)
    first = text.lstrip("\ufeff").partition("\n")[0]
    table = Table(first, name=name)
    if len(table.columns) < 2 or head == "<":
        return None
    columns = {name.casefold() for name in table.columns}
    return next((form for form, marks in _EVENTS.items() if marks <= columns), "csv")


_EVENTS = {"ged": ged.MARKS, "acled": acled.MARKS}
"""Format -> columns by which it is known."""


def _json_format(text: str) -> str | None:
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        found = None
    return "jsonl" if isinstance(found, dict) else None


def _csv(text: str, encoding: str, name: str) -> Importable:
    table = Table(text, name=name)

    def read(mapping: Mapped, constants: Mapped) -> Iterator[Told]:
        return claims_of(table, mapping, constants)

    media_type = "text/tab-separated-values" if table.delimiter == "\t" else "text/csv"
    return Importable("csv", media_type, text, encoding, table, read)


def _jsonl(text: str, encoding: str, name: str) -> Importable:  # noqa: ARG001  one form for all
    table = JsonLines(text)

    def read(mapping: Mapped, constants: Mapped) -> Iterator[Told]:
        return table.records() if is_own(mapping) and not constants else claims_of(table, mapping, constants)

    return Importable("jsonl", "application/jsonl", text, encoding, table, read)


def _ged(text: str, encoding: str, name: str) -> Importable:
    table = Table(text, name=name, lower=True)
    return Importable("ged", "text/csv", text, encoding, None, lambda *_: ged.read_ged(table))


def _acled(text: str, encoding: str, name: str) -> Importable:
    table = Table(text, name=name, lower=True)
    return Importable("acled", "text/csv", text, encoding, None, lambda *_: acled.read_acled(table))


FORMATS: dict[str, Callable[[str, str, str], Importable]] = {"csv": _csv, "jsonl": _jsonl, "ged": _ged, "acled": _acled}
"""Name, as in `tracker import --format NAME` -> how it is read."""


def plain_text(value: Any) -> str:
    """A string of foreign JSON, or "" for anything else."""
    return value if isinstance(value, str) else ""
