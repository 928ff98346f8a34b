"""Grading: a claim 1-6, a source A-F. One key and it is done; a reason may be given before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.model.claim import Claim
from tracker.model.scales import CREDIBILITY_LABELS, Reliability
from tracker.model.source import Source
from tracker.present.digits import digit_history
from tracker.present.sources import grade_history
from tracker.ui.safe import choice, join, line, lines, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.one_answer import OneAnswer
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words
from tracker.ui.words import says, source_words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

PAST = 3
"""Earlier grades that are shown."""


class _Grade(OneAnswer[Any]):
    """A list of grades and a reason."""

    ANSWER = "grade"

    HEADING: ClassVar[str] = "Grade"
    PROPOSED_BY: ClassVar[str] = "proposed by the record"

    def about(self) -> Content:
        """What is graded."""
        raise NotImplementedError

    def grades(self) -> list[tuple[str, str]]:
        """Key and words of each grade."""
        raise NotImplementedError

    def present(self) -> str | None:
        """Key of the grade it has."""
        raise NotImplementedError

    def proposed(self) -> str | None:
        """Key of the grade that the record proposes; it is marked, never chosen beforehand."""
        return None

    def give(self, key: str, reason: str) -> None:
        """Records the grade."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        options = [choice(self._words(key, words), key) for key, words in self.grades()]
        box = Vertical(
            Words(self.about(), id="about"),
            Choices(*options, id="grades", classes="section"),
            FieldRow(safe("Reason"), Field(id="reason", hint="optional; goes into the journal")),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe(self.HEADING)
        box.border_subtitle = safe("press the grade, or enter · tab reason · escape back")
        yield box

    def _words(self, key: str, words: str) -> Content:
        return join(
            safe(key, "bold"),
            safe(words),
            safe("(now)" if key == self.present() else "", "$faint"),
            safe(f"({self.PROPOSED_BY})" if key == self.proposed() else "", "$faint"),
            sep="  ",
        )

    def mark_proposed(self) -> None:
        """Marks the proposal where it was not known when the dialog opened."""
        for place, (key, words) in enumerate(self.grades()):
            self.query_one(Choices).replace_option_prompt_at_index(place, self._words(key, words))

    def on_mount(self) -> None:
        keys = [key for key, _ in self.grades()]
        grades = self.query_one(Choices)
        grades.highlighted = keys.index(self.present() or keys[0])
        grades.focus()

    def mine(self) -> str:
        return self._in_words(self._given)

    def _in_words(self, key: str | None) -> str:
        return next((f"{grade} {words}" for grade, words in self.grades() if grade == key), "no grade")

    def action_give(self, key: str) -> None:
        self._given = key
        self.give(key, self.query_one("#reason", Field).value.strip())

    @on(OptionList.OptionSelected)
    def _on_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_give(event.option_id or "")

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        index = self.query_one(Choices).highlighted
        self.action_give(self.grades()[index or 0][0])


class GradeClaim(_Grade):
    """The Admiralty digit of a claim."""

    HEADING = "How credible is the claim?"
    PROPOSED_BY = "proposed from what other sources say"
    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"give('{n}')", show=False) for n in CREDIBILITY_LABELS]

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self.seen = claim.credibility
        self._proposal: int | None = None
        self._past: list[str] = []

    def on_mount(self) -> None:
        super().on_mount()
        claim_id = self._claim.id
        self.load("proposal", lambda case: case.track_records.proposed_digit(claim_id))
        self.load("past", lambda case: digit_history(claim_id, case.history.entries(object_id=claim_id)))

    def show_proposal(self, digit: int) -> None:
        self._proposal = digit
        self.mark_proposed()

    def show_past(self, past: list[str]) -> None:
        self._past = past
        self.query_one("#about", Words).put(self.about())

    def proposed(self) -> str | None:
        return str(self._proposal) if self._proposal else None

    def about(self) -> Content:
        past = [line(words, "$faint") for words in self._past[-PAST:]]
        return lines([join(source_words(self._claim), says(self._claim), sep=": "), *past])

    def grades(self) -> list[tuple[str, str]]:
        return [(str(digit), words) for digit, words in CREDIBILITY_LABELS.items()]

    def present(self) -> str | None:
        return str(self._claim.credibility) if self._claim.credibility else None

    def give(self, key: str, reason: str) -> None:
        claim_id = self._claim.id
        self.save(
            lambda case: case.claims.grade(claim_id, int(key), reason=reason, seen=self.seen),
            said=lambda _: line(f"Graded {claim_id}: {key} {CREDIBILITY_LABELS[int(key)]}"),
        )

    def now(self, case: Workspace) -> tuple[int | None, str]:
        digit = case.claims.get(self._claim.id).credibility
        return digit, self._in_words(str(digit))


class GradeSource(_Grade):
    """The Admiralty letter of a source."""

    HEADING = "How reliable is the source?"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"{r.value.lower()},{r.value}", f"give('{r.value}')", show=False) for r in Reliability
    ]

    def __init__(self, source: Source, proposal: Reliability | None = None) -> None:
        super().__init__()
        self._source = source
        self.seen = source.reliability
        self._proposal = proposal

    def proposed(self) -> str | None:
        return self._proposal.value if self._proposal else None

    def about(self) -> Content:
        past = [line(words, "$faint") for words in grade_history(self._source)[-PAST:]]
        return lines([line(self._source.name, "bold"), *past])

    def grades(self) -> list[tuple[str, str]]:
        return [(grade.value, grade.label) for grade in Reliability]

    def present(self) -> str | None:
        return self._source.reliability.value if self._source.reliability else None

    def give(self, key: str, reason: str) -> None:
        source = self._source
        self.save(
            lambda case: case.sources.grade(source.id, Reliability(key), reason=reason, seen=self.seen),
            said=lambda _: line(f"Graded {source.name}: {key} {Reliability(key).label}"),
        )

    def now(self, case: Workspace) -> tuple[Reliability | None, str]:
        source = case.sources.get(self._source.id)
        past = grade_history(source)
        return source.reliability, past[-1] if past else self._in_words(None)
