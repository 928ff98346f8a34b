"""What the answers say about each source."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tracker.credibility.accounts import HITS, MISSES, AccountModel, Accounts
from tracker.credibility.figures import FigureModel, Figures
from tracker.credibility.quantiles import beta_quantile
from tracker.credibility.scales import COUNT_SPREAD
from tracker.credibility.segments import Floats, summed
from tracker.credibility.table import Table
from tracker.model.weighing import SourceRecord

ENOUGH = 3.0
"""Effective items from which a source can be judged."""
NEAR = 1.2
"""A figure within this factor of the real one counts as right, for sources that give nothing but figures."""
NORMAL_90 = 1.6448536269514722
LEAST_COPYING = 0.05
"""Copying less likely than this is not listed."""


def source_records(
    table: Table,
    accounts: tuple[AccountModel, Accounts],
    figures: tuple[FigureModel, Figures],
    weight: Floats,
    copying: Mapping[tuple[int, int], float],
) -> dict[str, SourceRecord]:
    """One record per source that voted."""
    right, wrong = _right_and_wrong(table, accounts, figures)
    a, b = HITS + right, MISSES + wrong
    low, high = beta_quantile(a, b, 0.05), beta_quantile(a, b, 0.95)
    effective = summed(table.source, weight * table.share, len(table.sources))
    # Chances that add up to a whole item need not do so to the last digit.
    judged = np.minimum(effective, right + wrong) >= ENOUGH - 1e-6
    copies: dict[int, dict[str, float]] = {}
    for (source, origin), chance in sorted(copying.items()):
        if chance >= LEAST_COPYING:
            copies.setdefault(source, {})[table.sources[origin]] = float(chance)
    biases, spreads = _biases(figures)
    return {
        name: SourceRecord(
            reliability=float(a[n] / (a[n] + b[n])) if judged[n] else None,
            low=float(low[n]),
            high=float(high[n]),
            effective=float(effective[n]),
            right=float(right[n]),
            wrong=float(wrong[n]),
            copies=copies.get(n, {}),
            bias=biases.get(n, {}),
            spread=spreads.get(n),
        )
        for n, name in enumerate(table.sources)
    }


def _right_and_wrong(
    table: Table, accounts: tuple[AccountModel, Accounts], figures: tuple[FigureModel, Figures]
) -> tuple[Floats, Floats]:
    """Expected right and wrong statements per source, denials being wrong; figures count too where they are too few."""
    model, state = accounts
    count = len(table.sources)
    share = table.share[model.claims]
    right = summed(model.source, share * state.hits, count)
    wrong = summed(model.source, share * (1 - state.hits), count)
    numbers, estimate = figures
    few = right + wrong < ENOUGH
    if len(numbers.y) and few.any():
        near = _near(numbers, estimate)
        right = np.where(few, right + summed(numbers.source, near, count), right)
        wrong = np.where(few, wrong + summed(numbers.source, 1 - near, count), wrong)
    return right, wrong


def _near(model: FigureModel, state: Figures) -> Floats:
    """Per claim: chance that its figure is near the real one (logistic approximation of the normal integral)."""
    unit = np.log(NEAR) / model.measures.spread[model.measure]
    off = np.abs(model.y - state.mean[model.item])
    spread = np.sqrt(state.variance[model.item] + model.rounding) + 1e-9
    return np.asarray(1 / (1 + np.exp(np.clip(1.702 * (off - unit) / spread, -50, 50))))


def _biases(
    figures: tuple[FigureModel, Figures],
) -> tuple[dict[int, dict[str | None, tuple[float, float, float]]], dict[int, float]]:
    """Bias by side as a factor with its interval, and spread in log, of sources that gave counts."""
    model, state = figures
    measures = len(model.measures.about)
    biases: dict[int, dict[str | None, tuple[float, float, float]]] = {}
    spreads: dict[int, float] = {}
    gathered: dict[tuple[int, str | None], list[tuple[float, float]]] = {}
    counts = model.measures.logarithmic[model.measure]
    doubt = model.bias_doubt(state)
    for slot in sorted(set(model.slot[counts].tolist())):
        source, measure = divmod(slot, measures)
        unit = float(model.measures.spread[measure])
        pair = (float(state.bias[slot]) * unit, float(doubt[slot]) * unit**2)
        gathered.setdefault((source, model.measures.about[measure]), []).append(pair)
        spreads[source] = float(state.precision[source] ** -0.5) * COUNT_SPREAD
    for (source, about), parts in gathered.items():
        total = sum(1 / variance for _, variance in parts)
        mean = sum(bias / variance for bias, variance in parts) / total
        half = NORMAL_90 * total**-0.5
        factor = (float(np.exp(mean)), float(np.exp(mean - half)), float(np.exp(mean + half)))
        biases.setdefault(source, {})[about] = factor
    return biases, spreads
