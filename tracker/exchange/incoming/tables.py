"""Delimited text (CSV, TSV) as rows under named columns, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from typing import NamedTuple

from tracker.errors import InputError
from tracker.exchange.incoming.text_source import HeldText, TextSource
from tracker.present.show import show_line

DELIMITERS = ",;\t|"
"""Tried in this order; the one that gives the columns that are needed, else the most columns, is taken."""

MOST_COLUMNS = 1_000
"""Columns of a table; a first line with more is no line of names."""

HEADER = 100_000
"""Characters of the first line by which the delimiter is found out."""


class Row(NamedTuple):
    """One row of a table that is not blank."""

    line: int
    """Where it ends, counted from 1."""
    cells: dict[str, str]
    """Column -> cell, without blanks around it; columns beyond a short row are left out."""
    spare: int = 0
    """How many cells more than columns it has."""
    fault: str = ""
    """Why it is no row, as the rest of a sentence; empty: it is one."""


class Table:
    """A table whose first line names its columns.

    >>> table = Table("Outlet;Killed\\nAFP;12\\n", name="x.csv")
    >>> table.columns, [row.cells for row in table.rows()]
    (('Outlet', 'Killed'), [{'Outlet': 'AFP', 'Killed': '12'}])
    """

    def __init__(self, text: str | TextSource, *, name: str, needed: Collection[str] = (), lower: bool = False) -> None:
        """needed: columns by which the delimiter is found out. lower: names of columns are read in small letters."""
        self._source = HeldText(text) if isinstance(text, str) else text
        self._name = show_line(name)
        self._line = 0
        self.keeps_blanks = False
        """Whether blanks at the ends of cells are part of them: where a program wrote the table for programs."""
        self.delimiter = _delimiter(next(self._source.lines(""), "").rstrip("\r\n"), needed)
        first = next(self._cells(), (0, [], ""))[1]
        named = [cell.lower() if lower else cell for cell in first]
        while named and not named[-1]:
            named.pop()
        self.columns = tuple(_told_apart(named))
        if len(self.columns) > MOST_COLUMNS:
            raise InputError(
                f"{self._name} has {len(self.columns):,} columns; at most {MOST_COLUMNS:,} are read.",
                hint="Check that the first line names the columns.",
            )

    def rows(self) -> Iterator[Row]:
        """All rows under the first line. Where the text stops being a table, or is cut short, the last one says so."""
        cells = self._cells()
        next(cells, None)
        try:
            for line, row, last in cells:
                if any(row):
                    count = len(self.columns)
                    fault = self._cut(last, len(row)) if last else ""
                    if fault:
                        yield Row(line, {}, fault=fault)
                        continue
                    spare = sum(1 for cell in row[count:] if cell)
                    yield Row(line, dict(zip(self.columns, row, strict=False)), spare)
        except InputError as error:
            yield Row(self._line, {}, fault=f"{error.message} What follows was not read")

    def _cells(self) -> Iterator[tuple[int, list[str], str]]:
        """(line, cells, "") of each row; with the last one its text."""
        text: list[str] = []
        reader = csv.reader(_noted(self._source.lines(""), text), delimiter=self.delimiter)
        before: tuple[int, list[str]] | None = None
        held = ""
        try:
            for row in reader:
                if before:
                    yield (*before, "")
                self._line = reader.line_num
                cells = row if self.keeps_blanks else [cell.strip() for cell in row]
                before, held = (reader.line_num, cells), "".join(text)
                text.clear()
        except csv.Error as error:
            if before:
                yield (*before, "")
            self._line = reader.line_num
            raise InputError(
                f"{self._name} line {reader.line_num}: {error}.", hint="Save it as CSV in UTF-8."
            ) from error
        if before:
            yield (*before, held)

    def _cut(self, last: str, cells: int) -> str:
        """Why the last row is not a whole one; empty: nothing speaks against it."""
        try:
            list(csv.reader(last.splitlines(keepends=True), delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                return "a quotation mark is never closed: the file is cut short there, or the mark is one too many"
        if cells < len(self.columns) and not last.endswith(("\n", "\r")):
            return f"has {cells} of {len(self.columns)} cells and no line end: the file is cut short there"
        return ""


def _noted(lines: Iterator[str], text: list[str]) -> Iterator[str]:
    for line in lines:
        text.append(line)
        yield line


def _delimiter(header: str, needed: Collection[str]) -> str:
    if needed:
        for delimiter in DELIMITERS:
            if set(needed) <= {name.strip().strip('"').lower() for name in header.split(delimiter)}:
                return delimiter
        return DELIMITERS[0]
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([header[:HEADER]], delimiter=delimiter), [])))


def _told_apart(names: list[str]) -> Iterator[str]:
    """Names of columns, each once: a nameless one gets its number, a second of one name too."""
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        own = name or f"column {number}"
        while own in seen:
            own = f"{own} ({number})"
        seen.add(own)
        yield own
