"""Reading a case from SQL. A row that holds no record is passed over in lists; `problems()` names it."""

from __future__ import annotations

import datetime as dt
import json
from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, or_, select

from tracker.errors import CaseError, NotFoundError
from tracker.model.change import Change
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.ids import LETTERS
from tracker.model.query import ClaimQuery
from tracker.model.report import Report
from tracker.store import search
from tracker.store.blobs import Blobs
from tracker.store.claim_lists import NAMED, ClaimLists, conditions, listed_values
from tracker.store.index_reads import IndexReads
from tracker.store.indexing import Indexing
from tracker.store.journal import NO_HEAD, Head
from tracker.store.journal_lists import JournalLists
from tracker.store.mapping import JOURNAL, TABLES, TEXTS, change_of, record_of
from tracker.store.ports import Record
from tracker.store.prepared import Prepared
from tracker.store.record_reads import RecordReads, RecordType
from tracker.store.sketches import numbers_like
from tracker.store.text_search import TextSearch

UNREADABLE = (ValueError, TypeError, RecursionError)
"""What a row raises that holds no record; the last one: JSON that is nested without end."""
MARKS_AT_ONCE = 500
"""Values in one IN list: SQLite allows 32,766 parameters, older ones 999."""

CLAIMS = TABLES["claim"].c

_HEAD = Prepared(select(JOURNAL.c.seq, JOURNAL.c.hash, JOURNAL.c.at).order_by(JOURNAL.c.seq.desc()).limit(1))
_HASHES = Prepared(select(JOURNAL.c.hash).where(JOURNAL.c.seq > bindparam("after")).order_by(JOURNAL.c.seq))
_CHANGES = Prepared(
    select(JOURNAL).where(JOURNAL.c.seq > bindparam("after")).order_by(JOURNAL.c.seq).limit(bindparam("most"))
)

_is_open = or_(*(CLAIMS.status == status.value for status in ClaimStatus if status.is_open))
_of_measure = CLAIMS.measure.is_not_distinct_from(bindparam("measure"))
_UNPLACED = Prepared(
    select(TABLES["claim"])
    .where(CLAIMS.incident_id.is_(None), _of_measure, _is_open)
    .order_by(CLAIMS.n.desc())
    .limit(bindparam("most"))
)


@cache
def _chosen_by(statuses: tuple[ClaimStatus, ...], names: tuple[str, ...]) -> Prepared:
    """The claims of these statuses, any for none, with what the named fields hold, in the order taken in."""
    # What is named narrows more than the status, which SQLite cannot know.
    found = CLAIMS.status.concat("") if names else CLAIMS.status
    any_of = [or_(*(found == status.value for status in statuses))] if statuses else []
    chosen = select(TABLES["claim"]).where(*any_of, *(CLAIMS[name] == bindparam(name) for name in names))
    return Prepared(chosen.order_by(CLAIMS.n).limit(bindparam("most")).offset(bindparam("passed")))


@cache
def with_id(kind: str) -> Prepared:
    """The record of an `id`."""
    return Prepared(select(TABLES[kind]).where(TABLES[kind].c.id == bindparam("id")))


@cache
def _numbered(kind: str) -> Prepared:
    """The records of `numbers`, a JSON list, in the order taken in."""
    asked = select(func.json_each(bindparam("numbers")).table_valued("value").c.value)
    return Prepared(select(TABLES[kind]).where(TABLES[kind].c.n.in_(asked)).order_by(TABLES[kind].c.n))


class SqlReads(ClaimLists, JournalLists, IndexReads, RecordReads):
    """The reading half of the ports."""

    def __init__(self, blobs: Blobs, indexing: Indexing | None = None) -> None:
        self._blobs = blobs
        self._indexing = indexing
        self._search = TextSearch()
        self._passed_over: dict[str, set[int]] = {}
        """Kind -> numbers of rows that held no record when they were read."""

    def report_with_bytes(self, sha256: str) -> Report | None:
        found = self._all("report", Report, TABLES["report"].c.sha256 == sha256)
        return found[0] if found else None

    def reports_at(self, url: str) -> list[Report]:
        return self._all("report", Report, TABLES["report"].c.url == url)

    def reports_like(self, sketch: Collection[int], shared: int, limit: int) -> list[Report]:
        with self._connection() as connection:
            numbers = numbers_like(connection, sketch, shared, limit)
        found = {report.id: report for report in self._of_numbers("report", Report, numbers)}
        return [found[f"R{number}"] for number in numbers if f"R{number}" in found]

    def text(self, text_sha256: str) -> str:
        rows = self._rows(select(TEXTS.c.text).where(TEXTS.c.sha256 == text_sha256))
        if not rows:
            raise NotFoundError(f"There is no text with SHA-256 {text_sha256[:12]} in this case.")
        return str(rows[0]["text"])

    def blob(self, sha256: str) -> bytes:
        return self._blobs.read(sha256)

    def claims(self, query: ClaimQuery | None = None) -> list[Claim]:
        query = query or ClaimQuery()
        if not query.text.strip() and not (query.source_ids or query.incident_ids or query.measures):
            return self._chosen(query)
        end = None if query.limit is None else query.offset + query.limit
        numbers = self.claim_numbers(query, first=end)[query.offset :]
        return self._of_numbers("claim", Claim, numbers)

    def count_claims(self, query: ClaimQuery | None = None) -> int:
        query = query or ClaimQuery()
        counted = select(func.count().label("count")).select_from(TABLES["claim"])
        if query.text.strip():
            counted = counted.where(*conditions(query, by_number=True), CLAIMS.n.in_(self._with_words(query)))
        else:
            counted = counted.where(*conditions(query))
        [row] = self._rows(counted)
        return int(row["count"])

    def told_of(self, incident_ids: Collection[str]) -> dict[str, tuple[int, dt.datetime | None]]:
        asked = select(func.json_each(json.dumps(list(incident_ids))).table_valued("value").c.value)
        query = (
            select(CLAIMS.incident_id, func.count().label("count"), func.max(CLAIMS.stated_at).label("last"))
            .where(CLAIMS.incident_id.in_(asked), CLAIMS.status != ClaimStatus.REJECTED.value)
            .group_by(CLAIMS.incident_id)
        )
        return {row["incident_id"]: (row["count"], _moment(row["last"])) for row in self._rows(query)}

    def best_claims(self, text: str, limit: int) -> list[Claim]:
        with self._connection() as connection:
            numbers = self._search.best(connection, text, limit)
        by_id = {claim.id: claim for claim in self._of_numbers("claim", Claim, numbers)}
        return [by_id[f"C{number}"] for number in numbers if f"C{number}" in by_id]

    def ready_words(self) -> None:
        with self._connection() as connection:
            self._search.vocabulary(connection)

    def fingerprints(self, report_id: str) -> frozenset[str]:
        rows = self._rows(select(CLAIMS.fingerprint).where(CLAIMS.report == report_id))
        return frozenset(row["fingerprint"] for row in rows)

    def rejected(self, fingerprints: Collection[str]) -> frozenset[str]:
        return self._fingerprinted(fingerprints, CLAIMS.status == ClaimStatus.REJECTED.value)

    def fingerprinted(self, fingerprints: Collection[str]) -> frozenset[str]:
        return self._fingerprinted(fingerprints)

    def _fingerprinted(self, fingerprints: Collection[str], *conditions: Any) -> frozenset[str]:
        asked = sorted(fingerprints)
        found: set[str] = set()
        for start in range(0, len(asked), MARKS_AT_ONCE):
            chunk = asked[start : start + MARKS_AT_ONCE]
            rows = self._rows(select(CLAIMS.fingerprint).where(*conditions, CLAIMS.fingerprint.in_(chunk)))
            found.update(row["fingerprint"] for row in rows)
        return frozenset(found)

    def changes(self, *, after: int = 0, limit: int | None = None) -> list[Change]:
        with self._connection() as connection:
            return _readable_changes(_CHANGES.records(connection, after=after, most=-1 if limit is None else limit))

    def changes_of(self, object_id: str) -> list[Change]:
        # The id as it stands in an edit's JSON finds few rows too many, and never one too few.
        holds_id = func.instr(JOURNAL.c.edits, f'"id":"{object_id}"') > 0
        found = _readable_changes(self._rows(select(JOURNAL).where(holds_id).order_by(JOURNAL.c.seq)))
        return [change for change in found if any(edit.id == object_id for edit in change.edits)]

    def outline(self, *, after: int = 0) -> list[tuple[int, str, int | None]]:
        columns = (JOURNAL.c.seq, JOURNAL.c.action, JOURNAL.c.undoes)
        rows = self._rows(select(*columns).where(JOURNAL.c.seq > after).order_by(JOURNAL.c.seq))
        return [(row["seq"], row["action"], row["undoes"]) for row in rows]

    def entry_hashes(self, *, after: int = 0) -> list[str]:
        with self._connection() as connection:
            return _HASHES.column(connection, after=after)

    def head(self) -> tuple[int, str]:
        newest = self._head()
        return newest.seq, newest.hash

    def _head(self) -> Head:
        with self._connection() as connection:
            row = _HEAD.run(connection).fetchone()
        return Head(row[0], row[1], dt.datetime.fromisoformat(row[2])) if row else NO_HEAD

    def _one(self, kind: str, record_id: str, model: type[RecordType]) -> RecordType:
        with self._connection() as connection:
            rows = with_id(kind).records(connection, id=record_id)
        if not rows:
            raise NotFoundError(f"There is no {kind} {record_id} in this case.")
        found = read_row(kind, rows[0])
        assert isinstance(found, model)  # noqa: S101  the model of the kind asked for
        self._note(kind, found)
        return found

    def _all(
        self,
        kind: str,
        model: type[RecordType],
        *conditions: ColumnElement[bool],
    ) -> list[RecordType]:
        table = TABLES[kind]
        return self._readable(kind, model, self._rows(select(table).where(*conditions).order_by(table.c.n)))

    def unplaced(self, measure: str | None, limit: int) -> list[Claim]:
        with self._connection() as connection:
            rows = _UNPLACED.records(connection, measure=measure, most=limit)
        return self._readable("claim", Claim, rows)

    def _chosen(self, query: ClaimQuery) -> list[Claim]:
        asked = {name: value for name in NAMED if (value := getattr(query, name)) is not None}
        most = -1 if query.limit is None else query.limit
        with self._connection() as connection:
            statement = _chosen_by(query.statuses, tuple(asked))
            rows = statement.records(connection, **asked, most=most, passed=query.offset)
        return self._readable("claim", Claim, rows)

    def _of_numbers(self, kind: str, model: type[RecordType], numbers: Collection[int]) -> list[RecordType]:
        with self._connection() as connection:
            rows = _numbered(kind).records(connection, numbers=json.dumps(list(numbers))) if numbers else []
        return self._readable(kind, model, rows)

    def _readable(self, kind: str, model: type[RecordType], rows: Iterable[Mapping[Any, Any]]) -> list[RecordType]:
        records = []
        for row in rows:
            record = readable(kind, row)
            if isinstance(record, model):
                records.append(record)
                self._note(kind, record)
            else:
                self._passed_over.setdefault(kind, set()).add(row["n"])
        return records

    def unreadable(self, kind: str) -> list[str]:
        passed_over = self._passed_over.get(kind)
        if not passed_over:
            return []
        with self._connection() as connection:
            rows = _numbered(kind).records(connection, numbers=json.dumps(sorted(passed_over)))
        # Since they were read one may have been mended, or taken out.
        return [f"{LETTERS[kind]}{row['n']}" for row in rows if readable(kind, row) is None]

    def _with_words(self, query: ClaimQuery, most: int | None = None) -> Select[Any]:
        with self._connection() as connection:
            asked = self._search.with_all(connection, query.text, most)
        if asked is not None:
            return asked
        columns = (CLAIMS.n, CLAIMS.id, CLAIMS.quote, CLAIMS.source, CLAIMS.place, CLAIMS.incident)
        rows = self._rows(select(*columns).where(*conditions(query)).order_by(CLAIMS.n))
        return listed_values([row["n"] for row in search.found(query.text, rows, search.haystack)])

    def _rows(self, statement: Select[Any]) -> Sequence[RowMapping]:
        with self._connection() as connection:
            return connection.execute(statement).mappings().all()

    def _note(self, kind: str, record: Record) -> None:
        """Called with each record read."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""


def read_row(kind: str, row: Mapping[Any, Any]) -> Record:
    """The record of a row. Raises CaseError when the row does not hold one."""
    found = readable(kind, row)
    if found is None:
        raise CaseError(
            f"The {kind} {row['id']} cannot be read: its row was changed by something else.",
            hint="Run 'tracker verify'.",
        )
    return found


def readable(kind: str, row: Mapping[Any, Any]) -> Record | None:
    """The record of a row; None when the row does not hold one."""
    if row["id"] != f"{LETTERS[kind]}{row['n']}":
        return None
    try:
        return record_of(kind, row)
    except UNREADABLE:
        return None


def _moment(written: object) -> dt.datetime | None:
    """A time as it stands in a row; None where there is none, or somebody wrote something else there."""
    try:
        return dt.datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None


def _readable_changes(rows: Sequence[Mapping[Any, Any]]) -> list[Change]:
    found = []
    for row in rows:
        try:
            found.append(change_of(row))
        except UNREADABLE:
            continue
    return found
