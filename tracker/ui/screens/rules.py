"""The rules that fired on two claims, with the words that triggered them; pair by pair through a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from tracker.model.finding import Finding
from tracker.ui.findings import Against, pair, rules_lines
from tracker.ui.safe import NOTHING, line, safe
from tracker.ui.screens.text_box import TextBox
from tracker.ui.widgets.sheet import Sheet


class RulesBox(TextBox):
    """One pair at a time: rules, score, both quotes. `n` and `p` go through the pairs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right,l", "step(1)", show=False),
        Binding("p,left,h", "step(-1)", show=False),
        Binding("j", "scroll_text(1)", show=False),
        Binding("k", "scroll_text(-1)", show=False),
    ]

    def __init__(self, subject: str, findings: Sequence[Finding], pairs: int) -> None:
        """subject: what the pairs belong to. pairs: how many there are altogether, of which `findings` are kept."""
        super().__init__(line(f"Rules that fired: {subject}"), safe(_hint(len(findings))))
        self._findings = findings
        self._pairs = pairs
        self._at = 0

    def on_mount(self) -> None:
        super().on_mount()
        self._read()

    def action_step(self, by: int) -> None:
        at = min(max(self._at + by, 0), len(self._findings) - 1)
        if at != self._at:
            self._at = at
            self._read()

    def action_scroll_text(self, by: int) -> None:
        self.query_one("#scroll").scroll_relative(y=by, animate=False)

    def _read(self) -> None:
        finding = self._findings[self._at]
        self.load("pair", lambda case: pair(case, finding))

    def show_pair(self, found: Against) -> None:
        where = self._where()
        brackets = self.app.no_color
        self.query_one("#text", Sheet).set(
            lambda width: [*where.wrap(width), *rules_lines(found, width, brackets=brackets)]
        )
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)

    def _where(self) -> Content:
        """ "pair 2 of 16", and how many of them are kept."""
        kept = len(self._findings)
        if self._pairs <= 1:
            return NOTHING
        more = f", the {kept} strongest of {self._pairs:,}" if kept < self._pairs else ""
        return line(f"pair {self._at + 1} of {kept}{more}", "$faint")


def _hint(pairs: int) -> str:
    return "n p next, previous pair · j k scroll · escape back" if pairs > 1 else "j k scroll · escape back"
