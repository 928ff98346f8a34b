"""What all dialogs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from tracker.errors import TrackerError
from tracker.ui.messages import Job, Loaded, LoadFailed
from tracker.ui.safe import NOTHING, of_error, safe, toast
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace
    from tracker.ui.app import TrackerApp

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """A box over the screen: escape leaves it as if it had never been opened, ctrl+s saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tickets: dict[str, int] = {}
        self._is_saving = False

    @property
    def tracker(self) -> TrackerApp:
        return cast("TrackerApp", self.app)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_save(self) -> None:
        """Does what the dialog is for."""

    # -- reading: as on the screens --------------------------------------------------------------------------------

    def load(self, what: str, read: Callable[[Workspace], Any], *, after: float = 0.0) -> None:
        """Calls `read` in a worker after so many seconds and hands the outcome to `show_<what>`."""
        ticket = self._tickets[what] = self._tickets.get(what, 0) + 1
        if after:
            self.set_timer(after, lambda: self._load_if_newest(ticket, what, read))
        else:
            self._load_if_newest(ticket, what, read)

    def _load_if_newest(self, ticket: int, what: str, read: Callable[[Workspace], Any]) -> None:
        case = self.tracker.workspace
        if case is not None and self._tickets[what] == ticket:
            self._load(ticket, what, lambda: read(case))

    @work(thread=True)
    def _load(self, ticket: int, what: str, read: Callable[[], Any]) -> None:
        worker = get_current_worker()
        try:
            data = read()
        except TrackerError as error:
            self.post_message(LoadFailed(error))
        else:
            if not worker.is_cancelled:
                self.post_message(Loaded(ticket, what, data))

    @on(Loaded)
    def _on_loaded(self, message: Loaded) -> None:
        if message.ticket == self._tickets.get(message.what):
            getattr(self, f"show_{message.what}")(message.data)

    @on(LoadFailed)
    def _on_load_failed(self, message: LoadFailed) -> None:
        self.complain(of_error(message.error))

    # -- saving ----------------------------------------------------------------------------------------------------

    def save(
        self,
        run: Callable[[Workspace], Any],
        *,
        said: Callable[[Any], Content] | None = None,
        result: Callable[[Any], Any] = lambda made: made,
    ) -> None:
        """Makes the change; closes the dialog when it is made, keeps it open with the reason when it is refused."""
        if self._is_saving:
            return
        self._is_saving = True
        self.tracker.submit(Job(run, said, lambda made: self._saved(result(made)), self._refused))

    def _saved(self, made: Any) -> None:
        self._is_saving = False
        if self.is_attached:
            self.dismiss(made)

    def _refused(self, error: TrackerError) -> None:
        self._is_saving = False
        if self.is_attached:
            self.complain(of_error(error))
        else:
            toast(self.app, of_error(error), severity="warning")

    def complain(self, words: Content = NOTHING) -> None:
        """Says in the dialog what is missing or was refused; nothing: all is well."""
        error = self.query_one("#error", Words)
        error.put(words)
        error.set_class(not words.plain, "-none")

    def need(self, condition: object, words: str, focus: str) -> bool:
        """Whether a field is filled; if not says so and goes there."""
        if condition:
            return True
        self.complain(safe(words))
        self.query_one(focus).focus()
        return False


def no_complaint() -> Words:
    """The place for `complain`."""
    return Words(id="error", classes="error -none")
