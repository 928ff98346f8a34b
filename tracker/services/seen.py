"""What a person saw before changing it: a change that starts from something older is refused."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Final, TypeVar

from tracker.errors import StaleEditError
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.report import Report
from tracker.model.source import Source

Kept = TypeVar("Kept", Claim, Incident, Report, Source)


class Unasked(Enum):
    """Stands where a caller does not say what was seen, as a command does not."""

    UNASKED = "unasked"


UNASKED: Final = Unasked.UNASKED


def stale(done: str, by: str, at: dt.datetime) -> StaleEditError:
    """The refusal. done: what somebody did meanwhile ("C3 was graded 2").

    >>> stale("C3 was graded 2", "anna", dt.datetime(2017, 8, 1, 9, 30)).message
    'C3 was graded 2 by anna at 2017-08-01 09:30:00 UTC since you read it; nothing was overwritten.'
    """
    return StaleEditError(
        f"{done} by {by} at {at:%Y-%m-%d %H:%M:%S} UTC since you read it; nothing was overwritten.",
        hint="Look at it again and repeat your change if it is still wanted.",
    )


def as_read(record: Kept, rev: int | None) -> Kept:
    """The record with the revision that was read, so that putting it is refused when it is an older one."""
    return record if rev is None else record.model_copy(update={"rev": rev})
