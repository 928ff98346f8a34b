"""Units in which figures are compared."""

from __future__ import annotations

import pytest

from tracker.model.units import base_unit
from tracker.reading.lexicons import table


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("hour", "second", 3600),
        ("nautical mile", "metre", 1852),
        ("hectare", "square metre", 10_000),
        ("cubic metre", "litre", 1000),
        ("knot", "kilometre per hour", 1.852),
        ("gigawatt hour", "watt hour", 1e9),
        ("tonne", "kilogram", 1000),
        ("USD", "USD", 1),
    ],
)
def test_a_unit_is_so_many_base_units(unit: str, base: str, factor: float) -> None:
    found, times = base_unit(unit)
    assert found == base
    assert times == pytest.approx(factor)


def test_every_measured_unit_of_the_reader_has_a_base_unit() -> None:
    kinds = ("length", "area", "volume", "weight", "speed", "power", "energy", "data")
    alone = [unit for kind in kinds for unit in table("units")[kind] if base_unit(unit) == (unit, 1.0)]
    assert set(alone) == {
        "metre",
        "square metre",
        "litre",
        "kilogram",
        "kilometre per hour",
        "watt",
        "watt hour",
        "byte",
    }
