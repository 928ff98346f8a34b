"""The app as far as it remembers: where one was, what was half typed, that the tour was seen."""

from __future__ import annotations

from typing import Any

from textual import work

from tracker.ui.actions import SCREENS
from tracker.ui.remembered import Remembered
from tracker.ui.runs import RunsApp
from tracker.ui.screens.base import CaseScreen


class KeepingApp(RunsApp):
    """What screens and forms ask to be kept is written beside the work, and once more at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.remembered = Remembered(None)
        """What is kept of this case between sessions."""
        self.trail: list[str] = []
        """Screens from which records were gone to, the first one first."""

    def back(self) -> bool:
        """Goes back to the screen from which a record was gone to; False: there is none."""
        if self.trail:
            self.switch_mode(self.trail.pop())
            return True
        return False

    def remember(self, location: str) -> str | None:
        """Reads what is kept of a case; the name of the screen one was on, or None."""
        self.remembered = Remembered.of_case(location)
        name = self.kept("screen").get("name")
        return name if isinstance(name, str) else None

    def keep(self, name: str, kept: dict[str, Any] | None) -> None:
        self.remembered.note(name, kept)
        self._save_remembered()

    def kept(self, name: str) -> dict[str, Any]:
        return self.remembered.get(name)

    @work(thread=True, group="remembered")
    def _save_remembered(self) -> None:
        self.remembered.save()

    def exit(self, *given: Any, **named: Any) -> None:
        """Leaves; where one was is kept for the next time."""
        if self.workspace is not None:
            for name in SCREENS:
                stack = self._screen_stacks.get(name)
                if stack and isinstance(stack[0], CaseScreen) and stack[0].is_mounted:
                    self.remembered.note(f"place {name}", stack[0].place())
            self.remembered.note("screen", {"name": self.current_mode})
            self.remembered.save()
        super().exit(*given, **named)

    def offer_tour(self) -> None:
        user = Remembered.of_user()
        if not user.get("tour"):
            user.note("tour", {"seen": True})
            user.save()
            if isinstance(self.screen, CaseScreen):
                self.screen.do_tour()
