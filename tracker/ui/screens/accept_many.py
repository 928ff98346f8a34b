"""Accepting many proposals at once: says how many before it does anything."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tracker.model.claim import Claim
from tracker.ui.counts import counted
from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words

DEFAULT_SCORE = 0.8
"""Score that is suggested; 0-1, what the reader is sure of."""


class AcceptMany(Dialog[None]):
    """Takes all proposals from a score on, of the whole case or of one report."""

    def __init__(self, queue: list[Claim], here: Claim | None) -> None:
        super().__init__()
        self._queue = queue
        self._report = here.report if here else None

    def compose(self) -> ComposeResult:
        box = Vertical(
            FieldRow(safe("From score"), Field(f"{DEFAULT_SCORE:.2f}", id="score", hint="0 to 1")),
            FieldRow(safe("Report"), Field(id="report", hint="empty: all reports", known=[self._report or ""])),
            Words(id="count", classes="section"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Accept many")
        box.border_subtitle = safe("enter accept · escape back")
        yield box

    def on_mount(self) -> None:
        self._count()

    @on(Input.Changed)
    def _count(self) -> None:
        chosen = self._chosen()
        words = f"{counted(len(chosen), 'proposal')} of {len(self._queue):,} will be accepted. u takes it back."
        self.query_one("#count", Words).put(join(safe(words, "bold")))

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        score, report = self._score(), self.query_one("#report", Field).value.strip() or None
        if score is None:
            self.need(False, "The score is a number from 0 to 1.", "#score")
            return
        if not self.need(self._chosen(), "No proposal has that score.", "#score"):
            return
        self.save(
            lambda case: case.triage.accept_all(min_score=score, report=report),
            said=lambda made: line(made.summary) if made else safe("There was nothing left to accept."),
        )

    def _score(self) -> float | None:
        try:
            score = float(self.query_one("#score", Field).value)
        except ValueError:
            return None
        return score if 0.0 <= score <= 1.0 else None

    def _chosen(self) -> list[Claim]:
        score, report = self._score(), self.query_one("#report", Field).value.strip()
        if score is None:
            return []
        return [claim for claim in self._queue if (claim.score or 0.0) >= score and report in ("", claim.report)]
