"""What all dialogs share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tracker.errors import TrackerError
from tracker.ui.messages import Job
from tracker.ui.safe import NOTHING, of_error, safe, toast
from tracker.ui.screens.loading import Loads
from tracker.ui.widgets.fields import Field
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

Result = TypeVar("Result")

BUSY = "Busy, waiting: something else is writing to the case. It is saved as soon as that is over."


class Dialog(ModalScreen[Result], Loads, Generic[Result]):
    """A box over the screen: escape leaves it as if it had never been opened, ctrl+s saves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+q", "app.quit", show=False),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._is_saving = False
        self._ends_with: tuple[Result | None] | None = None
        """The result of what ended while another dialog was over it."""
        self._brought: tuple[object, ...] = ()
        """Which field had the keys, and where it stood, when it was last brought into sight."""

    def on_mount(self) -> None:
        self.screen_layout_refresh_signal.subscribe(self, self._show_focused, immediate=True)

    def _show_focused(self, _: object) -> None:
        """Keeps the field that has the keys in sight when lines above it have grown or shrunk since.

        In a small terminal the box scrolls. Textual brings a field into sight once, when it gets the keys; where
        the box moves just then, it was left out of sight with what is typed into it. What the analyst scrolls away by
        hand stays away.
        """
        field = self.focused
        shown = (field, field.virtual_region, field.container_size) if field else ()
        if shown != self._brought:
            self._brought = shown
            # Not while the layout is being made: a terminal that shrinks at that moment would be left undrawn.
            self.call_after_refresh(self._bring_focused)

    def _bring_focused(self) -> None:
        field = self.focused
        if field and not self.can_view_entire(field):
            self.scroll_to_center(field, animate=False, origin_visible=True)

    def action_leave(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Ends the dialog with a result, once.

        A second key or click may have been on its way when the first one ended it, and must not close what lies
        beneath. While another dialog is over it, it waits for that one's end.
        """
        if self.is_active:
            return super().dismiss(result)
        self._ends_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        if self._ends_with is not None:
            self.dismiss(*self._ends_with)

    def action_save(self) -> None:
        """Does what the dialog is for."""

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

    def note_busy(self, is_busy: bool) -> None:
        """Says while it saves that another program has the case locked, and takes that back."""
        if self._is_saving:
            self.complain(safe(BUSY) if is_busy else NOTHING)

    @property
    def holds_keys(self) -> bool:
        """Whether keys wait: it closes as soon as a change is made, and they are not meant for it."""
        return self._is_saving

    def _refused(self, error: TrackerError) -> None:
        self._is_saving = False
        self.tracker.forget_typed()
        if self.is_attached:
            self.complain(of_error(error))
        else:
            toast(self.app, of_error(error), severity="warning")

    def complain(self, words: Content = NOTHING) -> None:
        """Says in the dialog what is missing or was refused; nothing: all is well."""
        error = self.query_one("#error", Words)
        error.put(words)
        error.set_class(not words.plain, "-none")

    @on(Field.Declined)
    def _on_declined(self, message: Field.Declined) -> None:
        self.words_declined(message.text)

    def words_declined(self, words: str) -> None:  # noqa: ARG002
        """Called with what was typed into a field for figures and is none."""
        self.complain(safe("Only figures go here."))

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
