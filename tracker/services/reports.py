"""Reports as people read them: the list, one, its text."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.claim import ClaimStatus
from tracker.model.report import Report
from tracker.services.base import Service
from tracker.services.passages import sentences


class Reports(Service):
    """Documents of a case."""

    def list(self) -> list[Report]:
        """All reports, in the order taken in."""
        return self._store.reports()

    def claim_counts(self) -> dict[tuple[str, ClaimStatus], int]:
        """How many claims each report, by its id, has in each status; without reading them."""
        return self._store.claims_by("report")

    def get(self, report_id: str) -> Report:
        """One report. Raises NotFoundError."""
        return self._store.report(report_id)

    def text(self, report_id: str) -> str:
        """The normalised text that spans of its claims point into. Raises NotFoundError."""
        return self._store.text(self._store.report(report_id).text_sha256)

    def sentences(self, report_id: str) -> Sequence[tuple[int, int]]:
        """(start, end) of each sentence of a report's text, in order. Raises NotFoundError."""
        return sentences(self.text(report_id))
