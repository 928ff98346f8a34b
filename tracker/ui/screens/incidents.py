"""Incidents: what was said of each over time, the toll of each source, and links that were left undecided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from tracker.model.incident import LikelySame
from tracker.model.timeline import Timeline, Toll
from tracker.present.timelines import known_words
from tracker.ui.incident_lists import (
    COLUMNS,
    EMPTY,
    LISTS,
    FoundIncidents,
    incident_rows,
    legend_lines,
    likely_rows,
    read_incidents,
    timeline_rows,
    told_columns,
)
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.rows import Row
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.widgets.toll_plot import TollPlot

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

SETTLED_S = 0.05
"""Seconds the cursor rests before a timeline is read."""


class IncidentsScreen(FilteredScreen):
    """A list of incidents; beside it the plot and the timeline of the one under the cursor. Enter goes into it."""

    NAME = "incidents"
    CSS_PATH = "incidents.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._list = 0
        self._found = FoundIncidents()
        self._timeline: Timeline | None = None
        self._as_of: dt.date | None = None
        self._toll = 0
        self._returning: str | None = None
        """The incident to which the cursor goes when the list is read again."""

    def body(self) -> Iterable[Widget]:
        table = RowTable(COLUMNS[0], empty=EMPTY[0], id="incidents")
        box = Vertical(table, FilterLine(), id="box", classes="list")
        told = RowTable((), empty=_NOTHING_TOLD, id="told")
        told.add_class("list")
        plot = Vertical(TollPlot(id="toll"), Sheet(id="legend"), id="plot", classes="pane")
        yield Horizontal(box, Vertical(plot, told, id="incident"), id="columns")

    @property
    def listed(self) -> RowTable:
        """The list at the left."""
        return self.query_one("#incidents", RowTable)

    @property
    def told(self) -> RowTable:
        """The timeline."""
        return self.query_one("#told", RowTable)

    @property
    def is_inside(self) -> bool:
        """Whether the incident has the whole screen."""
        return self.query_one("#columns").has_class("-inside")

    # -- reading ---------------------------------------------------------------------------------------------------

    def seek(self, record: str) -> None:
        self._returning, self._list = record, 0
        self.query_one(FilterLine).action_clear()
        self._go_in(inside=True)

    def fetch(self, case: Workspace) -> FoundIncidents:
        return read_incidents(case, self.text)

    def show(self, data: FoundIncidents) -> None:
        self._found = data
        if not self.text:
            self.tracker.counts = {**self.tracker.counts, "incidents": len(data.incidents)}
        self._fill()

    def _fill(self) -> None:
        table = self.listed
        table.columns, table.empty = COLUMNS[self._list], NO_MATCH if self.text else EMPTY[self._list]
        if self._list == 1:
            table.set_rows(likely_rows(self._found.pairs))
        else:
            table.set_count(len(self._found.incidents))
            at = self._place_of(self._returning)
            if at is not None:
                table.action_move(at - table.cursor)
        self._returning = None
        box = self.query_one("#box")
        sizes = [f"{name} {size:,}" for name, size in zip(LISTS, self._found.sizes, strict=True)]
        box.border_title = line(sizes[self._list])
        narrowed = f"“{self.text}”" if self.text else ""
        box.border_subtitle = join(line(narrowed), line(f"tab: {sizes[1 - self._list]}"), sep=" · ")
        self._look()

    def _place_of(self, incident_id: str | None) -> int | None:
        ids = (at for at, incident in enumerate(self._found.incidents) if incident.id == incident_id)
        return next(ids, None) if incident_id else None

    @on(RowTable.PageWanted, "#incidents")
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        if self._list == 0:
            found, page = self._found, message.page
            part = found.incidents[page * PAGE : (page + 1) * PAGE]
            self.load("page", lambda case: (found, page, incident_rows(case, part, found.disputes)), void=False)

    def show_page(self, data: tuple[FoundIncidents, int, list[Row]]) -> None:
        found, page, rows = data
        if found is self._found and self._list == 0:
            self.listed.put_page(page, rows)

    @on(RowTable.Moved, "#incidents")
    def _look(self) -> None:
        """Reads the timeline of the incident, or of the pair as if it were one."""
        pair, key = self.pair, self.incident_id
        ids = (pair.a.id, pair.b.id) if pair else (key, None)
        if ids[0] is None:
            self._timeline = None
            self._draw()
            return
        first, also, as_of = ids[0], ids[1], self._as_of
        self.load("timeline", lambda case: case.incidents.timeline(first, also=also, as_of=as_of), after=SETTLED_S)

    @property
    def incident_id(self) -> str | None:
        """The incident under the cursor, also before its row is here."""
        found = self._found.incidents
        return found[self.listed.cursor].id if self._list == 0 and self.listed.cursor < len(found) else None

    @property
    def pair(self) -> LikelySame | None:
        """The pair under the cursor that may be one."""
        key = self.listed.key if self._list == 1 else None
        return next((pair for pair in self._found.pairs if pair.id == key), None)

    def show_timeline(self, timeline: Timeline) -> None:
        if self._timeline is None or self._timeline.incident != timeline.incident:
            self._toll = 0
        self._timeline = timeline
        self._draw()

    # -- drawing ---------------------------------------------------------------------------------------------------

    @property
    def toll(self) -> Toll | None:
        """The question that is plotted."""
        tolls = self._timeline.tolls if self._timeline else ()
        return tolls[self._toll % len(tolls)] if tolls else None

    def _draw(self) -> None:
        timeline, toll = self._timeline, self.toll
        plot, told = self.query_one("#plot"), self.told
        told.columns = told_columns(with_hour=self.is_inside, with_incident=self._list == 1)
        told.set_rows(timeline_rows(timeline, toll, with_hour=self.is_inside) if timeline else [])
        told.border_title = join(line(self._heading(), "bold"), safe("Timeline"), sep=" · ")
        told.border_subtitle = line(known_words(timeline)) if timeline else NOTHING
        until = dt.datetime.combine(self._as_of, dt.time.max, dt.UTC) if self._as_of else None
        self.query_one(TollPlot).display = toll is not None
        self.query_one(TollPlot).set(toll, until)
        self.query_one("#legend", Sheet).set(lambda width: legend_lines(toll, width) if toll else _NO_FIGURES)
        many = len(timeline.tolls) if timeline else 0
        which = f"{self._toll % many + 1} of {many} · p next" if many > 1 else ""
        plot.border_title = line(toll.question) if toll else safe("Toll")
        plot.border_subtitle = safe(which)
        self.refresh_keys()

    def _heading(self) -> str:
        pair = self.pair
        if pair:
            return f"{pair.a.id} and {pair.b.id}, if they were one"
        key = self.incident_id
        return next((incident.name for incident in self._found.incidents if incident.id == key), "")

    # -- moving ----------------------------------------------------------------------------------------------------

    def _go_in(self, *, inside: bool) -> None:
        self.query_one("#columns").set_class(inside, "-inside")
        (self.told if inside else self.listed).focus()
        self._draw()

    @on(RowTable.Chosen)
    def _on_chosen(self, message: RowTable.Chosen) -> None:
        if message.table is self.listed:
            self._go_in(inside=True)
        else:
            self.action_act("report")

    def do_back(self) -> None:
        if self.is_inside or self.told.has_focus:
            self._go_in(inside=False)
        else:
            super().do_back()

    def do_next_list(self) -> None:
        self._list = 1 - self._list
        self._go_in(inside=False)
        self.listed.set_rows([])
        self._fill()
        self.listed.action_edge(0)

    def why_not_report(self) -> str | None:
        return None if self.told.key else "There is no statement under the cursor."

    def do_report(self) -> None:
        from tracker.ui.screens.reader import Reader

        if self.told.key:
            self.app.push_screen(Reader(self.told.key))

    def why_not_to_disputes(self) -> str | None:
        key = self.incident_id
        if key is None:
            return "There is no incident under the cursor."
        return None if self._found.disputes.get(key) else "Nothing is disputed about this incident."

    def do_to_disputes(self) -> None:
        self.tracker.go("disputes", self.incident_id)

    def copied(self) -> str:
        """The timeline as text: when, who, what."""
        told = self._timeline.told if self._timeline else ()
        return "\n".join(f"{one.claim.stated_at or 'undated'}\t{one.claim.source}\t{one.claim.quote}" for one in told)

    # -- plot and day ----------------------------------------------------------------------------------------------

    def why_not_next_toll(self) -> str | None:
        many = len(self._timeline.tolls) if self._timeline else 0
        return None if many > 1 else "There is no other measure or population with figures here."

    def do_next_toll(self) -> None:
        self._toll += 1
        self._draw()

    def do_as_of(self) -> None:
        from tracker.ui.screens.as_of import AskDay

        self.app.push_screen(AskDay(self._as_of), self._after_day)

    def _after_day(self, given: tuple[dt.date | None] | None) -> None:
        if given is not None:
            self._as_of = given[0]
            self._look()

    def do_day_back(self) -> None:
        self._step(-1)

    def do_day_on(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """Goes to the previous or next day on which something was stated; after the last one comes everything."""
        pair, key = self.pair, self.incident_id
        first, also, as_of = (pair.a.id, pair.b.id, self._as_of) if pair else (key, None, self._as_of)
        if first is None:
            return

        def day(case: Workspace) -> dt.date | None:
            days = case.incidents.timeline(first, also=also).days
            if by < 0:
                return max((one for one in days if as_of is None or one < as_of), default=as_of)
            return min((one for one in days if as_of is not None and one > as_of), default=None)

        self.load("day", day)

    def show_day(self, day: dt.date | None) -> None:
        self._after_day((day,))

    # -- one or two ------------------------------------------------------------------------------------------------

    def why_not_merge(self) -> str | None:
        return None if self.pair or self.incident_id else "There is no incident under the cursor."

    def do_merge(self) -> None:
        from tracker.ui.screens.merge import MergeIncident

        pair = self.pair
        if pair:
            self.change(lambda case: case.incidents.merge(pair.b.id, pair.a.id), said=lambda made: line(made.summary))
            return
        incident = next((one for one in self._found.incidents if one.id == self.incident_id), None)
        if incident:
            self.app.push_screen(MergeIncident(incident))

    def why_not_apart(self) -> str | None:
        return None if self.pair else "Only two that may be one can be kept apart; tab goes to them."

    def do_apart(self) -> None:
        pair = self.pair
        if pair:
            self.change(
                lambda case: case.incidents.keep_apart(pair.a.id, pair.b.id),
                said=lambda made: line(f"Kept {made.target} apart; u takes it back."),
            )


_NOTHING_TOLD = safe("Nothing was stated yet.", "$faint")
_NO_FIGURES: list[Content] = [safe("No figure with a time.", "$faint")]

SCREEN = IncidentsScreen
"""What the app shows for this name."""
