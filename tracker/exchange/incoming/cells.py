"""What the cells of a table say: figures, days, yes and no. An empty cell, or "unknown", says nothing: never 0."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tracker.model.period import Period

NOTHING = frozenset(
    {"", "-", "--", "?", "n/a", "na", "nan", "none given", "null", "unknown", "not known", "not stated", "unspecified"}
)
"""What stands in a cell, in small letters, that says nothing."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+|\d{1,15})(?:\.\d{1,9})?")
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""1.200: a decimal here, and twelve hundred elsewhere."""
_RANGE = re.compile(rf"(?P<low>{_NUMBER.pattern})\s*(?:-|\u2013|\u2014|to|\.\.)\s*(?P<high>{_NUMBER.pattern})")
_LEAST = re.compile(rf"(?:at least|min\.?|minimum|over or equal|>=|\u2265)\s*(?P<low>{_NUMBER.pattern})", re.I)
_PLUS = re.compile(rf"(?P<low>{_NUMBER.pattern})\s*\+")
_MOST = re.compile(rf"(?:at most|up to|max\.?|maximum|<=|\u2264)\s*(?P<high>{_NUMBER.pattern})", re.I)
_MORE = re.compile(rf"(?:more than|over|>)\s*(?P<low>{_NUMBER.pattern})", re.I)
_FEWER = re.compile(rf"(?:fewer than|less than|under|<)\s*(?P<high>{_NUMBER.pattern})", re.I)
_ABOUT = re.compile(
    rf"(?:about|around|approximately|approx\.?|ca\.?|c\.|circa|some|~)\s*(?P<value>{_NUMBER.pattern})", re.I
)

_DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d-%b-%Y", "%d.%m.%Y", "%Y/%m/%d")
_ISO = re.compile(r"\d{4}(?:-|$)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ][\d:.,]+(?:Z|[+-][\d:]{2,6})?")
LONGEST = 200
"""Characters of a cell that is read for a figure or a day."""


def says_nothing(cell: str) -> bool:
    """Whether a cell gives no answer."""
    return cell.strip().casefold() in NOTHING


Worded = Callable[[str], dict[str, Any]]
"""Reads a figure that is written in words ("dozens", "at least two hundred") into its fields; none: it is no figure."""


def figure(cell: str, worded: Worded = lambda _: {}) -> dict[str, Any]:
    """The fields of a figure: value, low, high, low_open, high_open, approximate; none for a cell that says nothing.

    Raises ValueError for a cell that is no figure.

    >>> figure("1,200"), figure("10-14"), figure("more than 90"), figure("unknown")
    ({'value': 1200.0}, {'low': 10.0, 'high': 14.0}, {'low': 90.0, 'low_open': True}, {})
    """
    if says_nothing(cell):
        return {}
    text = " ".join(cell.split())
    if len(text) <= LONGEST:
        if _NUMBER.fullmatch(text):
            return {"value": _number(text)}
        for pattern, further in _FORMS:
            found = pattern.fullmatch(text)
            if found:
                return {name: _number(part) for name, part in found.groupdict().items()} | further
        if any(map(str.isalpha, text)) and (said := worded(text)):
            return said
    raise ValueError(f"{_short(cell)} is no figure")


_FORMS: tuple[tuple[re.Pattern[str], dict[str, Any]], ...] = (
    (_RANGE, {}),
    (_LEAST, {}),
    (_PLUS, {}),
    (_MOST, {}),
    (_MORE, {"low_open": True}),
    (_FEWER, {"high_open": True}),
    (_ABOUT, {"approximate": True}),
)


def number(cell: str) -> float | None:
    """A plain number, or None for a cell that says nothing. Raises ValueError for anything else."""
    if says_nothing(cell):
        return None
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{_short(cell)} is no number")
    return _number(text)


@lru_cache(maxsize=8192)
def days(cell: str) -> Period | None:
    """The days that a cell names, or None. Raises ValueError for what is no date, or could be two.

    >>> str(days("31 July 2017")), str(days("2017-07")), str(days("31/07/2017")), str(days("2017-07-31 00:00:00.000"))
    ('2017-07-31', '2017-07', '2017-07-31', '2017-07-31')
    """
    if says_nothing(cell):
        return None
    text = " ".join(cell.split())
    if len(text) > LONGEST:
        raise ValueError(f"{_short(cell)} is not a date")
    timed = _ISO_DAY.fullmatch(text)
    if timed:
        text = timed[1]
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return Period.day(_slashed(cell, *map(int, slashed.groups())))
    for form in () if _ISO.match(text) else _DAY_FORMATS:
        try:
            return Period.day(dt.datetime.strptime(text, form).date())  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    try:
        return Period.parse(text)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{_short(cell)} is not a date: write 2017-07-31") from None


def _slashed(cell: str, first: int, second: int, year: int) -> dt.date:
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"{_short(cell)} can be two dates: write 2017-07-31")
    day, month = (second, first) if second > 12 else (first, second)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{_short(cell)} is not a date") from None


def flag(cell: str) -> bool | None:
    """Yes or no, or None. Raises ValueError for anything else."""
    text = cell.strip().casefold()
    if text in NOTHING:
        return None
    if text in ("yes", "y", "true", "t", "1", "x"):
        return True
    if text in ("no", "n", "false", "f", "0"):
        return False
    raise ValueError(f"{_short(cell)} is neither yes nor no")


def _number(text: str) -> float:
    if _TWO_WAYS.fullmatch(text):
        raise ValueError(f"{text!r} can be two numbers: write {text.replace('.', '')} or {float(text):g}")
    return float(re.sub(r"[,\u202f\u00a0 ]", "", text))


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else f"{cell[:37]}...")
