"""Incidents: what happened once, somewhere."""

from __future__ import annotations

from tracker.model.base import Frozen
from tracker.model.period import Period


class Incident(Frozen):
    """What happened once. Claims are compared inside it."""

    id: str
    """ "I1", "I2" ..."""
    name: str
    kind: str | None = None
    """ "attack", "siege", "earthquake", "election" ..."""
    place: str | None = None
    target: str | None = None
    actor: str | None = None
    time: Period | None = None
    notes: str = ""
    rev: int = 0
