"""What changes if a source, a report or a claim falls, and letting it fall in one step that can be undone."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from tracker.errors import NotFoundError, RefusedError
from tracker.model.change import Change
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.ids import is_id
from tracker.model.impact import ChangedDispute, ChangedEstimate, Impact
from tracker.model.query import ClaimQuery
from tracker.model.track_record import WeighedQuestion
from tracker.services.base import Service, changed, counted
from tracker.services.bulk import many_records
from tracker.services.handovers import exports_since
from tracker.services.indexed import OPEN
from tracker.services.matched import Matched
from tracker.services.open_claims import OpenClaims
from tracker.services.rulings import dismissals, judged, newest_by_target
from tracker.services.scan import Scan
from tracker.services.sources import sources_named
from tracker.services.track_records import TrackRecords
from tracker.services.versions import copied_voices
from tracker.store.ports import ReadsCase, Store

TOLD_FROM = 0.02
"""Share by which an end of a weighed range has to move to be told."""
INCIDENTS_AT_ONCE = 200
"""Incidents whose claims are compared together."""


class Impacts(Service):
    """Looking before something falls, and letting it fall."""

    def __init__(
        self, store: Store, actor: str, *, scan: Scan, track_records: TrackRecords, clock: Callable[[], dt.datetime]
    ) -> None:
        super().__init__(store, actor)
        self._scan = scan
        self._track_records = track_records
        self._clock = clock

    def of(self, target: str) -> Impact:
        """What rests on a source (id or name), a report or a claim. Raises NotFoundError."""
        target, name = self._named(target)
        with many_records():
            return self._impact(target, name)

    def retract(self, target: str, reason: str, *, keep_decisions: bool = False) -> Change:
        """Retracts what was accepted of it and rejects what is proposed, in one entry of the journal.

        Decisions in force that were made with one of the claims in view, or that prefer the source, are put back into
        review with that reason, unless keep_decisions. Raises RefusedError without a reason, or when nothing is open.
        """
        target, name = self._named(target)
        if not reason.strip():
            raise RefusedError("A retraction needs a reason.", hint="Say why it does not stand any more.")
        with many_records(), self._store.write("retract", actor=self._actor, reason=reason.strip()) as write:
            falling = _falling(write, target)
            if not falling:
                raise RefusedError(f"{target} {name} has no open claim.", hint="There is nothing to retract.")
            for claim in falling:
                accepted = claim.status is ClaimStatus.ACCEPTED
                status = ClaimStatus.RETRACTED if accepted else ClaimStatus.REJECTED
                write.put(claim.model_copy(update={"status": status}))
            reopened = [] if keep_decisions else _resting(write.decisions(), {claim.id for claim in falling}, target)
            why = f"{target} was retracted: {reason.strip()}"
            for decision in reopened:
                update = {"reopened_at": self._clock(), "reopened_by": self._actor, "reopened_reason": why}
                write.put(decision.model_copy(update=update))
            claims = counted([claim.id for claim in falling], "claim")
            what = f"{target} {name}: {claims}" if target != falling[0].id or len(falling) > 1 else target
            write.summary = f"Retracted {what}" + (f"; reopened {len(reopened)} decisions" if reopened else "")
        return changed(write)

    def _named(self, target: str) -> tuple[str, str]:
        """Id and name of what is meant. Raises NotFoundError."""
        store, record_id = self._store, target.strip()
        upper = record_id.upper()
        if is_id("claim", upper):
            return upper, store.claim(upper).quote
        if is_id("report", upper):
            report = store.report(upper)
            return upper, report.title or report.name
        if is_id("source", upper):
            return upper, store.source(upper).name
        found = [source for source in store.sources() if source.name.casefold() == record_id.casefold()]
        found = found or sources_named(record_id, store.sources())
        if len(found) != 1:
            names = ", ".join(f"{source.id} {source.name}" for source in found[:5])
            raise NotFoundError(
                f"{target!r} names {'several sources: ' + names if found else 'no source, report or claim'}.",
                hint="Give its id: S3, R2 or C12.",
            )
        return found[0].id, found[0].name

    def _impact(self, target: str, name: str) -> Impact:
        store = self._store
        falling = _falling(store, target)
        ids = {claim.id for claim in falling}
        incidents = sorted({claim.incident_id for claim in falling if claim.incident_id}, key=lambda key: int(key[1:]))
        disputes, emptied = self._compared(incidents, ids)
        unplaced = [claim for claim in falling if claim.incident_id is None]
        looked = not unplaced or not self._scan.is_large()
        if unplaced and looked:
            open_claims = store.claims(ClaimQuery(statuses=OPEN))
            disputes |= self._differences(open_claims, ids)
        resting = _resting(store.decisions(), ids, target)
        created = min(store.entries_about(target), default=0)
        return Impact(
            target=target,
            name=name,
            accepted=tuple(claim.id for claim in falling if claim.status is ClaimStatus.ACCEPTED),
            proposed=tuple(claim.id for claim in falling if claim.status is ClaimStatus.PROPOSED),
            carried=tuple(claim.id for claim in self._carried(target, name) if claim.id not in ids),
            disputes=tuple(sorted(disputes.values(), key=lambda found: (found.after is not None, -found.camps_lost))),
            emptied=tuple(emptied),
            decisions=tuple(resting),
            estimates=self._estimates(disputes, ids | {decision.id for decision in resting}),
            exports=tuple(exports_since(store, created)),
            related=tuple(self._related(target)),
            unlooked=0 if looked else len(unplaced),
        )

    def _estimates(self, changed: Mapping[str, ChangedDispute], fallen: set[str]) -> tuple[ChangedEstimate, ...] | None:
        """Weighed answers that would be others; None for a large case."""
        if self._scan.is_large():
            return None
        known = self._scan.disputes()
        left = [changed[one.id].after if one.id in changed else one for one in known]
        after = self._track_records.questions_without([one for one in left if one], fallen)
        by_id = {question.question: question for question in after}
        found = [
            ChangedEstimate(before=question, after=by_id.get(question.question))
            for question in self._track_records.questions()
        ]
        return tuple(sorted((one for one in found if _is_other(one)), key=_largest_first))

    def _compared(self, incidents: list[str], falling: set[str]) -> tuple[dict[str, ChangedDispute], list[str]]:
        found: dict[str, ChangedDispute] = {}
        emptied = []
        for start in range(0, len(incidents), INCIDENTS_AT_ONCE):
            part = incidents[start : start + INCIDENTS_AT_ONCE]
            claims = self._store.claims(ClaimQuery(incident_ids=tuple(part), statuses=OPEN))
            found |= self._differences(claims, falling)
            left = {claim.incident_id for claim in claims if claim.id not in falling}
            emptied += [self._store.incident(incident).name for incident in part if incident not in left]
        return found, emptied

    def _differences(self, claims: list[Claim], falling: set[str]) -> dict[str, ChangedDispute]:
        before = self._disputes(claims)
        after = self._disputes([claim for claim in claims if claim.id not in falling])
        return {
            key: ChangedDispute(before=dispute, after=after.get(key))
            for key, dispute in before.items()
            if key not in after or after[key].camps != dispute.camps
        }

    def _disputes(self, claims: Iterable[Claim]) -> dict[str, Dispute]:
        decisions = self._store.decisions()
        by_id = {claim.id: claim for claim in claims}
        names = {claim.incident_id: claim.incident or "" for claim in by_id.values() if claim.incident_id}
        voices = copied_voices(self._store.reports())
        state = OpenClaims(head=(0, ""), claims=by_id, decisions=decisions, incidents=names, voices=voices)
        found = Matched(state).disputes()
        decided = newest_by_target(decisions)
        dismissed = dismissals([decision for decision in decisions if decision.dismisses], found)
        return {dispute.id: judged(dispute, decided.get(dispute.id), dismissed) for dispute in found}

    def _carried(self, target: str, name: str) -> Iterator[Claim]:
        """Open claims of others that lean on what falls."""
        if is_id("claim", target):
            report = self._store.claim(target).report
            others = self._store.claims(ClaimQuery(report=report, statuses=OPEN)) if report else []
            yield from (claim for claim in others if claim.part_of == target)
        elif is_id("source", target) and not self._scan.is_large():
            for claim in self._store.claims(ClaimQuery(statuses=OPEN)):
                if any(link.name.casefold() == name.casefold() for link in claim.chain):
                    yield claim

    def _related(self, target: str) -> Iterator[str]:
        if is_id("report", target):
            own = self._store.report(target)
            for report in self._store.reports():
                links = {report.copy_of, report.version_of}
                if target in links or report.id in (own.copy_of, own.version_of):
                    yield report.id
        elif is_id("source", target):
            yield from (source.id for source in self._store.sources() if source.parent == target)


def _is_other(one: ChangedEstimate) -> bool:
    """Whether a reader would see a difference: another answer, or figures or chances that differ by 2 % or more."""
    if one.after is None:
        return True
    if one.before.estimate is None and one.after.answer != one.before.answer:
        return True
    pairs = zip(_figures(one.before), _figures(one.after), strict=False)
    return any(not math.isclose(x, y, rel_tol=TOLD_FROM, abs_tol=TOLD_FROM) for x, y in pairs)


def _figures(question: WeighedQuestion) -> list[float]:
    ends = (question.estimate, question.low, question.high)
    return [end for end in ends if end is not None] or [chance for _, chance in question.support]


def _largest_first(one: ChangedEstimate) -> tuple[bool, float]:
    if one.after is None or one.after.estimate is None or one.before.estimate is None:
        return False, 0.0
    return True, -abs(math.log1p(abs(one.after.estimate)) - math.log1p(abs(one.before.estimate)))


def _falling(reads: ReadsCase, target: str) -> list[Claim]:
    """The open claims that fall with it."""
    if is_id("claim", target):
        claim = reads.claim(target)
        return [claim] if claim.status.is_open else []
    if is_id("report", target):
        return reads.claims(ClaimQuery(report=target, statuses=OPEN))
    return reads.claims(ClaimQuery(source_id=target, statuses=OPEN))


def _resting(decisions: list[Decision], falling: set[str], target: str) -> list[Decision]:
    return [
        decision
        for decision in decisions
        if decision.is_in_force
        and (
            decision.preferred == target
            or not falling.isdisjoint(decision.claims)
            or not falling.isdisjoint(decision.target.split("-"))
        )
    ]
