"""The numbers of blocks: a block's is made of those of its incident and of its question.

So the blocks of an incident lie together, and a scan reads one incident after the other without sorting; and what is
worked out of two questions once holds for every incident.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from tracker.store import index_rows
from tracker.store.indexing import Cell, DisputedIncident, Place
from tracker.store.prepared import Prepared
from tracker.store.records import id_number

QUESTIONS = index_rows.metadata.tables["questions"]

QUESTION_BITS = 32
"""Bits of a block's number that are its question's; the ones above are the incident's."""
QUESTION_MASK = (1 << QUESTION_BITS) - 1
MOST_INCIDENTS = 1 << (63 - QUESTION_BITS)
"""Incidents from this number on are not indexed: SQLite keeps integers of 64 bits."""

_names = select(func.json_each(bindparam("names")).table_valued("value").c.value)
_KNOWN = Prepared(select(QUESTIONS.c.name, QUESTIONS.c.id).where(QUESTIONS.c.name.in_(_names)))
_ADD = Prepared(insert(QUESTIONS))


def is_numbered(place: Place) -> bool:
    """Whether a claim of this place can be in a block."""
    return id_number("incident", place.incident) < MOST_INCIDENTS


def block_numbers(connection: Connection, blocks: Mapping[str, Place]) -> dict[str, int]:
    """The numbers of blocks by their names, given a place in each; questions not met before are given a number."""
    asked = sorted({place.question for place in blocks.values()})
    known = dict(_KNOWN.run(connection, names=json.dumps(asked))) if asked else {}
    new = [name for name in asked if name not in known]
    if new:
        _ADD.run_each(connection, [{"id": None, "name": name} for name in new])
        known |= dict(_KNOWN.run(connection, names=json.dumps(new)))
    return {
        name: id_number("incident", place.incident) << QUESTION_BITS | known[place.question]
        for name, place in blocks.items()
    }


def disputed(cells: Iterable[Cell], asked: Mapping[int, str], in_full: Collection[int]) -> Iterator[DisputedIncident]:
    """The disputed incidents of cells in the order of blocks, upper and lower ends.

    asked: questions by number; in_full: numbers of incidents whose claims have to be compared.
    """
    last, blocks = -1, list[list[Cell]]()
    for block, found in groupby(cells, key=_BLOCK):
        if block > last:  # the first of another incident
            if len(blocks) > 1 or (blocks and len(blocks[0]) > 1):
                lows, highs = _ends(blocks)
                if max(lows) > min(highs):
                    yield _disputed(blocks, lows, highs, asked, in_full)
            last, blocks = block | QUESTION_MASK, []
        blocks.append([*found])
    lows, highs = _ends(blocks)
    if blocks and max(lows) > min(highs):
        yield _disputed(blocks, lows, highs, asked, in_full)


_BLOCK, _LOW = itemgetter(0), itemgetter(2)


def _ends(blocks: list[list[Cell]]) -> tuple[list[float], list[float]]:
    """The highest lower and the lowest upper end of each block."""
    lows = [max(map(_LOW, own)) if len(own) > 1 else own[0][2] for own in blocks]
    return lows, [own[0][1] for own in blocks]


def _disputed(
    blocks: list[list[Cell]],
    lows: list[float],
    highs: list[float],
    asked: Mapping[int, str],
    in_full: Collection[int],
) -> DisputedIncident:
    number = blocks[0][0][0] >> QUESTION_BITS
    questions = tuple([asked[own[0][0] & QUESTION_MASK] for own in blocks])
    return DisputedIncident(f"I{number}", questions, blocks, lows, highs, number in in_full)
