"""How many: figures, the bias and the noise of sources, and what all reports have wrong together.

y = truth + shared error of the item + bias of the source on the measure + noise, on a scale of logarithms for counts.
Noise is Student's t with 4 degrees of freedom, so that a typing error does not move an estimate; every source has its
own spread (inverse gamma prior). A party is expected to play down its own losses and to play up the enemy's by a shift
that is learned. The shared error is learned from settled items. Mean-field variational updates.
Sources: Zhao and Han (QDB 2012) for the Gaussian model of sources; Lange, Little and Taylor (JASA 1989) for Student
noise by weights; bias, shift and shared error are our own extension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tracker.credibility.quantiles import student4_cdf
from tracker.credibility.scales import Measures, measures_of, units_in_last_place
from tracker.credibility.segments import Floats, summed
from tracker.credibility.table import Table

FREEDOM = 4.0
SHAPE = 3.0
"""Prior of a source's variance: inverse gamma with this shape and mean 1 (in units of the measure's usual spread)."""
OUTSIDER_BIAS = 0.4
"""Standard deviation of the bias of a source that is no party, in the same units; 0.12 in log for counts."""
PARTY_BIAS = 1.15
"""... of a party around the shift; 0.35 in log for counts."""
SHIFT_SPREAD = 2.0
"""Standard deviation of the shift of parties before any data."""
SHARED_WEIGHT = 8.0
"""The prior of the shared error counts as so many settled items."""
HEAPED = 0.5
"""Chance that a round figure was rounded to it."""
SWEEPS = 40
CLOSE_ENOUGH = 1e-9


@dataclass
class Figures:
    """State of the estimate, in units of each measure's usual spread."""

    mean: Floats
    """Per item: truth and shared error together."""
    variance: Floats
    bias: Floats
    """Per source and measure."""
    bias_variance: Floats
    precision: Floats
    """Per source: 1 / variance of its noise."""
    regular: Floats
    """Per claim: weight of Student noise; near 0 for an outlier."""
    shared: Floats
    """Per measure: variance of the shared error."""
    shift: float = 0.0
    """How far parties play down their own and play up the enemy's losses."""


class FigureModel:
    """The items of a table that are figures; run() improves an estimate under given weights of claims."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.measures: Measures = measures_of(table)
        self.claims = np.flatnonzero(np.isfinite(table.figure))
        self.source, self.item = table.source[self.claims], table.item[self.claims]
        self.measure = self.measures.of_item[self.item]
        self.y = self.measures.scaled(table.figure[self.claims], self.measure)
        self.rounding = units_in_last_place(self.measures, table.figure[self.claims], self.measure) ** 2 / 12
        self.slot = self.source * len(self.measures.about) + self.measure
        self.count, self.items = len(table.sources), len(table.questions)
        stance = np.zeros((self.count, len(self.measures.about)))
        for number, about in enumerate(self.measures.about):
            if about is not None:
                about_side = table.sides.index(about)
                stance[:, number] = np.where(table.side < 0, 0, np.where(table.side == about_side, -1, 1))
        self.stance = stance.ravel()
        known = np.isfinite(table.settled_figure)
        self.known = known
        self.truth = np.zeros(self.items)
        self.truth[known] = self.measures.scaled(table.settled_figure[known], self.measures.of_item[known])

    def start(self) -> Figures:
        """Every item at the middle of its reports, every source as the prior has it."""
        middle, spread = self.measures.middle, self.measures.width
        of_item = self.measures.of_item
        return Figures(
            mean=middle[of_item],
            variance=spread[of_item] ** 2,
            bias=np.zeros(len(self.stance)),
            bias_variance=self._bias_prior(),
            precision=np.ones(self.count),
            regular=np.ones(len(self.y)),
            shared=self.measures.shared**2,
            shift=0.0,
        )

    def _bias_prior(self) -> Floats:
        return np.asarray(np.where(self.stance == 0, OUTSIDER_BIAS, PARTY_BIAS) ** 2)

    def run(self, weight: Floats, sweeps: int = SWEEPS) -> Figures:
        """Alternates items, biases and spreads until the items do not move; weight is per claim of the table."""
        state = self.start()
        if not len(self.y):
            return state
        mine = weight[self.claims] * self.table.share[self.claims]
        full = self.table.share[self.claims]
        for _ in range(sweeps):
            before = state.mean
            self._items(state, mine)
            self._biases(state, full)
            self._spreads(state, full)
            if float(np.abs(before - state.mean).max()) < CLOSE_ENOUGH:
                break
        return state

    def _trust(self, state: Figures) -> Floats:
        """Precision of each claim: noise of the source, rounding, and outliers."""
        precision = state.precision[self.source]
        return np.asarray(state.regular * precision / (1 + self.rounding * precision))

    def _items(self, state: Figures, weight: Floats) -> None:
        trust = weight * self._trust(state)
        of_item = self.measures.of_item
        prior_mean = np.where(self.known, self.truth, self.measures.middle[of_item])
        prior = 1 / np.where(self.known, state.shared[of_item], self.measures.width[of_item] ** 2)
        total = prior + summed(self.item, trust, self.items)
        told = summed(self.item, trust * (self.y - state.bias[self.slot]), self.items)
        state.mean = (prior * prior_mean + told) / total
        state.variance = 1 / total
        known = np.flatnonzero(self.known)
        error = (state.mean[known] - self.truth[known]) ** 2 + state.variance[known]
        measures = len(self.measures.about)
        seen = np.bincount(of_item[known], minlength=measures)
        errors = summed(of_item[known], error, measures)
        state.shared = (SHARED_WEIGHT * self.measures.shared**2 + errors) / (SHARED_WEIGHT + seen)

    def _biases(self, state: Figures, weight: Floats) -> None:
        trust = weight * self._trust(state)
        prior = 1 / self._bias_prior()
        expected = self.stance * state.shift
        total = prior + summed(self.slot, trust, len(prior))
        told = summed(self.slot, trust * (self.y - state.mean[self.item]), len(prior))
        state.bias = (prior * expected + told) / total
        state.bias_variance = 1 / total
        party = (self.stance != 0) & (np.bincount(self.slot, minlength=len(prior)) > 0)
        if party.any():
            doubt = 1 / (PARTY_BIAS**2 + state.bias_variance[party])
            state.shift = float(
                (doubt * self.stance[party] * state.bias[party]).sum() / (SHIFT_SPREAD**-2 + doubt.sum())
            )

    def bias_doubt(self, state: Figures) -> Floats:
        """Variance of each bias with that of the items it was taken from, which the mean-field estimate leaves out."""
        trust = self.table.share[self.claims] * self._trust(state)
        from_items = summed(self.slot, trust**2 * state.variance[self.item], len(state.bias))
        return np.asarray(state.bias_variance + state.bias_variance**2 * from_items)

    def _spreads(self, state: Figures, weight: Floats) -> None:
        off = (self.y - state.mean[self.item] - state.bias[self.slot]) ** 2
        off += state.variance[self.item] + state.bias_variance[self.slot]
        precision = state.precision[self.source]
        state.regular = (FREEDOM + 1) / (FREEDOM + off * precision / (1 + self.rounding * precision))
        own = np.maximum(off - self.rounding, 0.0)
        seen = summed(self.source, weight, self.count)
        squares = summed(self.source, weight * state.regular * own, self.count)
        state.precision = (SHAPE + seen / 2) / (SHAPE + squares / 2)

    def chance_of_saying(self, state: Figures) -> Floats:
        """Per claim of this model: how likely its source was to give just this figure on its own."""
        figure = self.table.figure[self.claims]
        expected = state.mean[self.item] + state.bias[self.slot]
        spread = np.sqrt(state.variance[self.item] + state.bias_variance[self.slot] + 1 / state.precision[self.source])
        exact = self._mass(figure, 0.5, expected, spread)
        size = np.abs(figure)
        step = np.where((size >= 60) & (figure % 10 == 0), 10.0, np.where((size >= 20) & (figure % 5 == 0), 5.0, 1.0))
        rounded = self._mass(figure, step / 2, expected, spread)
        return np.asarray(HEAPED * rounded + (1 - HEAPED) * exact)

    def _mass(self, figure: Floats, half: Floats | float, expected: Floats, spread: Floats) -> Floats:
        """Chance of a figure within `half` of the one given."""
        low = self.measures.scaled(figure - half, self.measure)
        high = self.measures.scaled(figure + half, self.measure)
        low = np.where(figure <= 0, -np.inf, low) if self.measures.logarithmic.all() else low
        return student4_cdf((high - expected) / spread) - student4_cdf((low - expected) / spread)
