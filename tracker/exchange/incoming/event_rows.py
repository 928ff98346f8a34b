"""What tables of events have in common: who says it, by way of which dataset.

A row of a dataset gives one figure and names the sources that its coders read. Where it names one, the figure is that
source's, relayed by the dataset. Where it names several, nobody can tell who of them gave the figure, and to put it
into the mouth of each would make many witnesses of one coder: then the dataset says it, and its chain names them all,
so that it corroborates none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tracker.exchange.incoming.cells import days, number, says_nothing
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import Row, Table

MOST_NAMED = 20
"""Sources of one row that its chain names."""

Cell = Callable[[str], str]
"""Column -> cell; "" for one that says nothing."""


class CellError(ValueError):
    """A cell that cannot be read, with its column."""

    def __init__(self, column: str, told: object) -> None:
        super().__init__(str(told))
        self.column = column


def told_by(names: list[str], dataset: str) -> dict[str, Any]:
    """Source and chain of a row that names these sources.

    >>> told_by(["AFP"], "UCDP GED")["source"], told_by(["AFP", "Reuters"], "UCDP GED")["source"]
    ('AFP', 'UCDP GED')
    """
    named = list(dict.fromkeys(names))[:MOST_NAMED]
    links = [{"name": name, "verb": "reported"} for name in named]
    return {
        "source": named[0] if len(named) == 1 else dataset,
        "chain": [*links, {"name": dataset, "verb": "coded"}] if named else [],
    }


def parted(cell: str) -> list[str]:
    """Names in a cell, parted by semicolons."""
    return [name for part in cell.split(";") if not says_nothing(name := " ".join(part.strip(' "').split()))]


def rows_told(table: Table, read: Callable[[Cell, int], Iterator[dict[str, Any]]]) -> Iterator[Told]:
    """The records of each row; a row that cannot be read is told with its column, and the others are read.

    read: (cells, line) -> records; may raise CellError.
    """
    for row in table.rows():
        where = f"line {row.line}"
        if row.fault or row.spare:
            yield Told(where, None, row.fault or f"has {row.spare} more cells than the first line")
            continue
        try:
            records = list(read(_cells(row), row.line))
        except CellError as error:
            yield Told(f"{where}, column {error.column}", None, str(error))
            continue
        yield from (Told(where, record) for record in records)


def _cells(row: Row) -> Cell:
    def cell(column: str) -> str:
        found = row.cells.get(column, "")
        return "" if says_nothing(found) else found

    return cell


def count(cell: Cell, column: str) -> float | None:
    """A count that is not negative; None for an empty cell. Raises CellError."""
    try:
        found = number(cell(column))
    except ValueError as error:
        raise CellError(column, error) from error
    if found is not None and found < 0:
        raise CellError(column, f"{found:g} is below 0")
    return found


def period(cell: Cell, first: str, last: str) -> tuple[Any, Any]:
    """First and last day of two columns, None where nothing is said. Raises CellError."""
    found = []
    for column in (first, last):
        try:
            said = days(cell(column))
        except ValueError as error:
            raise CellError(column, error) from error
        found.append(said)
    start, end = found[0], found[1] or found[0]
    if start and end and start.start > end.end:
        raise CellError(last, f"{end} is before {start}")
    return (start.start if start else None), (end.end if end else None)


def span(start: Any, end: Any) -> str | None:
    """Two days as ISO 8601, or None."""
    if start is None:
        return None
    return str(start) if start == end else f"{start}/{end}"


def known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is said."""
    return {name: value for name, value in fields.items() if value not in (None, "")}
