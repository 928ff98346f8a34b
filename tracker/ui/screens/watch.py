"""Watching feeds and pages: which addresses, how often; started and stopped here."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tracker.errors import UsageError
from tracker.ui.safe import of_error, safe, toast
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Words

KEPT = "watch"
"""Name under which addresses and time are kept for the next session."""
TAKEN_IN = "feed"
"""Name under which the address of a feed that was taken in is kept, to be offered."""
EVERY = "15m"


class WatchFeeds(Dialog[None]):
    """Asks for addresses, and watches them for as long as the interface is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+x", "stop", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        kept = self.tracker.kept(KEPT)
        addresses = kept.get("addresses") or self.tracker.kept(TAKEN_IN).get("address") or ""
        now = self.tracker.watch_words
        box = Vertical(
            Words(safe("Feeds and pages are asked again and again; what is new goes into triage.", "$faint")),
            FieldRow(safe("Addresses"), Field(str(addresses), id="addresses", hint="https://…, several with blanks")),
            FieldRow(safe("Every"), Field(str(kept.get("every") or EVERY), id="every", hint="15m, 2h, 1d")),
            Words(safe(f"Now {now}; enter watches these instead." if now else "", "$accent"), id="now"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Watch feeds")
        box.border_subtitle = safe("enter watch · ctrl+x stop watching · escape back")
        yield box

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        from tracker.services.watching import check, seconds_of

        typed = self.query_one("#addresses", Field).value
        every = self.query_one("#every", Field).value
        addresses = typed.replace(",", " ").split()
        if not self.need(addresses, "Name a feed or a page.", "#addresses"):
            return
        try:
            check(addresses, seconds := seconds_of(every))
        except UsageError as error:
            self.complain(of_error(error))
            return
        self.tracker.keep(KEPT, {"addresses": " ".join(addresses), "every": every})
        self.tracker.watch_addresses(addresses, seconds)
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  Textual's
        # Without a watch the key is the field's own: it cuts.
        return action != "stop" or bool(self.tracker.watch_words)

    def action_stop(self) -> None:
        self.tracker.stop_watching()
        toast(self.app, safe("Nothing is watched any more; what was taken in stays."))
        self.dismiss(None)
