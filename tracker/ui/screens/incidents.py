"""Incidents: what was said of each over time, the toll of each source, and links that were left undecided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from tracker.model.timeline import Timeline
from tracker.present.timelines import known_words
from tracker.ui.incident_lists import (
    COLUMNS,
    EMPTY,
    LISTS,
    FoundIncidents,
    disputes_by_incident,
    legend_lines,
    likely_rows,
    page_rows,
    read_incidents,
    timeline_rows,
    told_columns,
)
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.screens.base import TIGHT
from tracker.ui.screens.filtered import NO_MATCH, FilteredScreen
from tracker.ui.screens.on_incident import OnIncident
from tracker.ui.widgets.fields import FilterLine
from tracker.ui.widgets.rows import Row
from tracker.ui.widgets.sheet import Sheet
from tracker.ui.widgets.table import PAGE, RowTable
from tracker.ui.widgets.toll_plot import TollPlot

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

SETTLED_S = 0.05
"""Seconds the cursor rests before a timeline is read."""


class IncidentsScreen(OnIncident, FilteredScreen):
    """A list of incidents; beside it the plot and the timeline of the one under the cursor. Enter goes into it."""

    NAME = "incidents"
    CSS_PATH = "incidents.tcss"
    HORIZONTAL_BREAKPOINTS = TIGHT

    def __init__(self) -> None:
        super().__init__()
        self._returning: str | None = None
        """The incident to which the cursor goes when the list is read again."""
        self._shown = ""
        """What the filter said when the list was read."""

    def body(self) -> Iterable[Widget]:
        table = RowTable(COLUMNS[0], empty=EMPTY[0], id="incidents")
        box = Vertical(table, FilterLine(), id="box", classes="list")
        told = RowTable((), empty=_NOTHING_TOLD, id="told")
        told.add_class("list")
        plot = Vertical(TollPlot(id="toll"), Sheet(id="legend"), id="plot", classes="pane")
        yield Horizontal(box, Vertical(plot, told, id="incident"), id="columns")

    @property
    def is_inside(self) -> bool:
        """Whether the incident has the whole screen."""
        return self.query_one("#columns").has_class("-inside")

    # -- reading ---------------------------------------------------------------------------------------------------

    def seek(self, record: str) -> None:
        """Goes into an incident."""
        self._returning, self._list = record, 0
        self.put_filter("")
        self.query_one("#columns").set_class(True, "-inside")
        self.call_after_refresh(self.told.focus)

    def fetch(self, case: Workspace) -> FoundIncidents:
        return read_incidents(case, self.text)

    def show(self, data: FoundIncidents) -> None:
        if self._shown == self.text:
            # What was renamed, merged or grew stands elsewhere now; what is worked on must not change under the hand.
            self._returning = self._returning or self.incident_id
        self._shown = self.text
        # Of a large case they are counted anew after the list; until then those counted before stand.
        self._found = data if data.disputes else replace(data, disputes=self._found.disputes)
        self.load("disputes", _large_counts)
        if not self.text:
            self.tracker.counts = {**self.tracker.counts, "incidents": len(data.incidents)}
        self._fill()

    def _fill(self) -> None:
        table = self.listed
        table.columns, table.empty = COLUMNS[self._list], NO_MATCH if self.text else EMPTY[self._list]
        if self._list == 1:
            table.set_rows(likely_rows(self._found.pairs))
        else:
            table.set_count(self._found.sizes[0])
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

    def show_disputes(self, disputes: Mapping[str, int] | None) -> None:
        """Counts of a large case, which come after the list."""
        if disputes is not None and disputes != self._found.disputes:
            self._found = replace(self._found, disputes=disputes)
            if self._list == 0:
                self.listed.set_count(self._found.sizes[0])
            self.refresh_keys()

    def _place_of(self, incident_id: str | None) -> int | None:
        ids = (at for at, incident in enumerate(self._found.incidents) if incident.id == incident_id)
        return next(ids, None) if incident_id else None

    @on(RowTable.PageWanted, "#incidents")
    def _on_page_wanted(self, message: RowTable.PageWanted) -> None:
        if self._list == 0:
            found, page = self._found, message.page
            start, end = page * PAGE, (page + 1) * PAGE
            self.load("page", lambda case: (found, page, page_rows(case, found, start, end)), void=False)

    def _after_merge(self, kept: str | None) -> None:
        """The cursor goes to the incident that is left of two."""
        self._returning = kept or self._returning

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
            self.forget("timeline")  # that of the list before may still be on its way
            self._timeline = None
            self._draw()
            return
        first, also, as_of = ids[0], ids[1], self._as_of
        self.load("timeline", lambda case: case.incidents.timeline(first, also=also, as_of=as_of), after=SETTLED_S)

    def show_timeline(self, timeline: Timeline) -> None:
        before = self.toll if self._timeline and self._timeline.incident == timeline.incident else None
        questions = [toll.question for toll in timeline.tolls]
        self._toll = questions.index(before.question) if before and before.question in questions else 0
        self._timeline = timeline
        self._draw()

    # -- drawing ---------------------------------------------------------------------------------------------------

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
            self.tracker.back()
        elif self._as_of:
            self.show_day(None)
            self.say(safe("What was stated up to now is shown again."))
        else:
            super().do_back()

    def do_next_list(self) -> None:
        self._list = 1 - self._list
        self._go_in(inside=False)
        self.listed.set_rows([])
        self._fill()
        self.listed.action_edge(0)

    def copied(self) -> str:
        """The timeline as text: when, who, what."""
        told = self._timeline.told if self._timeline else ()
        return "\n".join(f"{one.claim.stated_at or 'undated'}\t{one.claim.source}\t{one.claim.quote}" for one in told)


def _large_counts(case: Workspace) -> Mapping[str, int] | None:
    """Disputes of each incident; None in a case where the list has them already."""
    return disputes_by_incident(case) if case.scan.is_large() else None


_NOTHING_TOLD = safe("Nothing was stated yet.", "$faint")
_NO_FIGURES: list[Content] = [safe("No figure with a time.", "$faint")]

SCREEN = IncidentsScreen
"""What the app shows for this name."""
