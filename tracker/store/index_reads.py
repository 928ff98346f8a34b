"""Reading the index of figures."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.store.index_write import AT_ONCE, BLOCKS, CELLS, FIGURES, LOOKUPS
from tracker.store.indexing import FIGURE, WORDS, Block, DisputedIncident
from tracker.store.mapping import TABLES
from tracker.store.record_reads import RecordType

CLAIMS = TABLES["claim"]
INCIDENTS = TABLES["incident"].c

_BLOCK = (BLOCKS.c.name, BLOCKS.c.asks, BLOCKS.c.claims, BLOCKS.c.low, BLOCKS.c.high, BLOCKS.c.in_full)


class IndexReads:
    """The part of the reading ports that the index answers."""

    def blocks(self, incident_id: str) -> list[Block]:
        with self._connection() as connection:
            return [Block(*row) for row in connection.execute(select(*_BLOCK).where(BLOCKS.c.incident == incident_id))]

    def count_apart(self, block: str, low: float, high: float) -> int:
        own = select(BLOCKS.c.id).where(BLOCKS.c.name == block).scalar_subquery()
        apart = or_(CELLS.c.low > high, CELLS.c.high < low)
        with self._connection() as connection:
            counted = select(func.coalesce(func.sum(CELLS.c.claims), 0)).where(CELLS.c.block == own, apart)
            return int(connection.execute(counted).scalar_one())

    def near(self, block: str, low: float, high: float, limit: int) -> list[Claim]:
        own = select(BLOCKS.c.id).where(BLOCKS.c.name == block).scalar_subquery()
        in_block = FIGURES.c.block == own
        sides = [
            select(FIGURES.c.claim).where(in_block, FIGURES.c.low > high).order_by(FIGURES.c.low, FIGURES.c.claim),
            select(FIGURES.c.claim)
            .where(in_block, FIGURES.c.high < low)
            .order_by(FIGURES.c.high.desc(), FIGURES.c.claim),
            select(FIGURES.c.claim).where(in_block, FIGURES.c.low == low, FIGURES.c.high == high),
        ]
        return self._named(sides, limit)

    def newest_in(self, block: str, limit: int) -> list[Claim]:
        own = select(BLOCKS.c.id).where(BLOCKS.c.name == block).scalar_subquery()
        return self._named(
            [select(FIGURES.c.claim).where(FIGURES.c.block == own).order_by(FIGURES.c.claim.desc())], limit
        )

    def incidents_with(self, keys: Collection[str]) -> list[Incident]:
        asked, numbers = sorted(keys), set[int]()
        with self._connection() as connection:
            for part in _parts(asked):
                wanted = select(LOOKUPS.c.incident).where(LOOKUPS.c.key.in_(part))
                numbers.update(connection.execute(wanted).scalars())
        found = (self._all("incident", Incident, INCIDENTS.n.in_(part)) for part in _parts(sorted(numbers)))
        return [incident for part in found for incident in part]

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

    def _named(self, selections: list[Select[Any]], limit: int) -> list[Claim]:
        with self._connection() as connection:
            numbers = {n for chosen in selections for n in connection.execute(chosen.limit(limit)).scalars()}
        found = (self._all("claim", Claim, CLAIMS.c.n.in_(part)) for part in _parts(sorted(numbers)))
        return [claim for part in found for claim in part]

    @abstractmethod
    def _all(
        self,
        kind: str,
        model: type[RecordType],
        *conditions: ColumnElement[bool],
        limit: int | None = None,
        offset: int = 0,
    ) -> list[RecordType]:
        """Records of a kind; see `RecordReads`."""

    @abstractmethod
    def _connection(self) -> AbstractContextManager[Connection]:
        """The connection to read with."""


Value = TypeVar("Value", int, str)


def _parts(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in parts that one IN list can hold."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


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
