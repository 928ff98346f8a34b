"""Putting a claim, or all of its report that stand where it stands, into another incident or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.query import ClaimQuery
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.screens.early_keys import KeepsEarlyKeys
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words
from tracker.ui.words import says, source_words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

MOST = 60
"""Incidents listed; what is typed narrows them."""
NEW = "new"
"""Id of the choice that makes an incident of what was typed; ids of incidents have digits."""
LAST = "last incident"
"""What the one chosen last is kept under: it is often the next one too."""


class Found(NamedTuple):
    """What the dialog chooses from."""

    typed: str
    incidents: list[Incident]
    beside: list[str]
    """Ids of the open claims of the report in the same incident, or in none as this one; this one among them."""


class IntoIncident(Dialog[None], KeepsEarlyKeys):
    """A filter, the incidents that match it, and a new one of the name that was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+y", "save_all", show=False)]

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self._beside: list[str] = [claim.id]
        self._shown: str | None = None
        """What the list was read for."""
        self._waits_for: bool | None = None
        """Saved before the list was there: whether with all of the report; None: not saved."""

    def compose(self) -> ComposeResult:
        claim = self._claim
        now = line(claim.incident, "$faint") if claim.incident else safe("in no incident", "$faint")
        box = Vertical(
            Words(join(line(claim.id, "$faint"), source_words(claim), says(claim), sep="  ")),
            Words(join(safe("now", "$faint"), now, sep=" ")),
            FieldRow(safe("Into"), Field(id="text", hint="words to find it by, or the name of a new one")),
            Choices(id="found", classes="section"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Into incident")
        yield box

    def on_mount(self) -> None:
        self._search("")
        self._tell_keys()

    def _tell_keys(self) -> None:
        many = len(self._beside)
        where = "in its incident" if self._claim.incident_id else "without one"
        every = f" · ctrl+y all {many} of {self._claim.report} {where}" if many > 1 else ""
        self.query_one(".dialog").border_subtitle = safe(f"↓ list · enter this{every} · escape back")

    def _search(self, text: str, after: float = 0.0) -> None:
        claim, last = self._claim, self.tracker.kept(LAST).get("id")
        self.load("found", lambda case: _found(case, claim, text, last), after=after)

    def show_found(self, found: Found) -> None:
        listed = self.query_one(Choices)
        self._beside, self._shown = found.beside, found.typed
        self._tell_keys()
        options = [_option(one) for one in found.incidents]
        if found.typed and not any(one.name == found.typed for one in found.incidents):
            made = choice(join(safe("new", "$accent"), line(found.typed, "bold"), sep="   "), NEW)
            # Words that only resemble a name must not end in that incident by the key that was meant for a new one.
            is_named = any(found.typed.casefold() in f"{one.id} {one.name}".casefold() for one in found.incidents)
            options = [*options, made] if is_named else [made, *options]
        listed.clear_options()
        listed.add_options(options)
        self.complain(safe("" if options else "There is no other incident yet; type the name of a new one."))
        listed.highlighted = 0 if options else None
        if self._waits_for is not None:
            self._save_into(with_all=self._waits_for)

    @on(Input.Changed)
    def _on_changed(self, event: Input.Changed) -> None:
        self._search(event.value.strip(), after=0.12)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        self._save_into(with_all=False)

    def action_save_all(self) -> None:
        self._save_into(with_all=True)

    def _save_into(self, *, with_all: bool) -> None:
        if self._shown != self.query_one("#text", Field).value.strip():
            # The list is still that of fewer words: its first line is not what is meant.
            self._waits_for = with_all
            return
        self._waits_for = None
        claim_ids = self._beside if with_all else [self._claim.id]
        listed = self.query_one(Choices)
        if not self.need(listed.highlighted is not None, "Type the name of an incident.", "#text"):
            return
        picked = listed.get_option_at_index(listed.highlighted or 0).id or NEW
        into = self.query_one("#text", Field).value.strip() if picked == NEW else picked
        seen = self._claim.incident_id
        self.save(
            lambda case: case.incidents.put_into(into, *claim_ids, seen=seen),
            said=lambda made: line(made.summary),
            result=self._kept,
        )

    def _kept(self, made: Change) -> None:
        """Notes where it went, for the next one."""
        went = next((edit.after for edit in made.edits if edit.kind == "claim"), None)
        self.tracker.keep(LAST, {"id": went.get("incident_id")} if went else None)


def _found(case: Workspace, claim: Claim, text: str, last: str | None) -> Found:
    beside = case.claims.find(ClaimQuery(report=claim.report)) if claim.report else [claim]
    ids = [one.id for one in beside if one.status.is_open and one.incident_id == claim.incident_id]
    incidents = [one for one in case.incidents.find(text) if one.id != claim.incident_id]
    if not text:
        near = [last, *(one.incident_id for one in beside)]
        # Where others of the report are comes first.
        incidents.sort(key=lambda one: near.index(one.id) if one.id in near else len(near))
    return Found(text, incidents[:MOST], ids if claim.id in ids else [claim.id])


def _option(incident: Incident) -> Option:
    number = line(incident.id, "$faint").pad_right(max(4 - len(incident.id), 0))
    return choice(join(number, line(incident.name), sep="  "), incident.id)
