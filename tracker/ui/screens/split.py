"""Splitting: a proposal that says two things becomes two proposals; shows first what each would say."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.errors import TrackerError
from tracker.model.claim import Claim
from tracker.present.claims import details
from tracker.services.splitting import halves, likely_cut
from tracker.ui.safe import NOTHING, join, line, of_error, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.words import quote_lines, says, source_words

WHOLE = 8
"""Lines of a half's quote that are shown."""
READ = ("measure", "figure", "population", "polarity", "place", "event time", "as of")
"""Fields of a half that are shown beneath its quote."""


class SplitClaim(Dialog[Claim]):
    """A quote with a cut in it; the arrows move the cut a word at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "cut(-1)", show=False),
        Binding("right,l", "cut(1)", show=False),
        Binding("enter", "save", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self._cuts = [match.start() for match in re.finditer(r"\s+\S", claim.quote.rstrip()) if match.start() > 0]
        self._at = likely_cut(claim.quote)

    def compose(self) -> ComposeResult:
        box = Vertical(Sheet(id="halves"), no_complaint(), classes="dialog")
        box.border_title = line(f"Split {self._claim.id}")
        box.border_subtitle = safe("← → move the cut · enter split · escape back")
        yield box

    def on_mount(self) -> None:
        self._read()

    def action_cut(self, by: int) -> None:
        """Moves the cut to the next or the previous blank between words."""
        beyond = [cut for cut in self._cuts if (cut - self._at) * by > 0]
        if beyond:
            self._at = min(beyond, key=lambda cut: abs(cut - self._at))
            self._read()

    def _read(self) -> None:
        claim, at = self._claim, self._at
        self.complain()
        self.load("halves", lambda _case: _halves(claim, at))

    def show_halves(self, made: tuple[Claim, Claim] | TrackerError) -> None:
        if isinstance(made, TrackerError):
            self.complain(of_error(made))
            return
        first, second = made
        self.query_one("#halves", Sheet).set(
            lambda width: [*half_lines("1", first, width), NOTHING, *half_lines("2", second, width)]
        )

    def action_save(self) -> None:
        claim_id, at = self._claim.id, self._at
        self.save(
            lambda case: case.triage.split(claim_id, at),
            said=lambda made: line(f"Split {claim_id} into {made[0].id} and {made[1].id}"),
            result=lambda made: made[0],
        )


def _halves(claim: Claim, at: int) -> tuple[Claim, Claim] | TrackerError:
    try:
        return halves(claim, at)
    except TrackerError as error:
        return error


def half_lines(number: str, half: Claim, width: int) -> list[Content]:
    """A half of a claim: its words, who says it, and what reading makes of it."""
    quoted = quote_lines(half, (), width, indent=3, most=WHOLE)
    quoted[0] = line(number, "bold $accent") + quoted[0][1:]
    fields = [join(line(name, "$faint"), line(words), sep=" ") for name, words in details(half) if name in READ]
    read = join(source_words(half), says(half), sep=": ")
    return [
        *quoted,
        *(Content("   ") + part for words in (read, join(*fields, sep=" · ")) for part in _wrapped(words, width)),
    ]


def _wrapped(words: Content, width: int) -> list[Content]:
    return list(words.wrap(max(width - 3, 8))) if words.plain else []
