"""Decisions: an analyst's outcome for a dispute or a pair."""

from __future__ import annotations

import datetime as dt

from tracker.model.base import Frozen
from tracker.model.scales import Outcome


class Decision(Frozen):
    """What was decided, why, by whom and when. Never deleted: reopened, with the reason."""

    id: str
    """ "O1", "O2" ..."""
    target: str
    """Dispute id ("D3f2a10") or pair id ("C3-C9")."""
    outcome: Outcome
    reason: str
    by: str
    at: dt.datetime
    preferred: str | None = None
    """Source id, with `prefer_source`."""
    low: float | None = None
    """With `report_range`."""
    high: float | None = None
    claims: tuple[str, ...] = ()
    """Claims in view when it was decided: later ones are shown as new since."""
    reopened_at: dt.datetime | None = None
    reopened_by: str | None = None
    reopened_reason: str = ""
    rev: int = 0

    @property
    def is_in_force(self) -> bool:
        return self.reopened_at is None

    @property
    def dismisses(self) -> bool:
        """Whether it holds that what it was made on is no conflict."""
        return self.is_in_force and not self.outcome.is_real_conflict
