"""Correcting what the reading made of a claim. Only fields that were changed are saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from tracker.model.claim import Claim, Measure, Polarity
from tracker.model.population import BASES
from tracker.ui.safe import line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.edit_fields import EditFields
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


class EditClaim(EditFields[Claim]):
    """All fields of a claim on one screen."""

    FIELDS = FIELDS
    FIRST = "measure"

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self.subject = claim.id

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

    def known(self, case: Workspace) -> dict[str, list[str]]:
        incidents = case.incidents.all()
        return {
            "source": [source.name for source in case.sources.all()],
            "incident": [incident.name for incident in incidents],
            "place": sorted({incident.place for incident in incidents if incident.place}),
        }

    def value(self, name: str) -> Any:
        text = self.entered(name)
        if name not in FIGURES:
            return text or None
        digits = text.replace(",", "").strip("-")
        return float(text.replace(",", "")) if digits else None

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Claim:
        return case.claims.edit(self._claim.id, rev=self._claim.rev, reason=reason, **changed)


def _entered(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
