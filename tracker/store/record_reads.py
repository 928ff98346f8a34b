"""Reading records by kind, alike on every backend."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TypeVar

from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.remark import Remark
from tracker.model.report import Report
from tracker.model.source import Source

RecordType = TypeVar("RecordType", Report, Source, Incident, Claim, Decision, Remark)


class RecordReads(ABC):
    """The part of `tracker.store.ports.ReadsCase` that needs two primitives only: one record, and all of a kind."""

    def report(self, report_id: str) -> Report:
        return self._one("report", report_id, Report)

    def reports(self) -> list[Report]:
        return self._all("report", Report)

    def source(self, source_id: str) -> Source:
        return self._one("source", source_id, Source)

    def sources(self) -> list[Source]:
        return self._all("source", Source)

    def incident(self, incident_id: str) -> Incident:
        return self._one("incident", incident_id, Incident)

    def incidents(self) -> list[Incident]:
        return self._all("incident", Incident)

    def claim(self, claim_id: str) -> Claim:
        return self._one("claim", claim_id, Claim)

    def decision(self, decision_id: str) -> Decision:
        return self._one("decision", decision_id, Decision)

    def decisions(self) -> list[Decision]:
        return self._all("decision", Decision)

    def remark(self, remark_id: str) -> Remark:
        return self._one("remark", remark_id, Remark)

    def remarks(self) -> list[Remark]:
        return self._all("remark", Remark)

    @abstractmethod
    def _one(self, kind: str, record_id: str, model: type[RecordType]) -> RecordType:
        """The record; NotFoundError when there is none."""

    @abstractmethod
    def _all(self, kind: str, model: type[RecordType]) -> list[RecordType]:
        """All records of the kind that can be read, in the order taken in."""
