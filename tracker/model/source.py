"""Sources: who asserts something."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from tracker.model.base import Frozen
from tracker.model.scales import Reliability


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    GROUP = "group"
    GOVERNMENT = "government"
    MILITARY = "military"
    OUTLET = "outlet"
    NGO = "ngo"
    INTERGOVERNMENTAL = "intergovernmental"
    WITNESS = "witness"
    UNKNOWN = "unknown"


class Alias(Frozen):
    """Another name of a source, and where it came from."""

    name: str
    origin: str
    """Report id, "analyst", or "table"."""


class Grade(Frozen):
    """One entry of a dated grading history."""

    reliability: Reliability
    at: dt.datetime
    by: str
    reason: str = ""


class Source(Frozen):
    """A person, group, ministry, outlet or witness."""

    id: str
    """ "S1", "S2" ..."""
    name: str
    kind: SourceKind = SourceKind.UNKNOWN
    aliases: tuple[Alias, ...] = ()
    parent: str | None = None
    """Id of the source whose voice this one is (Amaq -> Islamic State)."""
    party: str | None = None
    """Side of the conflict it belongs to, or None for an outsider."""
    grades: tuple[Grade, ...] = ()
    """Oldest first; the analyst's own, never written by the tool."""
    notes: str = ""
    rev: int = 0

    @property
    def reliability(self) -> Reliability | None:
        """The newest grade; None when it was never graded."""
        return self.grades[-1].reliability if self.grades else None
