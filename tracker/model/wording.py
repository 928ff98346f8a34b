"""Numbers in words, with their bounds: "at least 90", "about 40", "unknown"."""

from __future__ import annotations

from tracker.model.quantity import Quantity

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_IRREGULAR_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "hertz": "hertz", "celsius": "celsius"}


def number_words(number: float) -> str:
    """A figure as a reader expects it: thousands separated, round millions in words, no needless decimals.

    >>> number_words(2019), number_words(1e9), number_words(1.5), number_words(78.4)
    ('2,019', '1 billion', '1.5', '78.4')
    """
    for scale, word in _SCALES:
        scaled = number / scale
        if abs(scaled) >= 1 and round(scaled, 3) == scaled:
            return f"{plain_number(scaled)} {word}"
    return plain_number(number)


def plain_number(number: float) -> str:
    """Digits only, thousands separated: "1,250.5"."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.10g}"


def quantity_words(quantity: Quantity | None) -> str:
    """What was said, bound and approximation included; no figure is "unknown", never 0.

    >>> quantity_words(None), quantity_words(Quantity(low=90)), quantity_words(Quantity(high=1000, high_open=True))
    ('unknown', 'at least 90', 'fewer than 1,000')
    >>> quantity_words(Quantity(value=40, low=36, high=44, approximate=True))
    'about 40'
    >>> quantity_words(Quantity(low=24, high=99, approximate=True))
    '24-99 (approximate)'
    """
    if quantity is None or (quantity.value is None and quantity.low is None and quantity.high is None):
        return "unknown"
    unit = quantity.unit
    if quantity.value is not None and (quantity.approximate or quantity.low == quantity.high):
        return f"{'about ' if quantity.approximate else ''}{_with_unit(quantity.value, unit)}"
    bounds = _bounds(quantity)
    if quantity.value is not None and quantity.low != quantity.high:
        bounds = f"{_with_unit(quantity.value, unit)} ({bounds})"
    return f"{bounds} (approximate)" if quantity.approximate else bounds


def bounds_words(low: float | None, high: float | None, unit: str | None = None) -> str:
    """An interval that may be open on either side.

    >>> bounds_words(7, 7), bounds_words(90, None), bounds_words(None, None), bounds_words(4, 7, "hour")
    ('7', 'at least 90', 'unknown', '4-7 hours')
    """
    return quantity_words(Quantity(low=low, high=high, unit=unit))


def _bounds(quantity: Quantity) -> str:
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if low is not None and high is not None:
        if low == high:
            return _with_unit(low, unit)
        if quantity.low_open or quantity.high_open:
            return f"{_least(low, unit, quantity.low_open)} and {_most(high, unit, quantity.high_open)}"
        joint = " to " if low < 0 else "-"
        return f"{number_words(low)}{joint}{_with_unit(high, unit)}"
    if low is not None:
        return _least(low, unit, quantity.low_open)
    return _most(high, unit, quantity.high_open) if high is not None else "unknown"


def _least(low: float, unit: str | None, is_open: bool) -> str:
    return f"{'more than' if is_open else 'at least'} {_with_unit(low, unit)}"


def _most(high: float, unit: str | None, is_open: bool) -> str:
    below = "fewer than" if unit is None else "less than"
    return f"{below if is_open else 'at most'} {_with_unit(high, unit)}"


def _with_unit(number: float, unit: str | None) -> str:
    words = number_words(number)
    if unit is None:
        return words
    if unit == "percent":
        return f"{words} %"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {words}"
    return f"{words} {unit if number == 1 else _IRREGULAR_PLURALS.get(unit, _plural(unit))}"


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") or not unit.isalpha() else f"{unit}s"
