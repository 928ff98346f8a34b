"""A list of claims: its columns, and the part of it that a table shows. Its reads are called in workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.ui.widgets.rows import Column
from tracker.ui.widgets.table import PAGE

if TYPE_CHECKING:
    from tracker.services.claim_list import ClaimList
    from tracker.services.workspace import Workspace

Place = tuple[str | None, int]
"""Id of a claim, and the line on which it stood."""

IN_VIEW = 60
"""Rows on either side of the cursor that are read with the list, so that it is drawn whole at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """All claims of a query in order, of which some are read."""

    asked: tuple[ClaimQuery, ClaimOrder]
    chosen: ClaimList
    cursor: int
    """Index of the claim on which the cursor is to be."""
    pages: dict[int, list[str]]
    """Number of a page -> ids of the claims on it."""
    claims: dict[str, Claim]
    """The claims of these pages, those that are gone by now left out."""

    def with_page(self, case: Workspace, page: int) -> Listed:
        """The same with another page instead."""
        return self._with_pages(case, [page])

    def _with_pages(self, case: Workspace, pages: Sequence[int]) -> Listed:
        numbers = {page: self.chosen.numbers(page * PAGE, PAGE) for page in pages}
        read = case.claims.numbered([number for found in numbers.values() for number in found])
        ids = {page: [f"C{number}" for number in found] for page, found in numbers.items()}
        return replace(self, pages=ids, claims={claim.id: claim for claim in read})


def listed_claims(
    case: Workspace,
    text: str,
    statuses: Sequence[ClaimStatus],
    order: ClaimOrder,
    *,
    at: Place,
    before: Listed | None,
) -> Listed:
    """The list that a filter means, with the pages round the cursor.

    at: where the cursor was; it stays on its claim. When that is not in the list it stays on its line if the query is
    the one of the list `before`, and begins at the top of another.
    """
    asked = (case.claims.filtered(text, statuses), order)
    found = case.claims.listing(*asked)
    key, line = at
    same = before is not None and before.asked == asked
    index = found.place_of(key) if key else None
    cursor = index if index is not None else line if same else 0
    cursor = min(cursor, max(len(found) - 1, 0))
    pages = sorted({near // PAGE for near in (max(cursor - IN_VIEW, 0), cursor, cursor + IN_VIEW)})
    return Listed(asked, found, cursor, {}, {})._with_pages(case, pages)  # noqa: SLF001  of the same class


NARROWEST_ID = 4
"""Cells for the ids of claims; wider where one is longer."""


def columns(id_width: int) -> list[Column]:
    """Of the table of claims; more of them where there is room."""
    return [
        Column("", 1),
        Column("", id_width),
        Column("source"),
        Column("says", weight=2),
        Column("place", 14, from_width=96),
        Column("stated", 10, from_width=84),
        Column("conf", 4, right=True, from_width=60),
        Column("cr", 2),
    ]
