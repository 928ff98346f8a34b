from __future__ import annotations

import math

import numpy as np
import pytest

from tracker.credibility.quantiles import beta_cdf, beta_quantile, log_gamma, student4_cdf, t_quantile


@pytest.mark.parametrize("x", [0.05, 0.5, 1.0, 1.5, 3.7, 12.0, 250.0])
def test_log_gamma_is_that_of_the_standard_library(x: float) -> None:
    assert float(log_gamma(np.array([x]))[0]) == pytest.approx(math.lgamma(x), abs=1e-11)


@pytest.mark.parametrize(
    ("freedom", "chance", "value"), [(1, 0.95, 6.313752), (4, 0.975, 2.776445), (30, 0.95, 1.697261)]
)
def test_t_quantiles_are_those_of_printed_tables(freedom: float, chance: float, value: float) -> None:
    assert float(t_quantile(np.array([float(freedom)]), chance)[0]) == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize(
    ("a", "b", "chance", "value"), [(2, 3, 0.5, 0.385728), (0.5, 0.5, 0.1, 0.024472), (4, 2, 0.95, 0.923560)]
)
def test_beta_quantiles_are_those_of_printed_tables(a: float, b: float, chance: float, value: float) -> None:
    assert float(beta_quantile(np.array([float(a)]), np.array([float(b)]), chance)[0]) == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize("chance", [0.001, 0.05, 0.5, 0.95, 0.999])
def test_a_beta_quantile_has_its_chance(chance: float) -> None:
    a, b = np.array([0.7, 4.0, 300.0]), np.array([0.9, 2.0, 20.0])
    assert np.allclose(beta_cdf(a, b, beta_quantile(a, b, chance)), chance, atol=1e-10)


def test_the_chance_below_a_t_quantile_is_its_level() -> None:
    assert float(student4_cdf(t_quantile(np.array([4.0]), 0.9))[0]) == pytest.approx(0.9, abs=1e-9)
