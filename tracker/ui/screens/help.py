"""All keys of a screen."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tracker.ui.actions import MOVING, SCREENS, Action, actions_of, keys_shown
from tracker.ui.findings import rule
from tracker.ui.safe import NOTHING, line, safe
from tracker.ui.screens.dialog import Dialog
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.words import field


class Help(Dialog[None]):
    """Made from the table of actions, with the user's own keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,q,enter", "leave", show=False)]

    def __init__(self, screen_name: str) -> None:
        super().__init__()
        self._of = screen_name

    def compose(self) -> ComposeResult:
        box = Vertical(VerticalScroll(Sheet(self._draw, id="list"), id="scroll"), classes="dialog")
        box.border_title = line(f"Keys: {SCREENS[self._of]}")
        box.border_subtitle = safe("j k scroll · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#scroll").focus()

    def _draw(self, width: int) -> list[Content]:
        here = [action for action in actions_of(self._of) if action.screens]
        always = [action for action in actions_of(self._of) if not action.screens and not action.id.startswith("go_")]
        drawn = [rule("Here", width), *self._keys(here, width)] if here else []
        drawn += [NOTHING, rule("Moving", width)]
        for keys, words in MOVING:
            drawn += _key(keys, words, width)
        screens = " ".join(f"{number} {title}" for number, title in enumerate(SCREENS.values(), start=1))
        drawn += [
            NOTHING,
            rule("Everywhere", width),
            *field(f"1-{len(SCREENS)}", safe(screens), width, label_width=16, style="$accent"),
        ]
        drawn += self._keys(always, width)
        drawn += [NOTHING, rule("Marks", width)]
        for mark, words in _MARKS:
            drawn += _key(mark, words, width)
        return drawn

    def _keys(self, actions: list[Action], width: int) -> list[Content]:
        keys = self.tracker.user_keys
        return [part for action in actions for part in _key(keys_shown(action, keys), action.help, width)]


def _key(key: str, words: str, width: int) -> list[Content]:
    return field(key, safe(words), width, label_width=16, style="$accent")


_MARKS = (
    ("○ ● ✗", "proposed, accepted, rejected"),
    ("⊘ ↻", "retracted, superseded or reopened"),
    ("≠ ~ =", "contradicts, tension, confirms"),
    ("◐ ✓", "under review, resolved"),
    ("B2", "source grade A-F and claim grade 1-6; – not graded"),
)
