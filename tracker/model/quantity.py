"""Numbers as reports give them: intervals with open or closed ends."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from tracker.model.base import Frozen


class Quantity(Frozen):
    """A number as it was said, as an interval.

    "27" is value 27, low 27, high 27. "at least 90" is value None, low 90, high None.
    "fewer than 1,000" is high 1000 with high_open. "dozens" is low 24, high 99, approximate, and no value.
    "about 40" keeps value 40 and is approximate.

    >>> Quantity(value=27, low=27, high=27).is_point
    True
    >>> Quantity(low=90).allows(120)
    True
    """

    value: float | None = None
    """The best single figure, or None when only bounds are given."""
    low: float | None = None
    """None: no lower bound was given."""
    high: float | None = None
    """None: no upper bound was given."""
    low_open: bool = False
    """True: low itself is excluded ("more than 90")."""
    high_open: bool = False
    unit: str | None = None
    """None for a plain count; else a canonical name ("percent", "USD", "hour", "kilometre").

    "ordinal": so many there have been, this one included ("the third attack this year").
    """
    approximate: bool = False
    span: tuple[int, int] = Field(default=(0, 0))
    """Character offsets into the text read, start inclusive, end exclusive; (0, 0) if typed in."""

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        for figure in (self.value, self.low, self.high):
            if figure is not None and not math.isfinite(figure):
                raise ValueError(f"{figure} is not a figure that can be kept")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}")
        return self

    @property
    def is_point(self) -> bool:
        """One exact figure."""
        return self.low is not None and self.low == self.high and not self.approximate

    @property
    def is_zero(self) -> bool:
        """An explicit zero: "no", "none", "not a single"."""
        return self.low == 0 and self.high == 0

    def allows(self, number: float) -> bool:
        """Whether the figure can be `number`."""
        if self.low is not None and (number < self.low or (self.low_open and number == self.low)):
            return False
        return self.high is None or not (number > self.high or (self.high_open and number == self.high))
