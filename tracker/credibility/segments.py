"""Sums of logarithms over the cells of each item; cells of one item stand next to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_NEVER = -1e300


def summed(index: Ints, values: Floats, size: int) -> Floats:
    """Sum of the values at each index from 0 to size - 1.

    >>> summed(np.array([0, 2, 0]), np.array([1.0, 5.0, 2.0]), 4).tolist()
    [3.0, 0.0, 5.0, 0.0]
    """
    return np.asarray(np.bincount(index, values, minlength=size), dtype=np.float64)


class Segments:
    """The cells of a table, item by item, and how many unseen answers each item has besides."""

    def __init__(self, item: Ints, unseen: Floats) -> None:
        self.first = np.flatnonzero(np.r_[True, item[1:] != item[:-1]]) if len(item) else np.zeros(0, dtype=np.int64)
        self.place = np.repeat(np.arange(len(self.first)), np.diff(np.r_[self.first, len(item)]))
        self.unseen = unseen[item[self.first]]
        self.item = item[self.first]

    def log_sum(self, score: Floats, others: Floats) -> Floats:
        """Per item: log of the sum of exp(score) over its cells and of 1 for each of `others`."""
        top = np.maximum(np.maximum.reduceat(score, self.first), np.where(others > 0, 0.0, _NEVER))
        total = np.add.reduceat(np.exp(score - top[self.place]), self.first) + others * np.exp(np.minimum(-top, 700.0))
        return np.asarray(np.where(top <= _NEVER, _NEVER, top + np.log(np.maximum(total, 1e-300))))

    def log_sum_but_own(self, score: Floats) -> Floats:
        """Per cell: the same over the other cells of its item and the unseen; 0 where there are none."""
        if not len(score):
            return score
        highest = np.maximum.reduceat(score, self.first)[self.place] == score
        position = np.where(highest, np.arange(len(score)), len(score))
        leader = np.minimum.reduceat(position, self.first)
        without = score.copy()
        without[leader] = _NEVER
        rest = self.log_sum(without, self.unseen)
        total = self.log_sum(score, self.unseen)[self.place]
        # A cell that is not the leader has at most half of the total: the difference is well conditioned.
        result = total + np.log1p(-np.minimum(np.exp(score - total), 0.5))
        result[leader] = np.where(rest <= _NEVER, 0.0, rest)
        return np.asarray(result)

    def normalised(self, score: Floats, rumour: Floats, missing: Floats) -> Floats:
        """Chances per cell from log scores; unseen answers take their part of the whole.

        missing: per item, how many answers the unseen ones weigh before anybody speaks.
        score holds, for each cell, the log of all ways in which the others are wrong; an unseen true answer leaves
        all of them wrong, so its score is the log of the sum of exp(rumour) over all cells.
        """
        if not len(score):
            return score
        lure = self.log_sum(rumour, np.maximum(self.unseen - 1, 0.0))
        nobody = np.where(self.unseen > 0, np.log(missing[self.item]) + lure, _NEVER)
        top = np.maximum(np.maximum.reduceat(score, self.first), nobody)
        mass = np.exp(score - top[self.place])
        total = np.add.reduceat(mass, self.first) + np.exp(np.maximum(nobody - top, -700.0)) * (self.unseen > 0)
        return np.asarray(mass / total[self.place])
