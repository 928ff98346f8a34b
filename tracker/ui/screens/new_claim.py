"""Typing a claim in: one screen, and what it contradicts appears while one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tracker.model.claim import Claim
from tracker.present.claims import details
from tracker.ui.findings import Comparison, compare, comparison_lines, counts_words
from tracker.ui.reads import NamesKnown, names_known
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.form import Form
from tracker.ui.widgets.fields import Field, FieldRow, Writing
from tracker.ui.widgets.sheet import Pane, Sheet

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

PAUSE_S = 0.15
"""Seconds without a key before the words are read and set against the case."""

READ_FIELDS = ("measure", "figure", "population", "polarity", "place", "event time", "as of", "incident", "reading")
"""Fields of the reading that are shown while typing."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What reading made of the words, and what they would contradict."""

    claim: Claim
    comparison: Comparison
    is_new_source: bool
    """Whether keeping it makes a new source."""


class NewClaim(Form[Claim]):
    """A claim with its source and confidence."""

    CSS_PATH = "new_claim.tcss"
    NEEDS_CONFIDENCE: ClassVar[bool] = True
    """Whether somebody has to say how sure it is."""
    KEYS: ClassVar[str] = "ctrl+s or enter in a field: keep it · tab next · escape back"
    draft_name = "new claim"

    def compose(self) -> ComposeResult:
        box = Vertical(
            self.words(),
            Vertical(
                FieldRow(safe("Source"), Field(id="source", hint="who says it")),
                FieldRow(safe("Confidence"), Field(id="confidence", hint="low, moderate, high or 0-100", known=_WORDS)),
                FieldRow(safe("Credibility"), Field(id="credibility", hint="1-6, optional")),
                FieldRow(safe("Incident"), Field(id="incident", hint="optional; what happened once, somewhere")),
                classes="section",
            ),
            Pane(Sheet(id="reading"), title=safe("Read as"), id="read"),
            Pane(Sheet(id="findings"), title=safe("In the case"), id="against"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = self.heading()
        box.border_subtitle = safe(self.KEYS)
        yield box

    def words(self) -> Widget:
        """What shows the words of the claim."""
        return Writing(id="claim", hint="What is claimed, in the source's own words")

    def heading(self) -> Content:
        return safe("New claim")

    def on_mount(self) -> None:
        self.query_one("#claim, #source").focus()
        self.query_one("#reading", Sheet).words(line("What reading makes of the words appears here.", "$faint"))
        self.load("known", names_known)

    def show_known(self, names: NamesKnown) -> None:
        self.query_one("#source", Field).suggest_from(names.sources)
        self.query_one("#incident", Field).suggest_from(names.incidents)

    # -- live ------------------------------------------------------------------------------------------------------

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _on_typed(self) -> None:
        self.complain()
        text = self.text()
        if not text:
            self._clear()
            return
        # Half a word in a field is no reason to show nothing: it is checked when the claim is kept.
        usable = {
            name: value for name, value in self._fields().items() if name == "incident" or _is_complete(name, value)
        }
        draft = self.drafting(text, self._source(), usable)
        self.load("draft", lambda case: _compared(case, draft(case)), after=PAUSE_S)

    def drafting(self, text: str, source: str, fields: dict[str, Any]) -> Callable[[Workspace], Claim]:
        """What reads the claim as it stands in the form. It is called in a worker."""
        return lambda case: case.claims.draft(text, source=source or "unnamed source", **fields)

    def _clear(self) -> None:
        self.forget("draft")
        self.query_one("#reading", Sheet).words(line("What reading makes of the words appears here.", "$faint"))
        self.query_one("#findings", Sheet).words()
        self.query_one("#against", Pane).head(safe("In the case"))

    def show_draft(self, drafted: Drafted) -> None:
        self.query_one("#reading", Sheet).words(_reading(drafted))
        comparison = drafted.comparison
        self.query_one("#findings", Sheet).set(lambda width: comparison_lines(comparison, width))
        self.query_one("#against", Pane).head(safe("In the case"), counts_words(comparison))

    # -- keeping ---------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        text, source, fields = self.text(), self._source(), self._fields()
        if not self.need(text, "Write what is claimed.", "#claim"):
            return
        if not self.need(source, "Name the source: who says it.", "#source"):
            return
        if self.NEEDS_CONFIDENCE and not self.need(
            fields.get("confidence") or fields.get("credibility"),
            "How sure is it? low, moderate, high or 0-100.",
            "#confidence",
        ):
            return
        draft = self.drafting(text, source, fields)
        self.save(
            lambda case: case.claims.add(draft(case)),
            said=lambda kept: join(safe("Kept as "), line(kept.id)),
        )

    def text(self) -> str:
        """The words of the claim."""
        return self.query_one("#claim", Writing).text.strip()

    def _source(self) -> str:
        return self.query_one("#source", Field).value.strip()

    def _fields(self) -> dict[str, Any]:
        """What was entered besides text and source; the service reads and checks it."""
        entered = {
            name: self.query_one(f"#{name}", Field).value.strip() for name in ("confidence", "credibility", "incident")
        }
        fields: dict[str, Any] = {name: text for name, text in entered.items() if text}
        if fields.get("credibility", "").isdigit():
            fields["credibility"] = int(fields["credibility"])
        return fields


_WORDS = ("low", "moderate", "high")


def _compared(case: Workspace, claim: Claim) -> Drafted:
    return Drafted(claim, compare(case, claim), claim.source_id is None)


def _is_complete(name: str, value: Any) -> bool:
    if name == "credibility":
        return isinstance(value, int) and 1 <= value <= 6
    return value in _WORDS or (str(value).isdigit() and int(value) <= 100)


def _reading(drafted: Drafted) -> Content:
    parts = [
        join(line(name, "$faint"), line(words), sep=" ")
        for name, words in details(drafted.claim)
        if name in READ_FIELDS
    ]
    source = line(drafted.claim.source, "bold")
    new = line("(new source)", "$faint") if drafted.is_new_source else NOTHING
    return join(join(source, new, sep=" "), *parts, sep=" · ")
