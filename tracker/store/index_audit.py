"""Whether the tables by which a case is searched and scanned still say what the claims say.

They are no evidence, but a list that leaves a dispute out deceives as well as a changed claim does. They are made anew
in a copy of the file and compared: the file itself is not written to.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

from tracker.store.blobs import beside
from tracker.store.connect import Db
from tracker.store.index_write import INDEX
from tracker.store.indexing import Indexing
from tracker.store.inspection import FAULTS, first_line
from tracker.store.journal import NO_INTENT
from tracker.store.questions import QUESTION_MASK
from tracker.store.sql_write import SqlWrite

_TOLD = {
    # in_full and the days only ever widen, so they may say more than those made anew.
    "blocks": "SELECT name, incident, asks, claims, low, high FROM {0}blocks",
    "figures": "SELECT claim, name, f.low, f.high, source, said FROM {0}figures f JOIN {0}blocks b ON b.id = block",
    "cells": "SELECT name, c.high, c.low, c.claims FROM {0}cells c JOIN {0}blocks b ON b.id = block",
    "questions": f"SELECT b.name, q.name FROM {{0}}questions q JOIN {{0}}blocks b ON q.id = b.id & {QUESTION_MASK}",  # noqa: S608  our names
    "lookups": "SELECT key, incident FROM {0}lookups",
    "sketches": "SELECT run, report FROM {0}sketches",
}
"""Table -> what it says, without the numbers of blocks, which depend on the order in which claims came."""

_WORDS = (
    "SELECT n FROM claims LEFT JOIN haystacks ON claim = n WHERE words IS NOT "
    "quote || ' ' || source || ' ' || coalesce(place, '') || ' ' || coalesce(incident, '') "
    "UNION ALL SELECT claim FROM haystacks WHERE claim NOT IN (SELECT n FROM claims) LIMIT 1"
)
_NARROWED = "SELECT 1 FROM kept_blocks k JOIN blocks b ON b.name = k.name WHERE b.in_full AND NOT k.in_full LIMIT 1"


def index_faults(connection: Connection, indexing: Indexing | None) -> Iterator[str]:
    """One sentence for each table that does not fit; none when the index is to be made anew anyway."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    try:
        yield from _compared(driver, indexing)
    except FAULTS as error:
        yield f"file: the tables for searching cannot be checked ({first_line(error)})"


def _compared(driver: sqlite3.Connection, indexing: Indexing | None) -> Iterator[str]:
    wrong = driver.execute(_WORDS).fetchone()
    if wrong:
        yield f"haystacks: the words by which claim C{wrong[0]} is found are not its own"
    with tempfile.TemporaryDirectory(prefix="tracker-verify-") as folder:
        copy = Path(folder) / "anew.case"
        if shutil.disk_usage(folder).free < 2 * _size(driver):
            yield f"file: the tables for searching cannot be checked (no room for a copy in {Path(folder).parent})"
            return
        with closing(sqlite3.connect(copy, isolation_level=None)) as target:
            driver.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            try:
                target.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError:
                yield "search: the index of words is not made of the claims' words"
            current = target.execute("SELECT number FROM counters WHERE kind = ?", (INDEX,)).fetchone()
            target.execute("DELETE FROM counters WHERE kind = ?", (INDEX,))
        if indexing is not None and current == (indexing.version,):
            yield from _differences(copy, indexing)


def _differences(copy: Path, indexing: Indexing) -> Iterator[str]:
    db = Db(copy, read_only=False)
    try:
        with db.transaction() as connection:
            for table in _TOLD:
                connection.exec_driver_sql(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608  our names
            SqlWrite(connection, beside(copy), NO_INTENT, indexing).make_index()
            for table, told in _TOLD.items():
                kept, anew = told.format("kept_"), told.format("")
                both = f"SELECT * FROM ({kept} EXCEPT {anew}) UNION ALL SELECT * FROM ({anew} EXCEPT {kept}) LIMIT 1"  # noqa: S608
                wrong = connection.exec_driver_sql(both).fetchone()
                if wrong is not None:
                    yield f"{table}: not as made of the claims, at {tuple(wrong)!r:.120}"
            if connection.exec_driver_sql(_NARROWED).fetchone() is not None:
                yield "blocks: one is marked as told by its figures, though its claims have to be compared"
    finally:
        db.close()


def _size(driver: sqlite3.Connection) -> int:
    return int(driver.execute("PRAGMA page_count").fetchone()[0] * driver.execute("PRAGMA page_size").fetchone()[0])
