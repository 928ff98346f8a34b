"""Events in the form of ACLED: a row is an incident with notes in prose and a number of fatalities.

Method: ACLED Codebook (2023). `fatalities` is the most conservative number reported, and 0 also where no report
mentions any: it is never an explicit zero here. 3, 10 and 100 stand for "several", "many" and "hundreds" too, so that
without the figure in the notes they are approximate.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from tracker.exchange.incoming.event_rows import Cell, CellError, count, known, parted, period, rows_told, span, told_by
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import Table

DATASET = "ACLED"
MARKS = frozenset({"event_date", "event_type", "actor1", "fatalities"})
"""Columns by which the form is known."""

_KINDS = {
    "air/drone strike": "airstrike",
    "shelling/artillery/missile attack": "shelling",
    "suicide bomb": "bombing",
    "remote explosive/landmine/ied": "bombing",
    "grenade": "bombing",
    "abduction/forced disappearance": "kidnapping",
    "battles": "clash",
    "violence against civilians": "attack",
    "explosions/remote violence": "bombing",
    "protests": "protest",
    "riots": "protest",
}
"""sub_event_type or event_type -> kind of incident."""
_CODED = frozenset({3.0, 10.0, 100.0})
_SOMEBODY_ACTED = frozenset({"airstrike", "shelling", "bombing", "kidnapping", "attack"})


def read_acled(table: Table) -> Iterator[Told]:
    """One claim a row."""
    return rows_told(table, _records)


def _records(cell: Cell, line: int) -> Iterator[dict[str, Any]]:
    fatalities = count(cell, "fatalities")
    event = cell("event_id_cnty") or cell("event_id_no_cnty") or cell("data_id") or f"line {line}"
    kind = _KINDS.get(cell("sub_event_type").casefold()) or _KINDS.get(cell("event_type").casefold())
    place, time = _place(cell), _time(cell)
    parties = " - ".join(actor for actor in (cell("actor1"), cell("actor2")) if actor)
    about = ", ".join(part for part in (cell("sub_event_type") or cell("event_type"), parties, place, time) if part)
    quote = cell("notes") or about
    if not quote:
        raise CellError("notes", "says nothing of what happened")
    figure: dict[str, Any] = {}
    if fatalities:
        is_coded = fatalities in _CODED and not re.search(rf"(?<!\d){fatalities:g}(?!\d)", quote)
        figure = {"value": fatalities, "measure": "killed", "population": "everyone", "approximate": is_coded}
        quote = quote if cell("notes") else f"{about}: {fatalities:,g} fatalities"
    acted = kind in _SOMEBODY_ACTED
    yield (
        told_by(parted(cell("source")), DATASET)
        | figure
        | known(
            {
                "quote": quote,
                "incident": f"{about} ({DATASET} {event})",
                "kind": kind,
                "actor": cell("actor1") if acted else None,
                "target": cell("actor2") if acted else None,
                "place": place,
                "event_time": time,
                "basis": "estimated",
                "note": f"source scale: {cell('source_scale')}" if cell("source_scale") else None,
            }
        )
    )


def _place(cell: Cell) -> str:
    """The place at the precision that the row has it: geo_precision 3 is a province or larger."""
    exact = cell("admin1") if cell("geo_precision") == "3" else cell("location")
    return exact or cell("location") or cell("admin2") or cell("admin1") or cell("country")


def _time(cell: Cell) -> str | None:
    """The day, or what the row's precision leaves of it: 2 is somewhere in the week around it, 3 in its month."""
    day, _ = period(cell, "event_date", "event_date")
    precision = cell("time_precision")
    if day is None or precision not in ("2", "3"):
        return span(day, day)
    if precision == "3":
        return f"{day:%Y-%m}"
    near = dt.timedelta(days=3)
    try:
        return span(day - near, day + near)
    except OverflowError as error:
        raise CellError("event_date", f"{day} is no day that can be counted from") from error
