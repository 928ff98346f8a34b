"""What every screen shares: the two bars, loading in a worker, actions from the table, changes in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tracker.locations import shown
from tracker.ui.actions import BY_ID, WRITES, actions_of, bindings
from tracker.ui.messages import Job
from tracker.ui.safe import NOTHING, Severity, line, safe, toast
from tracker.ui.screens.around import Around
from tracker.ui.screens.loading import Loads
from tracker.ui.widgets.bars import KeyBar, TopBar
from tracker.ui.widgets.sheet import Pane
from tracker.ui.widgets.table import RowTable

if TYPE_CHECKING:
    from tracker.model.change import Change
    from tracker.services.workspace import Workspace


TIGHT = [(0, "-tight"), (80, "-narrow"), (100, "-wide"), (150, "-broad")]
"""Classes of a screen by its width, where what stands side by side is stacked in fewer than 80 columns."""
SCROLLED = 6
"""Lines of the pane beside the list that one key scrolls."""
READ_ONLY = "This case can only be read: copy it to where you may write, and open the copy."
LOOK_EVERY_S = 0.05
"""How often a screen looks whether it can do what it was come to for, seconds."""
LOOKS = 10
"""How often it looks while nothing is being read, before it says why it cannot."""


class CaseScreen(Screen[None], Around, Loads):
    """A screen on the case. It keeps a query and a cursor; everything else comes from the services, each time anew."""

    BESIDE: ClassVar[str] = ""
    """The pane beside the list, which `J` and `K` scroll."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.NAME:
            cls.BINDINGS = list(bindings(cls.NAME))
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self._is_placed = False
        """Whether the place of the last session was gone to."""
        self._is_read = False
        """Whether the case was read once; a key may come before that begins."""

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield TopBar(id="top")
        yield from self.body()
        yield KeyBar(id="keys")

    def body(self) -> Iterable[Widget]:
        """The widgets between the bars."""
        return ()

    def on_mount(self) -> None:
        self.query_one(TopBar).here = self.NAME
        self.query_one(KeyBar).actions = tuple(actions_of(self.NAME))
        self.use_keys(self.tracker.user_keys)
        self.tell(self.tracker.status_words)
        self.query_one(RowTable).focus()

    def on_screen_resume(self) -> None:
        sought = self.tracker.sought
        if sought and sought[0] == self.NAME:
            self.tracker.sought = None
            self._is_placed = True
            self.seek(sought[1])
        self.tell(self.tracker.status_words)
        self.reload()

    def seek(self, record: str) -> None:
        """Puts the cursor on a record when the screen reads the case; called before it does."""

    def on_screen_suspend(self) -> None:
        if self._is_placed:
            self.tracker.keep(f"place {self.NAME}", self.place())

    # -- where one was ---------------------------------------------------------------------------------------------

    def place(self) -> dict[str, Any]:
        """Where one is on this screen, to come back to in the next session."""
        table = self.query_one(RowTable)
        return {"row": table.key, "index": table.cursor} if table.count else {}

    def go_back_to(self, place: Mapping[str, Any]) -> None:
        """Goes to a place of an earlier session; what is not there any more is passed over."""
        index = place.get("index")
        self.query_one(RowTable).start_at(place.get("row"), index if isinstance(index, int) else 0)

    @property
    def workspace(self) -> Workspace | None:
        """None until the case is open."""
        return self.tracker.workspace

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Shows the keys that actions have now."""
        self.query_one(KeyBar).user_keys = keys

    def tell(self, words: str) -> None:
        """What is being worked on or not saved yet, for the bar above."""
        self.query_one(TopBar).status = words

    def say(self, words: Content, *, severity: Severity = "information") -> None:
        """A notice in the corner."""
        toast(self.app, words, severity=severity)

    # -- reading the case ------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Reads again what the screen shows; does nothing before the case is open."""
        if self.workspace is None:
            return
        if not self._is_placed:
            self._is_placed = True
            self.go_back_to(self.tracker.kept(f"place {self.NAME}"))
        top = self.query_one(TopBar)
        top.working = True
        self.use_keys(self.tracker.user_keys)
        self.load("summary", lambda case: case.summary())
        self.load("", self.fetch)

    def fetch(self, case: Workspace) -> Any:
        """What the screen shows. Runs in a worker: reads services, touches no widget."""
        raise NotImplementedError

    def show(self, data: Any) -> None:
        """Puts what `fetch` returned on the screen."""
        raise NotImplementedError

    def take(self, what: str, data: Any) -> None:
        if what:
            super().take(what, data)
        else:
            self.query_one(TopBar).working = False
            self._is_read = True
            self.show(data)
            self.call_after_refresh(self._do_intended, LOOKS)
        self.refresh_keys()

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait: what was asked for will be done once what is under the cursor has been read."""
        intended = self.tracker.intended
        return intended is not None and intended[0] == self.NAME

    def _do_intended(self, looks: int) -> None:
        """Does what the screen was come to for, once what is under the cursor has been read."""
        intended = self.tracker.intended
        if not intended or intended[0] != self.NAME or not self.is_current:
            return
        if self._is_coming or (looks and self.why_not(intended[1])):
            self.set_timer(LOOK_EVERY_S, lambda: self._do_intended(looks if self._is_coming else looks - 1))
            return
        self.tracker.intended = None
        self.action_act(intended[1])

    @property
    def _is_coming(self) -> bool:
        """Whether something that is shown here is still to be read."""
        return bool(self._reading) or (self.workspace is not None and not self._is_read)

    def complain(self, words: Content) -> None:
        self.query_one(TopBar).working = False
        self._is_read = True
        self.say(words, severity="error")

    def show_summary(self, summary: Any) -> None:
        """Counts in the bar above."""
        top = self.query_one(TopBar)
        top.case = shown(summary.location)
        named = {"claims": summary.accepted, "sources": summary.sources, "incidents": summary.incidents}
        self.count({"triage": summary.proposed, **named})

    def count(self, counts: Mapping[str, int]) -> None:
        """Shows counts beside the names of screens; those of other screens stay."""
        self.tracker.counts = {**self.tracker.counts, **counts}
        self.query_one(TopBar).counts = self.tracker.counts

    # -- changing the case -----------------------------------------------------------------------------------------

    def change(
        self,
        run: Callable[[Workspace], Any],
        *,
        said: Callable[[Any], Content] | None = None,
        then: Callable[[Any], None] | None = None,
        always: Callable[[], None] | None = None,
    ) -> None:
        """Makes a change after those asked for before it; afterwards the screen reads the case again."""
        self.tracker.submit(Job(run, said, then, always=always))

    # -- actions ---------------------------------------------------------------------------------------------------

    def why_not(self, action: str) -> str | None:
        """Why an action cannot be done now, or None. The keys `?`, `q` and those of screens always work."""
        if action in WRITES and self.workspace is not None and self.workspace.read_only:
            return READ_ONLY
        ask: Callable[[], str | None] | None = getattr(self, f"why_not_{action}", None)
        return ask() if ask else None

    def action_act(self, action: str) -> None:
        """Does what a key stands for, or says why not."""
        self.tracker.intended = None
        if action in _NEEDS_CASE and self.workspace is None:
            self.say(safe("The case is still being opened."), severity="warning")
            return
        reason = self.why_not(action)
        if reason and self._is_coming:
            # What is under the cursor is not here yet; a hand that knows its keys is faster than reading.
            self.tracker.intended = (self.NAME, action)
            self._do_intended(0)
            return
        if reason:
            self.say(safe(reason), severity="warning")
            return
        getattr(self, f"do_{action}")()

    def refresh_keys(self) -> None:
        """Strikes out, below, what cannot be done now."""
        off = {action.id for action in actions_of(self.NAME) if action.footer and self.why_not(action.id)}
        self.query_one(KeyBar).disabled_ids = frozenset(off)

    @on(TopBar.Clicked)
    @on(KeyBar.Clicked)
    def _on_bar_clicked(self, message: TopBar.Clicked) -> None:
        self.action_act(message.action)

    def note(self, words: Content = NOTHING) -> None:
        """A few words at the right of the bar below."""
        self.query_one(KeyBar).note = words

    def do_undo(self) -> None:
        self._reverse("undo")

    def do_redo(self) -> None:
        self._reverse("redo")

    def _reverse(self, action: str) -> None:
        run = self.tracker.last_run

        def reverse(case: Workspace) -> Change | None:
            if run and case.history.is_next(action, run):
                return None
            return case.history.undo() if action == "undo" else case.history.redo()

        def then(made: Change | None) -> None:
            if made is None:
                self.tracker.reverse_run(action)
            else:
                self.say(line(made.summary))
                self.after_undo(made)

        self.change(reverse, then=then)

    def after_undo(self, made: Change) -> None:
        """Called before the screen reads the case again."""

    def do_scroll_down(self) -> None:
        self.query_one(self.BESIDE, Pane).scroll_relative(y=SCROLLED, animate=False)

    def do_scroll_up(self) -> None:
        self.query_one(self.BESIDE, Pane).scroll_relative(y=-SCROLLED, animate=False)

    def do_refresh(self) -> None:
        self.reload()

    def do_back(self) -> None:
        # One escape too many must not lead away from the work.
        if not self.tracker.back():
            self.say(safe("There is nothing to go back from; 1 to 7 lead to the other screens."))


_NEEDS_CASE = (
    frozenset(BY_ID)
    - {"stop", "suspend", "help", "quit", "theme", "palette", "back", "own_keys", "tour"}
    - {name for name in BY_ID if name.startswith("go_")}
)
