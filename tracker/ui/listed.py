"""A list of claims: its columns, and the part of it that a table shows. Its reads are called in workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.model.claim import Claim
from tracker.model.query import ClaimOrder, ClaimQuery
from tracker.ui.widgets.rows import Column
from tracker.ui.widgets.table import PAGE

if TYPE_CHECKING:
    from tracker.services.claim_list import ClaimList
    from tracker.services.workspace import Workspace

Asked = tuple[ClaimQuery, ClaimOrder]
"""Which claims, in which order."""
Place = tuple[str | None, int | None]
"""Id of a claim, and the line on which it stood; None: wherever it stands."""

IN_VIEW = 60
"""Rows on either side of the cursor that are read with the list, so that it is drawn whole at once."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The claims of a query in order, all or those with which the list begins, of which some are read."""

    asked: Asked
    chosen: ClaimList
    cursor: int
    """Index of the claim on which the cursor is to be."""
    pages: dict[int, list[str]]
    """Number of a page -> ids of the claims on it."""
    claims: dict[str, Claim]
    """The claims of these pages, those that are gone by now left out."""
    unreadable: frozenset[str] = frozenset()
    """Ids of claims of the case that cannot be read."""
    at: Place = (None, 0)
    """Where the cursor was when the list was read."""

    def cursor_at(self, now: Place, before: Listed | None) -> int:
        """Index on which the cursor is to be: if it moved while the same list was read again, it stays there."""
        if now == self.at or before is None or before.asked != self.asked:
            return self.cursor
        index = self.chosen.place_of(now[0]) if now[0] else None
        return index if index is not None else min(now[1] or 0, max(len(self.chosen) - 1, 0))

    def with_page(self, case: Workspace, page: int) -> Listed:
        """The same with another page instead."""
        return self._with_pages(case, [page])

    def whole(self, case: Workspace) -> Listed:
        """The whole list; without pages where it still begins as this one does."""
        chosen = case.claims.listing(*self.asked)
        begun = len(self.chosen)
        if chosen.numbers(0, begun) == self.chosen.numbers(0, begun):
            return replace(self, chosen=chosen, pages={}, claims={})
        return listed_claims(case, self.asked, at=(None, self.cursor), before=self)

    def _with_pages(self, case: Workspace, pages: Sequence[int]) -> Listed:
        numbers = {page: self.chosen.numbers(page * PAGE, PAGE) for page in pages}
        read = case.claims.numbered([number for found in numbers.values() for number in found])
        ids = {page: [f"C{number}" for number in found] for page, found in numbers.items()}
        unreadable = frozenset(case.unreadable("claim"))
        return replace(self, pages=ids, claims={claim.id: claim for claim in read}, unreadable=unreadable)


def listed_claims(case: Workspace, asked: Asked, *, at: Place, before: Listed | None) -> Listed:
    """The list that a query means, with the pages round the cursor.

    at: where the cursor was; it stays on its claim. When that is not in the list it stays on its line if the query is
    the one of the list `before`, and begins at the top of another. Of another one, only the beginning is read when the
    cursor was at the top, or where its claim is there.
    """
    key, line = at
    same = before is not None and before.asked == asked
    found = case.claims.listing(*asked) if same else case.claims.beginning(*asked)
    index = None
    if key and (same or line != 0):
        index = found.place_of(key)
        if index is None and not found.is_whole:
            found = case.claims.listing(*asked)
            index = found.place_of(key)
    cursor = index if index is not None else line or 0 if same else 0
    cursor = min(cursor, max(len(found) - 1, 0))
    pages = sorted({near // PAGE for near in (max(cursor - IN_VIEW, 0), cursor, cursor + IN_VIEW)})
    return Listed(asked, found, cursor, {}, {}, at=at)._with_pages(case, pages)  # noqa: SLF001  of the same class


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
