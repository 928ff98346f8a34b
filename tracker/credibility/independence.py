"""Who repeats whom, and how much a claim counts once repeats are taken off.

Two sources that share values which are probably false, or unlikely by chance (the same odd figure), probably depend on
each other; each disagreement speaks against it. A claim that repeats an earlier equal claim of a source it probably
depends on counts little.
Source: Dong, Berti-Equille and Srivastava, "Integrating conflicting data: the role of source dependence" (VLDB 2009);
that figures are evidence too, the bound per item, and the weight without known order are our own.
"""

from __future__ import annotations

import numpy as np

from tracker.credibility.pairs import Pairs, find_pairs
from tracker.credibility.segments import Floats, summed
from tracker.credibility.table import Table

PRIOR = 0.05
"""Chance that two sources depend on each other before any evidence."""
COPIED = 0.8
"""Share of its answers that a dependent source takes over."""
STRONGEST = 3.0
"""Most evidence that one item may give, in nats: no single coincidence proves copying."""
NAMED = 0.1
"""Weight of a claim that says whom it repeats."""
FEWEST_DELAYS = 3
"""Moments at which one follows the other by the same time, from which a constant delay is evidence."""
STEADY = 0.1
"""Widest spread of delays, as a share of their mean, that is called constant."""
PER_DELAY = 0.5
"""Evidence of each further equal delay, in nats; little, for two newsrooms may keep the same hours."""
SEEN = 0.01
"""Dependence less likely than this is not acted upon."""
_NODES, _NODE_WEIGHTS = np.polynomial.legendre.leggauss(5)
_NODES, _NODE_WEIGHTS = (_NODES + 1) / 2, _NODE_WEIGHTS / 2


class Independence:
    """The pairs of a table; judge() gives their dependence and weights() what each claim counts."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.pairs: Pairs = find_pairs(table)
        self.named = _named_repeats(table)
        agreements = np.bincount(self.pairs.pair, minlength=len(self.pairs.one))
        self.disagreements = np.maximum(self.pairs.shared - agreements, 0)
        self.delays = _evidence_of_delays(self.pairs, table.time)

    def by_agreement(self) -> Floats:
        """Per claim: how often two answers to a question like it are equal; what is known before any answer is.

        Judged by it, those are dependent who agree more than others do. To start from independence instead would let
        several who copy one another be believed first, and then never be found: what they share would seem true.
        """
        table = self.table
        cells, items = (np.bincount(label).astype(float) for label in (table.cell, table.item))
        kinds = len(table.groups)
        item_of = np.zeros(len(cells), dtype=np.int64)
        item_of[table.cell] = table.item
        equal = summed(table.group[item_of], cells * (cells - 1), kinds)
        pairs = summed(table.group[: len(items)], items * (items - 1), kinds)
        return np.asarray(((equal + 1) / (pairs + 2))[table.group[table.item]])

    def judge(self, chance: Floats) -> Floats:
        """Per pair: probability that one depends on the other or both on a third.

        chance: per claim, how likely its source was to say just this without copying.
        """
        pairs = self.pairs
        one, other = chance[pairs.claim], chance[pairs.match]
        alone = np.where(pairs.later > 0, one, np.where(pairs.later < 0, other, np.sqrt(one * other)))
        alone = np.clip(alone, 1e-12, 1.0)
        evidence = np.minimum(np.log(COPIED + (1 - COPIED) * alone) - np.log(alone), STRONGEST)
        against = np.log(1 - COPIED) * self.disagreements
        odds = np.log(PRIOR / (1 - PRIOR)) + summed(pairs.pair, evidence, len(pairs.one)) + self.delays + against
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -50, 50))))

    def weights(self, dependent: Floats) -> Floats:
        """Per claim: how much of it is its source's own, between 0 and 1.

        Earlier equal claims of sources it depends on take their part off. Where nobody knows who was first, every
        order is as likely: the weight is the mean over a random place in the order (Gauss-Legendre quadrature).
        """
        pairs, count = self.pairs, len(self.table.source)
        acted = np.flatnonzero(dependent[pairs.pair] > SEEN)
        part = COPIED * dependent[pairs.pair[acted]]
        later = pairs.later[acted]
        claim, match = pairs.claim[acted], pairs.match[acted]
        surely = summed(claim, np.where(later > 0, np.log1p(-part), 0.0), count)
        surely += summed(match, np.where(later < 0, np.log1p(-part), 0.0), count)
        unknown = later == 0
        weight = np.zeros(count)
        for node, share in zip(_NODES, _NODE_WEIGHTS, strict=True):
            off = np.log1p(-part[unknown] * node)
            off = summed(claim[unknown], off, count) + summed(match[unknown], off, count)
            weight += share * np.exp(surely + off)
        return np.asarray(np.where(self.named, NAMED, 1.0) * weight)

    def copies(self, dependent: Floats) -> dict[tuple[int, int], float]:
        """(source, origin) -> probability that it repeats the origin: dependence times how often it was later."""
        pairs, count = self.pairs, len(self.pairs.one)
        agreements = np.maximum(np.bincount(pairs.pair, minlength=count), 1)
        after = summed(pairs.pair, (1 + pairs.later) / 2, count) / agreements
        found: dict[tuple[int, int], float] = {}
        for pair in np.flatnonzero(dependent > SEEN).tolist():
            one, other = int(pairs.one[pair]), int(pairs.other[pair])
            found[one, other] = float(dependent[pair] * after[pair])
            found[other, one] = float(dependent[pair] * (1 - after[pair]))
        return found


def _evidence_of_delays(pairs: Pairs, times: Floats) -> Floats:
    """Per pair: nats, at most STRONGEST, for agreements that always come later, and later by the same time.

    Answers given in one go have one delay between them, so that each moment counts once. times: of the claims.
    """
    count = len(pairs.one)
    first, second = times[pairs.claim], times[pairs.match]
    known = np.isfinite(first) & np.isfinite(second)
    owner, first, second = pairs.pair[known], first[known], second[known]
    order = np.lexsort((second, first, owner))
    owner, first, second = owner[order], first[order], second[order]
    is_new = np.ones(len(owner), dtype=bool)
    is_new[1:] = (np.diff(owner) != 0) | (np.diff(first) != 0) | (np.diff(second) != 0)
    owner, delay = owner[is_new], (first - second)[is_new]
    often = np.bincount(owner, minlength=count)
    mean = summed(owner, delay, count) / np.maximum(often, 1)
    off = np.zeros(count)
    np.maximum.at(off, owner, np.abs(delay - mean[owner]))
    steady = (often >= FEWEST_DELAYS) & (mean != 0) & (off <= STEADY / 2 * np.abs(mean))
    return np.where(steady, np.minimum(PER_DELAY * (often - FEWEST_DELAYS + 1), STRONGEST), 0.0)


def _named_repeats(table: Table) -> np.typing.NDArray[np.bool_]:
    """Claims that say whom they repeat, where the origin or an earlier claim with the same origin says the same."""
    named = np.zeros(len(table.source), dtype=bool)
    first: dict[tuple[int, int], int] = {}
    said = set(zip(table.source.tolist(), table.cell.tolist(), strict=True))
    citing = np.flatnonzero(table.cites >= 0)
    for claim in citing[np.lexsort((citing, table.time[citing]))].tolist():
        origin, cell = int(table.cites[claim]), int(table.cell[claim])
        leader = first.setdefault((origin, cell), claim)
        named[claim] = ((origin, cell) in said and origin != table.source[claim]) or leader != claim
    return named
