"""Incidents: what happened once, somewhere."""

from __future__ import annotations

from pydantic import Field

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


class LikelySame(Frozen):
    """Two incidents that may be one: a link proposed to the analyst, not made."""

    a: Incident
    b: Incident
    score: float = Field(ge=0.0, le=1.0)
    """How sure they are one."""
    agree: tuple[str, ...]
    """Fields in which they agree: kind, time, place, target, actor."""

    @property
    def id(self) -> str:
        """ "I1-I3": what a decision on the pair names as its target."""
        return f"{self.a.id}-{self.b.id}"
