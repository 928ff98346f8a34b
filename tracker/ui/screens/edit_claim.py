"""Correcting what the reading made of a claim. Only fields that were changed are saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from tracker.model.claim import Claim, Measure, Polarity
from tracker.model.population import BASES
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.words import quote_lines

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

FIELDS: dict[str, tuple[str, str]] = {
    "source": ("Source", "who says it"),
    "measure": ("Measure", "killed, wounded, fighters, cost ..."),
    "low": ("Low", "empty: no lower bound"),
    "high": ("High", "empty: no upper bound"),
    "unit": ("Unit", "empty: a plain count"),
    "population": ("Population", "police, civilians, US soldiers ... empty: everyone"),
    "polarity": ("Polarity", "affirmed or denied"),
    "place": ("Place", ""),
    "incident": ("Incident", "empty: a standing fact"),
    "event_time": ("Event time", "2017, 2017-07, 2017-07-31 or from/to"),
    "as_of": ("As of", "the day for which the figure is given"),
    "confidence": ("Confidence", "low, moderate, high or 0-100"),
}
"""Field of the service -> its name on the screen and what may be written."""
FIGURES = ("low", "high")


class EditClaim(Dialog[Claim]):
    """All fields of a claim on one screen."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim

    def compose(self) -> ComposeResult:
        box = Vertical(
            Sheet(lambda width: quote_lines(self._claim, (), width, indent=0, most=3)),
            VerticalScroll(*self._rows(), id="rows", can_focus=False, classes="section"),
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Edit {self._claim.id}")
        box.border_subtitle = safe("enter save · → takes a completion · escape back")
        yield box

    def _rows(self) -> Iterator[FieldRow]:
        known = {
            "measure": [m.value for m in Measure],
            "population": list(BASES),
            "polarity": [p.value for p in Polarity],
        }
        for name, (label, hint) in FIELDS.items():
            entered = _entered(self._claim, name)
            is_figure = name in FIGURES
            field = Field(entered, id=name, hint=hint, known=known.get(name, ()), is_figure=is_figure)
            yield FieldRow(safe(label), field)

    def on_mount(self) -> None:
        self.query_one("#measure", Field).focus()
        self.load("known", _known)

    def show_known(self, names: dict[str, list[str]]) -> None:
        for field, known in names.items():
            self.query_one(f"#{field}", Field).suggest_from(known)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        changed = {name: self._value(name) for name in FIELDS if self.query_one(f"#{name}", Field).is_changed}
        if not self.need(changed, "Nothing was changed.", "#measure"):
            return
        claim, reason = self._claim, self.query_one("#reason", Field).value.strip()
        self.save(
            lambda case: case.claims.edit(claim.id, rev=claim.rev, reason=reason, **changed),
            said=lambda _: line(f"Edited {claim.id}: {', '.join(FIELDS[name][0].lower() for name in changed)}"),
        )

    def _value(self, name: str) -> Any:
        text = self.query_one(f"#{name}", Field).value.strip()
        if name not in FIGURES:
            return text or None
        digits = text.replace(",", "").strip("-")
        return float(text.replace(",", "")) if digits else None


def _entered(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _known(case: Workspace) -> dict[str, list[str]]:
    """Names to complete from."""
    incidents = case.incidents.all()
    return {
        "source": [source.name for source in case.sources.all()],
        "incident": [incident.name for incident in incidents],
        "place": sorted({incident.place for incident in incidents if incident.place}),
    }
