"""Accepting or rejecting many proposals at once: says how many before it does anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.model.claim import Claim
from tracker.model.query import Waiting
from tracker.ui.counts import counted
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.long_dialog import LongDialog
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words
from tracker.ui.words import report_words

if TYPE_CHECKING:
    from tracker.model.change import Change
    from tracker.services.workspace import Workspace

MOST = 40
"""Reports and sources listed, each; those with most proposals come first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which proposals: all, those of one report, or those of one source."""

    words: str
    report: str | None = None
    source_id: str | None = None

    def count(self, reach: Reach) -> int:
        """How many of those that have the score it holds."""
        if self.report:
            return reach.reports[self.report]
        return reach.sources[self.source_id] if self.source_id else reach.every


class Reach(NamedTuple):
    """How many proposals have a score."""

    every: int
    reports: Counter[str | None]
    sources: Counter[str | None]


class AcceptMany(LongDialog):
    """Takes all proposals from a score on, of the whole case, of a report, or of a source."""

    CSS_PATH = "accept_many.tcss"
    TITLE_WORDS: ClassVar[str] = "Accept many"
    SCORE_WORDS: ClassVar[str] = "From score"
    SUGGESTED: ClassVar[float] = 0.8
    """Score that stands there at first; 0-1, what the reader is sure of."""
    HINT: ClassVar[str] = "0 to 1; 0 is all"
    VERB: ClassVar[str] = "accept"
    BINDINGS: ClassVar[list[BindingType]] = [
        # The score keeps the keyboard: figures go into it, the arrows choose below it.
        Binding("up", "pick(-1)", show=False, priority=True),
        Binding("down", "pick(1)", show=False, priority=True),
    ]

    def __init__(self, queue: Sequence[Waiting], here: Claim | None) -> None:
        super().__init__()
        self._queue = queue
        self._scopes = scopes(queue, here)
        self._reach = Reach(0, Counter(), Counter())
        self._titles: dict[str, str] = {}
        """Id of a listed report -> what it is called, once that is read."""

    def compose(self) -> ComposeResult:
        box = Vertical(
            FieldRow(safe(self.SCORE_WORDS), Field(f"{self.SUGGESTED:.2f}", id="score", hint=self.HINT)),
            Choices(id="scope", classes="section"),
            Words(id="count", classes="section"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe(self.TITLE_WORDS)
        box.border_subtitle = safe(f"↑ ↓ of what · enter {self.VERB} · escape back")
        yield box

    def on_mount(self) -> None:
        score = self.query_one("#score", Field)
        score.focus()
        score.action_select_all()
        self._list()
        if any(scope.report and scope.count(self._reach) for scope in self._scopes[1:2]):
            # Of what one is reading, before all that was ever taken in.
            self.query_one("#scope", Choices).highlighted = 1
        reports = [scope.report for scope in self._scopes if scope.report]
        self.load("titles", lambda case: {key: report_words(case.reports.get(key)).plain for key in reports})

    def show_titles(self, titles: dict[str, str]) -> None:
        self._titles = titles
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        """Says for each choice how many proposals have the score."""
        listed = self.query_one("#scope", Choices)
        place = listed.highlighted or 0
        score = self._score()
        having = [claim for claim in self._queue if score is not None and self.has(claim, score)]
        by_report, by_source = (Counter(claim.report for claim in having), Counter(claim.source_id for claim in having))
        self._reach = reach = Reach(len(having), by_report, by_source)
        listed.clear_options()
        listed.add_options([choice(_words(scope, reach, self._titles)) for scope in self._scopes])
        listed.highlighted = place
        self._count()

    def action_pick(self, by: int) -> None:
        listed = self.query_one("#scope", Choices)
        listed.highlighted = ((listed.highlighted or 0) + by) % len(self._scopes)

    @on(OptionList.OptionHighlighted)
    def _count(self) -> None:
        words = f"{counted(self._chosen(), 'proposal')} of {len(self._queue):,} will be {self.VERB}ed. u takes it back."
        self.query_one("#count", Words).put(safe(words, "bold"))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        score, scope = self._score(), self._scope
        if score is None:
            self.need(False, "The score is a number from 0 to 1.", "#score")
            return
        if not self.need(self._chosen(), "No such proposal has that score.", "#score"):
            return
        of: dict[str, Any] = {"report": scope.report, "source_id": scope.source_id}
        self.work_on(
            f"{self.VERB}ing",
            lambda case, on_step: self.make(case, score, on_progress=on_step, **of),
            lambda made: line(made.summary) if made else safe(f"There was nothing left to {self.VERB}."),
            stay=False,
        )

    def has(self, one: Waiting, score: float) -> bool:
        """Whether a proposal has the score that was entered."""
        return one.score >= score

    def make(self, case: Workspace, score: float, **of: Any) -> Change | None:
        """Makes the change, in a worker; of: which report or source, and how it is told how far it is."""
        return case.triage.accept_all(min_score=score, **of)

    @property
    def _scope(self) -> Scope:
        return self._scopes[self.query_one("#scope", Choices).highlighted or 0]

    def _score(self) -> float | None:
        try:
            score = float(self.query_one("#score", Field).value)
        except ValueError:
            return None
        return score if 0.0 <= score <= 1.0 else None

    def _chosen(self) -> int:
        return self._scope.count(self._reach)


class RejectMany(AcceptMany):
    """Rejects all proposals below a score, of the whole case, of a report, or of a source."""

    TITLE_WORDS = "Reject many"
    SCORE_WORDS = "Below score"
    SUGGESTED = 0.4
    HINT = "0 to 1; 1 is all"
    VERB = "reject"

    def has(self, one: Waiting, score: float) -> bool:
        return one.score < score or score == 1.0

    def make(self, case: Workspace, score: float, **of: Any) -> Change | None:
        return case.triage.reject_all(below=None if score == 1.0 else score, **of)


def scopes(queue: Sequence[Waiting], here: Claim | None) -> list[Scope]:
    """All, the report and the source under the cursor, then the other reports and sources with most proposals."""
    names = {claim.source_id: claim.source for claim in queue}
    reports = Counter(claim.report for claim in queue if claim.report)
    sources = Counter(claim.source_id for claim in queue if claim.source_id)
    first = [Scope("all proposals")]
    if here and here.report:
        first.append(Scope(f"this report, {here.report}", report=here.report))
    if here and here.source_id:
        first.append(Scope(f"this source, {here.source}", source_id=here.source_id))
    listed = {(scope.report, scope.source_id) for scope in first}
    more = [Scope(f"report {report}", report=report) for report, _ in reports.most_common(MOST)]
    more += [Scope(f"source {names[source]}", source_id=source) for source, _ in sources.most_common(MOST)]
    return first + [scope for scope in more if (scope.report, scope.source_id) not in listed]


def _words(scope: Scope, reach: Reach, titles: Mapping[str, str]) -> Content:
    title = titles.get(scope.report or "", "")
    return join(safe(f"{scope.count(reach):>7,} "), line(scope.words), line(title, "$faint"), sep=" ")
