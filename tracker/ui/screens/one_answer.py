"""Dialogs that give one answer: a grade, a decision, a name. Somebody else's answer is shown beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.content import Content

from tracker.errors import StaleEditError, TrackerError
from tracker.ui.safe import safe, toast
from tracker.ui.screens.both_versions import BothVersions, Versions
from tracker.ui.screens.dialog import Dialog

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

Result = TypeVar("Result")


class OneAnswer(Dialog[Result]):
    """`seen` is what the service is told was there when the dialog opened; a service that finds another refuses."""

    ANSWER: ClassVar[str] = "answer"
    """What is given here, in a word."""
    seen: Any
    """What was there when the analyst looked."""

    def mine(self) -> str:
        """The answer given here, in words."""
        raise NotImplementedError

    def now(self, case: Workspace) -> tuple[Any, str]:
        """What is in the case now: as the service is told that it was seen, and in words. Runs in a worker."""
        raise NotImplementedError

    def save(
        self,
        run: Callable[[Workspace], Any],
        *,
        said: Callable[[Any], Content] | None = None,
        result: Callable[[Any], Any] = lambda made: made,
    ) -> None:
        def again() -> None:
            super(OneAnswer, self).save(run, said=said, result=result)

        self._again: Callable[[], None] = again
        again()

    def _refused(self, error: TrackerError) -> None:
        if isinstance(error, StaleEditError) and self.is_attached:
            self._is_saving = False
            self.load("now", lambda case: (error.message, *self.now(case)))
        else:
            super()._refused(error)

    def show_now(self, now: tuple[str, Any, str]) -> None:
        """Shows both answers; the one given here is saved over the other when it is chosen."""
        told, seen, theirs = now

        def chosen(names: list[str] | None) -> None:
            if names:
                self.seen = seen
                self._again()
            elif names is not None:
                toast(self.app, safe("Left as it is in the case."))
                self.dismiss(None)

        self.app.push_screen(BothVersions(told, [Versions("answer", self.ANSWER, "", theirs, self.mine())]), chosen)
