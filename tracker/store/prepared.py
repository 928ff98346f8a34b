"""Statements that run at each change: compiled once and handed to the driver.

A statement built anew each time costs many times what SQLite takes to run it. These are built of the same tables as all
others; the driver's rows are plain tuples, and its values plain ones: a flag is 0 or 1.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.selectable import SelectBase

_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """One statement, with the names of the values that it takes.

    >>> from sqlalchemy import bindparam, literal, select
    >>> Prepared(select((literal(1) + bindparam("n")).label("next"))).sql
    'SELECT :param_1 + :n AS next'
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    def run(self, connection: Connection, **values: Any) -> sqlite3.Cursor:
        """The driver's rows."""
        return _driver(connection).execute(self.sql, self._fixed | values if self._fixed else values)

    def one(self, connection: Connection, **values: Any) -> Any:
        """The first value of the first row; None where there is none."""
        row = self.run(connection, **values).fetchone()
        return row[0] if row else None

    def column(self, connection: Connection, **values: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self.run(connection, **values)]

    def records(self, connection: Connection, **values: Any) -> list[dict[str, Any]]:
        """Each row by the names of its columns."""
        driver = _driver(connection)
        forgiving, driver.text_factory = driver.text_factory, str
        try:
            return self._named(connection, values)
        except sqlite3.OperationalError:
            # Perhaps of a damaged row: replacing what is no UTF-8 takes three times as long for all rows.
            driver.text_factory = forgiving
            return self._named(connection, values)
        finally:
            driver.text_factory = forgiving

    def _named(self, connection: Connection, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [dict(zip(self._names, row, strict=True)) for row in self.run(connection, **values)]

    def stream(self, connection: Connection, **values: Any) -> Iterator[dict[str, Any]]:
        """The same one by one, never all in memory."""
        names = self._names
        return (dict(zip(names, row, strict=True)) for row in self.run(connection, **values))

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Runs it once with the values of each row."""
        if not rows:
            return
        fixed = self._fixed
        _driver(connection).executemany(self.sql, ({**fixed, **row} for row in rows) if fixed else rows)

    @cached_property
    def sql(self) -> str:
        """The words that the driver is given."""
        return str(self._compiled)

    @cached_property
    def _names(self) -> list[str]:
        """As the statement has them: the driver gives them in the letters of the file, which may be damaged."""
        return list(cast("SelectBase", self._statement).selected_columns.keys())

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        """Values that are part of the statement."""
        return {name: value for name, value in self._compiled.params.items() if value is not None}

    @cached_property
    def _compiled(self) -> Any:
        return self._statement.compile(dialect=_DIALECT)


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)
