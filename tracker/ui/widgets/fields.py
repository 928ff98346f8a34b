"""Fields to type into. What is pasted or prefilled is made visible first: a field must not carry an escape sequence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, TextArea

from tracker.present.show import show, show_line
from tracker.ui.widgets.completing import Names, taken
from tracker.ui.widgets.words import Words

FIGURE = r"(-?[0-9][0-9,]*\.?[0-9]*|-)?"
"""What may stand where a figure is wanted; nothing may, or the last digit could not be taken out."""


class Field(Input):
    """One line; up and down go to the field above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("ctrl+n", "take_suggestion", show=False),
    ]

    class Declined(Message):
        """Words were typed or pasted where only a figure goes; the dialog says what becomes of them."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002
        hint: str = "",
        known: Iterable[str] = (),
        is_figure: bool = False,
    ) -> None:
        names = [show_line(name) for name in known]
        super().__init__(
            show_line(value),
            placeholder=hint,
            id=id,
            suggester=Names(names) if names else None,
            select_on_focus=False,
            restrict=FIGURE if is_figure else None,
        )
        self.initial = self.value
        self._filled_in: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the user typed something else than what was there; unchanged fields are not saved again."""
        return self.value != self.initial

    def take_as_read(self, value: str, *, keep: bool) -> None:
        """Another value is what was read; with `keep` what was typed over the old one stays."""
        self.initial = show_line(value)
        if not keep:
            self.value = self.initial

    def fill_in(self, value: str) -> None:
        """Writes what follows from another field: as what was there before, it is replaced by typing."""
        self._filled_in = self.value = show_line(value)

    def suggest_from(self, known: Iterable[str]) -> None:
        """Completes from other names."""
        self.suggester = Names(show_line(name) for name in known)

    def action_take_suggestion(self) -> None:
        self.action_cursor_right()

    def action_cursor_right(self, select: bool = False) -> None:
        if self._suggestion and self.cursor_at_end and not select:
            self.value = taken(self.value, self._suggestion)
            self.cursor_position = len(self.value)
        else:
            super().action_cursor_right(select)

    def validate_value(self, value: str) -> str:
        return show_line(value) if show(value) != value else value

    def on_focus(self, event: events.Focus) -> None:
        """What was there before is replaced by typing; what was typed just now is never lost to one key."""
        is_own = self.is_changed and self.value != self._filled_in
        if self.value and not is_own and not event.from_app_focus:
            self.select_all()

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character and self._declines(event.character):
            # The handler of the base class would swallow the key without a word.
            event.stop()
            event.prevent_default()
            self.post_message(self.Declined(self, event.character))

    def _on_paste(self, event: events.Paste) -> None:
        # The handler of the base class runs after this one, on the same event.
        event.text = show_line(event.text)
        if self._declines(event.text):
            event.stop()
            event.prevent_default()
            self.post_message(self.Declined(self, event.text))

    def _declines(self, text: str) -> bool:
        start, end = sorted(self.selection)
        entered = self.value[:start] + text + self.value[end:]
        return self.restrict is not None and not re.fullmatch(self.restrict, entered)


class Writing(TextArea):
    """Several lines; tab leaves it."""

    def __init__(self, value: str = "", *, id: str, hint: str = "") -> None:  # noqa: A002
        super().__init__(
            show(value), id=id, placeholder=hint, tab_behavior="focus", soft_wrap=True, highlight_cursor_line=False
        )
        self.initial = self.text

    @property
    def is_changed(self) -> bool:
        """Whether the user typed something else than what was there."""
        return self.text != self.initial

    async def _on_paste(self, event: events.Paste) -> None:
        # The handler of the base class runs after this one, on the same event.
        event.text = show(event.text)


class FieldRow(Horizontal):
    """A field with its name before it."""

    def __init__(self, name: Content, field: Field, extra: Words | None = None) -> None:
        super().__init__(classes="row")
        self._label = name
        self.field = field
        self._extra = extra

    def compose(self) -> ComposeResult:
        yield Words(self._label, classes="name")
        yield self.field
        if self._extra is not None:
            yield self._extra


class FilterLine(Input):
    """The line under a list that narrows it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear", show=False)]

    class Narrowed(Message):
        """The filter says something else."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The user is done typing; the list takes the keys again."""

    def __init__(self, *, hint: str = "filter: words, enter keeps it, escape clears it") -> None:
        super().__init__(placeholder=hint, id="filter", select_on_focus=False)

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self) -> None:
        """Takes the keys; what it says is replaced by typing, and End goes on with it."""
        self.add_class("-open")
        self.select_all()
        self.focus()

    def put(self, text: str) -> None:
        """Says this from now on, without telling anybody and without taking the keys."""
        self.set_class(bool(text), "-open")
        with self.prevent(Input.Changed):
            self.value = text

    def action_clear(self) -> None:
        """Shows everything again."""
        self.remove_class("-open")
        if self.value:
            self.value = ""
        self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Narrowed(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.value:
            self.remove_class("-open")
        self.post_message(self.Left())

    def validate_value(self, value: str) -> str:
        return show_line(value) if show(value) != value else value

    def _on_paste(self, event: events.Paste) -> None:
        # The handler of the base class runs after this one, on the same event.
        event.text = show_line(event.text)
