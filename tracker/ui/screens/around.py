"""What can be done from every screen and concerns none of them: long work, what is pasted, own keys, the tour."""

from __future__ import annotations

from textual import events

from tracker.ui.dropped import REPORT_LETTERS, path_in
from tracker.ui.screens.loading import Loads


class Around(Loads):
    """Actions that every screen has."""

    def why_not_stop(self) -> str | None:
        return None if self.tracker.task_words else "Nothing is being worked on."

    def do_stop(self) -> None:
        self.tracker.stop()

    def do_paste_report(self) -> None:
        from tracker.ui.screens.paste_report import PasteReport

        self.app.push_screen(PasteReport())

    def on_paste(self, event: events.Paste) -> None:
        """Words pasted onto a screen: a path, as terminals paste what is dragged in, or the text of a report."""
        if self.tracker.workspace is None:
            return
        if path_in(event.text):
            from tracker.ui.screens.take_in import TakeIn

            self.app.push_screen(TakeIn(event.text.strip()))
        elif len(event.text.strip()) >= REPORT_LETTERS:
            from tracker.ui.screens.paste_report import PasteReport

            self.app.push_screen(PasteReport(event.text))

    def do_tour(self) -> None:
        from tracker.ui.screens.tour import Tour

        self.app.push_screen(Tour())
