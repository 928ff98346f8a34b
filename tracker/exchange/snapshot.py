"""One state of a case: what every export is written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Annotated, Any

from pydantic import ConfigDict, PlainValidator

from tracker.exchange.packed import PackedDisputes
from tracker.exchange.paged import ClaimsById, PagedClaims
from tracker.model.base import Frozen
from tracker.model.change import GENESIS, Change, WrittenChange
from tracker.model.checkpoint import Checkpoint
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute, DisputeState
from tracker.model.finding import Finding
from tracker.model.incident import Incident
from tracker.model.merkle import merkle_root
from tracker.model.remark import Remark
from tracker.model.report import Report
from tracker.model.scope import WHOLE, Profile, Scope
from tracker.model.source import Source
from tracker.model.track_record import Provenance, TrackRecord, WeighedAnswer

_HELD = 50
"""Disputes whose claims are read together."""


def _as_given(value: Any) -> Any:
    # The records were checked when they were read, and those of a large case are not read before they are written.
    return tuple(value) if isinstance(value, list) else value


AnyChange = Change | WrittenChange
Claims = Annotated[Sequence[Claim], PlainValidator(_as_given)]
Disputes = Annotated[Sequence[Dispute], PlainValidator(_as_given)]
Changes = Annotated[Collection[AnyChange], PlainValidator(_as_given)]


class CaseSnapshot(Frozen):
    """What is handed over of a case at one journal entry; writing it twice gives the same bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    case: str
    """Name of the case for people, without the folder it lies in."""
    exported_at: dt.datetime
    exported_by: str
    """Empty: not told."""
    tool_version: str
    reports: tuple[Report, ...] = ()
    texts: Annotated[Mapping[str, str], PlainValidator(_as_given)] = {}
    """text_sha256 -> text; of every report, or of none where they are held back."""
    originals: Annotated[Mapping[str, bytes], PlainValidator(_as_given)] = {}
    """sha256 -> raw bytes; of every report that the journal ever held, or of none where something is held back."""
    former_texts: Annotated[Mapping[str, str], PlainValidator(_as_given)] = {}
    """As `texts`, of reports that were taken back: redo may bring them again."""
    sources: tuple[Source, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: Claims = ()
    """A tuple, or claims that are read while they are written."""
    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: Changes = ()
    """The whole journal, oldest first; of a part the entries on nothing but its records, of what is redacted none."""
    disputes: Disputes = ()
    """A tuple, or disputes that are unpacked while they are written. With state and outcome from the decisions; not
    stored, but found again from the claims."""
    tensions: tuple[Finding, ...] = ()
    """Pairs that are no contradiction, but worth a look; strongest first; not stored either."""
    tension_pairs: int | None = None
    """How many there are, where these are only the strongest; None: these are all."""
    records: tuple[TrackRecord, ...] = ()
    """How each source held up; not stored either: weighed again from claims and decisions."""
    weighed: Annotated[Mapping[str, WeighedAnswer], PlainValidator(_as_given)] = {}
    """Dispute -> its answer, weighed by these records; not stored either."""
    provenance: Provenance | None = None
    """What the records rest on; None: they were not weighed."""
    scope: Scope = WHOLE
    profile: Profile = Profile.FULL
    pseudonyms: str | None = None
    """Mark of the key by which names of sources were replaced; None: they were not."""
    abridged: tuple[str, ...] = ()
    """Sentences on what is told shorter than it could be, because the case is large."""
    taken_at: Checkpoint | None = None
    """The state of the journal, where it is known without reading the journal."""
    actors: tuple[str, ...] = ()
    """Everybody whom the journal names; not written, but looked for where names of analysts are taken out."""
    entry_hashes: tuple[str, ...] = ()
    """Of a part: the hashes of all journal entries, oldest first, so that its root can be checked."""

    @property
    def is_part(self) -> bool:
        """Whether something of the case is held back: then the journal is not in it, only its hashes are."""
        return self.profile is not Profile.FULL or not self.scope.is_whole or self.pseudonyms is not None

    @property
    def gives_originals(self) -> bool:
        """Whether reports may go out as they were taken in: they can hold what a profile takes out."""
        return self.profile is Profile.FULL and self.pseudonyms is None

    @property
    def journal_end(self) -> tuple[int, str]:
        """Number and hash of the newest journal entry; (0, 64 zeros) when there is none."""
        return self.checkpoint.size, self.checkpoint.last_hash

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """The state of the journal that everything here was taken from."""
        if self.taken_at:
            return self.taken_at
        changes = list(self.changes)
        return checkpoint_of([change.hash for change in changes], changes[-1].at if changes else None)

    @cached_property
    def first_hash(self) -> str:
        """Hash of the first journal entry, by which a case is known however it grows; 64 zeros when there is none."""
        if self.entry_hashes:
            return self.entry_hashes[0]
        return next((change.hash for change in self.changes), GENESIS)

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        if isinstance(self.claims, PagedClaims):
            return self.claims.by_id()
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def reports_by_id(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def sources_by_name(self) -> dict[str, Source]:
        return {source.name: source for source in self.sources}

    @cached_property
    def source_names(self) -> dict[str, str]:
        return {source.id: source.name for source in self.sources}

    @cached_property
    def records_by_source(self) -> dict[str, TrackRecord]:
        return {record.source: record for record in self.records}

    @property
    def stated_claims(self) -> Iterator[Claim]:
        """Claims a reader of the log should see, in the order taken in: all but rejected proposals."""
        return _stated(self.claims)

    @cached_property
    def count_stated(self) -> int:
        """How many of them there are."""
        return self.claims.stated if isinstance(self.claims, PagedClaims) else sum(1 for _ in self.stated_claims)

    def stated_by_incident(self) -> Iterator[tuple[str | None, list[Claim]]]:
        """(name of an incident, what was said of it) for each that something was said of; None, the last: no incident.

        In the order of the incidents; in a case that is read in pages in that of their names.
        """
        if isinstance(self.claims, PagedClaims):
            for name, claims in groupby(_stated(self.claims.by_incident()), key=lambda claim: claim.incident):
                yield name, list(claims)
            return
        told: dict[str | None, list[Claim]] = {incident.name: [] for incident in self.incidents}
        for claim in self.stated_claims:
            told.setdefault(claim.incident, []).append(claim)
        told[None] = told.pop(None, [])
        yield from ((name, claims) for name, claims in told.items() if claims)

    @cached_property
    def count_resolved(self) -> int:
        """How many disputes are."""
        if isinstance(self.disputes, PackedDisputes):
            return self.disputes.resolved
        return sum(dispute.state is DisputeState.RESOLVED for dispute in self.disputes)

    def told_disputes(self, *, with_camps: bool = False) -> Iterator[Dispute]:
        """The disputes, each when the claims that its findings name can be looked up without a search.

        with_camps: those in its camps too.
        """
        claims = self.claims_by_id
        if not isinstance(claims, ClaimsById):
            yield from self.disputes
            return
        for start in range(0, len(self.disputes), _HELD):
            page = self.disputes[start : start + _HELD]
            named = {one for dispute in page for pair in dispute.findings for one in (pair.a, pair.b) if one}
            if with_camps:
                named |= {claim for dispute in page for camp in dispute.camps for claim in camp.claims}
            claims.hold(named)
            yield from page
        claims.hold(())

    def decisions_about(self, dispute: Dispute) -> list[Decision]:
        """Decisions on a dispute, and on pairs in it."""
        targets = dict.fromkeys([dispute.id, *(finding.id for finding in dispute.findings)])
        about = [decision for target in targets for decision in self._decisions_by_target.get(target or "", ())]
        return sorted(about, key=lambda decision: decision.at) if len(about) > 1 else about

    @cached_property
    def other_decisions(self) -> list[Decision]:
        """Those on what is no dispute now."""
        if not self.decisions:
            return []
        shown = {decision.id for dispute in self.disputes for decision in self.decisions_about(dispute)}
        return [decision for decision in self.decisions if decision.id not in shown]

    @cached_property
    def _decisions_by_target(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            found.setdefault(decision.target, []).append(decision)
        return found

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each kind; what manifests carry."""
        return {
            "reports": len(self.reports),
            "sources": len(self.sources),
            "incidents": len(self.incidents),
            "claims": len(self.claims),
            "decisions": len(self.decisions),
            # Left out where there are none: exports of older versions have no such count.
            **({"remarks": len(self.remarks)} if self.remarks else {}),
            "changes": len(self.changes),
        }


def checkpoint_of(hashes: Sequence[str], at: dt.datetime | None) -> Checkpoint:
    """The checkpoint of a journal with these entry hashes, oldest first; at: the time of the newest."""
    last_hash = hashes[-1] if hashes else GENESIS
    return Checkpoint(size=len(hashes), last_hash=last_hash, root=merkle_root(hashes), at=at)


def _stated(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (claim for claim in claims if claim.status is not ClaimStatus.REJECTED)
