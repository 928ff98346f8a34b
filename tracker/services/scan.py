"""What contradicts what in a case, with what analysts decided on it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from tracker.errors import NotFoundError
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding, Relation
from tracker.model.query import ClaimQuery
from tracker.services import indexed
from tracker.services.base import Service
from tracker.services.cached import AtHead, OfKind
from tracker.services.dismissed import Dismissed
from tracker.services.indexed import OPEN, count_against, rivals
from tracker.services.large_scan import DisputeRow, LargeScan
from tracker.services.large_tensions import LargeTensions, Progress, Tensions
from tracker.services.matched import Matched
from tracker.services.open_claims import OpenClaims, compared_state, followed, loaded
from tracker.services.rulings import Pair, assigned, dismissals, judged, newest_by_target, pair_of
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.matching.outlines import DisputeOutline

IN_MEMORY = 20_000
"""Open claims that are compared in memory; in a larger case a claim is compared with what the index says is near."""


JUDGED_WHOLE = 1_000
"""Claims of one incident with all of which a claim is compared while one waits; of a larger one with those near it."""


class Scan(Service):
    """Comparison of all open claims; computed once per state of the case."""

    def __init__(self, store: Store, actor: str) -> None:
        super().__init__(store, actor)
        self._with_proposed = _Scans(store, OPEN)
        self._accepted_only = _Scans(store, (ClaimStatus.ACCEPTED,))
        self._open_claims = AtHead(store, lambda: store.count_claims(ClaimQuery(statuses=OPEN)))
        self._dismissed = OfKind(store, "decision", lambda: Dismissed(store.decisions()))
        self._size = 0
        self._large = LargeScan(store)
        self._tensions = LargeTensions(store, self._dismissed)

    def disputes(
        self,
        *,
        incident_id: str | None = None,
        state: DisputeState | None = None,
        source_id: str | None = None,
        include_proposed: bool = True,
    ) -> list[Dispute]:
        """Disputes, most contradicting pairs first, each with its state and outcome."""
        scanned = (self._with_proposed if include_proposed else self._accepted_only).get()
        return [
            dispute
            for dispute in scanned.disputes()
            if (state is None or dispute.state is state)
            and (incident_id is None or scanned.touches(dispute, incident_id=incident_id))
            and (source_id is None or scanned.touches(dispute, source_id=source_id))
        ]

    def listing(
        self,
        *,
        limit: int | None = None,
        incident_id: str | None = None,
        state: DisputeState | None = None,
        source_id: str | None = None,
    ) -> Iterator[Dispute]:
        """As `disputes`, one at a time and in bounded memory however large the case is.

        In a large case a limit names the most disputed ones; without one they come by incident. Statements of no
        incident are not looked at there; in disputes of many claims some stand for the rest (`Camp.total`).
        """
        if self.is_large():
            return self._large.listing(limit=limit, incident_id=incident_id, state=state, source_id=source_id)
        return islice(self.disputes(incident_id=incident_id, state=state, source_id=source_id), limit)

    def camps(self, claims: Iterable[Claim]) -> Iterator[tuple[float, Dispute | None]]:
        """The disputes of a case of any size, without their findings: those are most of their memory.

        claims: all of the case. For what comes with each, see `Matched.streamed`.
        """
        state = compared_state(self._store, claims, OPEN)
        standing = [decision for decision in state.decisions if decision.dismisses]
        decided, given = newest_by_target(state.decisions), assigned(self._store.remarks())
        for share, found in Matched(state).streamed():
            if found is None:
                yield share, None
                continue
            dismissed = dismissals(standing, [found]) if standing else {}
            dispute = judged(found, decided.get(found.id), dismissed, is_assigned=found.id in given)
            yield share, dispute.model_copy(update={"findings": ()})

    def compared(self) -> Mapping[str, Claim]:
        """Id -> open claim, of a case that is compared in memory."""
        return self._with_proposed.get().claims

    def rows(self, *, source_id: str | None = None) -> list[DisputeRow]:
        """The disputes of a large case in outline, the most contradicting pairs first."""
        return self._large.listed(source_id)

    def disputes_by_incident(self) -> Mapping[str, int]:
        """Id of an incident -> how many disputes it has, in a large case."""
        return self._large.by_incident()

    def large_contradictions(self, *, tensions: bool = False) -> Iterator[tuple[Finding, Dispute | None]]:
        """As `contradictions` in a large case: one at a time, by incident, each with its dispute if it belongs to one.

        Of each dispute the strongest 50; in incidents of many claims some stand for the rest.
        """
        if tensions:
            return ((finding, None) for finding in self._tensions.stream())
        return self._large.findings()

    def tensions_upto(self, count: int, on_progress: Progress) -> Tensions:
        """The first tensions of a large case, by incident; see `LargeTensions`."""
        return self._tensions.upto(count, on_progress)

    def of_row(self, row: DisputeRow) -> Dispute:
        """A dispute of a large case, read."""
        return self._large.dispute(row)

    def dispute(self, dispute_id: str) -> Dispute:
        """One dispute. Raises NotFoundError, also when its claims do not contradict each other any more."""
        found = self._large.find(dispute_id) if self.is_large() else self._with_proposed.get().by_id().get(dispute_id)
        if found is None:
            raise NotFoundError(f"There is no dispute {dispute_id} in this case.", hint="List them: tracker disputes.")
        return found

    def contradictions(self, *, tensions: bool = False) -> list[Finding]:
        """Pairs that contradict each other, strongest first, without those found to be no conflict.

        tensions: the pairs that are only in tension, instead.
        """
        wanted = Relation.TENSION if tensions else Relation.CONTRADICTS
        return [finding for finding in self._with_proposed.get().open_findings() if finding.relation is wanted]

    def against(self, claim: Claim) -> list[Finding]:
        """What one claim, kept or drafted, has with all open claims: `b` of each finding is the other claim's id.

        Contradictions first, then tensions, then corroborations, each strongest first.
        """
        from tracker.matching.disputes import against

        return self._dismissed.get().left(claim.id, against(claim, self._comparable(claim)))

    def _comparable(self, claim: Claim) -> Iterable[Claim]:
        if self.is_large():
            return rivals(self._store, claim)
        found = self._with_proposed.get().matched.comparable(claim)
        if claim.incident_id is not None and len(found) > JUDGED_WHOLE and self._store.is_indexed():
            return rivals(self._store, claim)
        return found

    def count_against(self, claim: Claim) -> int:
        """How many open figures on the claim's very question cannot hold together with its own, however many.

        0 for a claim without a figure, or of no known incident.
        """
        return count_against(self._store, claim) if self._store.is_indexed() else 0

    def stream(self) -> Iterator[DisputeOutline | Dispute]:
        """Every dispute inside an incident, one at a time, for cases of any size.

        Figures that the index alone answers for come in outline (question, camps with counts, pairs); the others, and
        statements, with their claims. Statements of no incident are not in it. States and outcomes are not told.
        """
        return indexed.disputes(self._store)

    def is_large(self) -> bool:
        """Whether the case is compared by its index, not in memory."""
        if self._size <= IN_MEMORY:  # a case that is large stays so
            self._size = self._open_claims.get()
        return self._size > IN_MEMORY and self._store.is_indexed()

    def finding(self, pair_id: str) -> Finding:
        """The matcher's word on a pair of claims ("C3-C9"), whatever it is. Raises NotFoundError."""
        from tracker.matching.judge import judge

        a, _, b = pair_id.partition("-")
        return judge(self._store.claim(a), self._store.claim(b))

    def dispute_of(self, pair_id: str) -> Dispute | None:
        """The dispute in which two claims stand in different camps."""
        return self._with_proposed.get().by_pair(frozenset(pair_id.split("-")))


class _Scans:
    """The comparison of the present state; what a change leaves as it was is not computed again. Safe for threads."""

    def __init__(self, store: Store, statuses: tuple[ClaimStatus, ...]) -> None:
        self._store = store
        self._statuses = statuses
        self._lock = threading.Lock()
        self._kept: _Scanned | None = None

    def get(self) -> _Scanned:
        """The comparison for the present state of the case."""
        with self._lock:
            if self._kept is None:
                state = loaded(self._store, self._statuses)
                self._kept = _Scanned(self._store, state, Matched(state))
            elif self._kept.head != self._store.head():
                state, difference = followed(self._kept.state, self._store, self._statuses)
                matched = self._kept.matched
                if difference is None:
                    matched = Matched(state)
                elif difference.claims or difference.incidents:
                    matched = matched.followed(state, difference)
                self._kept = _Scanned(self._store, state, matched)
            return self._kept


class _Scanned:
    """One state of a case, compared, with what was decided on it."""

    def __init__(self, store: Store, state: OpenClaims, matched: Matched) -> None:
        self._store = store
        self.head = state.head
        self.state = state
        self.matched = matched
        self.claims = state.claims
        self._decisions = state.decisions
        self._lock = threading.RLock()
        self._disputes: dict[str, Dispute] | None = None
        self._dismissed: Mapping[Pair, Decision] | None = None

    def disputes(self) -> list[Dispute]:
        return list(self.by_id().values())

    def by_id(self) -> dict[str, Dispute]:
        with self._lock:
            if self._disputes is None:
                dismissed = self._dismissals()
                decided = newest_by_target(self._decisions)
                given = assigned(self._store.remarks())
                found = (
                    judged(dispute, decided.get(dispute.id), dismissed, is_assigned=dispute.id in given)
                    for dispute in self.matched.disputes()
                )
                self._disputes = {dispute.id: dispute for dispute in found}
            return self._disputes

    def by_pair(self, pair: Pair) -> Dispute | None:
        def in_different_camps(dispute: Dispute) -> bool:
            return sum(not pair.isdisjoint(camp.claims) for camp in dispute.camps) > 1

        return next((dispute for dispute in self.disputes() if in_different_camps(dispute)), None)

    def open_findings(self) -> list[Finding]:
        dismissed = self.dismissed()
        return [finding for finding in self.matched.findings() if pair_of(finding) not in dismissed]

    def dismissed(self) -> frozenset[Pair]:
        with self._lock:
            return frozenset(self._dismissals())

    def touches(self, dispute: Dispute, *, incident_id: str | None = None, source_id: str | None = None) -> bool:
        named = (self.claims[claim_id] for camp in dispute.camps for claim_id in camp.claims)
        return any(incident_id in (None, claim.incident_id) and source_id in (None, claim.source_id) for claim in named)

    def _dismissals(self) -> Mapping[Pair, Decision]:
        if self._dismissed is None:
            standing = [decision for decision in self._decisions if decision.dismisses]
            # Comparing all claims is dear; while nothing is dismissed a typed claim need not wait for it.
            self._dismissed = dismissals(standing, self.matched.disputes()) if standing else {}
        return self._dismissed
