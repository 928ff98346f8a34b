"""Reports as people read them: the list, one, its text; what it says of itself, corrected; what changed in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.errors import RefusedError
from tracker.model.claim import ClaimStatus
from tracker.model.report import Report
from tracker.services.base import Service
from tracker.services.passages import sentences
from tracker.store.search import found

if TYPE_CHECKING:
    from tracker.services.differences import Difference
    from tracker.services.report_details import Corrected


class Reports(Service):
    """Documents of a case."""

    def list(self) -> list[Report]:
        """All reports, in the order taken in."""
        return self._store.reports()

    def find(self, text: str) -> Sequence[Report]:
        """Reports whose id, title, file, publisher, author or day hold the words typed, slips allowed; all for none."""
        reports = self._store.reports()
        return found(text, reports, _looked_through) if text.strip() else reports

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

    def correct(self, report_id: str, *, rev: int | None = None, reason: str = "", **fields: Any) -> Corrected:
        """Corrects title, author, publisher, published, language or notes; an empty value takes one out.

        With another publisher or publication date its undecided proposals are read again, in the same entry; decided
        and edited claims keep their fields and take over the date of saying. rev: the one that was read;
        StaleEditError if somebody changed it since. Raises UsageError for what cannot be kept.
        """
        from tracker.services.report_details import checked, corrected

        update = checked(fields)
        text = self.text(report_id)
        summary = f"Corrected {report_id}: {', '.join(fields) or 'nothing'}"
        with self._store.write("correct", actor=self._actor, summary=summary, reason=reason) as write:
            found = corrected(write, report_id, update, rev, text)
            if found.words():
                write.summary = f"{summary}; {found.words()}"
        return found

    def kin(self, report_id: str) -> Sequence[Report]:
        """Later versions of a report, and reports that repeat it, in the order taken in."""
        return [report for report in self._store.reports() if report_id in (report.version_of, report.copy_of)]

    def difference(self, report_id: str, against: str | None = None) -> Difference:
        """What changed since the version before, or since another report. Raises RefusedError when there is none."""
        from tracker.services.differences import Difference, parts

        new = self._store.report(report_id)
        before = against or new.version_of or new.copy_of
        if before is None:
            raise RefusedError(
                f"{report_id} is neither a newer version nor a copy of another report.",
                hint="Name the report to compare it with: --against R1.",
            )
        old = self._store.report(before)
        texts = (self._store.text(report.text_sha256) for report in (old, new))
        return Difference(old=old, new=new, parts=tuple(parts(*texts)))


def _looked_through(report: Report) -> str:
    day = f"{report.published:%Y-%m-%d}" if report.published else "undated"
    return " ".join(filter(None, (report.id, report.title, report.name, report.publisher, report.author, day)))
