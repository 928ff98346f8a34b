"""A dispute weighed: the estimate beside the median, what each source gives, and what hangs on each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from tracker.model.decision import Decision
from tracker.model.track_record import LeftOut, Provenance, WeighedQuestion, WhatIf
from tracker.present.track_records import provenance_words
from tracker.present.weighed import left_out_lines, weighed_lines, what_if_lines
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.text_box import TextBox
from tracker.ui.widgets.words import Choices

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


WHICH = "What if one of these sources is wrong in everything it said? Choose it below: w or enter."


class WeighedBox(TextBox):
    """`e` leaves each answer out in turn; `w` takes the source under the cursor to be wrong in everything it said.

    `a` settles the dispute: the source under the cursor stands chosen as the one that is believed, and the evidence is
    asked for; then the dispute is weighed again with what was decided.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "settle", show=False),
        Binding("e", "explain", show=False),
        Binding("w", "what_if", show=False),
        Binding("J", "scroll_text(4)", show=False),
        Binding("K", "scroll_text(-4)", show=False),
    ]

    def __init__(self, dispute_id: str, *, start: str = "") -> None:
        """start: "explain" or "what_if" to begin with that; else only the weighed dispute is shown."""
        super().__init__(
            line(f"Weighed: {dispute_id}"), safe("a settle · e explain · w what if wrong · J K scroll · escape back")
        )
        self._dispute = dispute_id
        self._begin_with = start
        self._question: WeighedQuestion | None = None
        self._rests_on = ""

    def below(self) -> list[Widget]:
        return [Choices(id="sources", classes="section")]

    def on_mount(self) -> None:
        super().on_mount()
        self.work_out("question", lambda case, told: _read(case, self._dispute, told))

    def show_question(self, found: tuple[WeighedQuestion, Provenance]) -> None:
        question, provenance = found
        self._question = question
        self._rests_on = f"weighed from {provenance_words(provenance)}"
        sources = self.query_one("#sources", Choices)
        sources.clear_options()
        for one in question.contributions:
            sources.add_option(choice(join(line(one.source, "$faint"), line(one.name), sep=" "), one.source))
        sources.highlighted = 0
        sources.focus()
        self._draw()
        if self._begin_with == "explain":
            self.action_explain()
        elif self._begin_with == "what_if":
            self._draw(lambda _width: [WHICH])

    def _draw(self, more: Callable[[int], list[str]] = lambda _width: []) -> None:
        """Shows the weighed dispute and under it what else was asked, for the width there is."""
        question = self._question
        if question is None:
            return

        def draw(width: int) -> list[str]:
            under = more(width)
            return [*weighed_lines(question, width), *(["", *under] if under else []), "", self._rests_on]

        self.put(draw)

    # -- what hangs on a source ------------------------------------------------------------------------------------

    def action_explain(self) -> None:
        if self._question is not None:
            self.work_out("left_out", lambda case, told: case.track_records.without_each(self._dispute, told))

    def show_left_out(self, found: list[LeftOut]) -> None:
        self._draw(lambda width: left_out_lines(found, width))
        self.query_one("#scroll").scroll_end(animate=False)

    def action_what_if(self) -> None:
        chosen = self.query_one("#sources", Choices).highlighted
        if self._question is None or chosen is None:
            return
        one = self._question.contributions[chosen]
        self.work_out("what_if", lambda case, _: _what_if(case, one.source, one.name))

    def show_what_if(self, found: tuple[str, list[WhatIf]]) -> None:
        self._draw(lambda width: what_if_lines(*found, width))
        self.query_one("#scroll").scroll_end(animate=False)

    # -- settling --------------------------------------------------------------------------------------------------

    def action_settle(self) -> None:
        from tracker.ui.screens.decide import Decide, Subject

        question, chosen = self._question, self.query_one("#sources", Choices).highlighted
        if question is None:
            return
        said = {one.source: one.reported for one in question.contributions}
        subject = Subject(self._dispute, question.heading, said)
        believed = question.contributions[chosen].source if chosen is not None else None
        self.app.push_screen(Decide(subject, believed=believed), self._settled)

    def _settled(self, made: Decision | None) -> None:
        """Weighs again: a decision teaches the model, and what it changed here is to be seen."""
        if made is not None and self.is_attached:
            self._begin_with = ""
            self.work_out("question", lambda case, told: _read(case, self._dispute, told))

    @on(OptionList.OptionSelected)
    def _on_selected(self) -> None:
        self.action_what_if()

    def action_scroll_text(self, lines: int) -> None:
        self.query_one("#scroll").scroll_relative(y=lines, animate=False)


def _read(case: Workspace, dispute_id: str, told: Callable[[int, int], bool]) -> tuple[WeighedQuestion, Provenance]:
    return case.track_records.question(dispute_id, told), case.track_records.provenance()


def _what_if(case: Workspace, source: str, name: str) -> tuple[str, list[WhatIf]]:
    return name, case.track_records.what_if_wrong(source)
