"""Somebody changed the same record meanwhile: both versions side by side, field by field, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tracker.ui.safe import join, line, safe
from tracker.ui.screens.dialog import Dialog, no_complaint
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.table import RowTable
from tracker.ui.widgets.words import Words

LINES_IN_FULL = 6
"""Lines of a version that are shown beneath the table."""


@dataclass(frozen=True, slots=True)
class Versions:
    """One field in three versions."""

    name: str
    """Field of the service."""
    label: str
    before: str
    """As both read it."""
    theirs: str
    """As it is in the case now."""
    mine: str
    """As it was typed here."""

    @property
    def is_mine_only(self) -> bool:
        return self.mine != self.before and self.theirs == self.before

    @property
    def is_theirs_only(self) -> bool:
        return self.theirs != self.before and self.mine == self.before

    @property
    def is_contested(self) -> bool:
        """Both changed it, and not to the same."""
        return self.before not in (self.mine, self.theirs) and self.mine != self.theirs


class BothVersions(Dialog[list[str]]):
    """Ends with the names of the fields that are to be as typed here; the others stay as they are in the case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,right", "choose_mine", show=False),
        Binding("t,left", "choose_theirs", show=False),
        Binding("M", "all_mine", show=False),
        Binding("T", "all_theirs", show=False),
    ]

    def __init__(self, told: str, fields: Sequence[Versions]) -> None:
        """told: who changed it and when."""
        super().__init__()
        self._told = told
        self._fields = {field.name: field for field in fields if field.mine != field.before or field.is_theirs_only}
        self._mine: dict[str, bool | None] = {
            name: None if field.is_contested else field.is_mine_only for name, field in self._fields.items()
        }

    def compose(self) -> ComposeResult:
        columns = (Column("field", 12), Column("in the case now"), Column("typed here"))
        box = Vertical(
            Words(line(self._told)),
            RowTable(columns, id="fields"),
            Sheet(id="whole", classes="section"),
            no_complaint(),
            classes="dialog wide",
        )
        box.border_title = safe("Changed by two")
        box.border_subtitle = safe("← t theirs · → m mine · T M all · enter save · escape back")
        yield box

    def on_mount(self) -> None:
        table = self.query_one(RowTable)
        table.styles.height = min(len(self._fields) + 1, 14)
        table.focus()
        self._draw()

    def _draw(self) -> None:
        self.query_one(RowTable).set_rows(self._row(field) for field in self._fields.values())

    def _row(self, field: Versions) -> Row:
        mine = self._mine[field.name]
        return Row(
            field.name,
            (line(field.label, "$faint"), _version(field.theirs, mine is False), _version(field.mine, mine is True)),
        )

    @on(RowTable.Moved)
    def _on_moved(self) -> None:
        """Both versions of the field under the cursor in full: a row cuts what is long."""
        field = self._fields.get(self.query_one(RowTable).key or "")
        if field is not None:
            self.query_one("#whole", Sheet).set(lambda width: _whole(field, width))

    # -- choosing --------------------------------------------------------------------------------------------------

    def action_choose_mine(self) -> None:
        self._choose([self.query_one(RowTable).key or ""], mine=True)

    def action_choose_theirs(self) -> None:
        self._choose([self.query_one(RowTable).key or ""], mine=False)

    def action_all_mine(self) -> None:
        self._choose([name for name, field in self._fields.items() if not field.is_theirs_only], mine=True)

    def action_all_theirs(self) -> None:
        self._choose(list(self._fields), mine=False)

    def _choose(self, names: list[str], *, mine: bool) -> None:
        for name in names:
            if name in self._mine:
                self._mine[name] = mine
        self.complain()
        self._draw()
        if len(names) == 1:
            self.query_one(RowTable).action_move(1)

    @on(RowTable.Chosen)
    def _on_chosen(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        open_still = [self._fields[name].label for name, mine in self._mine.items() if mine is None]
        if open_still:
            self.complain(line(f"Choose for {', '.join(open_still)}: ← theirs, → mine."))
            return
        self.dismiss([name for name, mine in self._mine.items() if mine])


def _whole(field: Versions, width: int) -> list[Content]:
    told = (("In the case now: ", field.theirs), ("Typed here: ", field.mine))
    wrapped = (join(safe(name, "$faint"), line(text or "empty")).wrap(width) for name, text in told)
    return [part for parts in wrapped for part in parts[:LINES_IN_FULL]]


def _version(text: str, is_chosen: bool) -> Content:
    shown = line(text or "empty", "" if text else "$faint italic")
    return join(safe("● ", "bold $accent"), shown.stylize("bold")) if is_chosen else join(safe("○ ", "$faint"), shown)
