"""The terminal interface: opens the case after the first paint, and leads from screen to screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.screen import Screen

from tracker.errors import TrackerError
from tracker.present.show import show
from tracker.ui import themes
from tracker.ui.actions import SCREENS, key_faults
from tracker.ui.ending import HUNG_UP, Terminal, end_on_signals, end_with, lasting
from tracker.ui.messages import CaseOpened, CaseRefused
from tracker.ui.pace import keep_pace
from tracker.ui.safe import of_error, safe, toast
from tracker.ui.screens.base import CaseScreen
from tracker.ui.watching import WatchingApp

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


def _screen(name: str) -> Screen[Any]:
    """Loads a screen's module when it is first gone to: the first paint waits for one screen, not for six."""
    module = import_module(f"tracker.ui.screens.{name}")
    return cast("Screen[Any]", module.SCREEN())


class TrackerApp(WatchingApp):
    """`workspace` is an open case (it stays open); without it `case` is opened, after the first paint."""

    CSS_PATH = Path(__file__).parent / "styles" / "app.tcss"
    TITLE = "tracker"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {name: partial(_screen, name) for name in SCREENS}
    DEFAULT_MODE = "case"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-broad")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012
    NOTIFICATION_TIMEOUT = 5.0

    def __init__(
        self,
        case: str | None = None,
        *,
        workspace: Workspace | None = None,
        start: str | None = None,
        with_tour: bool = False,
    ) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        """Name of a screen -> the count beside its name."""
        self.user_keys: Mapping[str, str] = {}
        self.sought: tuple[str, str] | None = None
        """Name of a screen and the id of the record that it is to show when it comes up."""
        self.intended: tuple[str, str] | None = None
        """Name of a screen and the action that is to be done on it when it has read the case."""
        self.refused: TrackerError | None = None
        """Why the case could not be opened."""
        self._case = case
        self._given = workspace
        self._start = start
        self._with_tour = with_tour
        self._was_led = False
        """Whether the user has gone to a screen already."""
        self.terminal: Terminal | None = None
        """Where the process is this app's own, so that signals to it mean the app."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.DARK.name

    def on_mount(self) -> None:
        if self.terminal is not None:
            end_on_signals(self, self.terminal)
        if self._start and self._start != self.DEFAULT_MODE:
            self.switch_mode(self._start)
        self.call_after_refresh(self._open)

    # -- the case --------------------------------------------------------------------------------------------------

    @work(thread=True)
    def _open(self) -> None:
        if self._given is not None:
            self.post_message(CaseOpened(self._given))
            return
        try:
            from tracker.services.workspace import Workspace

            opened = Workspace.open(self._case, on_indexing=self.note_step, on_upgrade=self.note_upgrade)
            opened.prepare()
        except TrackerError as error:
            self.post_message(CaseRefused(error))
        else:
            self.post_message(CaseOpened(opened))

    @on(CaseOpened)
    def _on_case_opened(self, message: CaseOpened) -> None:
        self.workspace, self.long_task = message.workspace, None
        self.tell()
        settings = message.workspace.settings
        if settings.theme in self.available_themes:
            self.theme = settings.theme
        else:
            toast(self, safe(f"There is no theme {settings.theme!r}; see 'theme' in the settings."), severity="warning")
        self.use_keys(settings.keys)
        for fault in key_faults(settings.keys):
            toast(self, safe(fault), severity="warning", seconds=10)
        if message.workspace.kept_before_upgrade:
            kept = message.workspace.kept_before_upgrade.name
            toast(self, safe(f"Its tables were brought up to date; as it was before it is kept in {kept}."), seconds=10)
        last = self.remember(message.workspace.location)
        is_free = self._start is None and not self._was_led
        if is_free and last in SCREENS and last != self.current_mode == self.DEFAULT_MODE:
            # Coming to the screen, it reads the case itself.
            self.switch_mode(last)
        else:
            self.reload()
        self.watch_case()
        if self._with_tour:
            self.offer_tour()

    @on(CaseRefused)
    def _on_case_refused(self, message: CaseRefused) -> None:
        self.refused = message.error
        self.exit(return_code=int(message.error.exit_code))

    def on_unmount(self) -> None:
        # A thread that goes on would keep the program from ending.
        self.stop()
        self.stop_watching()
        if self.workspace is not None and self._given is None:
            self.workspace.close()

    def copy_to_clipboard(self, text: str) -> None:
        """Copies what is shown: where it is pasted nobody looks for hidden characters, and a shell obeys them."""
        super().copy_to_clipboard(show(text))

    def reload(self) -> None:
        """Lets the screen beneath all dialogs read the case again."""
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen):
                screen.reload()

    @property
    def status_words(self) -> str:
        saving = f"saving {self.unsaved}" if self.unsaved else ""
        read_only = "read-only" if self.workspace and self.workspace.read_only else ""
        busy = "busy, waiting" if self.is_busy else ""
        return ", ".join(filter(None, (read_only, busy, self.task_words, saving, self.watch_words)))

    def tell(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen):
                screen.tell(self.status_words)
            elif hasattr(screen, "tell"):
                screen.tell(self.task_words)

    # -- around ----------------------------------------------------------------------------------------------------

    def go(self, screen: str, record: str | None = None, *, then: str | None = None) -> None:
        """Shows another screen, and a record on it; `then` is the action to do there."""
        self._was_led = True
        self.trail = [*self.trail, self.current_mode] if record else []
        self.sought = (screen, record) if record else None
        self.intended = (screen, then) if then else None
        self.switch_mode(screen)

    def use_keys(self, keys: Mapping[str, str]) -> None:
        self.user_keys = dict(keys)
        self.set_keymap(self.user_keys)
        for screen in self.screen_stack:
            if isinstance(screen, CaseScreen):
                screen.use_keys(self.user_keys)

    def next_theme(self) -> None:
        self.theme = themes.after(self.theme)
        toast(self, safe(f"Theme: {self.theme}"), seconds=2)
        self._keep_theme(self.theme)

    @work(thread=True, exclusive=True, group="theme")
    def _keep_theme(self, theme: str) -> None:
        from tracker.settings import keep_settings

        try:
            keep_settings({"theme": theme})
        except TrackerError as error:
            toast(self, of_error(error), severity="warning")


def run(case: str | None = None, *, workspace: Workspace | None = None, start: str | None = None) -> int:
    """Opens the interface and returns the exit code.

    case: path of the case; None: from the settings. start: one of `SCREENS`.
    """
    keep_pace()
    app = TrackerApp(case, workspace=workspace, start=start, with_tour=True)
    app.terminal = Terminal()
    app.driver_class = lasting(app.driver_class, app.terminal)
    with suppress(OSError):  # the terminal is gone; there is nobody to tell
        app.run()
    if app.terminal.is_gone():
        return end_with(HUNG_UP)
    if app.refused is not None:
        sys.stderr.write(f"tracker: {safe(str(app.refused)).plain}\n")
        return int(app.refused.exit_code)
    return app.return_code or 0
