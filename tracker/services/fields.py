"""What a person enters for a claim, turned into the claim's fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import ValidationError

from tracker.errors import UsageError
from tracker.model.claim import Basis, Claim, Polarity
from tracker.model.moments import in_utc
from tracker.model.period import Period
from tracker.model.quantity import Quantity
from tracker.model.scales import CONFIDENCE_WORDS

QUANTITY_FIELDS = ("low", "high", "value", "unit", "approximate")
"""Entered one by one, kept together as a Quantity."""

CLAIM_FIELDS = (
    *("source", "measure", "population", "polarity", "place", "incident", "event_time", "as_of", "stated_at"),
    *("basis", "hedged", "cumulative", "confidence", "credibility", "likelihood", "note", "quote"),
)
"""Further fields that a person may set."""

Word = TypeVar("Word", bound=StrEnum)


def with_fields(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """The claim with the given fields set; a field that is not given stays, None clears it.

    Times may be Period, date or text (2017, 2017-07, 2017-07-31, 2017-07-01/2017-07-09); confidence a number or
    low, moderate, high. Raises UsageError naming the field.
    """
    unknown = [name for name in fields if name not in QUANTITY_FIELDS and name not in CLAIM_FIELDS]
    if unknown:
        known = ", ".join((*QUANTITY_FIELDS, *CLAIM_FIELDS))
        raise UsageError(f"A claim has no field {unknown[0]!r}.", hint=f"Fields: {known}.")
    update: dict[str, Any] = {name: _entered(name, fields[name]) for name in CLAIM_FIELDS if name in fields}
    figures = {name: fields[name] for name in QUANTITY_FIELDS if name in fields}
    try:
        if figures:
            update["quantity"] = _quantity(claim.quantity, figures)
        return Claim.model_validate(claim.model_dump() | update)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "low and high"
        raise UsageError(f"{name}: {first['msg'].removeprefix('Value error, ')}.") from error


def _quantity(present: Quantity | None, figures: Mapping[str, Any]) -> Quantity | None:
    entered = dict(figures)
    if "value" in entered:
        entered.setdefault("low", entered["value"])
        entered.setdefault("high", entered["value"])
    # A new bound is closed, and it takes the old best figure away where that no longer fits.
    if "low" in entered:
        entered["low_open"] = False
    if "high" in entered:
        entered["high_open"] = False
    kept = present.model_dump() if present else {}
    merged = kept | {name: value for name, value in entered.items() if value is not None or name != "approximate"}
    if merged.get("low") is None and merged.get("high") is None and merged.get("value") is None:
        return None
    quantity = Quantity.model_validate(merged)
    if "value" not in entered and quantity.value is not None and not quantity.allows(quantity.value):
        quantity = quantity.model_copy(update={"value": None})
    if quantity.value is None and quantity.low is not None and quantity.low == quantity.high:
        quantity = quantity.model_copy(update={"value": quantity.low})
    return quantity


def _entered(name: str, value: Any) -> Any:
    if isinstance(value, str) and name in ("measure", "population", "place", "incident"):
        return value.strip() or None
    reader = _READERS.get(name)
    if reader is None:
        return value
    try:
        return reader(value)
    except ValueError as error:
        raise UsageError(f"{name}: {error}.") from error


def _named(value: Any) -> str:
    text = str(value or "").strip()
    if not text:
        raise ValueError("must not be empty")
    return text


def _period(value: Any) -> Period | None:
    if value is None or isinstance(value, Period):
        return value
    if isinstance(value, dt.datetime):
        return Period.day(value.date())
    if isinstance(value, dt.date):
        return Period.day(value)
    return Period.parse(str(value)) if str(value).strip() else None


def moment(value: Any) -> dt.datetime | None:
    """A time in UTC from a datetime, a date (its midnight) or ISO text; None stays None.

    >>> moment("2017-07-31").isoformat()
    '2017-07-31T00:00:00+00:00'
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        at = dt.datetime.fromisoformat(value)
    elif isinstance(value, dt.datetime):
        at = value
    else:
        at = dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
    return in_utc(at)


def _confidence(value: Any) -> int | None:
    if isinstance(value, str):
        word = value.strip().lower()
        if word in CONFIDENCE_WORDS:
            return CONFIDENCE_WORDS[word]
        if not word.isdigit():
            raise ValueError(f"is {value!r}, expected low, moderate, high or 0 to 100")
        value = int(word)
    if value is not None and not 0 <= value <= 100:
        raise ValueError(f"is {value}, expected 0 to 100")
    return None if value is None else int(value)


def _credibility(value: Any) -> int | None:
    if value is None:
        return None
    if int(value) not in range(1, 7):
        raise ValueError(f"is {value}, expected 1 to 6")
    return int(value)


def _likelihood(value: Any) -> float | None:
    if value is None:
        return None
    if not 0.0 <= float(value) <= 1.0:
        raise ValueError(f"is {value}, expected 0 to 1")
    return float(value)


def _one_of(words: type[Word]) -> Callable[[Any], Word]:
    def reader(value: Any) -> Word:
        try:
            return words(value)
        except ValueError:
            raise ValueError(f"is {value!r}, expected {' or '.join(word.value for word in words)}") from None

    return reader


_READERS: dict[str, Callable[[Any], Any]] = {
    "source": _named,
    "quote": _named,
    "polarity": _one_of(Polarity),
    "basis": _one_of(Basis),
    "event_time": _period,
    "as_of": _period,
    "stated_at": moment,
    "confidence": _confidence,
    "credibility": _credibility,
    "likelihood": _likelihood,
    "note": lambda value: str(value or ""),
}
