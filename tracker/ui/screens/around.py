"""What can be done from every screen and concerns none: going to another, long work, what is pasted, own keys."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from tracker.ui.actions import BY_ID
from tracker.ui.dropped import REPORT_LETTERS, address_in, path_in
from tracker.ui.palette import EVERYWHERE, Entry
from tracker.ui.safe import join, line, safe, toast
from tracker.ui.screens.loading import Loads


class Around(Loads):
    """Actions that every screen has."""

    NAME: ClassVar[str] = ""
    """The screen's name in the table of actions."""

    def action_act(self, action: str) -> None:
        """Does what a key stands for, or says why not."""
        raise NotImplementedError

    def why_not(self, action: str) -> str | None:
        """Why an action cannot be done now; None when it can."""
        raise NotImplementedError

    def why_not_stop(self) -> str | None:
        return None if self.tracker.task_words else "Nothing is being worked on."

    def do_stop(self) -> None:
        self.tracker.stop()

    def do_paste_report(self) -> None:
        from tracker.ui.screens.paste_report import PasteReport

        self.app.push_screen(PasteReport())

    def on_paste(self, event: events.Paste) -> None:
        """Words pasted onto a screen: a path, as what is dragged in, an address, or the text of a report."""
        if self.tracker.workspace is None:
            return
        if self.why_not("paste_report"):
            self.action_act("paste_report")
        elif path_in(event.text) or address_in(event.text):
            from tracker.ui.screens.take_in import TakeIn

            self.app.push_screen(TakeIn(event.text.strip()))
        elif len(event.text.strip()) >= REPORT_LETTERS:
            from tracker.ui.screens.paste_report import PasteReport

            self.app.push_screen(PasteReport(event.text))

    def copied(self) -> str:
        """What `y` copies; empty: nothing."""
        return ""

    def do_copy(self) -> None:
        text = self.copied()
        if not text:
            toast(self.app, safe("There is nothing under the cursor to copy."), severity="warning")
            return
        self.app.copy_to_clipboard(text)
        toast(self.app, join(safe("Copied: "), line(text).truncate(60, ellipsis=True)))

    def do_tour(self) -> None:
        from tracker.ui.screens.tour import Tour

        self.app.push_screen(Tour(), self._begin)

    def _begin(self, action: str | None) -> None:
        """Opens what was chosen in the tour; what would change the case is only led to."""
        from tracker.ui.screens.tour import CHANGES_NOTHING

        if action is None:
            return
        where = BY_ID[action].screens
        if where and self.NAME not in where:
            self.tracker.go(where[0], then=action if action in CHANGES_NOTHING else None)
        elif action in CHANGES_NOTHING:
            self.action_act(action)

    def do_own_keys(self) -> None:
        from tracker.ui.screens.own_keys import OwnKeys

        self.app.push_screen(OwnKeys())

    def do_theme(self) -> None:
        self.tracker.next_theme()

    def do_go_case(self) -> None:
        self.tracker.go("case")

    def do_go_triage(self) -> None:
        self.tracker.go("triage")

    def do_go_claims(self) -> None:
        self.tracker.go("claims")

    def do_go_disputes(self) -> None:
        self.tracker.go("disputes")

    def do_go_sources(self) -> None:
        self.tracker.go("sources")

    def do_go_log(self) -> None:
        self.tracker.go("log")

    def do_go_incidents(self) -> None:
        self.tracker.go("incidents")

    def do_new(self) -> None:
        from tracker.ui.screens.new_claim import NewClaim

        self.app.push_screen(NewClaim())

    def do_calibration(self) -> None:
        from tracker.ui.screens.origins import CalibrationBox

        self.app.push_screen(CalibrationBox())

    def do_help(self) -> None:
        from tracker.ui.screens.help import Help

        self.app.push_screen(Help(self.NAME))

    def do_palette(self) -> None:
        from tracker.ui.screens.palette import Palette

        self.app.push_screen(Palette(self.NAME, self.why_not), self._do_chosen)

    def _do_chosen(self, entry: Entry | None) -> None:
        """Does what was chosen in the palette: here, or on the screen that it belongs to."""
        if entry is None:
            return
        if entry.screen in (self.NAME, EVERYWHERE):
            self.action_act(entry.action.id)
        else:
            self.tracker.go(entry.screen, then=entry.action.id)

    def do_suspend(self) -> None:
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        self.app.exit(return_code=0)
