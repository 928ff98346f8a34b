"""Comparison by the index alone, for cases too large to hold all claims in memory."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.dispute import Dispute
from tracker.model.incident import Incident
from tracker.model.query import ClaimQuery
from tracker.services.base import number_of
from tracker.services.indexing import keys_to_look_up
from tracker.store.indexing import FIGURE
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.matching.outlines import CampOutline, DisputeOutline

OPEN = (ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED)

COMPARED_WHOLE = 40
"""Claims of an incident with all of which a claim is compared; of a larger one the nearest figures are looked at."""
NEAREST = 10
"""Figures of one question, on each side of a claim's own, that are looked at in a large incident."""
NEAREST_RELATED = 3
"""The same, of questions on a part or a whole of those counted."""
NEWEST = 25
"""Statements, or other figures, of a large incident that are looked at, newest first."""


UNPLACED = 50
"""Claims of no known incident, the newest of a measure, that a claim is compared with."""
LIKELY_INCIDENTS = 5
"""Incidents of the place and day that a claim names, with whose figures it is compared while its own is not known."""
WORDED_ALIKE = 40
"""Claims with the most telling words in common that a claim of no known incident is compared with."""


def rivals(store: Store, claim: Claim) -> list[Claim]:
    """The open claims that a claim is worth comparing with.

    Those of its incident, or the nearest of a large one, and the newest that name no known incident. While its own is
    not known: those of the incidents of that place and day, and those worded most alike. So many at most, in a case of
    any size.
    """
    found = store.unplaced(claim.measure, UNPLACED)
    if claim.incident_id is not None:
        found += _of_incident(store, claim, claim.incident_id)
    else:
        for incident in _likely_incidents(store, claim):
            found += _of_incident(store, claim.model_copy(update={"incident_id": incident}), incident)
        found += store.best_claims(f"{claim.place or ''} {claim.quote}", WORDED_ALIKE)
    return list({other.id: other for other in found}.values())


def _likely_incidents(store: Store, claim: Claim) -> list[str]:
    """Incidents at the claim's place and time; none where it names neither."""
    from tracker.matching.events import other_place

    place, sketch = claim.place, Incident(id="", name="", time=claim.event_time)
    keys = keys_to_look_up("", sketch) if claim.event_time else None
    if place is None or keys is None:
        return []
    there = (known.id for known in store.incidents_with(keys) if known.place and not other_place(place, known.place))
    return list(islice(there, LIKELY_INCIDENTS))


def _of_incident(store: Store, claim: Claim, incident: str) -> list[Claim]:
    from tracker.matching.outlines import are_related
    from tracker.matching.placing import placed

    blocks = store.blocks(incident)
    if sum(block.claims for block in blocks) <= COMPARED_WHOLE:
        return store.claims(ClaimQuery(statuses=OPEN, incident_id=incident))
    own = placed(claim)
    found: dict[str, Claim] = {}
    for block in blocks:
        chosen: list[Claim] = []
        if block.asks != FIGURE or own is None or own.asks != FIGURE:
            chosen = store.newest_in(block.name, NEWEST)
        elif block.name == own.block:
            chosen = store.near(block.name, own.low, own.high, NEAREST)
        elif (block.low > own.high or block.high < own.low) and are_related(block.name, own.block):
            # Of a part and its whole only figures that are apart from each other can disagree.
            chosen = store.near(block.name, own.low, own.high, NEAREST_RELATED, with_equal=False)
        found.update((other.id, other) for other in chosen)
    return list(found.values())


def count_against(store: Store, claim: Claim) -> int:
    """How many figures on its very question a claim's figure cannot hold together with; 0 for other claims."""
    from tracker.matching.placing import placed

    own = placed(claim)
    return store.count_apart(own.block, own.low, own.high) if own and own.asks == FIGURE else 0


def disputes(store: Store, only: Collection[str] | None = None) -> Iterator[DisputeOutline | Dispute]:
    """Every dispute inside an incident, one at a time: in outline where the index tells it, else with its claims.

    Statements of no incident are not in it. only: ids of incidents; None: all.
    """
    from tracker.matching.disputes import disputes_of_incident
    from tracker.matching.outlines import outlines

    worded = frozenset(store.worded_incidents())
    for found in store.disputed_incidents():
        if found.incident in worded or (only is not None and found.incident not in only):
            continue
        if found.in_full:
            yield from disputes_of_incident(claims_of(store, found.incident))
        else:
            yield from outlines(*found[:-1])
    for incident in worded if only is None else worded.intersection(only):
        yield from disputes_of_incident(claims_of(store, incident))


def claims_around(store: Store, outline: DisputeOutline) -> list[tuple[str, Claim]]:
    """Claims that stand for a dispute too large to be read: (id, claim) of some of each camp, in the order taken in.

    Of the questions on a part or a whole too, where they have to do with it.
    """
    from tracker.matching.outlines import are_related

    found: dict[str, Claim] = {}
    for block in store.blocks(outline.incident):
        question = block.name.replace(outline.incident, "", 1)
        if block.asks != FIGURE or not (question == outline.asked or are_related(question, outline.asked)):
            continue
        for camp in outline.camps:
            for low, high in _looked_at(camp):
                found.update((claim.id, claim) for claim in store.near(block.name, low, high, NEAREST_RELATED))
    return sorted(found.items(), key=lambda item: number_of(item[0]))


def _looked_at(camp: CampOutline) -> list[tuple[float, float]]:
    """Intervals near which the claims stand that bound a camp: those with its ends, and those in the middle of it."""
    low, high, _ = camp
    below, above = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
    return [(low, high), (high, high), (below, below), (above, above)]


def claims_of(store: Store, incident: str) -> list[tuple[str, Claim]]:
    """(id, claim) of the open claims of an incident, in the order taken in."""
    return [(claim.id, claim) for claim in store.claims(ClaimQuery(statuses=OPEN, incident_id=incident))]
