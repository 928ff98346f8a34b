"""Correcting what the reading made of a claim, in sight of what it then contradicts. Only changed fields are saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input

from tracker.errors import TrackerError
from tracker.model.claim import Claim, ClaimStatus, Measure, Polarity
from tracker.model.population import BASES
from tracker.model.query import ClaimQuery
from tracker.present.show import show_line
from tracker.ui.findings import Comparison, compare, comparison_lines, counts_words
from tracker.ui.safe import NOTHING, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.edit_fields import EditFields
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.sheet import Pane, Sheet
from tracker.ui.words import quote_lines

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

FIELDS: dict[str, tuple[str, str]] = {
    "source": ("Source", "who says it"),
    "measure": ("Measure", "killed, wounded, fighters, cost ..."),
    "low": ("Low", "empty: no lower bound"),
    "high": ("High", "empty: no upper bound"),
    "unit": ("Unit", "empty: a plain count"),
    "population": ("Population", "empty: everyone; police, civilians ..."),
    "polarity": ("Polarity", "affirmed or denied"),
    "place": ("Place", ""),
    "incident": ("Incident", "empty: a standing fact"),
    "event_time": ("Event time", "2017, 2017-07, 2017-07-31 or from/to"),
    "as_of": ("As of", "the day for which the figure is given"),
    "confidence": ("Confidence", "low, moderate, high or 0-100"),
}
"""Field of the service -> its name on the screen and what may be written."""
FIGURES = ("low", "high")
_MEASURES = [measure.value for measure in Measure]
PAUSE_S = 0.15
"""Seconds without a key before the corrected claim is set against the case."""
LOWEST = 14
"""Lines of the form where it stands in the place of the reading."""


class EditClaim(EditFields[Claim]):
    """All fields of a claim, and beneath them, live, what the claim would contradict or confirm.

    place: where on the screen the claim's reading stands, whose place the form takes; None: in the middle.
    """

    CSS_PATH = "edit_claim.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+y,ctrl+enter", "save_and_accept", show=False)]
    FIELDS = FIELDS
    FIRST = "source"

    def __init__(self, claim: Claim, *, place: Callable[[], Region] | None = None) -> None:
        super().__init__()
        self.set_class(place is not None, "-in-place")
        self._claim = claim
        self._place = place
        self._accepts = False
        """Whether the proposal is accepted with the change."""
        self._followed = _entered(claim, "high") if claim.low is not None and claim.low == claim.high else None
        """What stands in High because it stands in Low; None: the figure is a range."""
        self.subject = claim.id
        self.rev = claim.rev
        self.draft_name = f"edit {claim.id}"

    def compose(self) -> ComposeResult:
        box = Vertical(
            Sheet(lambda width: quote_lines(self._claim, (), width, indent=0, most=3), id="quote"),
            VerticalScroll(*self._rows(), id="rows", can_focus=False, classes="section"),
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            no_complaint(),
            Pane(Sheet(id="findings"), title=safe("In the case, so corrected"), id="against"),
            classes="dialog",
        )
        box.border_title = line(f"Edit {self._claim.id}")
        accepting = " · ctrl+y save and accept" if self._claim.status is ClaimStatus.PROPOSED else ""
        box.border_subtitle = safe(f"enter save{accepting} · → complete · escape back")
        yield box

    def on_mount(self) -> None:
        # The base class's own handler runs as well.
        self._compare()

    def on_resize(self) -> None:
        self.call_after_refresh(self._take_place)

    def _take_place(self) -> None:
        """Lies over the reading, which the screen below has laid out by now; upwards too where that is too low."""
        if self._place is None:
            return
        place = self._place()
        box = self.query_one(".dialog")
        height = min(max(place.height, LOWEST), self.size.height - 2)
        box.styles.width, box.styles.height = place.width, height
        box.styles.offset = (place.x, max(place.bottom - height, 1))

    @on(Input.Changed, "#measure")
    def _tell_measure(self) -> None:
        """Says that a measure is none of those known: a slip of the pen would keep the claim out of every dispute."""
        entered = self.entered("measure")
        is_own = entered not in ("", self.query_one("#measure", Field).initial, *_MEASURES)
        words = f"“{entered}” is a measure of your own: it is set only against claims that have the same."
        self.complain(line(words, "$warning") if is_own else NOTHING)

    @on(Input.Changed, "#low")
    def _follow(self, event: Input.Changed) -> None:
        """Keeps a single figure a single one, unless its other end was typed over."""
        high = self.query_one("#high", Field)
        if high.value == self._followed:
            high.fill_in(event.value)
            self._followed = high.value

    # -- live ------------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _compare(self) -> None:
        changed = self.changed()
        self.load("comparison", lambda case: _corrected(case, self._claim, changed), after=PAUSE_S)

    def show_comparison(self, comparison: Comparison | None) -> None:
        if comparison is None:
            return
        self.query_one("#findings", Sheet).set(lambda width: comparison_lines(comparison, width))
        self.query_one("#against", Pane).head(safe("In the case, so corrected"), counts_words(comparison))

    def _rows(self) -> Iterator[FieldRow]:
        known = {
            "measure": _MEASURES,
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
        beside = case.claims.find(ClaimQuery(report=self._claim.report)) if self._claim.report else []
        places = {incident.place for incident in incidents} | {claim.place for claim in beside}
        return {
            "source": [source.name for source in case.sources.all()],
            "incident": [incident.name for incident in incidents],
            "place": sorted(place for place in places if place),
        }

    def value(self, name: str) -> Any:
        text = self.entered(name)
        if name not in FIGURES:
            return text or None
        digits = text.replace(",", "").strip("-")
        return float(text.replace(",", "")) if digits else None

    def now(self, case: Workspace) -> tuple[int, dict[str, str]]:
        claim = case.claims.get(self._claim.id)
        return claim.rev, {name: show_line(_entered(claim, name)) for name in FIELDS}

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Claim:
        return case.claims.edit(self._claim.id, rev=self.rev, reason=reason, accept=self._accepts, **changed)

    def said(self, made: Claim, labels: str) -> Content:  # noqa: ARG002  see `EditFields`
        return line(f"Edited {self.subject}: {labels}{'; accepted it' if self._accepts else ''}")

    def action_save(self) -> None:
        self._accepts = False
        super().action_save()

    def action_save_and_accept(self) -> None:
        """Saves what was corrected, if anything was, and accepts the proposal."""
        claim_id, changed = self._claim.id, self.changed()
        if self._claim.status is not ClaimStatus.PROPOSED:
            self.action_save()
        elif changed:
            self._accepts = True
            self._save_fields(changed)
        else:
            self.save(lambda case: case.triage.accept(claim_id, only_proposed=True), result=lambda _: self._claim)


def _corrected(case: Workspace, claim: Claim, changed: dict[str, Any]) -> Comparison | None:
    """The claim as it would be, against the case; None while what is typed is no such claim."""
    try:
        return compare(case, case.claims.corrected(claim, **changed))
    except TrackerError:
        return None


def _entered(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
