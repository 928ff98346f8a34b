"""Whether quotes stand at their places: claims are met before the texts that they point into. Pure.

Of each quote only a digest is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.model.replay import digest


class Quotes:
    """Spans of claims, by the text that they point into."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}
        self._spans: dict[str, list[tuple[str, int, int, bytes]]] = {}

    def report(self, report: Mapping[str, Any]) -> None:
        """Takes in a report, dumped."""
        self._texts.setdefault(str(report.get("text_sha256")), []).append(str(report.get("id")))

    def claim(self, claim: Mapping[str, Any]) -> bool:
        """Takes in a claim, dumped; False when its span is none."""
        report, span = claim.get("report"), claim.get("span")
        if not report or not span:
            return True
        try:
            start, end = span
            place = (str(claim.get("id")), int(start), int(end), digest(str(claim.get("quote"))))
        except (TypeError, ValueError):
            return False
        self._spans.setdefault(str(report), []).append(place)
        return True

    def misplaced(self, text_sha256: str, text: str) -> Iterator[tuple[str, str, int, int]]:
        """(claim, report, start, end) of the quotes that do not stand at their place in a text."""
        for report in self._texts.pop(text_sha256, []):
            for claim, start, end, quote in self._spans.pop(report, []):
                if digest(text[start:end]) != quote:
                    yield claim, report, start, end

    def without_text(self) -> Iterator[tuple[str, str]]:
        """(report, SHA-256 of its text) of reports whose text was not met."""
        return ((report, sha256) for sha256, reports in self._texts.items() for report in reports)

    def without_report(self) -> Iterator[tuple[str, str]]:
        """(claim, report) of claims that point into a report that was not met."""
        known = {report for reports in self._texts.values() for report in reports}
        return ((spans[0][0], report) for report, spans in self._spans.items() if report not in known)
