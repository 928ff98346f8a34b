"""Words on the screen, and lists of choices: made of `Content` only."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static

from tracker.ui.safe import NOTHING


class Words(Static):
    """Words that may wrap."""

    def __init__(self, words: Content = NOTHING, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(words, id=id, classes=classes)

    def put(self, words: Content) -> None:
        """Shows other words."""
        self.update(words)

    @property
    def plain(self) -> str:
        shown = self.content
        return shown.plain if isinstance(shown, Content) else str(shown)


class Choices(OptionList):
    """A list to choose from; `j` and `k` move too."""

    BINDINGS = [Binding("j", "cursor_down", show=False), Binding("k", "cursor_up", show=False)]  # noqa: RUF012
    MOVING_LETTERS = frozenset("jk")
    """Letters that a screen must leave to the list: keys reach a screen before the list's bindings are tried."""
