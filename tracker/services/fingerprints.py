"""By what a proposal is known again."""

from __future__ import annotations

import hashlib

from tracker.model.change import canonical_json
from tracker.model.claim import Claim, ProposedClaim


def fingerprint(text_sha256: str, claim: ProposedClaim | Claim) -> str:
    """What makes two proposals the same one: same words at the same place of the same text, read the same way."""
    place = canonical_json([text_sha256, claim.span, claim.measure, claim.low, claim.high])
    return hashlib.sha256(place.encode("ascii")).hexdigest()
