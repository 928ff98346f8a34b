"""Votes of a large case gathered incident by incident, and what weighing them says of its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.report import Report
from tracker.model.track_record import Provenance, TrackRecord
from tracker.services.naming import is_unnamed
from tracker.services.weighed_case import Publishing, provenance_of, repeats_in
from tracker.store.ports import Store


class _Kept(NamedTuple):
    """What is kept of a claim: a whole one takes some thousand bytes."""

    id: str
    source_id: str | None
    report: str | None
    status: ClaimStatus
    superseded_by: str | None


class Ballot:
    """Takes claims in, those of one incident together, with the disputes in them."""

    def __init__(self, store: Store, decisions: Sequence[Decision], reports: Sequence[Report]) -> None:
        from tracker.credibility.case_votes import CaseVotes
        from tracker.credibility.reprints import Statement

        self._sources = store.sources()
        self._unnamed = frozenset(source.id for source in self._sources if is_unnamed(source.name))
        self._decisions = decisions
        self._repeats = repeats_in(reports)
        self._publishing = Publishing(reports, self._sources)
        self._statements: list[Statement] = []
        self._kept: list[_Kept] = []
        self._parts: list[CaseVotes] = []

    def add(self, claims: Iterable[Claim], disputes: Sequence[Dispute]) -> None:
        """Some more claims of any status; disputes: those among them."""
        from tracker.credibility.case_votes import case_votes

        open_claims = []
        for claim in claims:
            self._kept.append(_Kept(claim.id, claim.source_id, claim.report, claim.status, claim.superseded_by))
            self._statements.extend(self._publishing.statements([claim]))
            if claim.status.is_open:
                open_claims.append(claim)
        votes = case_votes(
            open_claims, self._sources, disputes, self._decisions, near_copy=self._repeats, unnamed=self._unnamed
        )
        if votes.votes:
            self._parts.append(votes._replace(claims={}))

    def weighed(self, alive: Callable[[], object]) -> tuple[tuple[TrackRecord, ...], Provenance]:
        """The record of each source, in the order first met. alive: called after each step; may raise to stop."""
        from tracker.credibility.case_votes import joined
        from tracker.credibility.reprints import reprints
        from tracker.credibility.track_records import track_records
        from tracker.credibility.weighed import weighed_votes

        def go_on(_done: int, _steps: int) -> bool:
            alive()
            return True

        votes = joined(self._parts)
        self._parts.clear()
        weighing = weighed_votes(votes, on_progress=go_on)
        reprinted = reprints(self._statements)
        found = track_records(self._sources, self._kept, votes, weighing, reprinted=reprinted, unnamed=self._unnamed)
        return tuple(found), provenance_of(votes.votes, votes.questions, votes.parties, votes.settled)
