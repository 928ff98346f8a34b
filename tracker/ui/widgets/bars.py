"""The line above and the line below every screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

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
        self._places: list[tuple[int, int, str]] = []

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._places:
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
        # What goes first where it is narrow: the gaps, the program's name, the counts that matter less, all counts.
        shapes = (
            (" tracker ", Content(" "), SCREENS),
            (" tracker ", NOTHING, SCREENS),
            ("", NOTHING, SCREENS),
            ("", NOTHING, _TO_DO),
            ("", NOTHING, ()),
        )
        bar = NOTHING
        for name, gap, counted in shapes:
            bar = self._screens(name, gap, counted)
            if bar.cell_length <= self.size.width:
                break
        room = self.size.width - bar.cell_length - 2
        if self.status and room < len(self.status):
            # Where there is no room for both, what is going on matters more than the names of the last screens.
            words = line(self.status, "bold $accent").truncate(self.size.width // 2, ellipsis=True)
            going_on = Content("  ") + words + Content(" ")
            kept = self.size.width - going_on.cell_length
            self._places = [place for place in self._places if place[1] <= kept]
            return bar.truncate(kept, pad=True) + going_on
        if room < 6:
            return bar
        # The end of a path tells cases apart, not its beginning.
        case = self.case if len(self.case) <= room else self.case.replace("\\", "/").rsplit("/", 1)[-1]
        status = f"{self.status} · " if len(self.status) + len(case) + 3 <= room else self.status
        told = status if status and not status.endswith("· ") else status + ("… " if self.working else "") + case
        right = line(told, "$accent" if self.status else "$faint").truncate(room, ellipsis=True)
        return bar + Content(" " * (room - right.cell_length + 1)) + right

    def _screens(self, program: str, gap: Content, counted: Collection[str]) -> Content:
        """The screens in one line; `counted` are those that show their count."""
        self._places = []
        bar = Content.styled(program, "bold $accent")
        for number, (name, title) in enumerate(SCREENS.items(), start=1):
            count = self.counts.get(name) if name in counted else None
            words = f" {number} {title}{f' {count:,}' if count else ''} "
            start = bar.cell_length
            bar += Content.styled(words, "bold $background on $accent" if name == self.here else "$faint")
            self._places.append((start, bar.cell_length, f"go_{name}"))
            bar += gap
        return bar


_TO_DO = frozenset({"triage", "disputes"})
"""Screens whose counts say what is left to do."""


class KeyBar(_Bar):
    """The keys that matter here; as many as fit, always with the way to all of them."""

    actions: reactive[tuple[Action, ...]] = reactive(())
    disabled_ids: reactive[frozenset[str]] = reactive(frozenset[str])
    user_keys: reactive[Mapping[str, str]] = reactive(dict[str, str])
    note: reactive[Content] = reactive(NOTHING)

    def render(self) -> Content:
        self._places = []
        last = self._words(BY_ID["help"])
        room = self.size.width - last.cell_length - 1
        bar = Content(" ")
        for action in self._shown():
            words = self._words(action)
            if bar.cell_length + words.cell_length > room:
                break
            self._places.append((bar.cell_length, bar.cell_length + words.cell_length, action.id))
            bar += words
        self._places.append((bar.cell_length, bar.cell_length + last.cell_length, "help"))
        bar += last
        spare = self.size.width - bar.cell_length - self.note.cell_length - 1
        return bar + Content(" " * spare) + self.note if spare > 0 and self.note.plain else bar

    def _shown(self) -> Sequence[Action]:
        return [action for action in self.actions if action.footer and action.id != "help"]

    def _words(self, action: Action) -> Content:
        off = action.id in self.disabled_ids
        key = line(keys_shown(action, self.user_keys), "$faint" if off else "bold $accent")
        return join(key, line(action.label, "$faint strike" if off else "$foreground"), sep=" ") + Content("  ")
