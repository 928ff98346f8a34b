"""A table that this program wrote, read again: what was put before its cells to make them inert is taken away."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.exchange.incoming.tables import Row, Table
from tracker.exchange.outgoing.csv import COLUMNS, inert, original


class OwnTable:
    """An exported table of claims with its cells as they are in the case."""

    def __init__(self, table: Table) -> None:
        self.columns = table.columns
        self._table = table

    def rows(self) -> Iterator[Row]:
        """See `Table`."""
        for row in self._table.rows():
            yield row._replace(cells={column: as_it_was(cell) for column, cell in row.cells.items()})


def is_own_table(table: Table) -> bool:
    """Whether a table has the columns that `tracker export csv` writes."""
    return table.columns == COLUMNS


def as_it_was(cell: str) -> str:
    """A cell before it was made inert; one that was not needs no apostrophe, and keeps the one that it has.

    >>> as_it_was("'=1+1"), as_it_was("''quoted'"), as_it_was("'quoted'")
    ('=1+1', "'quoted'", "'quoted'")
    """
    before = original(cell)
    return before if inert(before) == cell else cell
