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
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.model.scope import Handover, Scope
from tracker.services.large_tensions import LOOKED_AT
from tracker.services.scan import Scan
from tracker.services.survey import MOST_WEIGHED, READ_WHOLE, Survey, Wanted, can_weigh
from tracker.services.track_records import Progress, TrackRecords
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.snapshot import CaseSnapshot

EVERYTHING = Wanted(disputes=True, tensions=True, records=True)
STATED = tuple(status for status in ClaimStatus if status is not ClaimStatus.REJECTED)
ABRIDGED = (
    "A large case: with a dispute some of the pairs that contradict each other are spelled out, tensions are looked for"
    " among the {newest} newest claims of each incident, and statements on no known incident are not compared."
)
CUT = "Of incidents with more than {most:,} open claims only the newest are compared ({count:,} of them)."
NOT_WEIGHED = "Track records are not in it: they are weighed in cases of up to {most:,} open claims."


class Snapshots:
    """Takes them. Claims, texts and journal of a large case are read while they are written."""

    def __init__(self, store: Store, *, scan: Scan, track_records: TrackRecords) -> None:
        self._store = store
        self._scan = scan
        self._track_records = track_records

    def take(
        self, handover: Handover, *, at: dt.datetime, by: str, on_progress: Progress, wanted: Wanted = EVERYTHING
    ) -> CaseSnapshot:
        """The case as it is handed over. on_progress: as of `TrackRecords.all`, for weighing and for claims written.

        wanted: what is asked for beside the records of the case; finding it costs more than all else.
        """
        from tracker.exchange.handover import handed_over

        scope = handover.scope
        chosen = None if scope.is_whole else frozenset(self._chosen(scope))
        # Which decisions and remarks belong to a part is told by the disputes in it.
        wanted = wanted._replace(disputes=wanted.disputes or chosen is not None)
        counted = _Counted(on_progress, self._store.count_records("claim"))
        found = self._found(chosen, counted, wanted)
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

    def _found(self, chosen: frozenset[str] | None, counted: _Counted, wanted: Wanted) -> dict[str, Any]:
        """Claims, and what was found in them."""
        if self._scan.is_large():
            return self._surveyed(chosen, counted, wanted)
        weighed = self._track_records.weighed(counted.steps) if wanted.records else None
        disputes = tuple(self._scan.disputes()) if wanted.disputes else ()
        return {
            "claims": tuple(self._store.claims()),
            "disputes": disputes,
            "weighed": weighed.answers({one.id for one in disputes}) if weighed else {},
            "tensions": tuple(self._scan.contradictions(tensions=True)) if wanted.tensions else (),
            "records": tuple(weighed.records.values()) if weighed else (),
            "provenance": weighed.provenance if weighed else None,
        }

    def _surveyed(self, chosen: frozenset[str] | None, counted: _Counted, wanted: Wanted) -> dict[str, Any]:
        from tracker.exchange.paged import PagedClaims

        store, everything = self._store, ClaimQuery()
        claims = PagedClaims(
            array("q", store.claim_numbers(everything)),
            store.numbered_claims,
            in_order=partial(store.claim_numbers, everything, ClaimOrder.INCIDENT),
            stated=store.count_claims(ClaimQuery(statuses=STATED)),
            seen=counted.seen,
        )
        weighed = wanted._replace(records=wanted.records and can_weigh(store))
        if not any(weighed):
            return {"claims": claims, "abridged": _abridged(wanted, weighed, 0)}
        counted.twice()
        found = Survey(store, self._scan, weighed, chosen, counted.seen).taken()
        return {
            "claims": claims,
            "disputes": found.disputes,
            "tensions": found.tensions,
            "tension_pairs": found.tension_pairs,
            "records": found.records,
            "weighed": found.answers,
            "provenance": found.provenance,
            "abridged": _abridged(wanted, weighed, found.cut),
        }


def _abridged(wanted: Wanted, weighed: Wanted, cut: int) -> tuple[str, ...]:
    told = [ABRIDGED.format(newest=LOOKED_AT)] if wanted.disputes else []
    told += [CUT.format(most=READ_WHOLE, count=cut)] if cut else []
    told += [NOT_WEIGHED.format(most=MOST_WEIGHED)] if wanted.records and not weighed.records else []
    return tuple(told)


class _Counted:
    """Progress of an export: steps of the weighing, then claims written."""

    def __init__(self, on_progress: Progress, claims: int) -> None:
        self.steps = on_progress
        self._claims = claims
        self._done = 0

    def twice(self) -> None:
        """The claims are gone through before they are written."""
        self._claims *= 2

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
