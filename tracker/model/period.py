"""Times as reports give them: spans of days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Self

from pydantic import model_validator

from tracker.model.base import Frozen


class Period(Frozen):
    """A span of days, both ends inclusive. A known day has start == end.

    >>> str(Period.day(dt.date(2017, 7, 31)))
    '2017-07-31'
    >>> str(Period(start=dt.date(2021, 9, 1), end=dt.date(2021, 9, 30)))
    '2021-09'
    """

    start: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _ends_in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError(f"{self.start} is after {self.end}")
        return self

    @classmethod
    def day(cls, day: dt.date) -> Period:
        """The period of one day."""
        return cls(start=day, end=day)

    def overlaps(self, other: Period, *, slack_days: int = 0) -> bool:
        """Whether the two can be the same time, allowing `slack_days` between them."""
        return (self.start - other.end).days <= slack_days and (other.start - self.end).days <= slack_days

    @property
    def days(self) -> int:
        """Length in days, at least 1."""
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        """ISO 8601, as short as is exact: day, month, year, or start/end."""
        if self.start == self.end:
            return self.start.isoformat()
        last_of_month = calendar.monthrange(self.end.year, self.end.month)[1]
        if self.start.day == 1 and self.end.day == last_of_month and self.start.year == self.end.year:
            if self.start.month == self.end.month:
                return f"{self.start:%Y-%m}"
            if (self.start.month, self.end.month) == (1, 12):
                return f"{self.start:%Y}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """The inverse of str(): "2017", "2017-07", "2017-07-31" or "2017-07-01/2017-07-09".

        Raises ValueError naming the text when it is none of these.

        >>> Period.parse("2017-02").end
        datetime.date(2017, 2, 28)
        """
        if "/" in text:
            start, end = text.split("/", 1)
            return cls(start=cls.parse(start).start, end=cls.parse(end).end)
        parts = text.strip().split("-")
        try:
            year, *rest = (int(part) for part in parts)
            if not rest:
                return cls(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
            if len(rest) == 1:
                last = calendar.monthrange(year, rest[0])[1]
                return cls(start=dt.date(year, rest[0], 1), end=dt.date(year, rest[0], last))
            return cls.day(dt.date(year, *rest))
        except (ValueError, TypeError, OverflowError, calendar.IllegalMonthError) as error:
            raise ValueError(
                f"{text!r} is not a date: write 2017, 2017-07, 2017-07-31 or 2017-07-01/2017-07-09"
            ) from error
