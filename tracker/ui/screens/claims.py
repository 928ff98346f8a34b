"""Claims: what was kept, what waits, what was turned down; any length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget

from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.present.claims import details
from tracker.present.digits import digit_history
from tracker.ui.findings import Comparison, compare, comparison_lines
from tracker.ui.reads import count_claims
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.screens.on_claim import OnClaim
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.words import field, quote_lines, says, status_mark

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

LISTS: dict[str, tuple[ClaimStatus, ...]] = {
    "Kept": (ClaimStatus.ACCEPTED, ClaimStatus.RETRACTED, ClaimStatus.SUPERSEDED),
    "Proposed": (ClaimStatus.PROPOSED,),
    "Rejected": (ClaimStatus.REJECTED,),
    "All": (),
}
"""Heading -> the statuses in it, in the order `tab` walks through."""

SETTLED_S = 0.12


class ClaimsScreen(OnClaim, FilteredScreen):
    """A list that pages from the case, and the claim under the cursor."""

    NAME = "claims"
    CSS_PATH = "claims.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._list = "Kept"
        self._claims: dict[str, Claim] = {}

    def body(self) -> Iterable[Widget]:
        columns = [
            Column("", 1),
            Column("", 5),
            Column("source"),
            Column("says", weight=2),
            Column("place", 14, from_width=96),
            Column("stated", 10, from_width=84),
            Column("conf", 4, right=True, from_width=60),
            Column("cr", 2),
        ]
        table = RowTable(columns, empty=_EMPTY, id="claims")
        yield self.beside(table, Sheet(id="claim"), title=self._title(), sheet_title=safe("Claim"))

    # -- reading ---------------------------------------------------------------------------------------------------

    @property
    def query_now(self) -> ClaimQuery:
        """What the list shows."""
        return ClaimQuery(text=self.text, statuses=LISTS[self._list])

    def fetch(self, case: Workspace) -> int:
        return count_claims(case, self.query_now)

    def show(self, data: int) -> None:
        table = self.query_one(RowTable)
        self._claims.clear()
        table.empty = NO_MATCH if self.text else _EMPTY
        table.set_count(data)
        self.query_one("#box").border_title = self._title()
        self.show_size(data)
        self._look()

    def _title(self) -> Content:
        return join(*(line(name, "bold $accent" if name == self._list else "$faint") for name in LISTS), sep=" · ")

    @on(RowTable.PageWanted)
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        query = self.query_now.model_copy(update={"limit": PAGE, "offset": message.page * PAGE})
        self.load("page", lambda case: (query, message.page, case.claims.find(query)), void=False)

    def show_page(self, data: tuple[ClaimQuery, int, list[Claim]]) -> None:
        query, page, claims = data
        if (query.text, query.statuses) != (self.query_now.text, self.query_now.statuses):
            return
        self._claims |= {claim.id: claim for claim in claims}
        self.query_one(RowTable).put_page(page, [_row(claim) for claim in claims])

    @on(RowTable.Moved)
    def _look(self) -> None:
        claim = self.claim
        sheet = self.query_one("#claim", Sheet)
        if claim is None:
            sheet.words()
        else:
            self.query_one("#detail", Pane).head(line(claim.id))
            sheet.set(lambda width: _claim_lines(claim, None, width))
            self.load("comparison", lambda case: (compare(case, claim), _past_digits(case, claim)), after=SETTLED_S)
        self.refresh_keys()

    def show_comparison(self, found: tuple[Comparison, list[str]]) -> None:
        comparison, past = found
        claim = self.claim
        if claim is not None and claim.id == comparison.claim.id:
            self.query_one("#claim", Sheet).set(lambda width: _claim_lines(claim, comparison, width, past))

    @property
    def claim(self) -> Claim | None:
        """The claim under the cursor."""
        return self._claims.get(self.query_one(RowTable).key or "")

    def do_next_list(self) -> None:
        names = list(LISTS)
        self._list = names[(names.index(self._list) + 1) % len(names)]
        self.query_one(RowTable).action_edge(0)
        self.reload()

    # -- acting ----------------------------------------------------------------------------------------------------

    def why_not_retract(self) -> str | None:
        if self.claim is None:
            return self.NO_CLAIM
        if self.claim.status is ClaimStatus.PROPOSED:
            return f"{self.claim.id} is only proposed; reject it on the Triage screen (2)."
        return None if self.claim.status is ClaimStatus.ACCEPTED else f"{self.claim.id} is {self.claim.status} already."

    def do_retract(self) -> None:
        from tracker.ui.screens.confirm import AskReason

        claim = self.claim
        if claim:
            about = join(line(claim.source, "bold"), says(claim), sep=": ")
            done = line(f"Retracted {claim.id}; u takes it back.")
            ask = AskReason(
                line(f"Retract {claim.id}?"), about, lambda case, why: case.claims.retract(claim.id, why), done
            )
            self.app.push_screen(ask)


def _row(claim: Claim) -> Row:
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


def _past_digits(case: Workspace, claim: Claim) -> list[str]:
    """Grades so far, of a claim that is graded: the journal is long, so the others are not looked up at each step."""
    return [] if claim.credibility is None else digit_history(claim.id, case.history.entries(object_id=claim.id))


def _claim_lines(claim: Claim, comparison: Comparison | None, width: int, past: Sequence[str] = ()) -> list[Content]:
    drawn = [*quote_lines(claim, (), width, indent=0, most=8), NOTHING]
    drawn += [part for name, words in details(claim) for part in field(name, line(words), width)]
    if past:
        drawn += [NOTHING, safe("Credibility grades, newest first", "$faint")]
        drawn += [part for words in reversed(past) for part in line(words).wrap(width)]
    return [*drawn, NOTHING, *comparison_lines(comparison, width)] if comparison else drawn


_EMPTY = join(
    safe("No claims here.", "bold"),
    safe("n types one in; accepted proposals come here too.\ntab shows those of another status.", "$faint"),
    sep="\n",
)

SCREEN = ClaimsScreen
"""What the app shows for this name."""
