"""Correcting the fields of a record. Only fields that were changed are saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.content import Content
from textual.widgets import Input

from tracker.errors import StaleEditError, TrackerError
from tracker.ui.safe import line, safe
from tracker.ui.screens.both_versions import BothVersions, Versions
from tracker.ui.screens.form import Form
from tracker.ui.widgets.fields import Field

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

Record = TypeVar("Record")


class EditFields(Form[Record]):
    """A form of fields with a reason; what is known of the case completes what is typed."""

    FIELDS: ClassVar[Mapping[str, tuple[str, str]]]
    """Field of the service -> its name on the screen and what may be written."""
    FIRST: ClassVar[str]
    """The field in which the form opens."""
    subject: str
    """What is edited, for the message that it was."""
    rev: int
    """Revision of the record that the change starts from."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if hasattr(cls, "FIRST"):
            # Later, by `on_mount`, it would be too late for keys typed while the form opens.
            cls.AUTO_FOCUS = f"#{cls.FIRST}"
        super().__init_subclass__(**kwargs)

    def now(self, case: Workspace) -> tuple[int, dict[str, str]]:
        """The record as it is in the case: revision, and each field as it would stand in the form."""
        raise NotImplementedError

    def known(self, case: Workspace) -> dict[str, list[str]]:
        """Names to complete from, by field."""
        raise NotImplementedError

    def value(self, name: str) -> Any:
        """What was entered in a field, as the service takes it."""
        raise NotImplementedError

    def edited(self, case: Workspace, changed: dict[str, Any], reason: str) -> Record:
        """Makes the change."""
        raise NotImplementedError

    def entered(self, name: str) -> str:
        """The words in a field."""
        return self.query_one(f"#{name}", Field).value.strip()

    def on_mount(self) -> None:
        self.load("known", self.known)

    def show_known(self, names: dict[str, list[str]]) -> None:
        for field, known in names.items():
            self.query_one(f"#{field}", Field).suggest_from(known)

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def changed(self) -> dict[str, Any]:
        """Field -> what was entered, for those that say something else than before."""
        return {name: self.value(name) for name in self.FIELDS if self.query_one(f"#{name}", Field).is_changed}

    def action_save(self) -> None:
        changed = self.changed()
        if not self.need(changed, "Nothing was changed.", f"#{self.FIRST}"):
            return
        self._save_fields(changed)

    def _save_fields(self, changed: dict[str, Any]) -> None:
        reason = self.entered("reason")
        labels = ", ".join(self.FIELDS[name][0].lower() for name in changed)
        self.save(lambda case: self.edited(case, changed, reason), said=lambda made: self.said(made, labels))

    def said(self, made: Record, labels: str) -> Content:  # noqa: ARG002  a form may tell more of what was made
        """What is told when the change is made. labels: of the fields that were changed."""
        return line(f"Edited {self.subject}: {labels}")

    # -- somebody else changed it too ------------------------------------------------------------------------------

    def _refused(self, error: TrackerError) -> None:
        if isinstance(error, StaleEditError) and self.is_attached:
            self._is_saving = False
            self.load("now", lambda case: (error.message, *self.now(case)))
        else:
            super()._refused(error)

    def show_now(self, now: tuple[str, int, dict[str, str]]) -> None:
        """Shows both versions, and saves what is chosen over the one that is in the case now."""
        told, rev, theirs = now
        versions = [
            Versions(name, label, self.query_one(f"#{name}", Field).initial, theirs[name], self.entered(name))
            for name, (label, _) in self.FIELDS.items()
        ]

        def chosen(names: list[str] | None) -> None:
            if names is None:
                return
            mine = {name: self.value(name) for name in names}
            self.rev = rev
            for version in versions:
                self.query_one(f"#{version.name}", Field).take_as_read(version.theirs, keep=version.name in names)
            if mine:
                self._save_fields(mine)
            else:
                self.complain(safe("Nothing of yours is kept; the form shows what is in the case."))

        self.app.push_screen(BothVersions(told, versions), chosen)
