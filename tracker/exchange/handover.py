"""From a whole case to what is handed over of it. Pure."""

from __future__ import annotations

from tracker.exchange.pseudonyms import under_pseudonyms
from tracker.exchange.snapshot import CaseSnapshot
from tracker.exchange.views import as_public, part_of
from tracker.model.scope import Handover, Profile


def handed_over(snapshot: CaseSnapshot, handover: Handover, chosen: frozenset[str] | None) -> CaseSnapshot:
    """What goes out of a whole case. chosen: ids of the claims that its scope names; None: all.

    What is hidden is hidden first: a name that the part has no record of can still stand in its words.
    """
    taken = snapshot.model_copy(update={"scope": handover.scope})
    if handover.profile is Profile.PUBLIC:
        taken = as_public(taken)
    if handover.pseudonym_key:
        taken = under_pseudonyms(taken, handover.pseudonym_key)
    return taken if chosen is None else part_of(taken, taken.scope, chosen)
