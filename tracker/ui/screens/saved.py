"""Filters kept under a name: keep the one in use, apply one, take one out."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.services.saved_filters import SavedFilter, remove_filter, save_filter, saved_filters
from tracker.ui.safe import choice, join, line, safe, toast
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words


class SavedFilters(Dialog[SavedFilter]):
    """Ends with the filter to apply."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "take_out", show=False)]

    def __init__(self, text: str, shown: str) -> None:
        super().__init__()
        self._text = text
        self._shown = shown
        self._filters: list[SavedFilter] = []
        self._removed: SavedFilter | None = None

    def compose(self) -> ComposeResult:
        now = join(line(self._shown), line(self._text or "no words", "$faint"), sep=": ")
        box = Vertical(
            Words(join(safe("Now", "$faint"), now, sep="  ")),
            FieldRow(safe("Keep as"), Field(id="name", hint="a name, then enter")),
            Choices(id="kept", classes="section"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Saved filters")
        box.border_subtitle = safe("1-9 or enter apply · letters keep as · x take out · u put back · escape back")
        yield box

    def on_mount(self) -> None:
        self._read()

    def _read(self) -> None:
        self.load("kept", lambda _case: saved_filters())

    def show_kept(self, filters: list[SavedFilter]) -> None:
        self._filters = filters
        listed = self.query_one(Choices)
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([choice(_words(number, kept), kept.name) for number, kept in enumerate(filters, start=1)])
        if filters:
            listed.highlighted = min(at, len(filters) - 1)
            listed.focus()
        elif not self._removed:
            self.query_one("#name").focus()

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        if self.need(event.value.strip(), "Type a name for the filter.", "#name"):
            kept = SavedFilter(name=event.value, text=self._text, shown=self._shown)
            self.save(lambda _case: save_filter(kept), said=_kept_words, result=lambda _made: None)

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._filters[event.option_index])

    def on_key(self, event: events.Key) -> None:
        if isinstance(self.focused, Input):
            return
        if event.key.isdigit() and 0 < int(event.key) <= len(self._filters):
            event.stop()
            self.dismiss(self._filters[int(event.key) - 1])
        elif event.key == "x":
            event.stop()
            self.action_take_out()
        elif event.key == "u" and self._removed:
            event.stop()
            back, self._removed = self._removed, None
            self.load("changed", lambda _case: save_filter(back))
        elif event.is_printable and event.key not in Choices.MOVING_LETTERS and event.key != "space":
            # A name is begun: it belongs where names go, and must not end in the filter under the cursor.
            event.stop()
            name = self.query_one("#name", Field)
            name.focus()
            name.post_message(events.Key(event.key, event.character))

    def action_take_out(self) -> None:
        at = self.query_one(Choices).highlighted
        if at is not None and at < len(self._filters):
            name = self._filters[at].name
            self.load("changed", lambda _case: remove_filter(name))
            self._removed = self._filters[at]
            toast(self.app, line(f"Took out the filter {name}; u puts it back."))

    def show_changed(self, _made: SavedFilter | None) -> None:
        self._read()


def _kept_words(kept: SavedFilter) -> Content:
    return line(f"Kept the filter {kept.name}; F lists them, ] goes to the next.")


def _words(number: int, kept: SavedFilter) -> Content:
    mark = safe(str(number) if number < 10 else " ", "bold $accent")
    return join(mark, line(kept.name, "bold"), line(f"{kept.shown}: {kept.text or 'no words'}", "$faint"), sep="  ")
