"""Claims as rows of a list, and one claim as the lines beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.claim import Claim
from tracker.present.claims import details
from tracker.present.digits import digit_history
from tracker.ui.findings import Comparison, comparison_lines
from tracker.ui.listed import Listed
from tracker.ui.safe import NOTHING, line, safe
from tracker.ui.widgets.rows import Row
from tracker.ui.words import field, quote_lines, says, status_mark, unreadable_words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def listed_rows(listed: Listed) -> dict[int, list[Row]]:
    """The pages that were read, drawn; a claim that is gone or cannot be read keeps its line."""
    return {page: [_row_of(listed, key) for key in keys] for page, keys in listed.pages.items()}


def _row_of(listed: Listed, key: str) -> Row:
    claim = listed.claims.get(key)
    if claim is not None:
        return claim_row(claim)
    words = unreadable_words(key) if key in listed.unreadable else safe("taken out meanwhile", "$faint")
    return Row(key, (NOTHING, line(key, "$faint"), NOTHING, words, NOTHING, NOTHING, NOTHING, NOTHING))


def claim_row(claim: Claim) -> Row:
    cells = (
        status_mark(claim.status),
        line(claim.id, "$faint"),
        line(claim.source),
        says(claim),
        line(claim.place or "", "$faint"),
        line(f"{claim.stated_at:%Y-%m-%d}" if claim.stated_at else "", "$faint"),
        line("" if claim.confidence is None else str(claim.confidence)),
        line(str(claim.credibility or "–")),
    )
    return Row(claim.id, cells)


def past_digits(case: Workspace, claim: Claim) -> list[str]:
    """Grades so far, of a claim that is graded: the journal is long, so the others are not looked up at each step."""
    return [] if claim.credibility is None else digit_history(claim.id, case.history.entries(object_id=claim.id))


def claim_lines(claim: Claim, comparison: Comparison | None, width: int, past: Sequence[str] = ()) -> list[Content]:
    drawn = [*quote_lines(claim, (), width, indent=0, most=8), NOTHING]
    drawn += [part for name, words in details(claim) for part in field(name, line(words), width)]
    if past:
        drawn += [NOTHING, safe("Credibility grades, newest first", "$faint")]
        drawn += [part for words in reversed(past) for part in line(words).wrap(width)]
    return [*drawn, NOTHING, *comparison_lines(comparison, width)] if comparison else drawn
