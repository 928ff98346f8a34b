"""Pairs of sources that may depend on each other, found without comparing all sources with all.

Only sources that gave the same answer to at least two questions can be a pair, so pairs are built inside cells (the
same answer to the same item). Answers that very many gave tell nothing of copying and build no pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tracker.credibility.segments import Floats, Ints
from tracker.credibility.table import Table

COMMON_ANSWER = 200
"""Answers given by more sources than this build no pairs."""
CROWDED_ITEM = 600
"""Items with more claims than this are not searched for disagreements."""
FEWEST_AGREEMENTS = 2
FEWEST_SHARED = 3
"""Items that both sources must have answered."""
BLOCK = 1_000_000
"""Pairs of claims looked at in one step; bounds memory."""


@dataclass(frozen=True)
class Pairs:
    """One entry per pair of sources, and one per agreement of a pair."""

    one: Ints
    other: Ints
    """Sources; one < other."""
    shared: Floats
    """Items that both answered."""
    pair: Ints
    """Per agreement: its pair."""
    claim: Ints
    """Per agreement: the claim of `one`."""
    match: Ints
    """Per agreement: the claim of `other`."""
    later: Ints
    """Per agreement: 1 if `one` said it later, -1 if `other` did, 0 if nobody can tell."""


def find_pairs(table: Table) -> Pairs:
    """All pairs of sources with enough shared items, with every agreement between them."""
    count = len(table.sources)
    blocks = [_keys(table, a, b, count) for a, b in _pairs_within(table.cell, COMMON_ANSWER)]
    empty = np.zeros(0, dtype=np.int64)
    key, claim, match = (
        (np.concatenate([empty, *parts]) for parts in zip(*blocks, strict=True)) if blocks else (empty,) * 3
    )
    distinct, agreements = np.unique(key, return_counts=True)
    candidates = distinct[agreements >= FEWEST_AGREEMENTS]
    shared = np.zeros(len(candidates))
    for a, b in _pairs_within(table.item, CROWDED_ITEM):
        found, _, _ = _keys(table, a, b, count)
        shared += np.bincount(_places(candidates, found), minlength=len(candidates) + 1)[:-1]
    kept = np.flatnonzero(shared >= FEWEST_SHARED)
    candidates = candidates[kept]
    place = _places(candidates, key)
    ours = place < len(candidates)
    place, claim, match = place[ours], claim[ours], match[ours]
    first, second = table.time[claim], table.time[match]
    known = np.isfinite(first) & np.isfinite(second)
    later = np.where(known, np.sign(np.where(known, first, 0) - np.where(known, second, 0)), 0).astype(np.int64)
    return Pairs(candidates // count, candidates % count, shared[kept], place, claim, match, later)


def _places(candidates: Ints, keys: Ints) -> Ints:
    """Index of each key among the candidates; len(candidates) if it is none."""
    if not len(candidates):
        return np.zeros(len(keys), dtype=np.int64)
    place = np.minimum(np.searchsorted(candidates, keys), len(candidates) - 1)
    return np.asarray(np.where(candidates[place] == keys, place, len(candidates)))


def _keys(table: Table, a: Ints, b: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """A number per pair of sources, and the claims with the lower source first; a source is no pair with itself."""
    swap = table.source[a] > table.source[b]
    low, high = np.where(swap, b, a), np.where(swap, a, b)
    apart = table.source[low] != table.source[high]
    low, high = low[apart], high[apart]
    return table.source[low] * count + table.source[high], low, high


def _pairs_within(label: Ints, most: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of positions with equal labels, block by block; labels that occur more than `most` times are left out."""
    order = np.argsort(label, kind="stable")
    ordered = label[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[first, len(ordered)])
    for size in np.unique(sizes).tolist():
        if not 2 <= size <= most:
            continue
        starts = first[sizes == size]
        left, right = np.triu_indices(size, 1)
        step = max(1, BLOCK // len(left))
        for begin in range(0, len(starts), step):
            block = starts[begin : begin + step, None]
            yield order[(block + left).ravel()], order[(block + right).ravel()]
