"""Estimates of figures with 90 % intervals."""

from __future__ import annotations

import numpy as np

from tracker.credibility.figures import FigureModel, Figures
from tracker.credibility.quantiles import t_quantile
from tracker.credibility.segments import Floats, summed

LEVEL = 0.90
FEWEST = 3.0
"""Degrees of freedom with no report at all; each independent report adds one."""


def figure_intervals(model: FigureModel, state: Figures, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """(estimate, low, high) per item on the scale of the figures; settled items have no width.

    The half width is a quantile of Student's t times the root of three variances: of the item, of what all reports
    share, and of the biases that were taken off (the mean-field estimate leaves the last one out).
    """
    measure = model.measures.of_item
    if not len(model.y):
        empty = np.full(model.items, np.nan)
        return empty, empty, empty
    mine = weight[model.claims] * model.table.share[model.claims]
    precision = state.precision[model.source]
    trust = mine * state.regular * precision / (1 + model.rounding * precision)
    lean = trust * state.variance[model.item]
    from_bias = summed(model.item, lean**2 * state.bias_variance[model.slot], model.items)
    reports = summed(model.item, mine, model.items)
    variance = state.variance + state.shared[measure] + from_bias
    half = t_quantile(FEWEST + reports, (1 + LEVEL) / 2) * np.sqrt(variance)
    settled = model.known
    mean = np.where(settled, model.truth, state.mean)
    half = np.where(settled, 0.0, half)
    low, high = (model.measures.unscaled(mean + sign * half, measure) for sign in (-1, 1))
    return model.measures.unscaled(mean, measure), low, high
