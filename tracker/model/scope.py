"""Which part of a case is handed over, and how much of it its readers may see."""

from __future__ import annotations

from enum import StrEnum

from tracker.model.base import Frozen
from tracker.model.period import Period


class Profile(StrEnum):
    """How much of what a case says of its own making goes out with it."""

    FULL = "full"
    """Everything."""
    PUBLIC = "public"
    """Without notes and comments, names of analysts, paths, and names of the files that reports came from."""


class Scope(Frozen):
    """The filters of an export; empty fields do not filter."""

    words: str = ""
    """Words that claims are searched by, as in a list of claims."""
    incident_id: str | None = None
    incident: str | None = None
    """Its name."""
    source_id: str | None = None
    source: str | None = None
    """Its name."""
    dates: Period | None = None
    """Claims on events of that time; where the event's time is not known, claims stated then."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is filtered."""
        return not (self.words or self.incident_id or self.source_id or self.dates)


WHOLE = Scope()
"""All of a case."""


class Handover(Frozen):
    """How a case is handed over."""

    profile: Profile = Profile.FULL
    scope: Scope = WHOLE
    pseudonym_key: bytes | None = None
    """By which names of sources are replaced; None: they are not. It never goes out."""
