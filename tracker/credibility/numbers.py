"""Numbers as people write them in one table cell."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

LARGEST = 1e30
"""Beyond this nothing is counted or measured; it is a slip of the keyboard."""
_SCALES = {
    "": 1.0,
    "%": 1.0,
    "percent": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
}
_NUMBER = re.compile(
    r"""^(?:(?:about|around|approximately|approx\.?|some|nearly|almost|roughly|ca?\.|~|≈)[ ]?)?
    (?P<sign>[-+−]?)[ ]?[$€£¥]?[ ]?
    (?P<digits>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    [ ]?(?P<scale>[a-z%]*)\.?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of a cell with one space for each run of blanks: runs of them would be parted in every way."""


def number_in(value: Any) -> float | None:
    """The number that a value is, or None if it is something else.

    True and False are choices, not numbers; neither are ranges, dates and times.

    >>> number_in("1,204"), number_in("about 3.5 million"), number_in("11:35")
    (1204.0, 3500000.0, None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float, Decimal, Fraction)):
        return _finite(value)
    if not isinstance(value, str):
        return _from_scalar(value)
    found = _NUMBER.match(" ".join(value.split()))
    if found is None or found["scale"].lower() not in _SCALES:
        return None
    digits = float(re.sub(r"[, ]", "", found["digits"])) * _SCALES[found["scale"].lower()]
    return _finite(-digits if found["sign"] in {"-", "−"} else digits)


def _finite(value: float | Decimal | Fraction) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if abs(number) <= LARGEST else None


def _from_scalar(value: Any) -> float | None:
    """Numbers of array libraries, which are not Python numbers but turn into one with item()."""
    item = getattr(value, "item", None)
    if not callable(item):
        return None
    plain = item()
    return None if isinstance(plain, (str, bool)) or not isinstance(plain, (int, float)) else number_in(plain)
