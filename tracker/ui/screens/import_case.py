"""Another case into this one: what it would bring, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.ui.safe import join, line, lines, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.long_dialog import LongDialog
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.case_import import CaseImported


class ImportCase(LongDialog):
    """Says whether it would be restored or merged, and what is new in it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False)]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._trial: CaseImported | None = None

    def compose(self) -> ComposeResult:
        told = Words(safe("Checking the case …", "$faint"), id="told")
        box = Vertical(told, Words(id="progress"), no_complaint(), classes="dialog")
        box.border_title = join(safe("Take in "), line(self._path.name))
        box.border_subtitle = safe("enter take in · escape back")
        yield box

    def on_mount(self) -> None:
        self.load("trial", lambda case: case.cases.take(self._path, trial=True))

    def show_trial(self, trial: CaseImported) -> None:
        self._trial = trial
        self.query_one("#told", Words).put(_told(trial))

    def complain(self, words: Content = Content("")) -> None:  # noqa: B008  content is never changed
        if words.plain and self._trial is None:
            self.query_one("#told", Words).put(safe("It is not taken in.", "bold"))
        super().complain(words)

    def action_save(self) -> None:
        if self._trial is not None:
            self.work_on("taking in", lambda case, on_step: case.cases.take(self._path, on_progress=on_step), _outcome)


def _told(trial: CaseImported) -> Content:
    from tracker.services.case_import import merged_words

    how = (
        "Nothing was done in this case yet: it becomes that one, journal and all."
        if trial.restored
        else "It is merged into this case in one step; undo takes it back."
    )
    known = f"{trial.merged.known:,} claims are here already." if trial.merged.known else ""
    apart = f"{trial.merged.apart:,} decisions come in reopened." if trial.merged.apart else ""
    journal = f"Its journal of {trial.entries:,} entries was checked: nothing is wrong."
    brings = f"{'All of it' if trial.restored else 'New'}: {merged_words(trial.merged)}."
    return lines([safe(brings, "bold"), *(safe(words) for words in (known, apart, how, journal) if words)])


def _outcome(made: Any) -> Content:
    from tracker.services.case_import import merged_words

    return line(f"{'Restored' if made.restored else 'Merged'}: {merged_words(made.merged)}.")
