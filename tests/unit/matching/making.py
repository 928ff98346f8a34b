"""Claims for tests, in one line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.model.claim import Claim
from tracker.model.quantity import Quantity

EVENT = "siege of the customs house, Dirrah, 2031-05-02"
"""An incident that never was."""


def exactly(number: float, **fields: Any) -> Quantity:
    return Quantity(value=number, low=number, high=number, **fields)


def at_least(number: float, **fields: Any) -> Quantity:
    return Quantity(low=number, **fields)


def under(number: float, **fields: Any) -> Quantity:
    return Quantity(high=number, high_open=True, **fields)


def figure(number: int, source: str, quantity: Quantity, population: str | None = None, **fields: Any) -> Claim:
    """A toll of the one incident."""
    given = {"measure": "killed", "incident": EVENT, "quote": f"{source} gives a figure, note {number}."} | fields
    return Claim(id=f"C{number}", source=source, quantity=quantity, population=population, **given)


def statement(number: int, source: str, quote: str, **fields: Any) -> Claim:
    given = {"incident": EVENT} | fields
    return Claim(id=f"C{number}", source=source, quote=quote, **given)


def on(day: int) -> dt.datetime:
    """Noon of a day in May 2031."""
    return dt.datetime(2031, 5, day, 12, tzinfo=dt.UTC)
