"""Handing the case over: which format, what is held back, which part, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList

from tracker.model.scope import Handover, Profile
from tracker.ui.long_work import OnStep
from tracker.ui.reads import NamesKnown, names_known
from tracker.ui.safe import choice, join, line, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.long_dialog import LongDialog
from tracker.ui.screens.take_in import Paths
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.words import Choices, Words

if TYPE_CHECKING:
    from tracker.services.transfer import FormatOffered, Written
    from tracker.services.workspace import Workspace


class Export(LongDialog):
    """Format, profile and filters; written beside the work, and kept whole or not at all."""

    CSS_PATH = "export.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._formats: Sequence[FormatOffered] = ()
        self._agreed = ""
        """Path of a file that may be written over."""

    def compose(self) -> ComposeResult:
        box = Vertical(
            Choices(id="formats"),
            FieldRow(safe("File"), Field(id="path", hint="where it goes")),
            FieldRow(safe("Profile"), Field("full", id="profile", hint="full or public", known=_PROFILES)),
            FieldRow(safe("Words"), Field(id="words", hint="optional; only claims with these words")),
            FieldRow(safe("Incident"), Field(id="incident", hint="optional; I2, or its name")),
            FieldRow(safe("Source"), Field(id="source", hint="optional; S3, or its name")),
            FieldRow(safe("Dates"), Field(id="dates", hint="optional; 2017, 2017-07, 2017-07-01/2017-07-09")),
            FieldRow(safe("Key"), Field(id="key", hint="optional; a key file puts pseudonyms for sources")),
            Words(id="progress"),
            no_complaint(),
            classes="dialog",
        )
        box.border_title = safe("Export")
        box.border_subtitle = safe("↑↓ format · tab fields · → complete · enter write · escape back")
        yield box

    def on_mount(self) -> None:
        for name in ("path", "key"):
            self.query_one(f"#{name}", Field).suggester = Paths(use_cache=False)
        self.query_one(Choices).focus()
        self.load("formats", lambda case: (case.transfer.offered(), Path(case.location).stem))
        self.load("known", names_known)

    def show_known(self, names: NamesKnown) -> None:
        self.query_one("#source", Field).suggest_from(names.sources)
        self.query_one("#incident", Field).suggest_from(names.incidents)

    def show_formats(self, found: tuple[Sequence[FormatOffered], str]) -> None:
        """Lists them; the first is proposed, with a name beside the case's own."""
        self._formats, self._stem = found
        formats = self.query_one(Choices)
        wide = max(len(offered.name) for offered in self._formats)
        for offered in self._formats:
            words = join(safe(f"{offered.name:{wide}}", "bold"), safe(offered.what, "$faint"), sep="  ")
            formats.add_option(choice(words, offered.name))
        formats.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _on_highlighted(self) -> None:
        path = self.query_one("#path", Field)
        if not path.is_changed:
            path.take_as_read(f"{self._stem}{self._chosen.suffix}", keep=False)

    @on(OptionList.OptionSelected)
    def _on_selected(self) -> None:
        self.query_one("#path", Field).focus()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    @property
    def _chosen(self) -> FormatOffered:
        return self._formats[self.query_one(Choices).highlighted or 0]

    def action_save(self) -> None:
        asked = {name: self.query_one(f"#{name}", Field).value.strip() for name in _FIELDS}
        profile = asked["profile"].lower() or "full"
        if not self._formats or not self.need(asked["path"], "Name a file.", "#path"):
            return
        if not self.need(profile in _PROFILES, "A profile is full or public.", "#profile"):
            return
        path = Path(asked["path"]).expanduser()
        if path.exists() and self._agreed != asked["path"]:
            self._agreed = asked["path"]
            self.complain(safe("That file is there already; enter again writes over it."))
            return
        self.complain()
        name = self._chosen.name
        asked["profile"] = profile
        self.work_on("writing", lambda case, on_step: _write(case, name, path, asked, on_step), _outcome)


ROOT_SHOWN = 16
"""Digits of the root in the notice: enough to compare by eye; the document itself has all 64."""
_PROFILES = tuple(profile.value for profile in Profile)
_FIELDS = ("path", "profile", "words", "incident", "source", "dates", "key")


def _write(case: Workspace, name: str, path: Path, asked: dict[str, str], on_step: OnStep) -> Written:
    transfer = case.transfer
    scope = transfer.scope(**{field: asked[field] for field in ("words", "incident", "source", "dates")})
    key = transfer.pseudonym_key(Path(asked["key"]).expanduser()) if asked["key"] else None
    return transfer.write(
        name, path, Handover(profile=Profile(asked["profile"]), scope=scope, pseudonym_key=key), on_step
    )


def _outcome(written: Any) -> Content:
    return join(
        join(safe("Written: "), line(str(written.path))),
        join(safe("Root "), line(written.checkpoint.root[:ROOT_SHOWN])),
        sep="\n",
    )
