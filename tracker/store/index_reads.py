"""Reading the index of figures."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, text

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.store import index_rows
from tracker.store.index_write import BLOCKS, CELLS, FIGURES, LOOKUPS
from tracker.store.indexing import WORDS, Block, DisputedIncident
from tracker.store.prepared import Prepared
from tracker.store.questions import QUESTION_BITS, QUESTIONS, disputed
from tracker.store.record_reads import RecordType

_CELLS = Prepared(select(CELLS.c.block, CELLS.c.high, CELLS.c.low, CELLS.c.claims).order_by(*CELLS.primary_key))
_QUESTIONS = Prepared(select(QUESTIONS.c.id, QUESTIONS.c.name))
_IN_FULL = Prepared(select(BLOCKS.c.id).where(text(index_rows.COMPARED), BLOCKS.c.in_full))
_WORDED = Prepared(
    select(BLOCKS.c.incident)
    .where(text(index_rows.COMPARED), BLOCKS.c.asks == bindparam("words"), BLOCKS.c.claims > 1)
    .order_by(BLOCKS.c.id)
)
_BLOCK = (BLOCKS.c.name, BLOCKS.c.asks, BLOCKS.c.claims, BLOCKS.c.low, BLOCKS.c.high, BLOCKS.c.in_full)
_BLOCKS = Prepared(select(*_BLOCK).where(BLOCKS.c.incident == bindparam("incident")))
_own = select(BLOCKS.c.id).where(BLOCKS.c.name == bindparam("block")).scalar_subquery()
_low: BindParameter[float] = bindparam("low")
_high: BindParameter[float] = bindparam("high")
_most: BindParameter[int] = bindparam("most")
_APART = Prepared(
    select(func.coalesce(func.sum(CELLS.c.claims), 0)).where(
        CELLS.c.block == _own, or_(CELLS.c.low > _high, CELLS.c.high < _low)
    )
)
_in_block = select(FIGURES.c.claim).where(FIGURES.c.block == _own).limit(_most)
_NEAR = [
    Prepared(_in_block.where(FIGURES.c.low > _high).order_by(FIGURES.c.low, FIGURES.c.claim)),
    Prepared(_in_block.where(FIGURES.c.high < _low).order_by(FIGURES.c.high.desc(), FIGURES.c.claim)),
    Prepared(_in_block.where(FIGURES.c.low == _low, FIGURES.c.high == _high)),
]
_NEWEST = Prepared(_in_block.order_by(FIGURES.c.claim.desc()))
_keys = select(func.json_each(bindparam("keys")).table_valued("value").c.value)
_LOOK_UP = Prepared(select(LOOKUPS.c.incident).where(LOOKUPS.c.key.in_(_keys)).distinct())

LAST_LETTER = chr(0x10FFFF)
"""Follows every text that goes on."""
_begun = func.json_each(bindparam("beginnings")).table_valued("value").c.value
_ONLY = Prepared(
    select(_begun, func.min(LOOKUPS.c.incident))
    .join(LOOKUPS, LOOKUPS.c.key.between(_begun, _begun.concat(bindparam("last"))))
    .group_by(_begun)
    .having(func.count() == 1)
)


class IndexReads:
    """The part of the reading ports that the index answers."""

    def blocks(self, incident_id: str) -> list[Block]:
        with self._connection() as connection:
            found = _BLOCKS.run(connection, incident=incident_id)
            return [Block._make((*row[:-1], bool(row[-1]))) for row in found]

    def count_apart(self, block: str, low: float, high: float) -> int:
        with self._connection() as connection:
            return int(_APART.one(connection, block=block, low=low, high=high))

    def near(self, block: str, low: float, high: float, limit: int, *, with_equal: bool = True) -> list[Claim]:
        with self._connection() as connection:
            ends = {"block": block, "low": low, "high": high, "most": limit}
            numbers = {n for side in (_NEAR if with_equal else _NEAR[:2]) for n in side.column(connection, **ends)}
        return self._of_numbers("claim", Claim, sorted(numbers))

    def newest_in(self, block: str, limit: int) -> list[Claim]:
        with self._connection() as connection:
            numbers = _NEWEST.column(connection, block=block, most=limit)
        return self._of_numbers("claim", Claim, numbers)

    def incidents_with(self, keys: Collection[str]) -> list[Incident]:
        with self._connection() as connection:
            numbers = _LOOK_UP.column(connection, keys=json.dumps(sorted(keys)))
        return self._of_numbers("incident", Incident, numbers)

    def only_incidents(self, beginnings: Collection[str]) -> dict[str, Incident]:
        with self._connection() as connection:
            only = dict(_ONLY.run(connection, beginnings=json.dumps(sorted(beginnings)), last=LAST_LETTER))
        incidents = {incident.id: incident for incident in self._of_numbers("incident", Incident, only.values())}
        return {beginning: incidents[f"I{number}"] for beginning, number in only.items()}

    def disputed_incidents(self) -> Iterator[DisputedIncident]:
        """Streams; the connection is in use until the end."""
        with self._connection() as connection:
            in_full = {block >> QUESTION_BITS for block in _IN_FULL.column(connection)}
            asked = dict(_QUESTIONS.run(connection))
            yield from disputed(_CELLS.run(connection), asked, in_full)

    def worded_incidents(self) -> list[str]:
        with self._connection() as connection:
            return _WORDED.column(connection, words=WORDS)

    @abstractmethod
    def _of_numbers(self, kind: str, model: type[RecordType], numbers: Collection[int]) -> list[RecordType]:
        """Records of a kind by their numbers, in the order taken in."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""
