"""Reading the index of figures."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, or_, select

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.store.index_write import BLOCKS, CELLS, FIGURES, LOOKUPS
from tracker.store.indexing import FIGURE, WORDS, Block, DisputedIncident
from tracker.store.prepared import Prepared
from tracker.store.record_reads import RecordType

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


class IndexReads:
    """The part of the reading ports that the index answers."""

    def blocks(self, incident_id: str) -> list[Block]:
        with self._connection() as connection:
            found = _BLOCKS.run(connection, incident=incident_id)
            return [Block._make((*row[:-1], bool(row[-1]))) for row in found]

    def count_apart(self, block: str, low: float, high: float) -> int:
        with self._connection() as connection:
            return int(_APART.one(connection, block=block, low=low, high=high))

    def near(self, block: str, low: float, high: float, limit: int) -> list[Claim]:
        with self._connection() as connection:
            ends = {"block": block, "low": low, "high": high, "most": limit}
            numbers = {n for side in _NEAR for n in side.column(connection, **ends)}
        return self._of_numbers("claim", Claim, sorted(numbers))

    def newest_in(self, block: str, limit: int) -> list[Claim]:
        with self._connection() as connection:
            numbers = _NEWEST.column(connection, block=block, most=limit)
        return self._of_numbers("claim", Claim, numbers)

    def incidents_with(self, keys: Collection[str]) -> list[Incident]:
        with self._connection() as connection:
            numbers = _LOOK_UP.column(connection, keys=json.dumps(sorted(keys)))
        return self._of_numbers("incident", Incident, numbers)

    def disputed_incidents(self) -> Iterator[DisputedIncident]:
        """Streams; the connection is in use until the end."""
        with self._connection() as connection:
            # The driver's own rows: a scan reads nothing else, and a row object each would double its time.
            blocks, cells = (
                connection.connection.cursor().execute(_compiled(chosen, connection)) for chosen in _disputed()
            )
            by_block = groupby(cells, key=itemgetter(0))  # in the order of the blocks, none of which is empty
            for incident, own in groupby(blocks, key=itemgetter(0)):
                found, in_full = [], False
                for _, name, full in own:
                    found.append((name, [row[1:] for row in next(by_block)[1]]))
                    in_full = in_full or bool(full)
                yield DisputedIncident(incident, found, in_full)

    def worded_incidents(self) -> list[str]:
        several = select(BLOCKS.c.incident).where(BLOCKS.c.asks == WORDS, BLOCKS.c.claims > 1).order_by(BLOCKS.c.id)
        with self._connection() as connection:
            return list(connection.execute(several).scalars())

    @abstractmethod
    def _of_numbers(self, kind: str, model: type[RecordType], numbers: Collection[int]) -> list[RecordType]:
        """Records of a kind by their numbers, in the order taken in."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""


def _disputed() -> tuple[Select[Any], Select[Any]]:
    """Blocks of the incidents whose figures cannot all hold, or need a look, and their cells in the same order."""
    figures = BLOCKS.c.asks == FIGURE
    disputed = (
        select(BLOCKS.c.incident)
        .where(figures)
        .group_by(BLOCKS.c.incident)
        .having(func.max(BLOCKS.c.low) > func.min(BLOCKS.c.high))
    )
    chosen = (figures, BLOCKS.c.incident.in_(disputed))
    order = (BLOCKS.c.incident, BLOCKS.c.id)
    blocks = select(BLOCKS.c.incident, BLOCKS.c.name, BLOCKS.c.in_full).where(*chosen).order_by(*order)
    cells = select(CELLS.c.block, CELLS.c.low, CELLS.c.high, CELLS.c.claims).join(BLOCKS, BLOCKS.c.id == CELLS.c.block)
    return blocks, cells.where(*chosen).order_by(*order, CELLS.c.low, CELLS.c.high)


def _compiled(statement: Select[Any], connection: Connection) -> str:
    return str(statement.compile(connection, compile_kwargs={"literal_binds": True}))
