"""What rests on a source, a report or a claim: what changes if it falls."""

from __future__ import annotations

import datetime as dt

from tracker.model.base import Frozen
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.track_record import WeighedQuestion


class ChangedDispute(Frozen):
    """A dispute before and after."""

    before: Dispute
    after: Dispute | None
    """None: nothing contradicts any more."""

    @property
    def camps_lost(self) -> int:
        """How many camps it has less."""
        return len(self.before.camps) - (len(self.after.camps) if self.after else 0)


class ChangedEstimate(Frozen):
    """A weighed answer before and after."""

    before: WeighedQuestion
    after: WeighedQuestion | None
    """None: fewer than two sources answer any more."""


class HandedOver(Frozen):
    """An export that went out, as the journal tells it."""

    entry: int
    """Of the journal."""
    at: dt.datetime
    by: str
    what: str
    """ "Exported jsonl of journal entries 1 to 41 as log.jsonl ..." """
    is_part: bool
    """Whether it was a part of the case: then it may have held what is asked about, or not."""


class Impact(Frozen):
    """What changes if something falls. Nothing of it is done yet."""

    target: str
    """Id of the source, report or claim."""
    name: str
    accepted: tuple[str, ...]
    """Claims that would be retracted."""
    proposed: tuple[str, ...]
    """Proposals that would be rejected."""
    carried: tuple[str, ...] = ()
    """Open claims that others make, but that came through the source; or open parts of a claim's figure. They stay."""
    disputes: tuple[ChangedDispute, ...] = ()
    """That vanish, lose a camp, or change their range."""
    estimates: tuple[ChangedEstimate, ...] | None = None
    """Weighed answers that would be others, also where no claim falls but its source counts less; the largest changes
    first. None: not weighed, since the case is large."""
    emptied: tuple[str, ...] = ()
    """Names of incidents of which no open claim would be left."""
    decisions: tuple[Decision, ...] = ()
    """In force, made with one of the claims in view, or for the source."""
    exports: tuple[HandedOver, ...] = ()
    """Oldest first."""
    related: tuple[str, ...] = ()
    """Reports that repeat this one or are other versions of it; sources that speak for this one. They stay."""
    unlooked: int = 0
    """Falling statements of no known incident in a large case, whose disputes were not looked for."""
