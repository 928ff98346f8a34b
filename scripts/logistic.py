"""Logistic regression on named features (ridge, Newton steps), and how right its scores are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

RIDGE = 1.0
"""Strength of the pull towards 0, in examples."""

Array = npt.NDArray[np.float64]


class Example(NamedTuple):
    """One finding or proposal, what was seen of it, and whether it was right."""

    features: dict[str, float]
    right: bool
    weight: float = 1.0


def fitted(found: Sequence[Example]) -> dict[str, float]:
    """Coefficients by feature; `base` is the intercept."""
    names = sorted({name for example in found for name in example.features})
    inputs = np.array([[1.0, *(e.features.get(name, 0.0) for name in names)] for e in found])
    right = np.array([e.right for e in found], dtype=np.float64)
    weight = np.array([e.weight for e in found])
    return dict(zip(["base", *names], _regression(inputs, right, weight), strict=True))


def _regression(inputs: Array, right: Array, weight: Array) -> list[float]:
    pull = RIDGE * np.diag([0.0, *np.ones(inputs.shape[1] - 1)])
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(60):
        probability = 1.0 / (1.0 + np.exp(-np.clip(inputs @ coefficients, -30, 30)))
        gradient = inputs.T @ (weight * (probability - right)) + pull @ coefficients
        curvature = (inputs * (weight * probability * (1 - probability))[:, None]).T @ inputs + pull
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(coefficients)), gradient)
        coefficients -= step
        if np.abs(step).max() < 1e-8:
            break
    return [round(float(value), 3) for value in coefficients]


def probability(example: Example, table: Mapping[str, float]) -> float:
    """0-1: how likely the example is right under the coefficients."""
    total = table["base"] + sum(table.get(name, 0.0) * value for name, value in example.features.items())
    return float(1.0 / (1.0 + np.exp(-total)))


def reliability(scored: Iterable[tuple[float, bool]]) -> str:
    """Share of right ones for each tenth of score."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for score, right in scored:
        bins[min(9, int(10 * score))].append(right)
    return "\n".join(
        f"  {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}: {sum(held)} of {len(held)} right ({sum(held) / len(held):.2f})"
        for tenth, held in sorted(bins.items())
    )
