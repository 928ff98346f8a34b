"""The journal as its list reads it: a page of entries without their load, and the first edits of one."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, select

from tracker.errors import NotFoundError
from tracker.model.change import Edit, JournalLine, WrittenChange
from tracker.model.ids import RECORD_ID
from tracker.model.query import typed_words
from tracker.store.adoption import evidence_in
from tracker.store.mapping import JOURNAL
from tracker.store.prepared import Prepared

ENTRIES = JOURNAL.c

_LINE = [ENTRIES[name] for name in JournalLine.model_fields]
_asked = select(func.json_each(bindparam("entries")).table_valued("value").c.value)
_LINES = Prepared(select(*_LINE).where(ENTRIES.seq.in_(_asked)))

_ACTORS = Prepared(select(ENTRIES.actor).group_by(ENTRIES.actor).order_by(func.min(ENTRIES.seq)))
_WRITTEN = Prepared(select(JOURNAL).where(ENTRIES.seq == bindparam("entry")))

_edits = func.json_each(ENTRIES.edits).table_valued("value")
_FIRST_EDITS = Prepared(
    select(_edits.c.value)
    .select_from(JOURNAL, _edits)
    .where(ENTRIES.seq == bindparam("entry"))
    .limit(bindparam("most"))
)
_HOW_MANY = Prepared(select(func.json_array_length(ENTRIES.edits)).where(ENTRIES.seq == bindparam("entry")))

_REPORTS = Prepared(
    select(_edits.c.value)
    .select_from(JOURNAL, _edits)
    .where(func.instr(ENTRIES.edits, '"kind":"report"') > 0, func.json_extract(_edits.c.value, "$.kind") == "report")
    .order_by(ENTRIES.seq)
)

_TOUCHES = (
    select(_edits.c.value).where(func.json_extract(_edits.c.value, "$.id") == bindparam("record")).correlate(JOURNAL)
)
_ABOUT = Prepared(
    select(ENTRIES.seq)
    # The id as it stands in an edit's JSON finds few entries too many, and is found without reading the JSON.
    .where(func.instr(ENTRIES.edits, bindparam("mark")) > 0, _TOUCHES.exists())
    .order_by(ENTRIES.seq.desc())
)
_words_of = func.lower(ENTRIES.summary + " " + ENTRIES.reason + " " + ENTRIES.action + " " + ENTRIES.actor)


class JournalLists(ABC):
    """The part of `tracker.store.ports.ReadsCase` that the list of entries is made of."""

    def entries_about(self, text: str) -> Sequence[int]:
        if not text.strip():
            return range(self.head()[0], 0, -1)
        record = text.strip().upper()
        if RECORD_ID.fullmatch(record):
            with self._connection() as connection:
                return _ABOUT.column(connection, mark=f'"id":"{record}"', record=record)
        told = [func.instr(_words_of, word) > 0 for word in typed_words(text)]
        return [row["seq"] for row in self._rows(select(ENTRIES.seq).where(*told).order_by(ENTRIES.seq.desc()))]

    def journal_lines(self, entries: Sequence[int]) -> list[JournalLine]:
        with self._connection() as connection:
            rows = _LINES.records(connection, entries=json.dumps(list(entries)))
        found = {}
        for row in rows:
            try:
                found[row["seq"]] = JournalLine.model_validate(row)
            except ValueError:
                continue
        return [found[entry] for entry in entries if entry in found]

    def edits_of(self, entry: int, limit: int) -> tuple[list[Edit], int]:
        with self._connection() as connection:
            first = _FIRST_EDITS.column(connection, entry=entry, most=limit)
            how_many = _HOW_MANY.one(connection, entry=entry)
        return [Edit.model_validate_json(edit) for edit in first], how_many or 0

    def actors(self) -> list[str]:
        with self._connection() as connection:
            return _ACTORS.column(connection)

    def written_change(self, seq: int) -> WrittenChange:
        with self._connection() as connection:
            rows = _WRITTEN.records(connection, entry=seq)
        if not rows:
            raise NotFoundError(f"There is no journal entry {seq}.")
        return WrittenChange(
            **{name: value for name, value in rows[0].items() if name != "edits"}, edits_json=rows[0]["edits"]
        )

    def evidence(self) -> list[tuple[str, str]]:
        with self._connection() as connection:
            told = _REPORTS.column(connection)
        return list(evidence_in(json.loads(edit) for edit in told))

    @abstractmethod
    def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry."""

    @abstractmethod
    def _rows(self, statement: Select[tuple[object, ...]]) -> Sequence[RowMapping]:
        """What a statement selects."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""
