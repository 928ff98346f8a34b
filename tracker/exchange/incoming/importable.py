"""Files of records, as against reports to be read: what a file is, and which parser reads it.

A new format is one file and one line here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tracker.errors import InputError, UsageError
from tracker.exchange.incoming import acled, ged
from tracker.exchange.incoming.cells import Worded
from tracker.exchange.incoming.claim_table import Rows, claims_of, no_words
from tracker.exchange.incoming.claimreview import holds_reviews, read_reviews
from tracker.exchange.incoming.json_lines import JsonLines, is_own
from tracker.exchange.incoming.own_table import with_cells_as_they_were
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.stix import Bundle
from tracker.exchange.incoming.tables import Table
from tracker.exchange.incoming.text_source import TextSource
from tracker.present.show import show_line

Mapped = Mapping[str, str]


class Importable(NamedTuple):
    """A file of records, ready to be read."""

    format: str
    media_type: str
    table: Rows | None
    """What a mapping of columns applies to; None: the format says itself what is what."""
    read: Callable[[Mapped, Mapped], Iterator[Told]]
    """Reads from the beginning: (field -> column, field -> constant)."""
    notes: tuple[str, ...] = ()
    """Sentences on what of the file is not taken."""


def importable(
    source: TextSource, *, name: str, format_name: str | None = None, worded: Worded = no_words
) -> Importable:
    """The file as a source of records. worded: reads figures in words.

    Raises InputError for a text that holds none, UsageError for no such format.
    """
    if format_name is not None:
        check_format(format_name)
    found = format_name or recognised(source.head, name=name)
    if found is None:
        raise InputError(
            f"{show_line(name)} is no table, and nothing else that can be imported.",
            hint="A report to be read is taken in with 'tracker ingest'.",
        )
    return FORMATS[found](_File(source, name, worded))


def check_format(name: str) -> None:
    """Raises UsageError for a name that is no format."""
    if name not in FORMATS:
        raise UsageError(f"{name!r} cannot be imported.", hint=f"Formats: {', '.join(FORMATS)}.")


def recognised(text: str, *, name: str) -> str | None:
    """The format of a text by what stands in it; None when it is none of them."""
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head in ("{", "["):
        return _json_format(text)
    if head == "<":
        return "claimreview" if holds_reviews(text) else None
    first = text.lstrip("\ufeff").partition("\n")[0]
    table = Table(first, name=name)
    if len(table.columns) < 2:
        return None
    columns = {name.casefold() for name in table.columns}
    return next((form for form, marks in _EVENTS.items() if marks <= columns), "csv")


_EVENTS = {"ged": ged.MARKS, "acled": acled.MARKS}
"""Format -> columns by which it is known."""


def _json_format(text: str) -> str | None:
    start = text.lstrip("\ufeff \t\r\n")
    if '"bundle"' in start[:_OPENING] and '"type"' in start[:_OPENING] and '"objects"' in start:
        return "stix"
    first = start.partition("\n")[0]
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        found = None
    # A line may hold a whole review; a table of claims in JSON has a claim a line.
    if holds_reviews(text) and not (isinstance(found, dict) and {"quote", "source"} <= found.keys()):
        return "claimreview"
    return "jsonl" if isinstance(found, dict) else None


_OPENING = 2_000
"""Characters at the beginning of a bundle in which it says what it is."""


class _File(NamedTuple):
    source: TextSource
    name: str
    worded: Worded

    @property
    def table_notes(self) -> tuple[str, ...]:
        """Of a table: a row that was cut within its last cell looks like a whole one."""
        if self.source.has_last_end:
            return ()
        return ("The last row has no line end: if the file was cut, look whether that row is whole.",)


def _csv(file: _File) -> Importable:
    found = Table(file.source, name=file.name)
    table = with_cells_as_they_were(found)

    def read(mapping: Mapped, constants: Mapped) -> Iterator[Told]:
        return claims_of(table, mapping, constants, file.worded)

    media_type = "text/tab-separated-values" if found.delimiter == "\t" else "text/csv"
    return Importable("csv", media_type, table, read, file.table_notes)


def _jsonl(file: _File) -> Importable:
    table = JsonLines(file.source)

    def read(mapping: Mapped, constants: Mapped) -> Iterator[Told]:
        if is_own(mapping) and not constants:
            return table.records()
        return claims_of(table, mapping, constants, file.worded)

    return Importable("jsonl", "application/jsonl", table, read)


def _ged(file: _File) -> Importable:
    table = Table(file.source, name=file.name, lower=True)
    return Importable("ged", "text/csv", None, lambda *_: ged.read_ged(table), file.table_notes)


def _acled(file: _File) -> Importable:
    table = Table(file.source, name=file.name, lower=True)
    return Importable("acled", "text/csv", None, lambda *_: acled.read_acled(table), file.table_notes)


def _claimreview(file: _File) -> Importable:
    text, name = file.source.whole, file.name
    media_type = "text/html" if text.lstrip("\ufeff \t\r\n").startswith("<") else "application/ld+json"
    return Importable("claimreview", media_type, None, lambda *_: read_reviews(text, name=name))


def _stix(file: _File) -> Importable:
    bundle = Bundle(file.source.whole, name=file.name)
    return Importable("stix", "application/stix+json", None, lambda *_: bundle.read(), bundle.notes)


FORMATS: dict[str, Callable[[_File], Importable]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "ged": _ged,
    "acled": _acled,
    "stix": _stix,
    "claimreview": _claimreview,
}
"""Name, as in `tracker import --format NAME` -> how it is read."""
