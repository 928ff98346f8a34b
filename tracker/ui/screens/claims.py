"""Claims: what was kept, what waits, what was turned down; any length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimOrder
from tracker.ui.claim_rows import claim_lines, listed_rows, past_digits
from tracker.ui.findings import Comparison, compare
from tracker.ui.listed import NARROWEST_ID, Listed, Place, columns, listed_claims
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.screens.on_claim import OnClaim
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.framed import Box
from tracker.ui.widgets.rows import Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import RowTable

if TYPE_CHECKING:
    from tracker.services.saved_filters import SavedFilter
    from tracker.services.workspace import Workspace

LISTS: dict[str, tuple[ClaimStatus, ...]] = {
    "Kept": (ClaimStatus.ACCEPTED, ClaimStatus.RETRACTED, ClaimStatus.SUPERSEDED),
    "Proposed": (ClaimStatus.PROPOSED,),
    "Rejected": (ClaimStatus.REJECTED,),
    "All": (),
}
"""Heading -> the statuses in it, in the order `tab` walks through."""

ORDERS = {
    ClaimOrder.TAKEN_IN: "",
    ClaimOrder.NEWEST: "newest first",
    ClaimOrder.SOURCE: "by source",
    ClaimOrder.INCIDENT: "by incident",
}
"""Order -> what the lower border says of it."""

SETTLED_S = 0.25
"""Seconds the cursor rests on a claim before it is set against the case, which in a large one holds up the next key."""


BEGUN_S = 0.1
"""Seconds after which the rest of a list that was filtered is read: not under the next letter."""

Drawn = tuple[Listed, dict[int, list[Row]]]
"""A list, and the pages of it that were read as rows: they are made in the worker too, at 10 ms a page."""


class ClaimsScreen(OnClaim, FilteredScreen):
    """A list that pages from the case, and the claim under the cursor."""

    NAME = "claims"
    CSS_PATH = "claims.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._list = "Kept"
        self._order = ClaimOrder.TAKEN_IN
        self._listed: Listed | None = None
        """What the table pages through."""
        self._claims: dict[str, Claim] = {}
        """Those whose rows are in the table."""
        self._is_looking = False
        """Whether the claim under the cursor is still to be drawn beside the list."""
        self._id_width = NARROWEST_ID
        self._at: Place = (None, 0)
        """Id of the claim under the cursor, and its line."""

    def body(self) -> Iterable[Widget]:
        table = RowTable(columns(NARROWEST_ID), empty=_EMPTY, id="claims")
        yield self.beside(table, Sheet(id="claim"), title=self._title(), sheet_title=safe("Claim"))

    # -- reading ---------------------------------------------------------------------------------------------------

    def fetch(self, case: Workspace) -> Drawn:
        asked = (case.claims.filtered(self.text, LISTS[self._list]), self._order)
        found = listed_claims(case, asked, at=self._at, before=self._listed)
        return found, listed_rows(found)

    def show(self, data: Drawn) -> None:
        table = self.query_one(RowTable)
        found, rows = data
        cursor = found.cursor_at(self._at, self._listed)
        self._listed = found
        self._claims = found.claims
        table.empty = NO_MATCH if self.text else _EMPTY
        self._widen(found.claims)
        table.set_count(len(found.chosen), cursor=cursor, pages=rows)
        self.query_one("#box", Box).head(self._title())
        self._show_length()
        self._look()

    def _show_length(self) -> None:
        """Says how long the list is; of one that has only begun, the rest is read now."""
        listed = self._listed
        if listed is None:
            return
        self.show_size(len(listed.chosen), ORDERS[self._order], more=not listed.chosen.is_whole)
        self.forget("whole")
        if not listed.chosen.is_whole:

            def read(case: Workspace) -> Drawn:
                found = listed.whole(case)
                return found, listed_rows(found)

            self.load("whole", read, after=BEGUN_S if self.text else 0.0)

    def show_whole(self, data: Drawn) -> None:
        found, rows = data
        if rows:
            self.show(data)
            return
        self._listed = found
        self.query_one(RowTable).grow(len(found.chosen))
        self._show_length()

    def _widen(self, ids: Iterable[str]) -> None:
        """Makes room for the longest id; it stays, so that columns do not jump."""
        self._id_width = max([self._id_width, *map(len, ids)])
        self.query_one(RowTable).columns = columns(self._id_width)

    def _title(self) -> Content:
        return join(*(line(name, "bold $accent" if name == self._list else "$faint") for name in LISTS), sep=" · ")

    @on(RowTable.PageWanted)
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        listed = self._listed
        if message.is_ahead and self.query_one(FilterLine).has_focus:
            # What is not in view yet is not read under the next letter, after which another list is looked at.
            self.set_timer(BEGUN_S, lambda: self._read_page(listed, message.page))
        else:
            self._read_page(listed, message.page)

    def _read_page(self, listed: Listed | None, page: int) -> None:
        if listed is None or listed is not self._listed:
            return

        def read(case: Workspace) -> Drawn:
            found = listed.with_page(case, page)
            return found, listed_rows(found)

        self.load("page", read, void=False)

    def show_page(self, data: Drawn) -> None:
        found, rows = data
        if self._listed is None or found.chosen is not self._listed.chosen:
            return
        table = self.query_one(RowTable)
        self._claims |= found.claims
        self._widen(found.claims)
        for page, drawn in rows.items():
            table.put_page(page, drawn)
        self._claims = {key: self._claims[key] for key in table.held() if key in self._claims}

    @on(RowTable.Moved)
    def _look(self) -> None:
        table = self.query_one(RowTable)
        self._at = (table.key, table.cursor)
        if not self._is_looking:
            # The row is painted first: a key held down walks through the list without drawing each claim beside it.
            self._is_looking = True
            self.call_after_refresh(self._show_claim)

    def _show_claim(self) -> None:
        self._is_looking = False
        claim = self.claim
        sheet = self.query_one("#claim", Sheet)
        if claim is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(claim.id))
            sheet.set(lambda width: claim_lines(claim, None, width))
            self.load("comparison", lambda case: (compare(case, claim), past_digits(case, claim)), after=SETTLED_S)
        self.refresh_keys()

    def show_comparison(self, found: tuple[Comparison, list[str]]) -> None:
        comparison, past = found
        claim = self.claim
        if claim is not None and claim.id == comparison.claim.id:
            self.query_one("#claim", Sheet).set(lambda width: claim_lines(claim, comparison, width, past))

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        return self._claims.get(self.query_one(RowTable).key or "")

    def place(self) -> dict[str, Any]:
        return super().place() | {"list": self._list, "order": self._order.value}

    def go_back_to(self, place: Mapping[str, Any]) -> None:
        super().go_back_to(place)
        self._at = (place.get("row"), place.get("index") or 0)
        if place.get("list") in LISTS:
            self._list = place["list"]
        if place.get("order") in set(ClaimOrder):
            self._order = ClaimOrder(place["order"])

    def do_filter(self) -> None:
        super().do_filter()
        self.load("vocabulary", lambda case: case.claims.ready_words())

    def show_vocabulary(self, _data: None) -> None:
        """The first letter is answered as fast as the others now."""

    def do_next_list(self) -> None:
        names = list(LISTS)
        self._list = names[(names.index(self._list) + 1) % len(names)]
        self.reload()

    def do_order(self) -> None:
        orders = list(ClaimOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.reload()

    # -- saved filters ---------------------------------------------------------------------------------------------

    def do_filters(self) -> None:
        from tracker.ui.screens.saved import SavedFilters

        self.app.push_screen(SavedFilters(self.text, self._list), self._apply)

    def do_next_filter(self) -> None:
        from tracker.services.saved_filters import saved_filters

        self.load("filters", lambda _case: saved_filters())

    def show_filters(self, kept: list[SavedFilter]) -> None:
        if not kept:
            self.say(safe("No filter is saved yet; F keeps the one in use."), severity="warning")
            return
        here = next((at for at, one in enumerate(kept) if (one.text, one.shown) == (self.text, self._list)), -1)
        self._apply(kept[(here + 1) % len(kept)])

    def _apply(self, kept: SavedFilter | None) -> None:
        if kept is not None:
            self._list = kept.shown if kept.shown in LISTS else self._list
            self.put_filter(kept.text)
            self.note(line(kept.name))
            self.reload()

    # -- acting ----------------------------------------------------------------------------------------------------

    def seek(self, record: str) -> None:
        self.put_filter("")
        self._list, self._order, self._at = "All", ClaimOrder.TAKEN_IN, (record, None)

    def why_not_history(self) -> str | None:
        return None if self.claim else self.NO_CLAIM

    def do_history(self) -> None:
        if self.claim:
            self.tracker.go("log", self.claim.id)

    def why_not_retract(self) -> str | None:
        if self.claim is None:
            return self.NO_CLAIM
        if self.claim.status is ClaimStatus.PROPOSED:
            return f"{self.claim.id} is only proposed; reject it on the Triage screen (2)."
        return None if self.claim.status is ClaimStatus.ACCEPTED else f"{self.claim.id} is {self.claim.status} already."

    def do_retract(self) -> None:
        from tracker.ui.screens.retract import Retract

        if self.claim:
            self.app.push_screen(Retract(self.claim.id))


_EMPTY = join(
    safe("No claims here.", "bold"),
    safe("n types one in; accepted proposals come here too.\ntab shows those of another status.", "$faint"),
    sep="\n",
)

SCREEN = ClaimsScreen
"""What the app shows for this name."""
