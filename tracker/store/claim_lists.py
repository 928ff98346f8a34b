"""Claims as lists read them: their numbers first, in order, then a page at a time; and how many there are of each kind.

A number is eight bytes and is read from an index, so the list of a million claims is there at once, and a page is found
by its numbers wherever it stands. Claims that somebody else adds or takes away meanwhile move no page.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from array import array
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Connection, RowMapping, Select, bindparam, func, or_, select

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimOrder, ClaimQuery, Waiting, typed_words
from tracker.store.mapping import TABLES
from tracker.store.prepared import Prepared
from tracker.store.record_reads import RecordType

CLAIMS = TABLES["claim"].c
INCIDENTS = TABLES["incident"].c

NAMED = ("source_id", "incident_id", "report")
"""Fields of a claim by which a query names claims."""
ANY_OF = {"source_ids": "source_id", "incident_ids": "incident_id", "measures": "measure"}
"""Field of a query -> the field of a claim that must hold one of its values."""

# As the indexes have them; in descending order SQLite puts what is not known last.
_ORDERED: dict[ClaimOrder, tuple[ColumnElement[Any], ...]] = {
    ClaimOrder.TAKEN_IN: (CLAIMS.n,),
    ClaimOrder.NEWEST: (CLAIMS.stated_at.desc(), CLAIMS.n.desc()),
    ClaimOrder.SOURCE: (CLAIMS.source.collate("NOCASE"), CLAIMS.n),
    ClaimOrder.INCIDENT: (CLAIMS.incident.collate("NOCASE").nulls_last(), CLAIMS.n),
}
LOOKED_THROUGH = (2_000, 20_000)
"""Claims in the order of a list that are looked through for those with which it begins: so many, then so many."""
MANY = 2_000
"""Claims above which sorting those that a query finds takes longer than looking for them in an order that is there."""
LOOKED_AT = 10
"""Claims with the words of a query that are looked at for each one asked for, before all are."""

_AS_ORDERED = CLAIMS.n + 0
"""The number of a claim where the claims are read as the index of the order has them until there are enough, instead of
each by its number, to be sorted then."""

_WAITING = select(
    CLAIMS.n,
    CLAIMS.report,
    func.coalesce(CLAIMS.span_start, 0),
    func.coalesce(CLAIMS.span_end, 0),
    func.coalesce(CLAIMS.score, 0.0),
    CLAIMS.source_id,
    CLAIMS.source,
)


class ClaimLists(ABC):
    """The part of `tracker.store.ports.ReadsCase` that lists are made of."""

    def claim_numbers(
        self, query: ClaimQuery, order: ClaimOrder = ClaimOrder.TAKEN_IN, first: int | None = None
    ) -> Sequence[int]:
        if query.text.strip():
            return self._numbers_with_words(query, order, first)
        if order is not ClaimOrder.TAKEN_IN or is_narrow(query):
            begun = self._begun(query, order, first) if first is not None and is_narrow(query) else None
            if begun is not None:
                return begun
            chosen = select(CLAIMS.n).where(*conditions(query, by_status=False))
            return self._numbers_of(chosen.order_by(*_ORDERED[order]).limit(first))
        # The index of statuses has each status in order; across several, SQLite would sort them all.
        chosen = select(CLAIMS.n).where(*conditions(query)).order_by(CLAIMS.n).limit(first)
        by_status = (chosen.where(CLAIMS.status == status.value) for status in query.statuses or ClaimStatus)
        runs = [run for statement in by_status if (run := self._numbers_of(statement))]
        return runs[0] if len(runs) == 1 else array("q", sorted(chain.from_iterable(runs))[:first])

    def _begun(self, query: ClaimQuery, order: ClaimOrder, first: int) -> Sequence[int] | None:
        """The first of what many claims hold, found without sorting all these; None: too few hold it."""
        by_index = select(CLAIMS.n).where(*conditions(query, by_status=False))
        for most in LOOKED_THROUGH:
            if order is ClaimOrder.TAKEN_IN:
                chosen = by_index.where(CLAIMS.n <= most)
            else:
                among = select(CLAIMS.n).order_by(*_ORDERED[order]).limit(most)
                chosen = select(CLAIMS.n).where(CLAIMS.n.in_(among), *conditions(query, by_number=True))
            begun = self._numbers_of(chosen.order_by(*_ORDERED[order]).limit(first))
            if len(begun) == first:
                return begun
            if is_indexed(query):
                if not self._are_many(by_index):
                    return None
                chosen = select(CLAIMS.n).where(_AS_ORDERED.in_(by_index))
                return self._numbers_of(chosen.order_by(*_ORDERED[order]).limit(first))
        return None

    def _numbers_with_words(self, query: ClaimQuery, order: ClaimOrder, first: int | None) -> Sequence[int]:
        chosen = select(CLAIMS.n).where(*conditions(query, by_number=True)).order_by(*_ORDERED[order]).limit(first)
        if first is not None and order is ClaimOrder.TAKEN_IN:
            begun = self._numbers_of(chosen.where(CLAIMS.n.in_(self._with_words(query, LOOKED_AT * first))))
            if len(begun) == first:
                return begun
        elif first is not None and not is_narrow(query) and self._are_many(self._with_words(query, MANY + 1)):
            return self._numbers_of(chosen.where(_AS_ORDERED.in_(self._with_words(query))))
        return self._numbers_of(chosen.where(CLAIMS.n.in_(self._with_words(query))))

    def _are_many(self, chosen: Select[Any]) -> bool:
        [row] = self._rows(select(func.count().label("size")).select_from(chosen.limit(MANY + 1).subquery()))
        return int(row["size"]) > MANY

    def waiting(self, query: ClaimQuery) -> list[Waiting]:
        asked = query.model_copy(update={"statuses": (ClaimStatus.PROPOSED,)})
        with self._connection() as connection:
            found = Prepared(_WAITING.where(*conditions(asked)).order_by(CLAIMS.n)).run(connection)
            return [Waiting._make(row) for row in found]

    def numbered_claims(self, numbers: Sequence[int]) -> list[Claim]:
        by_id = {claim.id: claim for claim in self._of_numbers("claim", Claim, numbers)}
        return [by_id[f"C{number}"] for number in numbers if f"C{number}" in by_id]

    def claims_by(self, field: Literal["source_id", "report"]) -> dict[tuple[str, ClaimStatus], int]:
        column, status = CLAIMS[field], CLAIMS.status
        sizes = {row["status"]: row["size"] for row in self._rows(_counted(status).group_by(status))}
        if not sizes:
            return {}
        # The index of the field tells all statuses together; the rows are looked at for the rarer ones only.
        most = max(sizes, key=lambda word: sizes[word])
        is_named = column.is_not(None)
        rest = {row[field]: row["size"] for row in self._rows(_counted(column).where(is_named).group_by(column))}
        counts: dict[tuple[str, ClaimStatus], int] = {}
        rarer = [word for word in sizes if word != most]
        chosen = _counted(column, status).where(is_named, status.in_(rarer)).group_by(column, status)
        for row in self._rows(chosen) if rarer else ():
            rest[row[field]] -= row["size"]
            if row["status"] in set(ClaimStatus):
                counts[row[field], ClaimStatus(row["status"])] = row["size"]
        if most in set(ClaimStatus):
            counts |= {(key, ClaimStatus(most)): size for key, size in rest.items() if size}
        return counts

    def count_records(self, kind: str) -> int:
        [row] = self._rows(select(func.count().label("size")).select_from(TABLES[kind]))
        return int(row["size"])

    def incidents_named(self, text: str, limit: int) -> list[str]:
        holds = [func.instr(func.lower(INCIDENTS.name), word) > 0 for word in typed_words(text)]
        rows = self._rows(select(INCIDENTS.id).where(*holds).order_by(INCIDENTS.n).limit(limit))
        return [row["id"] for row in rows]

    def _numbers_of(self, statement: Select[Any]) -> array[int]:
        with self._connection() as connection:
            return array("q", chain.from_iterable(Prepared(statement).run(connection)))

    @abstractmethod
    def _with_words(self, query: ClaimQuery, most: int | None = None) -> Select[Any]:
        """Selects the numbers of the claims that have the words of a query; most: the first so many taken in."""

    @abstractmethod
    def _of_numbers(self, kind: str, model: type[RecordType], numbers: Collection[int]) -> list[RecordType]:
        """Records by their numbers, in the order taken in."""

    @abstractmethod
    def _rows(self, statement: Select[Any]) -> Sequence[RowMapping]:
        """What a statement selects."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""


def conditions(query: ClaimQuery, *, by_number: bool = False, by_status: bool = True) -> list[ColumnElement[bool]]:
    """What a claim's columns must hold, without the query's words. by_number: the claims' numbers are given as well.

    by_status: False where the claims are read in an order that has an index.
    """
    asked: list[ColumnElement[bool]] = []
    # SQLite knows no sizes. An index is kept from it where another one, or the numbers, narrow more.
    status = CLAIMS.status.concat("") if by_number or not by_status or is_narrow(query) else CLAIMS.status
    if query.statuses:
        asked.append(or_(*(status == wanted.value for wanted in query.statuses)))
    for name, field in ANY_OF.items():
        if values := getattr(query, name):
            asked.append((CLAIMS[field].concat("") if by_number else CLAIMS[field]).in_(listed_values(values)))
    for name in NAMED:
        wanted = getattr(query, name)
        if wanted is not None:
            asked.append((CLAIMS[name].concat("") if by_number else CLAIMS[name]) == wanted)
    return asked


def is_narrow(query: ClaimQuery) -> bool:
    """Whether a query asks for more than words and statuses."""
    return any(getattr(query, name) for name in (*ANY_OF, *NAMED))


def is_indexed(query: ClaimQuery) -> bool:
    """Whether an index leads to the claims that a query asks for; there is none of measures alone."""
    return bool(query.source_ids or query.incident_ids) or any(getattr(query, name) is not None for name in NAMED)


def listed_values(values: Collection[object]) -> Select[Any]:
    """As many values as there are, in one parameter."""
    listed: BindParameter[str] = bindparam(None, json.dumps(list(values)), unique=True)
    return select(func.json_each(listed).table_valued("value").c.value)


def _counted(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns, func.count().label("size"))
