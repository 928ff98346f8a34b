"""The first minute: what this is, and the five things one does in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.ui.actions import BY_ID, SCREENS, keys_of, keys_shown
from tracker.ui.safe import NOTHING, join, safe
from tracker.ui.screens.dialog import Dialog
from tracker.ui.widgets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the tour."""

    heading: str
    words: str
    actions: tuple[str, ...]
    """Whose keys are named."""


PAGES: tuple[Page, ...] = (
    Page(
        "What this is",
        "Reports say who claims what. Here every claim keeps its source, its exact words and its report, so that what "
        "contradicts what can be seen, decided and shown to others.",
        ("go_case", "palette"),
    ),
    Page(
        "Take reports in",
        "A file, a folder, or text from the clipboard: paste it anywhere. Claims found in them are proposed, nothing "
        "is believed yet. A claim can also be typed in.",
        ("ingest", "new"),
    ),
    Page(
        "Triage",
        "The queue of proposals, each beside its report. One key decides and goes to the next; below stands what the "
        "claim would contradict.",
        ("go_triage", "accept", "reject", "edit"),
    ),
    Page(
        "Disputes",
        "Claims that cannot all be true, side by side with their sources and the reasons. Decide with an outcome and "
        "a reason; what was decided can be opened again.",
        ("go_disputes", "decide", "rules"),
    ),
    Page(
        "Sources",
        "Each source with its record: how often it was right, what it repeats and from whom. The grade is yours.",
        ("go_sources", "grade"),
    ),
    Page(
        "Nothing is lost",
        "Everything is saved at once and written into a journal; every step can be taken back. All keys of a screen "
        "stand under one key, and this tour too.",
        ("undo", "help", "tour"),
    ),
)
"""About 150 words: well under a minute."""


CHANGES_NOTHING = frozenset({"palette", "ingest", "new", "help", *(f"go_{name}" for name in SCREENS)})
"""Actions of the pages that only open something: all that the tour does when their key is pressed."""


class Tour(Dialog[str]):
    """Six pages; any of the moving keys goes on, escape ends it. Ends with the action whose key was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,right,down,l,j,n", "turn(1)", show=False),
        Binding("left,up,h,k,p,backspace", "turn(-1)", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page = 0

    def compose(self) -> ComposeResult:
        yield Vertical(Sheet(self._draw, id="page"), classes="dialog tour")

    def on_mount(self) -> None:
        self._head()

    def action_turn(self, by: int) -> None:
        if self._page + by >= len(PAGES):
            self.dismiss(None)
            return
        self._page = max(self._page + by, 0)
        self._head()
        self.query_one("#page", Sheet).set(self._draw)

    def on_key(self, event: events.Key) -> None:
        """A key that the page names is a wish to begin: the tour ends, and what the key stands for is gone to."""
        keys = self.tracker.user_keys
        named = [name for name in PAGES[self._page].actions if event.key in keys_of(BY_ID[name], keys)]
        if named:
            event.stop()
            self.dismiss(named[0])

    def _head(self) -> None:
        box = self.query_one(".tour")
        box.border_title = safe(f"{PAGES[self._page].heading}  {self._page + 1}/{len(PAGES)}")
        last = self._page == len(PAGES) - 1
        box.border_subtitle = safe("enter begins · ← back" if last else "enter goes on · ← back · escape ends")

    def _draw(self, width: int) -> list[Content]:
        page = PAGES[self._page]
        keys = self.tracker.user_keys
        drawn: list[Content] = [NOTHING, *safe(page.words).wrap(width), NOTHING]
        for name in page.actions:
            key = safe(f"{keys_shown(BY_ID[name], keys):>7}", "bold $accent")
            drawn += join(key, safe(f"  {BY_ID[name].help}")).wrap(width)
        return [*drawn, NOTHING]
