"""Taking in a table of claims: which column holds what, seen on its first rows, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.errors import UsageError
from tracker.model.claim import Measure
from tracker.present.claims import summary
from tracker.ui.counts import counted
from tracker.ui.long_work import OnStep
from tracker.ui.safe import join, line, lines, of_error, safe
from tracker.ui.screens.dialog import no_complaint
from tracker.ui.screens.long_dialog import LongDialog
from tracker.ui.widgets.fields import Field, FieldRow
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

if TYPE_CHECKING:
    from tracker.services.file_import import Look, Wanted
    from tracker.services.workspace import Workspace

_COLUMNS = (Column("is", 12), Column("column", weight=2), Column("first rows", weight=3))
_LOOK_AFTER_S = 0.25
TALL, SHORT = 14, 8
"""Lines of the list of columns, and on a low screen."""
FIRST_CLAIMS = 3
FIRST_REFUSED = 2
"""Claims and refused rows that are shown; of the others their number."""


class ImportFile(LongDialog):
    """A file of records: its columns with what they are, what it would bring, what would be refused."""

    CSS_PATH = "import_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete,backspace", "leave_out", show=False),
        # With columns the list takes this key.
        Binding("enter", "save", show=False),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._look: Look | None = None
        self._fields: dict[str, str] = {}
        """What was said here: field -> column, "" where it was left out."""

    def compose(self) -> ComposeResult:
        box = Vertical(
            Words(safe("Reading the file …", "$faint"), id="told"),
            RowTable(_COLUMNS),
            FieldRow(safe("For all rows"), Field(id="constants", hint="measure=killed, place=Kabul")),
            Words(id="first", classes="section"),
            Words(id="progress"),
            no_complaint(),
            classes="dialog wide",
        )
        box.border_title = join(safe("Take in "), line(self._path.name))
        yield box

    def on_mount(self) -> None:
        self.query_one(RowTable).focus()
        self._read()

    # -- looking ---------------------------------------------------------------------------------------------------

    def _read(self, after: float = 0.0) -> None:
        try:
            wanted = self._wanted()
        except UsageError as error:
            self.complain(of_error(error))
            return
        self.load("look", lambda case: case.files.look(self._path, wanted), after=after)

    def _wanted(self) -> Wanted:
        from tracker.services.file_import import Wanted

        return Wanted(fields=self._fields, constants=_pairs(self.query_one("#constants", Field).value))

    def show_look(self, look: Look) -> None:
        first = self._look is None
        self._look = look
        self.complain(line(look.lacks) if look.lacks else Content(""))
        self.query_one("#told", Words).put(_told(look))
        self.query_one("#first", Words).put(_first(look))
        table = self.query_one(RowTable)
        keys = "enter what it is · x leave out · ctrl+s take in" if look.columns else "enter take in"
        self.query_one(".dialog").border_subtitle = safe(f"{keys} · escape back")
        table.display = self.query_one(FieldRow).display = bool(look.columns)
        table.styles.height = min(len(look.columns) + 1, SHORT if self.has_class("-short") else TALL)
        table.set_rows(_rows(look))
        if first and look.constants:
            with self.prevent(Input.Changed):
                told = ", ".join(f"{field}={value}" for field, value in look.constants.items())
                self.query_one("#constants", Field).value = told

    @on(Input.Changed, "#constants")
    def _on_constants(self) -> None:
        self._read(_LOOK_AFTER_S)

    # -- what a column is ------------------------------------------------------------------------------------------

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        from tracker.ui.screens.pick_field import PickField

        column, look = self.query_one(RowTable).key, self._look
        if column is None or look is None:
            return

        def picked(field: str | None) -> None:
            if field is not None:
                self._set(column, field)

        self.app.push_screen(PickField(column, _field_of(look, column)), picked)

    def action_leave_out(self) -> None:
        column = self.query_one(RowTable).key
        if column is not None and not isinstance(self.focused, Input):
            self._set(column, "")

    def _set(self, column: str, field: str) -> None:
        """Says what a column is from now on; "": nothing that is taken in."""
        before = _field_of(self._look, column) if self._look else ""
        if before:
            self._fields[before] = ""
        self._fields = {name: said for name, said in self._fields.items() if said != column}
        if before and before not in self._fields:
            self._fields[before] = ""
        if field:
            self._fields[field] = column
        self._read()

    # -- taking in -------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        look = self._look
        if look is None or look.lacks:
            return
        if not look.claims:
            self.complain(safe("There is nothing new in it."))
            return
        wanted, steps = self._wanted(), look.claims + look.known + look.refusals
        self.work_on("taking in", lambda case, on_step: _take_in(case, self._path, wanted, steps, on_step), _outcome)


def _take_in(case: Workspace, path: Path, wanted: Wanted, steps: int, on_step: OnStep) -> Any:
    done = None
    on_step(0, steps)
    for part in case.files.parts(path, wanted):
        done = part
        if not on_step(part.claims + part.known + part.refusals, steps):
            break
    return done


def _outcome(done: Any) -> Content:
    if done is None:
        return safe("Nothing was taken in.")
    words = [f"{counted(done.claims, 'claim')} taken in."]
    words += [f"{done.known:,} known already."] * bool(done.known)
    words += [f"{counted(done.refusals, 'row')} refused: {', '.join(done.refused[:1])}"] * bool(done.refusals)
    return lines(line(part) for part in words)


def _pairs(text: str) -> dict[str, str]:
    """ "measure=killed, place=Kabul" as field -> value. Raises UsageError."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        field, equals, value = part.partition("=")
        if not equals or not value.strip():
            raise UsageError(f"{part}: write a field, = and a value.", hint="measure=killed, place=Kabul")
        found[field.strip()] = value.strip()
    return found


def _field_of(look: Look, column: str) -> str:
    return next((field for field, of in look.fields.items() if of == column), "")


def _told(look: Look) -> Content:
    parts = [look.format, counted(look.claims, "new claim")]
    parts += [f"{look.known:,} known already"] * bool(look.known)
    parts += [f"{look.refusals:,} refused"] * bool(look.refusals)
    parts += ["mapped as last time"] * look.is_remembered
    return join(line(" · ".join(parts), "bold"), *(line(note, "$faint") for note in look.notes), sep="\n")


def _rows(look: Look) -> Iterator[Row]:
    for place, column in enumerate(look.columns):
        field = _field_of(look, column)
        cells = " | ".join(sample[place] for sample in look.samples if sample[place])
        style = "$accent bold" if field else "$faint"
        yield Row(column, (safe(field or "-", style), line(column), line(cells, "$faint")))


_MEASURES = frozenset(Measure)
_OWN_MEASURES = "▲ {}: of your own, set only against claims that have the same; known: killed, wounded, detained …"


def _first(look: Look) -> Content:
    claims = [join(safe("✓ ", "$success"), line(summary(claim))) for claim in look.first[:FIRST_CLAIMS]]
    refused = [join(safe("✗ ", "$error"), line(words)) for words in look.refused[:FIRST_REFUSED]]
    more = look.refusals - len(refused)
    own = sorted({claim.measure for claim in look.first if claim.measure and claim.measure not in _MEASURES})
    claims += [line(_OWN_MEASURES.format(", ".join(own)), "$warning")] * bool(own)
    return lines([*claims, *refused, *[line(f"  {more:,} more refused", "$faint")] * (more > 0)])
