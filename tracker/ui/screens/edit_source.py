"""Correcting a source: its name, what it is, which side it is of and whose voice. Only what was changed is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical

from tracker.model.source import Source, SourceKind
from tracker.present.show import show_line
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.edit_fields import EditFields
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


class EditSource(EditFields[Source]):
    """The fields of a source. A change of side or body is journalled, and the case is weighed anew."""

    FIELDS = FIELDS
    FIRST = "party"

    def __init__(self, source: Source, parent: str) -> None:
        """parent: name of the body it speaks for, or empty."""
        super().__init__()
        self._source = source
        self.subject = source.name
        self.rev = source.rev
        self.draft_name = f"edit {source.id}"
        self._entered = _entered(source, parent)

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

    def known(self, case: Workspace) -> dict[str, list[str]]:
        sources = case.sources.all()
        return {
            "party": sorted({source.party for source in sources if source.party}),
            "parent": [source.name for source in sources],
        }

    def value(self, name: str) -> str | None:
        return self.entered(name) or (None if name in ("party", "parent") else "")

    def now(self, case: Workspace) -> tuple[int, dict[str, str]]:
        source = case.sources.get(self._source.id)
        parent = case.sources.get(source.parent).name if source.parent else ""
        return source.rev, {name: show_line(text) for name, text in _entered(source, parent).items()}

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Source:
        named = changed.get("parent")
        fields = changed | {"parent": case.sources.get(named).id} if named else changed
        return case.sources.edit(self._source.id, rev=self.rev, reason=reason, **fields)


def _entered(source: Source, parent: str) -> dict[str, str]:
    return {
        "name": source.name,
        "kind": source.kind.value,
        "party": source.party or "",
        "parent": parent,
        "notes": source.notes,
    }


def _kinds(field: str) -> list[str]:
    return [kind.value for kind in SourceKind] if field == "kind" else []
