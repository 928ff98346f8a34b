"""Correcting an incident: its name, where and when it was, who did it to whom. Only what was changed is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical

from tracker.model.incident import Incident
from tracker.present.show import show_line
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.edit_fields import EditFields
from tracker.ui.widgets.fields import Field, FieldRow

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

FIELDS: dict[str, tuple[str, str]] = {
    "name": ("Name", "claims of it carry the new name"),
    "kind": ("Kind", "attack, siege, earthquake, election ..."),
    "place": ("Place", ""),
    "time": ("Time", "2017, 2017-07, 2017-07-31 or from/to"),
    "target": ("Target", "what was struck"),
    "actor": ("Actor", "who did it"),
    "notes": ("Notes", ""),
}
"""Field of the service -> its name on the screen and what may be written."""
COMPLETED = ("kind", "place", "target", "actor")
"""Fields completed from other incidents."""
MOST_KNOWN = 500
"""Words that a field is completed from."""


class EditIncident(EditFields[Incident]):
    """The fields of an incident. Its claims are not moved; merging does that."""

    FIELDS = FIELDS
    FIRST = "name"

    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self._incident = incident
        self.subject = incident.id
        self.rev = incident.rev
        self.draft_name = f"edit {incident.id}"

    def compose(self) -> ComposeResult:
        box = Vertical(
            *(
                FieldRow(safe(label), Field(_entered(self._incident, name), id=name, hint=hint))
                for name, (label, hint) in FIELDS.items()
            ),
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Edit {self._incident.id}")
        box.border_subtitle = safe("enter save · → takes a completion · escape back")
        yield box

    def known(self, case: Workspace) -> dict[str, list[str]]:
        incidents = case.incidents.all()
        return {name: _words(getattr(incident, name) for incident in incidents) for name in COMPLETED}

    def value(self, name: str) -> str | None:
        return self.entered(name) or (None if name in (*COMPLETED, "time") else "")

    def now(self, case: Workspace) -> tuple[int, dict[str, str]]:
        incident = case.incidents.get(self._incident.id)
        return incident.rev, {name: show_line(_entered(incident, name)) for name in FIELDS}

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Incident:
        return case.incidents.edit(self._incident.id, rev=self.rev, reason=reason, **changed)


def _entered(incident: Incident, name: str) -> str:
    value = getattr(incident, name)
    return "" if value is None else str(value)


def _words(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:MOST_KNOWN]
