"""Claims that are not simply wrong although another cell than theirs is true: less precise answers, and denials."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tracker.credibility.segments import Floats, Ints
from tracker.credibility.table import Table

PASSING_ON = 0.9
"""Share of denials that blame another side, where there is one; the rest blame nobody."""

UNTOLD = 1
"""More precise answers that nobody gave: who makes up a detail seldom makes up the one that another does."""


@dataclass(frozen=True)
class Links:
    """(claim, cell) rows where the claim fits if the cell is true; claims with their own cells first."""

    claim: Ints
    cell: Ints
    has_broader: Floats
    """1 for the same answer where less precise ones were given too."""
    has_finer: Floats
    """1 for the same answer where more precise ones were given too."""
    broader: Floats
    """For a less precise answer, 1 / number of those given to the item; else 0."""
    finer: Floats
    """For a more precise answer than the true one, 1 / (number of those and UNTOLD); else 0."""


@dataclass(frozen=True)
class Denials:
    """(claim of a party, cell that blames the party's own side) rows."""

    claim: Ints
    cell: Ints
    chance: Floats
    """Chance of this very answer if the party denies; 0 for one that takes the blame."""


def find_links(table: Table, cell_of: Ints) -> Links:
    """Links of claims, given the cell of each."""
    less, more = table.covers[:, 0], table.covers[:, 1]
    broader, finer = (np.bincount(cells, minlength=len(table.cell_item)).astype(float) for cells in (more, less))
    broad_claim, broad_cell = _joined(cell_of, less, more)
    fine_claim, fine_cell = _joined(cell_of, more, less)
    same, broad, fine = (
        np.zeros(len(cell_of)),
        np.zeros(len(broad_claim)),
        np.zeros(len(fine_claim)),
    )
    return Links(
        claim=np.concatenate([np.arange(len(cell_of)), broad_claim, fine_claim]),
        cell=np.concatenate([cell_of, broad_cell, fine_cell]),
        has_broader=np.concatenate([(broader[cell_of] > 0).astype(float), broad, fine]),
        has_finer=np.concatenate([(finer[cell_of] > 0).astype(float), broad, fine]),
        broader=np.concatenate([same, 1 / np.maximum(broader[broad_cell], 1), fine]),
        finer=np.concatenate([same, broad, 1 / (finer[fine_cell] + UNTOLD)]),
    )


def _joined(cell_of: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """(claim, right cell) for each claim and each pair of cells with the claim's cell on the left."""
    order = np.argsort(left, kind="stable")
    low, high = (np.searchsorted(left[order], cell_of, side) for side in ("left", "right"))
    claim = np.repeat(np.arange(len(cell_of)), high - low)
    within = np.arange(len(claim)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    return claim, right[order[np.repeat(low, high - low) + within]]


def find_denials(table: Table, claims: Ints) -> Denials:
    """Denials among claims of the table."""
    rows: list[tuple[int, int, float]] = []
    blaming = np.flatnonzero(table.cell_blames >= 0)
    if len(blaming) and (table.side >= 0).any():
        cells_of: dict[int, list[int]] = {}
        for cell in blaming.tolist():
            cells_of.setdefault(int(table.cell_item[cell]), []).append(cell)
        suspects = (table.side[table.source[claims]] >= 0) & np.isin(table.item[claims], list(cells_of))
        for place in np.flatnonzero(suspects).tolist():
            claim = int(claims[place])
            rows += [(place, *row) for row in _denials_of(table, claim, cells_of[int(table.item[claim])])]
    places, cells, chances = zip(*rows, strict=True) if rows else ((), (), ())
    return Denials(
        np.array(places, dtype=np.int64),
        np.array(cells, dtype=np.int64),
        np.array(chances, dtype=np.float64),
    )


def _denials_of(table: Table, claim: int, blaming: list[int]) -> list[tuple[int, float]]:
    own, cell = table.side[table.source[claim]], int(table.cell[claim])
    others = [other for other in blaming if table.cell_blames[other] != own]
    rest = max(table.options[table.item[claim]] - 1 - len(others), 1)
    chance = PASSING_ON / len(others) if cell in others else (1 - PASSING_ON) / rest
    accused = [other for other in blaming if table.cell_blames[other] == own]
    return [(other, 0.0 if cell in accused else float(chance)) for other in accused]
