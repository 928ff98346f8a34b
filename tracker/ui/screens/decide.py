"""Deciding a dispute or a pair: outcome, reason, and what the outcome needs besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tracker.errors import TrackerError
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.scales import Outcome
from tracker.model.source import Source
from tracker.present.disputes import decision_line
from tracker.present.show import show_line
from tracker.present.sources import reliability_words
from tracker.present.statements import short_statement
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.form import Form
from tracker.ui.screens.one_answer import OneAnswer
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

CHOICES: dict[Outcome, tuple[str, str]] = {
    Outcome.PREFER_SOURCE: (
        "prefer one source",
        "One source is believed: ↓ chooses it, g grades it. Needs a grade and a reason.",
    ),
    Outcome.REPORT_RANGE: ("report a range", "Both stay; the figure is given as a range. Empty ends span all camps."),
    Outcome.DEFER: ("leave open", "Unknown, unconfirmed or uncorroborated; nothing more can be found out now."),
    Outcome.KEEP_PENDING: ("keep pending", "Looked at; more reports are expected."),
    Outcome.QUERY_SOURCE: ("ask the source", "A source is to be asked before anything is decided."),
    Outcome.DIFFERENT_SCOPE: ("different groups", "They count different groups, so both may be true."),
    Outcome.DIFFERENT_TIME: ("different times", "They hold for different times."),
    Outcome.DIFFERENT_EVENT: ("different events", "They speak of different events."),
    Outcome.DIFFERENT_PLACE: ("different places", "They speak of different places."),
    Outcome.SUPERSEDED: ("superseded", "A later figure replaced an earlier one."),
    Outcome.DUPLICATE: ("duplicate", "It is the same claim twice."),
    Outcome.MISREAD: ("misread", "The reading was wrong; the reports do not say this."),
    Outcome.SAME_ORIGIN: ("same origin", "Both go back to one origin."),
}
"""Outcome -> a few words for the list, and what it means."""


LONGEST_NAME = 24
"""Cells of a source's name in the list; a longer one would push what it says out of sight."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is decided."""

    target: str
    heading: str
    said: Mapping[str, str]
    """Id of each source that takes part -> what it says, for the camps are out of sight; empty: not known here."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that take part."""
        return tuple(self.said)


def said_by(claims: Iterable[Claim]) -> dict[str, str]:
    """Id of each source -> what it says, each thing once."""
    things: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.source_id:
            things.setdefault(claim.source_id, {})[short_statement(claim)] = None
    return {source_id: "; ".join(said) for source_id, said in things.items()}


class Decide(OneAnswer[Decision], Form[Decision]):
    """All outcomes, grouped by whether the claims conflict after all."""

    CSS_PATH = "decide.tcss"
    ANSWER = "decision"

    def __init__(self, subject: Subject, *, believed: str | None = None, seen: str | None = None) -> None:
        """believed: id of the source that stands chosen in the list of sources. seen: the decision in force on it."""
        super().__init__()
        self.seen = seen
        self._subject = subject
        self._believed = believed
        self._sources: list[Source] = []
        self.draft_name = f"decide {subject.target}"

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(line(self._subject.heading).truncate(240, ellipsis=True), id="about"),
            Horizontal(
                Choices(*_options(), id="outcomes"),
                Vertical(
                    Words(id="meaning"),
                    Choices(id="sources"),
                    FieldRow(safe("From"), Field(id="low", hint="empty: lowest of all camps", is_figure=True)),
                    FieldRow(safe("To"), Field(id="high", hint="empty: highest of all camps", is_figure=True)),
                    id="needs",
                ),
                id="sides",
            ),
            FieldRow(safe("Reason"), Field(id="reason", hint="needed; goes into the journal and the log")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = line(f"Decide {self._subject.target}")
        box.border_subtitle = safe("↓ outcome · enter, type the reason, enter · tab fields · escape back")
        yield box

    def typed(self) -> dict[str, str]:
        texts = super().typed()
        return {**texts, "outcome": self.outcome.value} if texts and self.outcome else texts

    def bring(self, typed: dict[str, str]) -> None:
        super().bring(typed)
        outcomes = self.query_one("#outcomes", Choices)
        if typed.get("outcome") in set(Outcome):
            outcomes.highlighted = outcomes.get_option_index(typed["outcome"])
        self.query_one("#reason", Field).focus()

    def on_mount(self) -> None:
        outcomes = self.query_one("#outcomes", Choices)
        outcomes.highlighted = 1
        outcomes.focus()
        self.load("sources", self._read_sources)

    def _read_sources(self, case: Workspace) -> list[Source]:
        return [case.sources.get(source_id) for source_id in self._subject.sources]

    def show_sources(self, sources: list[Source]) -> None:
        self._sources = sources
        listed = self.query_one("#sources", Choices)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(
            [
                choice(
                    join(
                        line(s.name).truncate(LONGEST_NAME, ellipsis=True),
                        line(self._subject.said[s.id]),
                        line(reliability_words(s), "$faint"),
                        sep="  ",
                    ),
                    s.id,
                )
                for s in sources
            ]
        )
        if at is not None:
            listed.highlighted = at
        elif self._believed in self._subject.sources:
            listed.highlighted = self._subject.sources.index(self._believed)

    def _grade(self) -> None:
        """Grades the source under the cursor: one that is believed needs a grade."""
        from tracker.ui.screens.grade import GradeSource

        at = self.query_one("#sources", Choices).highlighted
        if at is None:
            self.complain(safe("↓ chooses a source, then g grades it."))
            return
        self.app.push_screen(GradeSource(self._sources[at]), lambda _: self._graded())

    def _graded(self) -> None:
        self.complain()
        self.load("sources", self._read_sources)

    def _refused(self, error: TrackerError) -> None:
        super()._refused(error)
        at = self.query_one("#sources", Choices).highlighted if self.is_attached else None
        if self.outcome is Outcome.PREFER_SOURCE and at is not None and not self._sources[at].grades:
            # Where g grades it: in the field of the reason it would be a letter.
            self.query_one("#sources", Choices).focus()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome under the cursor."""
        outcomes = self.query_one("#outcomes", Choices)
        key = outcomes.get_option_at_index(outcomes.highlighted).id if outcomes.highlighted is not None else None
        return Outcome(key) if key else None

    @on(OptionList.OptionHighlighted, "#outcomes")
    def _on_outcome(self) -> None:
        outcome = self.outcome
        if outcome is None:
            return
        name, meaning = CHOICES[outcome]
        # Named here as well: while the reason is typed, only colour would tell which one was chosen.
        self.query_one("#meaning", Words).put(
            join(safe(name.capitalize(), "bold $foreground"), safe(meaning), sep="\n")
        )
        needs = self.query_one("#needs")
        needs.set_class(outcome is Outcome.PREFER_SOURCE, "-source")
        needs.set_class(outcome is Outcome.REPORT_RANGE, "-range")
        self.complain()

    @on(OptionList.OptionSelected, "#outcomes")
    def _on_outcome_chosen(self) -> None:
        if self.outcome is Outcome.PREFER_SOURCE:
            sources = self.query_one("#sources", Choices)
            sources.highlighted = sources.highlighted or 0
            sources.focus()
        else:
            # A range needs no ends: what is typed next is the reason, and up goes to the ends.
            self.query_one("#reason", Field).focus()

    @on(OptionList.OptionSelected, "#sources")
    def _on_source_chosen(self) -> None:
        self.query_one("#reason", Field).focus()

    def on_key(self, event: events.Key) -> None:
        """Words typed while a list has the keys begin the reason, but for the letters that move in the list."""
        if event.is_printable and event.character and isinstance(self.focused, Choices):
            if event.key in Choices.MOVING_LETTERS:
                return
            event.stop()
            if event.key == "g" and self.focused.id == "sources":
                self._grade()
                return
            self.words_declined(event.character)

    def on_paste(self, event: events.Paste) -> None:
        if isinstance(self.focused, Choices):
            self.words_declined(show_line(event.text))

    def words_declined(self, words: str) -> None:
        reason = self.query_one("#reason", Field)
        reason.focus()
        reason.insert_text_at_cursor(words)

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "low":
            self.query_one("#high", Field).focus()
        elif event.input.id == "high":
            self.query_one("#reason", Field).focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        outcome, target = self.outcome, self._subject.target
        if outcome is None:
            return
        reason = self.query_one("#reason", Field).value.strip()
        further: dict[str, Any] = {}
        if outcome is Outcome.PREFER_SOURCE:
            sources = self.query_one("#sources", Choices)
            index = sources.highlighted
            if not self.need(index is not None, "Choose the source that is believed.", "#sources"):
                return
            further["preferred"] = sources.get_option_at_index(index or 0).id
        if not self.need(reason, "Say why, in a few words: the evidence log hands it on.", "#reason"):
            return
        if outcome is Outcome.REPORT_RANGE:
            further |= self._range()
        self.save(
            lambda case: case.review.decide(target, outcome, reason=reason, seen=self.seen, **further),
            said=lambda _: line(f"Decided {target}: {CHOICES[outcome][0]}"),
        )

    def mine(self) -> str:
        name = CHOICES[self.outcome][0] if self.outcome else ""
        return f"{name}: {self.query_one('#reason', Field).value.strip()}"

    def now(self, case: Workspace) -> tuple[str | None, str]:
        decision = case.review.decision_on(self._subject.target)
        return (decision.id, decision_line(decision)) if decision else (None, "not decided")

    def _range(self) -> dict[str, float]:
        """The ends that were entered."""
        entered = {name: _digits(self.query_one(f"#{name}", Field).value) for name in ("low", "high")}
        return {name: float(digits) for name, digits in entered.items() if digits}


def _digits(text: str) -> str:
    """ "1,000" as "1000"; empty when no figure was written."""
    return text.replace(",", "").strip().rstrip("-")


def _options() -> list[Option]:
    real = [outcome for outcome in CHOICES if outcome.is_real_conflict]
    none = [outcome for outcome in CHOICES if not outcome.is_real_conflict]
    return [
        choice(safe("They conflict"), disabled=True),
        *(choice(safe(f"  {CHOICES[outcome][0]}"), outcome.value) for outcome in real),
        choice(safe("No conflict after all"), disabled=True),
        *(choice(safe(f"  {CHOICES[outcome][0]}"), outcome.value) for outcome in none),
    ]
