"""The lists of the Incidents screen: incidents, pairs that may be one, and what was said over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from tracker.model.claim import ClaimStatus
from tracker.model.incident import Incident, LikelySame
from tracker.model.timeline import Timeline, Told, Toll
from tracker.present.timelines import LETTERS, letters, replaced_words, series_words, update_words
from tracker.present.times import day_or_moment
from tracker.ui.counts import short
from tracker.ui.safe import NOTHING, join, line, safe
from tracker.ui.widgets.rows import Column, Row
from tracker.ui.words import says, status_mark, unreadable_words

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

LISTS = ("Incidents", "Likely one")
"""What the list at the left can hold, in the order `tab` walks through."""

_FADED = "$faint"
COLUMNS = (
    (
        Column("incident"),
        Column("said", 5, right=True),
        Column("disp", 4, right=True),
        Column("last", 10, from_width=44),
    ),
    (Column("one"), Column("other"), Column("agree in", 14, from_width=60), Column("sure", 4, right=True)),
)
"""Columns of each list."""

EMPTY = (
    join(
        safe("No incident is known yet.", "bold"),
        safe("They come with the reports: 1, then i takes some in.", _FADED),
        sep="\n",
    ),
    join(
        safe("No two incidents look like one.", "bold"),
        safe("Links that reading could not decide are proposed here.", _FADED),
        sep="\n",
    ),
)
"""What each list says when there is nothing in it."""


def told_columns(*, with_hour: bool, with_incident: bool) -> tuple[Column, ...]:
    """Columns of the timeline: status, letter in the plot, time, who, what; and which incident, where there are two."""
    columns = (
        Column("", 1),
        Column("", 1),
        Column("stated", 16 if with_hour else 10),
        Column("source", weight=2),
        Column("says", weight=3),
    )
    return (*columns, Column("of", 5)) if with_incident else columns


@dataclass(frozen=True, slots=True)
class FoundIncidents:
    """What the list at the left holds."""

    incidents: list[Incident] = field(default_factory=list)
    pairs: list[LikelySame] = field(default_factory=list)
    disputes: Mapping[str, int] = field(default_factory=dict)
    """Id of an incident -> its disputes."""
    unreadable: list[str] = field(default_factory=list)
    """Ids of incidents that cannot be read; they end the list."""

    @property
    def sizes(self) -> tuple[int, int]:
        return len(self.incidents) + len(self.unreadable), len(self.pairs)


def read_incidents(case: Workspace, text: str) -> FoundIncidents:
    """What the words typed leave; incidents with most disputes first, where counting them takes no time."""
    disputes = {} if case.scan.is_large() else disputes_by_incident(case)
    incidents = sorted(case.incidents.find(text), key=lambda incident: -disputes.get(incident.id, 0))
    named = {incident.id for incident in incidents}
    pairs = [pair for pair in case.incidents.likely_same() if not text or {pair.a.id, pair.b.id} & named]
    return FoundIncidents(incidents, pairs, disputes, [] if text else case.unreadable("incident"))


def disputes_by_incident(case: Workspace) -> Mapping[str, int]:
    """Id of an incident -> how many disputes it has."""
    if case.scan.is_large():
        return case.scan.disputes_by_incident()
    # A small case names the incident of a dispute.
    ids = {incident.name: incident.id for incident in case.incidents.all()}
    return Counter(ids.get(dispute.incident or "", dispute.incident or "") for dispute in case.scan.disputes())


def page_rows(case: Workspace, found: FoundIncidents, start: int, end: int) -> list[Row]:
    """Rows of a page. Runs in a worker."""
    rows = _incident_rows(case, found.incidents[start:end], found.disputes)
    first = len(found.incidents)
    left = found.unreadable[max(start - first, 0) : max(end - first, 0)]
    return [*rows, *(Row(key, (unreadable_words(key), *[NOTHING] * 3)) for key in left)]


def _incident_rows(case: Workspace, incidents: Sequence[Incident], disputes: Mapping[str, int]) -> list[Row]:
    tallies = case.incidents.tallies([incident.id for incident in incidents])
    rows = []
    for incident in incidents:
        tally = tallies.get(incident.id)
        count = disputes.get(incident.id, 0)
        cells = (
            join(line(incident.id, _FADED).pad_right(max(3 - len(incident.id), 0)), line(incident.name), sep=" "),
            safe(short(tally.claims) if tally else "0"),
            safe(short(count) if count else "–", "" if count else _FADED),
            safe(f"{tally.last:%Y-%m-%d}" if tally and tally.last else "", _FADED),
        )
        rows.append(Row(incident.id, cells))
    return rows


def likely_rows(pairs: Sequence[LikelySame]) -> list[Row]:
    return [
        Row(
            pair.id,
            (
                join(line(pair.a.id, _FADED), line(pair.a.name), sep=" "),
                join(line(pair.b.id, _FADED), line(pair.b.name), sep=" "),
                line(", ".join(pair.agree), _FADED),
                safe(f"{pair.score:.2f}"),
            ),
        )
        for pair in pairs
    ]


def timeline_rows(timeline: Timeline, toll: Toll | None, *, with_hour: bool) -> list[Row]:
    """One row a statement, with the letter of its series where the plot shows it."""
    named = letters(toll.series) if toll else {}
    return [_told_row(told, named.get(told.claim.id, ""), with_hour=with_hour) for told in timeline.told]


def _told_row(told: Told, letter: str, *, with_hour: bool) -> Row:
    claim = told.claim
    is_replaced = told.replaced_by is not None
    words = join(
        says(claim),
        line(update_words(told), "bold $warning"),
        line(replaced_words(told), _FADED),
        safe("retracted" if told.status is ClaimStatus.RETRACTED else "", "$warning"),
        sep="  ",
    )
    cells = (
        status_mark(ClaimStatus.SUPERSEDED if is_replaced else told.status),
        safe(letter, "bold $accent"),
        line(day_or_moment(claim.stated_at)[: 16 if with_hour else 10].replace("T", " "), _FADED),
        line(claim.source, _FADED if is_replaced else ""),
        words.stylize(_FADED) if is_replaced else words,
        line(claim.incident_id or "", _FADED),
    )
    return Row(claim.id, cells)


def legend_lines(toll: Toll, width: int) -> list[Content]:
    """Who is who in the plot: "A Harbour police 9 → 12"."""
    drawn = [
        join(safe(LETTERS[at], "bold $accent"), line(one.source), line(series_words(one), _FADED), sep=" ").truncate(
            width, ellipsis=True
        )
        for at, one in enumerate(toll.series[: len(LETTERS)])
    ]
    left = len(toll.series) - len(LETTERS)
    return [*drawn, safe(f"and {left:,} more sources, not drawn", _FADED)] if left > 0 else drawn
