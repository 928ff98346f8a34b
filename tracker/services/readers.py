"""The reading engine as the services use it; loaded only when something is read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.model.claim import Assertion
from tracker.services.linking import Likeness

LONGEST_TYPED = 5_000
"""Characters of a typed claim that are read while it is being typed; the rest is kept, but not read."""


def likeness() -> Likeness | None:
    """How sure two incidents are one; None while nothing can tell."""
    try:
        from tracker.reading.incidents import same_incident
    except ImportError:
        return None
    found: Likeness = same_incident
    return found


def read_typed(text: str, *, publisher: str | None, at: dt.datetime) -> dict[str, Any]:
    """What reading finds in a typed sentence, as fields of a claim; the surest of several. Empty when nothing."""
    try:
        from tracker.reading.claims import read
    except ImportError:
        return {}
    proposals = read(text[:LONGEST_TYPED], published=at, publisher=publisher or None)
    if not proposals:
        return {}
    best = max(proposals, key=lambda proposal: proposal.score)
    # The source is the one that was typed, and the quote is all that was typed.
    kept = set(Assertion.model_fields) - {"quote", "source", "chain"}
    return {name: getattr(best, name) for name in kept} | {"quantity_text": best.quantity_text}
