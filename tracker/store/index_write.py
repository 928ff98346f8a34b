"""Keeping the index of figures up with the claims, inside the transaction that changes them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.store import index_rows
from tracker.store.indexing import FIGURE, Indexing, Place
from tracker.store.ports import Record
from tracker.store.prepared import Prepared
from tracker.store.questions import QUESTIONS, block_numbers, is_numbered
from tracker.store.records import id_number
from tracker.store.sketches import SKETCHES, keep_sketches

BLOCKS = index_rows.metadata.tables["blocks"]
FIGURES = index_rows.metadata.tables["figures"]
CELLS = index_rows.metadata.tables["cells"]
COUNTERS = index_rows.metadata.tables["counters"]
LOOKUPS = index_rows.metadata.tables["lookups"]

INDEXED = ("report", "incident", "claim")
"""Kinds of record that have a place in the index."""
INDEX = "index"
"""Kind of counter that holds the version of the index."""
AT_ONCE = 500
"""Values in one IN list."""
SAYINGS_COMPARED = 20
"""Different times and wordings of one source on one question that are looked at; with more, claims are compared."""

_raising = insert(CELLS)
_RAISE = Prepared(
    _raising.on_conflict_do_update(
        index_elements=["block", "high", "low"], set_={"claims": CELLS.c.claims + _raising.excluded.claims}
    )
)
_VERSION = Prepared(select(COUNTERS.c.number).where(COUNTERS.c.kind == INDEX))
_numbers = select(func.json_each(bindparam("numbers")).table_valued("value").c.value)
_STANDING = Prepared(
    select(*FIGURES.c, BLOCKS.c.name).join(BLOCKS, BLOCKS.c.id == FIGURES.c.block).where(FIGURES.c.claim.in_(_numbers))
)
_names = select(func.json_each(bindparam("names")).table_valued("value").c.value)
_KNOWN_BLOCKS = Prepared(select(BLOCKS.c.name, BLOCKS.c.id).where(BLOCKS.c.name.in_(_names)))
_ADD_BLOCK = Prepared(insert(BLOCKS))
_ADD_FIGURE = Prepared(insert(FIGURES))
_ADD_LOOKUP = Prepared(insert(LOOKUPS))
_FORGET_LOOKUPS = Prepared(delete(LOOKUPS).where(LOOKUPS.c.incident == bindparam("of")))
_highest = select(func.max(FIGURES.c.low)).where(FIGURES.c.block == bindparam("of")).scalar_subquery()
_lowest = select(func.min(FIGURES.c.high)).where(FIGURES.c.block == bindparam("of")).scalar_subquery()
_ends = func.json_each(bindparam("pairs")).table_valued("value")
_block_of = func.json_extract(_ends.c.value, "$[0]")
_source_of = func.json_extract(_ends.c.value, "$[1]")
_own_said = select(FIGURES.c.said).where(FIGURES.c.block == _block_of, FIGURES.c.source == _source_of)
_SAYINGS = Prepared(
    select(
        _block_of.label("block"),
        _source_of.label("source"),
        _own_said.order_by(FIGURES.c.said).limit(1).scalar_subquery().label("first"),
        _own_said.order_by(FIGURES.c.said.desc()).limit(1).scalar_subquery().label("last"),
    )
)
_of_source = (FIGURES.c.block == bindparam("block"), FIGURES.c.source == bindparam("source"))
_NEXT_SAID = Prepared(select(func.min(FIGURES.c.said)).where(*_of_source, FIGURES.c.said > bindparam("said")))
_apart = or_(FIGURES.c.low > bindparam("high"), FIGURES.c.high < bindparam("low"))
_ONE_APART = Prepared(select(FIGURES.c.claim).where(*_of_source, FIGURES.c.said == bindparam("said"), _apart).limit(1))


class IndexWriter:
    """The index within one transaction."""

    def __init__(self, connection: Connection, indexing: Indexing) -> None:
        self._now = connection
        self.indexing = indexing

    def put(self, kind: str, changed: Mapping[str, Record | None]) -> None:
        """Places records of a kind in `INDEXED`, by id, as they are now; None: removed."""
        numbered = {id_number(kind, record_id): record for record_id, record in changed.items()}
        if kind == "claim":
            placed = self.indexing.placed
            self._claims({n: placed(found) if isinstance(found, Claim) else None for n, found in numbered.items()})
        elif kind == "report":
            keep_sketches(self._now, self.indexing, numbered)
        else:
            self._incidents({n: found if isinstance(found, Incident) else None for n, found in numbered.items()})

    def version(self) -> int:
        """The version of the rules that made the index; 0: there is none."""
        return _VERSION.one(self._now) or 0

    def set_version(self) -> None:
        """Notes that the index is whole."""
        row = insert(COUNTERS).values(kind=INDEX, number=self.indexing.version)
        self._now.execute(row.on_conflict_do_update(index_elements=["kind"], set_={"number": self.indexing.version}))

    def _incidents(self, changed: Mapping[int, Incident | None]) -> None:
        """Makes incidents (by number; None: removed) findable as they are now."""
        _FORGET_LOOKUPS.run_each(self._now, [{"of": number} for number in changed])
        found = [
            {"key": key, "incident": number}
            for number, incident in changed.items()
            if incident is not None
            for key in sorted(set(self.indexing.keys(incident)))
        ]
        _ADD_LOOKUP.run_each(self._now, found)

    def _claims(self, changed: Mapping[int, Place | None]) -> None:
        """Moves claims (by number; None: out of the index) to their places."""
        before = self._standing(list(changed))
        moved = {n: place for n, place in changed.items() if _differs(before.get(n), place)}
        if not moved:
            return
        cells: Counter[tuple[int, float, float]] = Counter()
        sizes: Counter[int] = Counter()
        gone = [before[n] for n in moved if n in before]
        for row in gone:
            cells[row["block"], row["low"], row["high"]] -= 1
            sizes[row["block"]] -= 1
        self._remove([row["claim"] for row in gone])
        placed = {n: place for n, place in moved.items() if place is not None and is_numbered(place)}
        ids = self._block_ids(placed.values())
        added = [_figure_row(n, ids[place.block], place) for n, place in placed.items()]
        for row, place in zip(added, placed.values(), strict=True):
            cells[row["block"], row["low"], row["high"]] += place.asks == FIGURE
            sizes[row["block"]] += 1
        _ADD_FIGURE.run_each(self._now, added)
        self._count(cells)
        full = self._to_compare(
            [row for row, place in zip(added, placed.values(), strict=True) if place.asks == FIGURE]
        )
        self._sum_up(sizes, full, list(placed.values()), ids)

    def clear(self) -> None:
        """Empties the index."""
        for table in (QUESTIONS, BLOCKS, FIGURES, CELLS, LOOKUPS, SKETCHES):
            self._now.execute(delete(table))

    def _standing(self, numbers: Sequence[int]) -> dict[int, Any]:
        rows = _STANDING.records(self._now, numbers=json.dumps(numbers))
        return {row["claim"]: row for row in rows}

    def _remove(self, numbers: Sequence[int]) -> None:
        for start in range(0, len(numbers), AT_ONCE):
            self._now.execute(delete(FIGURES).where(FIGURES.c.claim.in_(numbers[start : start + AT_ONCE])))

    def _block_ids(self, places: Iterable[Place]) -> dict[str, int]:
        by_name = {place.block: place for place in places}
        ids = self._known_blocks(list(by_name))
        new = block_numbers(self._now, {name: place for name, place in by_name.items() if name not in ids})
        missing = [
            {
                "id": number,
                "name": name,
                "incident": by_name[name].incident,
                "asks": str(by_name[name].asks),
                "claims": 0,
                "low": None,
                "high": None,
                "first_end": "",
                "last_start": "",
                "in_full": False,
            }
            for name, number in new.items()
        ]
        if missing:
            _ADD_BLOCK.run_each(self._now, missing)
        return ids | new

    def _known_blocks(self, names: Sequence[str]) -> dict[str, int]:
        return dict(_KNOWN_BLOCKS.run(self._now, names=json.dumps(names)))

    def _count(self, cells: Counter[tuple[int, float, float]]) -> None:
        steps = [
            {"block": block, "low": low, "high": high, "claims": step}
            for (block, low, high), step in cells.items()
            if step
        ]
        _RAISE.run_each(self._now, steps)
        for step in steps:
            if step["claims"] < 0:
                same = (CELLS.c[name] == step[name] for name in ("block", "low", "high"))
                self._now.execute(delete(CELLS).where(*same, CELLS.c.claims <= 0))

    def _to_compare(self, added: Sequence[Mapping[str, Any]]) -> set[int]:
        """Blocks in which a source gives a figure that may replace another one of its own."""
        pairs = sorted({(row["block"], row["source"]) for row in added})
        mixed = {
            (block, source)
            for block, source, first, last in _SAYINGS.run(self._now, pairs=json.dumps(pairs))
            if first != last or self.indexing.may_replace(first, last)
        }
        return {row["block"] for row in added if (row["block"], row["source"]) in mixed and self._may_replace(row)}

    def _may_replace(self, row: Mapping[str, Any]) -> bool:
        own = {"block": row["block"], "source": row["source"]}
        said: str | None = ""
        for _ in range(SAYINGS_COMPARED):
            said = _NEXT_SAID.one(self._now, **own, said=said)
            if said is None:
                return False
            if self.indexing.may_replace(said, row["said"]):
                ends = {"low": row["low"], "high": row["high"]}
                if _ONE_APART.one(self._now, **own, **ends, said=said) is not None:
                    return True
        return True

    def _sum_up(
        self,
        sizes: Counter[int],
        full: set[int],
        placed: Sequence[Place],
        ids: Mapping[str, int],
    ) -> None:
        first: dict[int, str] = {}
        last: dict[int, str] = defaultdict(str)
        for place in placed:
            if place.last_day:
                block = ids[place.block]
                first[block] = min(first.get(block, place.last_day), place.last_day)
                last[block] = max(last[block], place.first_day)
        steps = [
            {"of": block, "step": step, "full": block in full, "ending": first.get(block, ""), "beginning": last[block]}
            for block, step in sizes.items()
        ]
        _SUM.run_each(self._now, steps)
        emptied = [block for block, step in sizes.items() if step < 0]
        if emptied:
            self._now.execute(
                delete(BLOCKS).where(BLOCKS.c.id == bindparam("of"), BLOCKS.c.claims <= 0), [{"of": b} for b in emptied]
            )


_ending = func.coalesce(
    func.min(func.nullif(BLOCKS.c.first_end, ""), func.nullif(bindparam("ending"), "")),
    func.nullif(BLOCKS.c.first_end, ""),
    bindparam("ending"),
)
_beginning = func.max(BLOCKS.c.last_start, bindparam("beginning"))
_SUM = Prepared(
    update(BLOCKS)
    .where(BLOCKS.c.id == bindparam("of"))
    .values(
        claims=BLOCKS.c.claims + bindparam("step"),
        low=_highest,
        high=_lowest,
        first_end=_ending,
        last_start=_beginning,
        # Days of slack as in the comparison: reports date a night's event by either day.
        in_full=or_(
            BLOCKS.c.in_full,
            bindparam("full"),
            func.coalesce(
                func.julianday(func.nullif(_beginning, "")) - func.julianday(func.nullif(_ending, "")) > 1, False
            ),
        ),
    )
)


def _differs(row: Any, place: Place | None) -> bool:
    if row is None or place is None:
        return row is not place
    return (row["name"], row["low"], row["high"], row["source"], row["said"]) != (
        place.block,
        place.low,
        place.high,
        place.source,
        place.said,
    )


def _figure_row(number: int, block: int, place: Place) -> dict[str, Any]:
    return {
        "claim": number,
        "block": block,
        "low": place.low,
        "high": place.high,
        "source": place.source,
        "said": place.said,
    }
