"""The score from which contradictions are listed: what applies and why, what decisions propose, with keys for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tracker.model.decision import Decision
from tracker.present.threshold import threshold_lines
from tracker.ui.safe import line, safe
from tracker.ui.screens.text_box import TextBox

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """What the box shows."""

    setting: Decision | None
    proposed: float | None
    """None: nothing new."""
    why: str
    left_out: int


class ThresholdBox(TextBox):
    """`a` takes what is proposed, `x` refuses it, `r` lists all scores again; undo takes each of them back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", show=False),
        Binding("x", "refuse", show=False),
        Binding("r", "reset", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(
            safe("From which score contradictions are listed"),
            safe("a accept · x refuse what is proposed · r reset · escape back"),
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.load("held", _read)

    def show_held(self, held: Held) -> None:
        told = threshold_lines(held.setting, held.proposed, held.why, held.left_out)
        self.put(lambda _width: told)

    def action_accept(self) -> None:
        self.save(lambda case: case.threshold.set(), said=_said)

    def action_refuse(self) -> None:
        self.save(lambda case: case.threshold.refuse(), said=lambda made: line(made.reason))

    def action_reset(self) -> None:
        self.save(
            lambda case: case.threshold.reset(), said=lambda _: safe("All contradictions are listed; u takes it back.")
        )


def _read(case: Workspace) -> Held:
    proposal = case.threshold.proposal()
    left_out = 0 if case.scan.is_large() else sum(not case.threshold.lists(found) for found in case.scan.disputes())
    return Held(case.threshold.setting(), proposal.threshold if proposal.is_new else None, proposal.reason, left_out)


def _said(made: Decision) -> Content:
    return line(f"Contradictions are listed from {made.low or 0:.2f} up; u takes it back.")
