"""Quantiles of the beta and of Student's distribution, with numpy alone."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TINY = 1e-300
_BISECTIONS = 60
"""Halvings of an interval of length 1: the result is exact to the last digits of a float."""


def log_gamma(x: Floats) -> Floats:
    """Natural logarithm of the gamma function of each x > 0, exact to about 1e-13.

    Source: Stirling's series after shifting x above 12 (Abramowitz and Stegun 6.1.41).

    >>> [round(float(y), 9) for y in log_gamma(np.array([2.5, 5.0]))]
    [0.28468287, 3.17805383]
    """
    shift = np.ones_like(x, dtype=float)
    z = np.array(x, dtype=float)
    for _ in range(12):
        small = z < 12
        shift = np.where(small, shift * z, shift)
        z = np.where(small, z + 1, z)
    inverse = 1 / z
    square = inverse * inverse
    series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
    return np.asarray((z - 0.5) * np.log(z) - z + 0.5 * math.log(2 * math.pi) + series - np.log(shift))


def beta_cdf(a: Floats, b: Floats, x: Floats) -> Floats:
    """Chance that a Beta(a, b) variable is at most x; a, b > 0 and 0 <= x <= 1, elementwise.

    Source: continued fraction of the incomplete beta function, evaluated by Lentz's method (DLMF 8.17.22).
    """
    swap = x > (a + 1) / (a + b + 2)
    p, q, y = np.where(swap, b, a), np.where(swap, a, b), np.where(swap, 1 - x, x)
    inside = np.clip(y, _TINY, 1 - 1e-16)
    front = log_gamma(p + q) - log_gamma(p) - log_gamma(q) + p * np.log(inside) + q * np.log1p(-inside)
    value = np.exp(front) * _fraction(p, q, inside) / p
    value = np.where(y <= 0, 0.0, np.where(y >= 1, 1.0, value))
    return np.clip(np.where(swap, 1 - value, value), 0.0, 1.0)


def _fraction(p: Floats, q: Floats, x: Floats) -> Floats:
    c = np.ones_like(x)
    d = 1 / _away_from_zero(1 - (p + q) * x / (p + 1))
    h = d.copy()
    for m in range(1, 200):
        even = m * (q - m) * x / ((p + 2 * m - 1) * (p + 2 * m))
        d = 1 / _away_from_zero(1 + even * d)
        c = _away_from_zero(1 + even / c)
        h = h * d * c
        odd = -(p + m) * (p + q + m) * x / ((p + 2 * m) * (p + 2 * m + 1))
        d = 1 / _away_from_zero(1 + odd * d)
        c = _away_from_zero(1 + odd / c)
        step = d * c
        h = h * step
        if np.all(np.abs(step - 1) < 1e-14):
            break
    return h


def _away_from_zero(x: Floats) -> Floats:
    return np.where(np.abs(x) < _TINY, _TINY, x)


def beta_quantile(a: Floats, b: Floats, chance: float) -> Floats:
    """The x with beta_cdf(a, b, x) == chance, elementwise.

    >>> round(float(beta_quantile(np.array([1.0]), np.array([1.0]), 0.25)[0]), 9)
    0.25
    """
    low, high = np.zeros_like(a, dtype=float), np.ones_like(a, dtype=float)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = beta_cdf(a, b, middle) < chance
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


def t_quantile(freedom: Floats, chance: float) -> Floats:
    """Quantile of Student's t for each number of degrees of freedom > 0; chance between 0.5 and 1.

    Source: if T has n degrees of freedom, n / (n + T^2) is Beta(n / 2, 1 / 2).

    >>> round(float(t_quantile(np.array([4.0]), 0.95)[0]), 6)
    2.131847
    """
    x = beta_quantile(freedom / 2, np.full_like(freedom, 0.5), 2 * (1 - chance))
    return np.asarray(np.sqrt(freedom * (1 - x) / np.maximum(x, _TINY)))


def student4_cdf(t: Floats) -> Floats:
    """Chance that a Student variable with 4 degrees of freedom is at most t; infinities are allowed.

    >>> [round(float(p), 4) for p in student4_cdf(np.array([-np.inf, 0.0, 2.131847]))]
    [0.0, 0.5, 0.95]
    """
    bounded = np.clip(t, -1e6, 1e6)
    scale = 1 + bounded * bounded / 4
    return np.asarray(0.5 + 0.375 * bounded / np.sqrt(scale) * (1 - bounded * bounded / (12 * scale)))
