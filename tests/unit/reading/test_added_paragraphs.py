"""What a paragraph changes in the claims of the paragraphs before it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corpus.gold import HELD_OUT, GoldReport, gold_reports
from tracker.model.claim import ProposedClaim
from tracker.reading.claims import read

RESOLVED = {"incident", "event_time", "place", "score"}
"""A later mention can say which incident was meant, when and where; the score looks at whether the time is known."""


@pytest.mark.parametrize(("_name", "report"), list(gold_reports(HELD_OUT)), ids=lambda value: str(value)[:12])
def test_a_paragraph_changes_nothing_before_it_but_what_its_incident_is(_name: str, report: GoldReport) -> None:
    whole = read(report.text, published=report.published, publisher=report.publisher)
    paragraphs = report.text.split("\n\n")
    for count in range(2, len(paragraphs)):
        opening = "\n\n".join(paragraphs[:count])
        alone = read(opening, published=report.published, publisher=report.publisher)
        assert [_fixed(claim) for claim in whole if claim.span[1] <= len(opening)] == [_fixed(c) for c in alone]


def _fixed(claim: ProposedClaim) -> dict[str, Any]:
    return claim.model_dump(exclude=RESOLVED)
