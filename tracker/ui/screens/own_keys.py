"""Keys of one's own: every action with its keys; press one to give it. Written into the user's settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from tracker.errors import TrackerError
from tracker.ui.actions import ACTIONS, BY_ID, SCREENS, Action, key_faults, key_words, keys_of
from tracker.ui.palette import EVERYWHERE, Entry, matching
from tracker.ui.safe import NOTHING, join, line, of_error, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

_COLUMNS = (Column("keys", 12), Column("action", 14), Column("where", 20, from_width=90), Column("does"))


class KeysWritten(Message):
    """The settings were written, or not."""

    def __init__(self, keys: Mapping[str, str], error: TrackerError | None) -> None:
        super().__init__()
        self.keys = keys
        self.error = error


class OwnKeys(Dialog[None]):
    """All actions. What is chosen holds at once and in every later session."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "further", show=False),
        Binding("backspace,delete", "as_delivered", show=False),
        Binding("D", "all_as_delivered", show=False),
        Binding("slash", "find", show=False),
        Binding("q", "leave", show=False),
    ]

    def compose(self) -> ComposeResult:
        title = safe("Nothing is called so, and no such key is taken.", "bold")
        none = join(title, safe("escape shows all.", "$faint"), sep="\n")
        box = Vertical(
            RowTable(_COLUMNS, id="actions", empty=none),
            Words(id="status"),
            FilterLine(hint="find: what it does, its screen, or its key; enter keeps it, escape clears it"),
            no_complaint(),
            classes="dialog wide",
        )
        box.border_title = safe("Own keys")
        box.border_subtitle = safe("/ find · enter give a key · + another · ⌫ as delivered · D all · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one(RowTable).focus()
        self._fill()

    def _fill(self) -> None:
        keys = self.tracker.user_keys
        found = with_words_or_key(self.query_one(FilterLine).value.strip(), keys)
        self.query_one(RowTable).set_rows(_row(action, keys) for action in found)
        own = sum(1 for name in keys if name in BY_ID)
        words = f"{own} of {len(ACTIONS)} actions have keys of your own." if own else "All keys are as delivered."
        narrowed = f"{len(found)} of {len(ACTIONS)} found. " if len(found) < len(ACTIONS) else ""
        self.query_one("#status", Words).put(safe(narrowed + words, "$faint"))

    @property
    def _action(self) -> Action | None:
        return BY_ID.get(self.query_one(RowTable).key or "")

    # -- finding ---------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        self.query_one(FilterLine).open()

    @on(FilterLine.Narrowed)
    def _on_narrowed(self) -> None:
        self._fill()
        self.query_one(RowTable).action_edge(0)

    @on(FilterLine.Left)
    def _on_left(self) -> None:
        self.query_one(RowTable).focus()

    def action_leave(self) -> None:
        if self.query_one(FilterLine).value:
            self.query_one(FilterLine).action_clear()
        else:
            super().action_leave()

    # -- giving ----------------------------------------------------------------------------------------------------

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self._ask_for_key(is_further=False)

    def action_further(self) -> None:
        self._ask_for_key(is_further=True)

    def _ask_for_key(self, *, is_further: bool) -> None:
        action = self._action
        if action is None:
            return

        def given(key: str | None) -> None:
            if key is not None:
                before = keys_of(action, self.tracker.user_keys) if is_further else []
                self._give({action.id: ",".join(dict.fromkeys([*before, key]))}, key)

        self.app.push_screen(PressKey(action), given)

    def _give(self, changes: dict[str, str], key: str) -> None:
        """Keeps keys that clash with nothing; where another action has the key, says which one and keeps nothing."""
        after = {**self.tracker.user_keys, **changes}
        # Faults that were there before, say a misspelt action, are no reason against this key.
        faults = [fault for fault in key_faults(after) if fault not in key_faults(self.tracker.user_keys)]
        if faults:
            self.complain(join(*(line(fault) for fault in faults[:3]), safe(f"{key} was not given."), sep="\n"))
            return
        self._write(after, changes)

    def action_as_delivered(self) -> None:
        if self._action is not None:
            self._without([self._action.id])

    def action_all_as_delivered(self) -> None:
        self._without(list(self.tracker.user_keys))

    def _without(self, names: list[str]) -> None:
        keys = self.tracker.user_keys
        gone = [name for name in names if name in keys]
        after = {name: value for name, value in keys.items() if name not in gone}
        faults = [fault for fault in key_faults(after) if fault not in key_faults(keys)]
        if faults:
            self.complain(join(*(line(fault) for fault in faults[:3]), sep="\n"))
        elif gone:
            self._write(after, dict.fromkeys(gone))

    # -- keeping ---------------------------------------------------------------------------------------------------

    @work(thread=True)
    def _write(self, after: Mapping[str, str], changes: Mapping[str, str | None]) -> None:
        from tracker.settings import keep_settings

        error: TrackerError | None = None
        try:
            keep_settings({"keys": changes})
        except TrackerError as refused:
            error = refused
        self.post_message(KeysWritten(after, error))

    @on(KeysWritten)
    def _on_written(self, message: KeysWritten) -> None:
        self.complain(of_error(message.error) if message.error else NOTHING)
        if message.error is None:
            self.tracker.use_keys(message.keys)
            self._fill()


class PressKey(Dialog[str]):
    """Takes the next key, whatever it is, but escape."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._action = action

    def compose(self) -> ComposeResult:
        box = Vertical(Words(line(self._action.help)), no_complaint(), classes="dialog small")
        box.border_title = line(f"Press the key for “{self._action.label}”")
        box.border_subtitle = safe("escape leaves it as it is")
        yield box

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        self.dismiss(event.key)


def with_words_or_key(typed: str, keys: Mapping[str, str]) -> list[Action]:
    """The actions that have a key, written as it is shown; then those whose name, screen or help fit the words.

    All for nothing. keys: the user's own.

    >>> [action.id for action in with_words_or_key("?", {})], with_words_or_key("redo", {})[0].id
    (['help'], 'redo')
    """
    having = [action for action in ACTIONS if typed in map(key_words, keys_of(action, keys))]
    every = [Entry(screen, action) for action in ACTIONS for screen in action.screens or (EVERYWHERE,)]
    fitting = matching(every, typed)
    return list(dict.fromkeys([*having, *(entry.action for entry in fitting)]))


def _row(action: Action, keys: Mapping[str, str]) -> Row:
    where = ", ".join(SCREENS[name] for name in action.screens) or "everywhere"
    style = "bold $accent" if action.id in keys else ""
    shown = "  ".join(key_words(key) for key in keys_of(action, keys))
    mark = "• " if action.id in keys else "  "
    return Row(action.id, (line(f"{mark}{shown}", style), line(action.label), line(where, "$faint"), line(action.help)))
