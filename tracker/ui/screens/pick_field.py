"""What a column of a table holds, chosen from a list."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.words import Choices

NOTHING = "-"
"""Choice of what is not taken in."""


class PickField(Dialog[str]):
    """The fields of a claim, with what they are. Ends with the one that was picked, "" for none."""

    def __init__(self, column: str, present: str) -> None:
        """present: the field that it is now; "": none."""
        super().__init__()
        self._column = column
        self._present = present

    def compose(self) -> ComposeResult:
        from tracker.services.file_import import FIELD_WORDS

        options = [choice(safe("-            not taken in", "$faint"), NOTHING)]
        options += [
            choice(join(safe(f"{field:13}", "bold"), safe(words)), field) for field, words in FIELD_WORDS.items()
        ]
        box = Vertical(Choices(*options, id="fields"), no_complaint(), classes="dialog")
        box.border_title = join(line(self._column), safe(" is"))
        box.border_subtitle = safe("↑ ↓ move · enter pick · escape back")
        yield box

    def on_mount(self) -> None:
        listed = self.query_one("#fields", Choices)
        listed.focus()
        listed.highlighted = listed.get_option_index(self._present or NOTHING)

    @on(OptionList.OptionSelected)
    def _on_selected(self, message: OptionList.OptionSelected) -> None:
        picked = message.option.id or NOTHING
        self.dismiss("" if picked == NOTHING else picked)
