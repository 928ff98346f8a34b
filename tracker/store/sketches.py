"""The numbers by which near-copies of a report are found: an index, made anew from the texts at any time."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from tracker.model.report import Report
from tracker.store import index_rows
from tracker.store.indexing import Indexing
from tracker.store.ports import Record
from tracker.store.prepared import Prepared

SKETCHES = index_rows.metadata.tables["sketches"]
TEXTS = index_rows.metadata.tables["texts"]

_numbers = select(func.json_each(bindparam("numbers")).table_valued("value").c.value)
_LIKE = Prepared(
    select(SKETCHES.c.report, func.count())
    .where(SKETCHES.c.run.in_(_numbers))
    .group_by(SKETCHES.c.report)
    .having(func.count() >= bindparam("shared"))
    .order_by(func.count().desc(), SKETCHES.c.report)
    .limit(bindparam("most"))
)
_ADD = Prepared(insert(SKETCHES).on_conflict_do_nothing())
_FORGET = Prepared(delete(SKETCHES).where(SKETCHES.c.report == bindparam("of")))
_TEXT = Prepared(select(TEXTS.c.text).where(TEXTS.c.sha256 == bindparam("sha256")))


def keep_sketches(connection: Connection, indexing: Indexing, changed: Mapping[int, Record | None]) -> None:
    """Makes reports, by number, findable by their texts as they are now; None: removed."""
    _FORGET.run_each(connection, [{"of": number} for number in changed])
    for number, report in changed.items():
        if isinstance(report, Report):
            text = _TEXT.one(connection, sha256=report.text_sha256) or ""
            _ADD.run_each(connection, [{"run": run, "report": number} for run in indexing.sketch(text)])


def numbers_like(connection: Connection, sketch: Collection[int], shared: int, limit: int) -> list[int]:
    """Numbers of the reports that share so many runs with a sketch, those sharing most first."""
    return _LIKE.column(connection, numbers=json.dumps(list(sketch)), shared=shared, most=limit)
