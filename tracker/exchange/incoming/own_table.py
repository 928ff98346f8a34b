"""A table that this program wrote, read again: what was put before its cells to make them inert is taken away.

The cells of a table for programs are taken as they are, blanks at their ends too.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.exchange.incoming.tables import Row, Table
from tracker.exchange.outgoing.csv import COLUMNS, RAW_COLUMNS, inert, original


class OwnTable:
    """An exported table of claims with its cells as they are in the case."""

    def __init__(self, table: Table) -> None:
        self.columns = table.columns
        self._table = table

    def rows(self) -> Iterator[Row]:
        """See `Table`."""
        for row in self._table.rows():
            yield row._replace(cells={column: as_it_was(cell) for column, cell in row.cells.items()})


def with_cells_as_they_were(table: Table) -> Table | OwnTable:
    """The table, read as its columns tell that `tracker export csv` wrote it, with `--raw-csv` or without."""
    table.keeps_blanks = table.columns == RAW_COLUMNS
    return OwnTable(table) if table.columns == COLUMNS else table


def as_it_was(cell: str) -> str:
    """A cell before it was made inert; one that was not needs no apostrophe, and keeps the one that it has.

    >>> as_it_was("'=1+1"), as_it_was("''quoted'"), as_it_was("'quoted'")
    ('=1+1', "'quoted'", "'quoted'")
    """
    before = original(cell)
    return before if inert(before) == cell else cell
