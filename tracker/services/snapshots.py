"""A case at one journal entry, as exports are written from it."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tracker
from tracker.errors import StoppedError
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.dispute import Dispute
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.model.scope import Handover, Scope
from tracker.services.scan import Scan
from tracker.services.track_records import Progress, TrackRecords
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.snapshot import CaseSnapshot

STATED = tuple(status for status in ClaimStatus if status is not ClaimStatus.REJECTED)
DISPUTES_IN_FULL = 50
"""Disputes of a large case, the most contradicting pairs first, that are told with their claims and sources."""

ABRIDGED = (
    "A large case: the {full} most disputed questions are told in full, the others by how many claims say what.",
    "Tensions and track records are not in it: they are weighed only in cases of up to {most:,} open claims.",
)


class Snapshots:
    """Takes them. Claims, texts and journal of a large case are read while they are written."""

    def __init__(self, store: Store, *, scan: Scan, track_records: TrackRecords) -> None:
        self._store = store
        self._scan = scan
        self._track_records = track_records

    def take(
        self, handover: Handover, *, at: dt.datetime, by: str, on_progress: Progress, disputes: bool = True
    ) -> CaseSnapshot:
        """The case as it is handed over. on_progress: as of `TrackRecords.all`, for weighing and for claims written.

        disputes: whether they are asked for; finding them costs more than all else.
        """
        from tracker.exchange.handover import handed_over

        scope = handover.scope
        chosen = None if scope.is_whole else frozenset(self._chosen(scope))
        counted = _Counted(on_progress, self._store.count_records("claim"))
        # Which decisions and remarks belong to a part is told by the disputes in it.
        found = self._found(scope, counted, disputes=disputes or chosen is not None)
        taken = self._taken(found, at=at, by=by)
        return handed_over(taken, handover, chosen)

    def _chosen(self, scope: Scope) -> Iterator[str]:
        """Ids of the claims that a scope names."""
        query = ClaimQuery(text=scope.words, statuses=STATED, source_id=scope.source_id, incident_id=scope.incident_id)
        numbers = self._store.claim_numbers(query)
        if scope.dates is None:
            yield from (f"C{number}" for number in numbers)
            return
        for start in range(0, len(numbers), 500):
            for claim in self._store.numbered_claims(numbers[start : start + 500]):
                if _is_within(claim, scope):
                    yield claim.id

    def _taken(self, found: dict[str, Any], *, at: dt.datetime, by: str) -> CaseSnapshot:
        from tracker.exchange.paged import Originals, PagedJournal, Texts
        from tracker.exchange.snapshot import CaseSnapshot, checkpoint_of

        store = self._store
        reports = store.reports()
        hashes = store.entry_hashes()
        shown = {report.text_sha256 for report in reports}
        evidence = store.evidence()
        newest = store.journal_lines([len(hashes)])[0].at if hashes else None
        return CaseSnapshot(
            case=_case_name(store.location),
            exported_at=at,
            exported_by=by,
            tool_version=tracker.__version__,
            reports=tuple(reports),
            texts=Texts([report.text_sha256 for report in reports], store.text),
            originals=Originals([original for original, _ in evidence], store.blob),
            former_texts=Texts([text for _, text in evidence if text not in shown], store.text),
            sources=tuple(store.sources()),
            incidents=tuple(store.incidents()),
            decisions=tuple(store.decisions()),
            remarks=tuple(store.remarks()),
            actors=tuple(store.actors()),
            changes=PagedJournal(hashes, store.written_change),
            taken_at=checkpoint_of(hashes, newest),
            **found,
        )

    def _found(self, scope: Scope, counted: _Counted, *, disputes: bool) -> dict[str, Any]:
        """Claims, and what was found in them."""
        if self._scan.is_large():
            return self._abridged(scope, counted, disputes=disputes)
        return {
            "claims": tuple(self._store.claims()),
            "disputes": tuple(self._scan.disputes()) if disputes else (),
            "tensions": tuple(self._scan.contradictions(tensions=True)) if disputes else (),
            "records": tuple(self._track_records.all(counted.steps)),
            "provenance": self._track_records.provenance(),
        }

    def _abridged(self, scope: Scope, counted: _Counted, *, disputes: bool) -> dict[str, Any]:
        from tracker.exchange.paged import PagedClaims
        from tracker.services.scan import IN_MEMORY

        store, everything = self._store, ClaimQuery()
        claims = PagedClaims(
            array("q", store.claim_numbers(everything)),
            store.numbered_claims,
            in_order=partial(store.claim_numbers, everything, ClaimOrder.INCIDENT),
            stated=store.count_claims(ClaimQuery(statuses=STATED)),
            seen=counted.seen,
        )
        told = tuple(sentence.format(full=DISPUTES_IN_FULL, most=IN_MEMORY) for sentence in ABRIDGED)
        found = tuple(self._disputes(scope, counted)) if disputes else ()
        return {"claims": claims, "disputes": found, "abridged": told}

    def _disputes(self, scope: Scope, counted: _Counted) -> Iterator[Dispute]:
        for dispute in self._scan.told_briefly(
            in_full=DISPUTES_IN_FULL, incident_id=scope.incident_id, source_id=scope.source_id
        ):
            counted.seen(0)
            yield dispute


class _Counted:
    """Progress of an export: steps of the weighing, then claims written."""

    def __init__(self, on_progress: Progress, claims: int) -> None:
        self.steps = on_progress
        self._claims = claims
        self._done = 0

    def seen(self, count: int) -> None:
        """So many more claims; StoppedError when the analyst stops it."""
        self._done += count
        if not self.steps(self._done, max(self._claims, self._done)):
            raise StoppedError("Stopped; nothing was written.")


def _is_within(claim: Claim, scope: Scope) -> bool:
    if scope.dates is None:
        return True
    if claim.event_time is not None:
        return claim.event_time.overlaps(scope.dates)
    return claim.stated_at is not None and scope.dates.start <= claim.stated_at.date() <= scope.dates.end


def _case_name(location: str) -> str:
    # Folders name people and projects; an export is for others.
    return Path(location).name or location
