"""Correcting a source: its name, what it is, which side it is of and whose voice. Only what was changed is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tracker.model.source import Source, SourceKind
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

FIELDS: dict[str, tuple[str, str]] = {
    "name": ("Name", ""),
    "kind": ("Kind", "government, group, outlet, ngo, person ..."),
    "party": ("Side", "of the conflict; empty: an outsider"),
    "parent": ("Voice of", "the body it speaks for; empty: nobody's"),
    "notes": ("Notes", ""),
}
"""Field of the service -> its name on the screen and what may be written."""


class EditSource(Dialog[Source]):
    """The fields of a source. A change of side or body is journalled, and the case is weighed anew."""

    def __init__(self, source: Source, parent: str) -> None:
        """parent: name of the body it speaks for, or empty."""
        super().__init__()
        self._source = source
        self._entered = {
            "name": source.name,
            "kind": source.kind.value,
            "party": source.party or "",
            "parent": parent,
            "notes": source.notes,
        }

    def compose(self) -> ComposeResult:
        rows = [
            FieldRow(safe(label), Field(self._entered[name], id=name, hint=hint, known=_kinds(name)))
            for name, (label, hint) in FIELDS.items()
        ]
        box = Vertical(
            *rows,
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Edit {self._source.id}")
        box.border_subtitle = safe("enter save · → takes a completion · escape back")
        yield box

    def on_mount(self) -> None:
        self.query_one("#party", Field).focus()
        self.load("known", _known)

    def show_known(self, names: dict[str, list[str]]) -> None:
        for field, known in names.items():
            self.query_one(f"#{field}", Field).suggest_from(known)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        changed = {name: self._value(name) for name in FIELDS if self.query_one(f"#{name}", Field).is_changed}
        if not self.need(changed, "Nothing was changed.", "#party"):
            return
        source, reason = self._source, self.query_one("#reason", Field).value.strip()
        self.save(
            lambda case: _edited(case, source, changed, reason),
            said=lambda _: line(f"Edited {source.name}: {', '.join(FIELDS[name][0].lower() for name in changed)}"),
        )

    def _value(self, name: str) -> str | None:
        text = self.query_one(f"#{name}", Field).value.strip()
        return text or (None if name in ("party", "parent") else "")


def _edited(case: Workspace, source: Source, changed: dict[str, Any], reason: str) -> Source:
    named = changed.get("parent")
    fields = changed | {"parent": case.sources.get(named).id} if named else changed
    return case.sources.edit(source.id, rev=source.rev, reason=reason, **fields)


def _kinds(field: str) -> list[str]:
    return [kind.value for kind in SourceKind] if field == "kind" else []


def _known(case: Workspace) -> dict[str, list[str]]:
    """Names to complete from."""
    sources = case.sources.all()
    return {
        "party": sorted({source.party for source in sources if source.party}),
        "parent": [source.name for source in sources],
    }
