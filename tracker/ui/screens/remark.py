"""Writing beside a dispute or pair: a comment, or who takes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tracker.model.remark import Remark, RemarkKind
from tracker.present.remarks import remark_line
from tracker.services.seen import UNASKED, Unasked
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.one_answer import OneAnswer
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

SHOWN = 8
"""Earlier remarks that the dialog shows, the newest last."""


class Comment(OneAnswer[Remark]):
    """Says something; the remarks so far stand above."""

    TITLE = "Comment on"
    LABEL = "Comment"
    HINT = "goes into the journal and the log; decides nothing"

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target

    def compose(self) -> ComposeResult:
        box = Vertical(
            Sheet(id="said"),
            FieldRow(safe(self.LABEL), Field(id="words", hint=self.HINT)),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"{self.TITLE} {self._target}")
        box.border_subtitle = safe("enter save · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#words", Field).focus()
        self.load("remarks", lambda case: (case.remarks.on(self._target), case.actor))

    def show_remarks(self, read: tuple[list[Remark], str]) -> None:
        said = [safe(remark_line(remark), "$faint") for remark in read[0][-SHOWN:]]
        self.query_one("#said", Sheet).words(*said)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        words, target = self.query_one("#words", Field).value.strip(), self._target
        if self.need(words, "Say something, in a few words.", "#words"):
            self.save(lambda case: case.remarks.comment(target, words), said=lambda _: line(f"Commented on {target}"))


class Assign(Comment):
    """Gives it to somebody; an empty field to nobody."""

    TITLE = "Who takes on"
    LABEL = "Name"
    HINT = "empty: nobody"
    ANSWER = "with"
    seen: str | Unasked = UNASKED

    def show_remarks(self, read: tuple[list[Remark], str]) -> None:
        super().show_remarks(read)
        remarks, actor = read
        given = [remark.words for remark in remarks if remark.kind is RemarkKind.ASSIGNMENT]
        self.seen = given[-1] if given else ""
        field = self.query_one("#words", Field)
        field.suggest_from({actor, *(name for name in given if name)})
        if not field.value:
            field.value = given[-1] if given and given[-1] else actor
            # Another name typed at once takes its place.
            field.action_select_all()

    def action_save(self) -> None:
        name, target = self.query_one("#words", Field).value.strip(), self._target
        told = line(f"Gave {target} to {name}" if name else f"{target} is with nobody")
        self.save(lambda case: case.remarks.assign(target, name, seen=self.seen), said=lambda _: told)

    def mine(self) -> str:
        return self.query_one("#words", Field).value.strip() or "nobody"

    def now(self, case: Workspace) -> tuple[str, str]:
        name = case.remarks.assigned().get(self._target, "")
        return name, name or "nobody"
