"""One state of a case, whole: what every export is written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from pydantic import ConfigDict

from tracker.model.base import Frozen
from tracker.model.change import GENESIS, Change
from tracker.model.checkpoint import Checkpoint
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.dispute import Dispute
from tracker.model.finding import Finding
from tracker.model.incident import Incident
from tracker.model.merkle import merkle_root
from tracker.model.remark import Remark
from tracker.model.report import Report
from tracker.model.source import Source
from tracker.model.track_record import Provenance, TrackRecord


class CaseSnapshot(Frozen):
    """Everything of a case at one journal entry; writing it twice gives the same bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    case: str
    """Name of the case for people, without the folder it lies in."""
    exported_at: dt.datetime
    exported_by: str
    tool_version: str
    reports: tuple[Report, ...] = ()
    texts: Mapping[str, str] = {}
    """text_sha256 -> text, for every report."""
    sources: tuple[Source, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    """The whole journal, oldest first."""
    disputes: tuple[Dispute, ...] = ()
    """Not stored: found again from the claims; with state and outcome from the decisions."""
    tensions: tuple[Finding, ...] = ()
    """Pairs that are no contradiction, but worth a look; strongest first; not stored either."""
    records: tuple[TrackRecord, ...] = ()
    """How each source held up; not stored either: weighed again from claims and decisions."""
    provenance: Provenance | None = None
    """What the records rest on; None: they were not weighed."""

    @property
    def journal_end(self) -> tuple[int, str]:
        """Number and hash of the newest journal entry; (0, 64 zeros) when there is none."""
        return (self.changes[-1].seq, self.changes[-1].hash) if self.changes else (0, GENESIS)

    @cached_property
    def checkpoint(self) -> Checkpoint:
        """The state of the journal that everything here was taken from."""
        seq, last_hash = self.journal_end
        root = merkle_root([change.hash for change in self.changes])
        return Checkpoint(size=seq, last_hash=last_hash, root=root, at=self.changes[-1].at if self.changes else None)

    @cached_property
    def claims_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def reports_by_id(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def source_names(self) -> dict[str, str]:
        return {source.id: source.name for source in self.sources}

    @cached_property
    def records_by_source(self) -> dict[str, TrackRecord]:
        return {record.source: record for record in self.records}

    @property
    def stated_claims(self) -> list[Claim]:
        """Claims a reader of the log should see: all but rejected proposals."""
        return [claim for claim in self.claims if claim.status is not ClaimStatus.REJECTED]

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
