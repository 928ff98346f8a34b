"""What can be done with the incident, or the pair of incidents, under the cursor."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.model.incident import LikelySame
from tracker.model.timeline import Timeline, Toll
from tracker.ui.incident_lists import FoundIncidents
from tracker.ui.safe import line
from tracker.ui.screens.base import CaseScreen
from tracker.ui.widgets.table import RowTable

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace


class OnIncident(CaseScreen):
    """Merge, keep apart; which question is plotted, and as of which day; its disputes and reports."""

    def __init__(self) -> None:
        super().__init__()
        self._list = 0
        """0: incidents, 1: pairs that may be one."""
        self._found = FoundIncidents()
        self._timeline: Timeline | None = None
        self._as_of: dt.date | None = None
        """The day of which is shown what was known; None: now."""
        self._toll = 0
        """Which question is plotted; counts on beyond the last one."""

    def _after_merge(self, kept: str | None) -> None:
        """Goes to the incident into which another one was merged; None: nothing was merged."""
        raise NotImplementedError

    def _look(self) -> None:
        """Reads the timeline again."""
        raise NotImplementedError

    def _draw(self) -> None:
        """Draws it again."""
        raise NotImplementedError

    @property
    def listed(self) -> RowTable:
        """The list at the left."""
        return self.query_one("#incidents", RowTable)

    @property
    def told(self) -> RowTable:
        """The timeline."""
        return self.query_one("#told", RowTable)

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

    @property
    def toll(self) -> Toll | None:
        """The question that is plotted."""
        tolls = self._timeline.tolls if self._timeline else ()
        return tolls[self._toll % len(tolls)] if tolls else None

    # -- looking further -------------------------------------------------------------------------------------------

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
        is_counted = bool(self._found.disputes)
        return "Nothing is disputed about this incident." if is_counted and not self._found.disputes.get(key) else None

    def do_to_disputes(self) -> None:
        self.tracker.go("disputes", self.incident_id)

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

    # -- correcting ------------------------------------------------------------------------------------------------

    def why_not_edit(self) -> str | None:
        return None if self.incident_id else "There is no incident under the cursor."

    def do_edit(self) -> None:
        from tracker.ui.screens.edit_incident import EditIncident

        incident = next((one for one in self._found.incidents if one.id == self.incident_id), None)
        if incident:
            self.app.push_screen(EditIncident(incident))

    # -- one or two ------------------------------------------------------------------------------------------------

    def why_not_merge(self) -> str | None:
        return None if self.pair or self.incident_id else "There is no incident under the cursor."

    def do_merge(self) -> None:
        from tracker.ui.screens.merge import MergeIncident

        pair = self.pair
        if pair:
            revs = (pair.b.rev, pair.a.rev)
            self.change(
                lambda case: case.incidents.merge(pair.b.id, pair.a.id, revs=revs), said=lambda made: line(made.summary)
            )
            return
        incident = next((one for one in self._found.incidents if one.id == self.incident_id), None)
        if incident:
            self.app.push_screen(MergeIncident(incident), self._after_merge)

    def why_not_apart(self) -> str | None:
        return None if self.pair else "Only two that may be one can be kept apart; tab goes to them."

    def do_apart(self) -> None:
        pair = self.pair
        if pair:
            self.change(
                lambda case: case.incidents.keep_apart(pair.a.id, pair.b.id),
                said=lambda made: line(f"Kept {made.target} apart; u takes it back."),
            )
