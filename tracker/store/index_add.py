"""Placing many new records in the index at once: nothing stands for them yet, so nothing has to be looked for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.store.index_write import AT_ONCE, BLOCKS, FIGURES, IndexWriter
from tracker.store.indexing import FIGURE, Place
from tracker.store.ports import Record
from tracker.store.questions import block_numbers, is_numbered
from tracker.store.sketches import keep_sketches

DAYS_APART = 1
"""Days between two event times up to which they can be one night's."""

_ADD_FIGURE = "INSERT INTO figures (claim, block, low, high, source, said) VALUES (?, ?, ?, ?, ?, ?)"
_ADD_LOOKUP = "INSERT INTO lookups (key, incident) VALUES (?, ?)"
_RAISE_CELL = (
    "INSERT INTO cells (block, high, low, claims) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (block, high, low) DO UPDATE SET claims = claims + excluded.claims"
)
_ADD_BLOCK = (
    "INSERT INTO blocks (claims, low, high, first_end, last_start, in_full, id, name, incident, asks) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SET_BLOCK = "UPDATE blocks SET claims = ?, low = ?, high = ?, first_end = ?, last_start = ?, in_full = ? WHERE id = ?"


class _Sum:
    """A block as it is with the new claims."""

    __slots__ = ("asks", "claims", "first_end", "high", "id", "in_full", "incident", "is_new", "last_start", "low")

    def __init__(self, block_id: int, place: Place) -> None:
        self.id = block_id
        self.incident, self.asks = place.incident, str(place.asks)
        self.is_new = True
        self.claims = 0
        self.low, self.high = place.low, place.high
        self.first_end = self.last_start = ""
        self.in_full = False

    @classmethod
    def standing(cls, row: Any, place: Place) -> _Sum:
        """One that holds claims already."""
        found = cls(row.id, place)
        found.is_new = False
        found.claims, found.first_end, found.last_start = row.claims, row.first_end, row.last_start
        found.low = place.low if row.low is None else row.low
        found.high = place.high if row.high is None else row.high
        found.in_full = bool(row.in_full)
        return found

    def take(self, place: Place) -> None:
        """Adds one claim."""
        self.claims += 1
        self.low = max(self.low, place.low)
        self.high = min(self.high, place.high)
        if place.last_day:
            self.first_end = min(self.first_end or place.last_day, place.last_day)
            self.last_start = max(self.last_start, place.first_day)

    def columns(self) -> tuple[Any, ...]:
        return (self.claims, self.low, self.high, self.first_end, self.last_start, self.in_full, self.id)


class IndexAdder(IndexWriter):
    """The index within one transaction, also for many new records."""

    def add(self, kind: str, records: Mapping[int, Record]) -> None:
        """Places new records of a kind in `INDEXED`, by number."""
        if kind == "claim":
            claims = ((n, record) for n, record in records.items() if isinstance(record, Claim))
            placed = ((n, self.indexing.placed(claim)) for n, claim in claims)
            self._add_claims([(n, place) for n, place in placed if place is not None and is_numbered(place)])
        elif kind == "report":
            keep_sketches(self._now, self.indexing, records)
        else:
            incidents = ((n, record) for n, record in records.items() if isinstance(record, Incident))
            rows = [(key, n) for n, incident in incidents for key in sorted(set(self.indexing.keys(incident)))]
            self._many(_ADD_LOOKUP, rows)

    def _add_claims(self, placed: Sequence[tuple[int, Place]]) -> None:
        blocks = self._blocks({place.block: place for _, place in placed})
        rows = []
        for n, place in placed:
            block = blocks[place.block]
            block.take(place)
            rows.append((n, block.id, place.low, place.high, place.source, place.said))
        self._many(_ADD_FIGURE, rows)
        cells = Counter((blocks[place.block].id, place.high, place.low) for _, place in placed if place.asks == FIGURE)
        self._many(_RAISE_CELL, [(*cell, claims) for cell, claims in sorted(cells.items())])
        self._settle(blocks, [row for row, (_, place) in zip(rows, placed, strict=True) if place.asks == FIGURE])
        self._many(_ADD_BLOCK, [(*b.columns(), name, b.incident, b.asks) for name, b in blocks.items() if b.is_new])
        self._many(_SET_BLOCK, [block.columns() for block in blocks.values() if not block.is_new])

    def _blocks(self, first: Mapping[str, Place]) -> dict[str, _Sum]:
        """The blocks of these names, each with a place in it, before anything is added."""
        names = list(first)
        found: dict[str, _Sum] = {}
        for start in range(0, len(names), AT_ONCE):
            chosen = select(BLOCKS).where(BLOCKS.c.name.in_(names[start : start + AT_ONCE]))
            for row in self._now.execute(chosen):
                found[row.name] = _Sum.standing(row, first[row.name])
        new = {name: place for name, place in first.items() if name not in found}
        numbers = block_numbers(self._now, new)
        return found | {name: _Sum(numbers[name], place) for name, place in new.items()}

    def _settle(self, blocks: Mapping[str, _Sum], figures: Sequence[tuple[Any, ...]]) -> None:
        """Marks the blocks whose claims have to be compared in full."""
        open_blocks = {block.id: block for block in blocks.values() if not block.in_full}
        met = Counter((row[1], row[4]) for row in figures)
        asked = [
            dict(zip(FIGURES.c.keys(), row, strict=True))
            for row in figures
            # The only figure of a source in a new block has no other to replace.
            if row[1] in open_blocks and (not open_blocks[row[1]].is_new or met[row[1], row[4]] > 1)
        ]
        for block_id in self._to_compare(asked):
            open_blocks[block_id].in_full = True
        for block in open_blocks.values():
            block.in_full = block.in_full or _are_apart(block.first_end, block.last_start)

    def _many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._now.exec_driver_sql(sql, rows)


def _are_apart(first_end: str, last_start: str) -> bool:
    if last_start <= first_end or not first_end:
        return False
    return (dt.date.fromisoformat(last_start) - dt.date.fromisoformat(first_end)).days > DAYS_APART
