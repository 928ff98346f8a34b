"""Statements compiled once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import bindparam, create_engine, func, select
from sqlalchemy.dialects.sqlite import insert

from tracker.store.mapping import COUNTERS
from tracker.store.prepared import Prepared

COUNTED = Prepared(select(COUNTERS.c.kind, COUNTERS.c.number).where(COUNTERS.c.number > bindparam("above")).limit(5))


def test_a_statement_takes_named_values_beside_its_own(tmp_path: Path) -> None:
    with create_engine(f"sqlite:///{tmp_path / 'a.db'}").connect() as connection:
        COUNTERS.create(connection)
        Prepared(insert(COUNTERS)).run_each(connection, [{"kind": f"k{n}", "number": n} for n in range(9)])
        assert COUNTED.records(connection, above=6) == [{"kind": "k7", "number": 7}, {"kind": "k8", "number": 8}]
        assert COUNTED.column(connection, above=0) == ["k1", "k2", "k3", "k4", "k5"]
        assert COUNTED.one(connection, above=8) is None
        assert Prepared(select(func.count()).select_from(COUNTERS)).one(connection) == 9


def test_no_rows_run_nothing(tmp_path: Path) -> None:
    with create_engine(f"sqlite:///{tmp_path / 'a.db'}").connect() as connection:
        Prepared(insert(COUNTERS)).run_each(connection, [])  # there is no such table
