"""Independent origins of a camp, with copied reports counted as what they copy. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model.claim import Claim
from tracker.model.dispute import Camp, Dispute
from tracker.services.readers import plain_name

Voices = Mapping[str, tuple[str, str]]
"""Report that repeats another outlet's -> its own publisher, and that of the report it goes back to."""


def heard(dispute: Dispute, claims: Mapping[str, Claim], voices: Voices) -> Dispute:
    """The dispute with an outlet's own voice in a copied report counted as that of the outlet it goes back to.

    claims: by id; of a camp of which not all are among them, those that are stand for the rest.
    """
    if not voices:
        return dispute
    camps = tuple(_counted(camp, claims, voices) for camp in dispute.camps)
    return dispute if camps == dispute.camps else dispute.model_copy(update={"camps": camps})


def _counted(camp: Camp, claims: Mapping[str, Claim], voices: Voices) -> Camp:
    from tracker.matching.origins import independent_origins

    said = [claims[claim_id] for claim_id in camp.claims if claim_id in claims]
    told = [_origin(claim, voices) for claim in said]
    return camp if told == said else camp.model_copy(update={"independent": independent_origins(told)})


def _origin(claim: Claim, voices: Voices) -> Claim:
    own, origin = voices.get(claim.report or "", ("", ""))
    is_own = bool(own) and plain_name(own) == plain_name(claim.source)
    return claim.model_copy(update={"source": origin, "chain": ()}) if is_own else claim
