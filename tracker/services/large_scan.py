"""The disputes of a case too large to be held in memory: listed from the index, read one at a time."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import NotFoundError
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.query import ClaimQuery
from tracker.services.base import number_of
from tracker.services.cached import OfKind
from tracker.services.heard import heard
from tracker.services.indexed import OPEN, claims_around, claims_of, disputes
from tracker.services.rulings import assigned, dismissals, judged, newest_by_target, ruling
from tracker.services.versions import copied_voices
from tracker.store.indexing import FIGURE
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.matching.outlines import DisputeOutline

READ_WHOLE = 400
"""Claims of an incident up to which a dispute of it is read with all its claims."""


class DisputeRow(NamedTuple):
    """A dispute as a list shows it."""

    id: str
    incident: str | None
    """Id of the incident."""
    question: str
    camps: int
    pairs: int
    """Pairs of claims that contradict each other, dismissed ones among them."""
    state: DisputeState
    kinds: tuple[str, ...] | None = None
    """By what its claims contradict each other; None: by figures, and perhaps as part and whole."""


class LargeScan:
    """Reads disputes through the index; keeps the decisions on them, and the list of all in outline."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decisions = OfKind(store, "decision", store.decisions)
        self._assigned = OfKind(store, "remark", lambda: assigned(store.remarks()))
        self._voices = OfKind(store, "report", lambda: copied_voices(store.reports()))
        self._outlines = OfKind(
            store, ("claim", "incident"), lambda: sorted((_row(found) for found in disputes(store)), key=_by_pairs)
        )

    def listed(self, source_id: str | None = None) -> list[DisputeRow]:
        """All disputes in outline, the most contradicting pairs first; read again only after claims have changed."""
        if source_id is not None:
            return sorted((row for row, _ in self.rows(source_id=source_id)), key=_by_pairs)
        decided, given = newest_by_target(self._decisions.get()), self._assigned.get()
        return [_with_state(row, decided, given) for row in self._outlines.get()]

    def by_incident(self) -> Mapping[str, int]:
        """Id of an incident -> how many disputes it has."""
        return Counter(row.incident for row in self._outlines.get() if row.incident)

    def rows(
        self, *, incident_id: str | None = None, state: DisputeState | None = None, source_id: str | None = None
    ) -> Iterator[tuple[DisputeRow, DisputeOutline | Dispute]]:
        """Disputes in outline, by incident, with what `dispute` reads them from. Not those of no incident."""
        return self._rows(incident_id, state, _Said(self._store, source_id) if source_id else None)

    def _rows(
        self, incident_id: str | None, state: DisputeState | None, said: _Said | None
    ) -> Iterator[tuple[DisputeRow, DisputeOutline | Dispute]]:
        decided, given = newest_by_target(self._decisions.get()), self._assigned.get()
        only = {incident_id} if incident_id else None
        if said is not None:
            only = said.incidents & only if only else said.incidents
        for found in disputes(self._store, only):
            if said is not None and not said.takes_part(found):
                continue
            row = _with_state(_row(found), decided, given)
            if state is None or row.state is state:
                yield row, found

    def findings(self) -> Iterator[tuple[Finding, Dispute | None]]:
        """Contradictions with the dispute that each belongs to, one dispute after the other, strongest first within."""
        return ((finding, dispute) for dispute in self.listing() for finding in dispute.findings)

    def listing(
        self,
        *,
        limit: int | None = None,
        incident_id: str | None = None,
        state: DisputeState | None = None,
        source_id: str | None = None,
    ) -> Iterator[Dispute]:
        """Disputes read one at a time: with a limit the most disputed ones, else all of them, by incident."""
        said = _Said(self._store, source_id) if source_id else None
        rows = self._rows(incident_id, state, said)
        if said is None:
            for row, found in rows if limit is None else heapq.nlargest(limit, rows, key=_pairs):
                yield self.dispute(row, found)
            return
        read = (self.dispute(row, found) for row, found in sorted(rows, key=_pairs, reverse=True))
        yield from islice((dispute for dispute in read if said.is_in(dispute)), limit)

    def dispute(self, row: DisputeRow, found: DisputeOutline | Dispute | None = None) -> Dispute:
        """What a row stands for. Raises NotFoundError when the claims do not contradict each other any more.

        found: what came with the row; without it the index is searched for a dispute of many claims.
        """
        read = self._in(row.incident, row.id, found)
        if read is None:
            raise NotFoundError(f"There is no dispute {row.id} in this case any more.")
        return read

    def find(self, dispute_id: str) -> Dispute | None:
        """A dispute by its id, looked for in the whole index; None when there is none."""
        for row, found in self.rows():
            if row.id == dispute_id:
                return self._in(row.incident, dispute_id, found)
        return None

    def _in(self, incident: str | None, dispute_id: str, listed: DisputeOutline | Dispute | None) -> Dispute | None:
        from tracker.matching.disputes import disputes_of_incident

        if incident is None:
            return None
        if sum(block.claims for block in self._store.blocks(incident)) <= READ_WHOLE:
            claims = claims_of(self._store, incident)
            found = next((dispute for dispute in disputes_of_incident(claims) if dispute.id == dispute_id), None)
            found = heard(found, dict(claims), self._voices.get()) if found else None
        else:
            listed = listed or next((one for one in disputes(self._store, {incident}) if one.id == dispute_id), None)
            found = self._sampled(listed) if listed else None
        return self._judged(found) if found else None

    def _sampled(self, outline: DisputeOutline | Dispute) -> Dispute | None:
        """A dispute of many claims, with some that stand for the rest; its counts are those of all."""
        from tracker.matching.disputes import disputes_of_incident

        if isinstance(outline, Dispute):
            return self._heard(outline)
        claims = claims_around(self._store, outline)
        found = next((dispute for dispute in disputes_of_incident(claims) if dispute.id == outline.id), None)
        if found is None:
            return None
        found = heard(found, dict(claims), self._voices.get())
        camps = found.camps
        if len(camps) == len(outline.camps):
            counts = (count for _, _, count in outline.camps)
            by_value = sorted(camps, key=lambda camp: camp.low if camp.low is not None else camp.high or 0.0)
            total = {camp.label: count for camp, count in zip(by_value, counts, strict=True)}
            camps = tuple(camp.model_copy(update={"total": total[camp.label]}) for camp in camps)
        return found.model_copy(update={"camps": camps, "pairs": outline.pairs})

    def _heard(self, dispute: Dispute) -> Dispute:
        if not self._voices.get():
            return dispute
        numbers = [number_of(claim_id) for camp in dispute.camps for claim_id in camp.claims]
        return heard(dispute, {claim.id: claim for claim in self._store.numbered_claims(numbers)}, self._voices.get())

    def _judged(self, dispute: Dispute) -> Dispute:
        decisions = self._decisions.get()
        standing = [decision for decision in decisions if decision.dismisses]
        named = dispute.model_copy(update={"incident": self._store.incident(dispute.incident or "").name})
        decision, is_assigned = newest_by_target(decisions).get(dispute.id), dispute.id in self._assigned.get()
        return judged(named, decision, dismissals(standing, [dispute]), is_assigned=is_assigned)


class _Said:
    """What one source says, as far as it tells in which disputes it takes part."""

    def __init__(self, store: Store, source_id: str) -> None:
        from tracker.matching.placing import placed

        claims = store.claims(ClaimQuery(statuses=OPEN, source_id=source_id))
        self.incidents = {claim.incident_id for claim in claims if claim.incident_id}
        self._claims = {claim.id for claim in claims}
        places = [place for claim in claims if (place := placed(claim))]
        self._questions = {(place.incident, place.question) for place in places if place.asks == FIGURE}

    def takes_part(self, found: DisputeOutline | Dispute) -> bool:
        """Whether the source may take part in a dispute: it answers its question, or one on a part or a whole."""
        from tracker.matching.outlines import are_related

        if isinstance(found, Dispute):
            return self.is_in(found)
        return any(
            incident == found.incident and (question == found.asked or are_related(question, found.asked))
            for incident, question in self._questions
        )

    def is_in(self, dispute: Dispute) -> bool:
        """Whether a dispute holds one of its claims, or too many claims to be shown."""
        return any(camp.total is not None or not self._claims.isdisjoint(camp.claims) for camp in dispute.camps)


def _by_pairs(row: DisputeRow) -> int:
    return -row.pairs


def _with_state(row: DisputeRow, decided: Mapping[str, Decision], given: Mapping[str, str]) -> DisputeRow:
    decision = decided.get(row.id)
    if decision is None and row.id not in given:
        return row
    return row._replace(state=ruling(decision).state if decision else DisputeState.UNDER_REVIEW)


def _pairs(found: tuple[DisputeRow, object]) -> int:
    return found[0].pairs


def _row(found: DisputeOutline | Dispute) -> DisputeRow:
    question, kinds = found.heading if not isinstance(found, Dispute) else found.question, None
    if isinstance(found, Dispute):
        kinds = tuple(sorted({finding.kind.value for finding in found.findings if finding.kind}))
    return DisputeRow(found.id, found.incident, question, len(found.camps), found.pairs, DisputeState.DETECTED, kinds)
