"""Queries: what a list shows."""

from __future__ import annotations

from tracker.model.base import Frozen
from tracker.model.claim import ClaimStatus


class ClaimQuery(Frozen):
    """Which claims, in the order taken in. Empty fields do not filter."""

    text: str = ""
    """Fuzzy words over quote, source, place, incident."""
    statuses: tuple[ClaimStatus, ...] = ()
    source_id: str | None = None
    incident_id: str | None = None
    report: str | None = None
    limit: int | None = None
    offset: int = 0
