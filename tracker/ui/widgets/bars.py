"""The line above and the line below every screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tracker.ui.actions import BY_ID, SCREENS, Action, keys_shown
from tracker.ui.safe import NOTHING, join, line


class _Bar(Widget):
    """One line with places to click."""

    DEFAULT_CSS = "_Bar { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    class Clicked(Message):
        """An action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.places: list[tuple[int, int, str]] = []
        """First cell, cell after the last one, and the action that a click there does."""

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self.places:
            if start <= event.x < end:
                self.post_message(self.Clicked(action))
                return


class TopBar(_Bar):
    """Name, screens with their counts, and which case is open."""

    here: reactive[str] = reactive("case")
    case: reactive[str] = reactive("")
    counts: reactive[dict[str, int]] = reactive(dict)
    working: reactive[bool] = reactive(False)
    status: reactive[str] = reactive("")
    """What is being worked on or not saved yet; goes before the name of the case."""

    def render(self) -> Content:
        # Where there is not room for both, the bar is written shorter before the words on what is going on are cut.
        wanted = min(len(self.status) + 3, self.size.width // 2) if self.status else 0
        bar = NOTHING
        for shape in _SHAPES:
            bar = self._screens(shape)
            if bar.cell_length + wanted <= self.size.width:
                break
        room = self.size.width - bar.cell_length - 2
        if room < (min(6, wanted) if self.status else _LEAST_OF_CASE):
            return bar
        # The end of a path tells cases apart, not its beginning.
        case = self.case if len(self.case) <= room else self.case.replace("\\", "/").rsplit("/", 1)[-1]
        case = ("… " if self.working else "") + case
        told = f"{self.status} · {case}" if self.status else case
        if len(told) > room and self.status:
            told = self.status
        right = line(told, "bold $accent" if self.status else "$faint").truncate(room, ellipsis=True)
        return bar + Content(" " * (room - right.cell_length + 1)) + right

    def _screens(self, shape: _Shape) -> Content:
        """The screens in one line."""
        self.places = []
        bar = Content.styled(shape.program, "bold $accent")
        for number, (name, title) in enumerate(SCREENS.items(), start=1):
            count = self.counts.get(name) if name in shape.counted else None
            called = title if name == self.here else shape.names.get(name, title)
            figure = f"{count:,}" if count else ""
            words = f" {' '.join(filter(None, (str(number), called, figure)))}{shape.end}"
            start = bar.cell_length
            bar += Content.styled(words, "bold $background on $accent" if name == self.here else "$faint")
            self.places.append((start, bar.cell_length, f"go_{name}"))
            bar += shape.gap
        return bar


@dataclass(frozen=True, slots=True)
class _Shape:
    """One way to write the screens, for the room that there is."""

    counted: Collection[str] = ()
    """Screens that show their count."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Shorter names; the screen one is on is always written in full."""
    program: str = ""
    gap: str = ""
    end: str = " "
    """After each screen's words."""


_TO_DO = frozenset({"triage", "disputes"})
"""Screens whose counts say what is left to do."""
_LEAST_OF_CASE = 10
"""Cells below which the name of the case is left out rather than cut to nothing."""
_SHORT = {"triage": "Tri", "claims": "Clm", "disputes": "Disp", "sources": "Src", "incidents": "Inc"}
_NUMBERS = dict.fromkeys(SCREENS, "")
_SHAPES = (
    _Shape(SCREENS, program=" tracker ", gap=" "),
    _Shape(SCREENS, program=" tracker "),
    _Shape(SCREENS),
    _Shape(_TO_DO),
    _Shape(SCREENS, _SHORT),
    _Shape(_TO_DO, _SHORT),
    _Shape((), _SHORT),
    _Shape((), _SHORT, end=""),
    _Shape((), _NUMBERS, end=""),
)
"""From the widest on. Every screen keeps its number and its place to click."""


class KeyBar(_Bar):
    """The keys that matter here; as many as fit, always with the way to all of them."""

    actions: reactive[tuple[Action, ...]] = reactive(())
    disabled_ids: reactive[frozenset[str]] = reactive(frozenset[str])
    user_keys: reactive[Mapping[str, str]] = reactive(dict[str, str])
    note: reactive[Content] = reactive(NOTHING)

    def render(self) -> Content:
        self.places = []
        last = self._words(BY_ID["help"])
        room = self.size.width - last.cell_length - 1
        bar = Content(" ")
        for action in self._fitting(room - 1):
            words = self._words(action)
            self.places.append((bar.cell_length, bar.cell_length + words.cell_length, action.id))
            bar += words
        self.places.append((bar.cell_length, bar.cell_length + last.cell_length, "help"))
        bar += last
        spare = self.size.width - bar.cell_length - self.note.cell_length - 1
        return bar + Content(" " * spare) + self.note if spare > 0 and self.note.plain else bar

    def _fitting(self, room: int) -> list[Action]:
        """In the order of the table; where not all fit, those that cannot be done now give way to those that can."""
        shown = [action for action in self.actions if action.footer and action.id != "help"]
        kept: set[str] = set()
        for action in sorted(shown, key=lambda action: action.id in self.disabled_ids):
            room -= self._words(action).cell_length
            if room < 0:
                break
            kept.add(action.id)
        return [action for action in shown if action.id in kept]

    def _words(self, action: Action) -> Content:
        off = action.id in self.disabled_ids
        key = line(keys_shown(action, self.user_keys), "$faint" if off else "bold $accent")
        return join(key, line(action.label, "$faint strike" if off else "$foreground"), sep=" ") + Content("  ")
