"""Events in the form of UCDP GED: a row is an incident with deaths as low, best and high, in all and by side.

Method: UCDP Georeferenced Event Dataset Codebook, version 23.1. `best` 0 is an explicit zero there, an empty cell is
unknown. Deaths of nobody's known side (`deaths_unknown`) may belong to each of the groups: with any, the figures of the
groups are ranges, and a 0 among them is no zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tracker.exchange.incoming.cells import days
from tracker.exchange.incoming.event_rows import (
    Cell,
    CellError,
    count,
    known,
    parted,
    period,
    rows_told,
    span,
    told_by,
)
from tracker.exchange.incoming.records import Told
from tracker.exchange.incoming.tables import Table

DATASET = "UCDP GED"
MARKS = frozenset({"side_a", "side_b", "date_start", "best", "low", "high"})
"""Columns by which the form is known."""

_KINDS = {"1": "clash", "2": "clash", "3": "attack"}
"""type_of_violence: state-based, non-state, one-sided."""
_SUMMARY = "2"
"""event_clarity of a row that sums up several events."""
_SETTLEMENT = re.compile(r" (?:city|town|village)$", re.IGNORECASE)
_GOVERNMENT = re.compile(r"^government of (?:the )?", re.IGNORECASE)


def read_ged(table: Table) -> Iterator[Told]:
    """Up to four claims a row: all deaths, those of each side, those of civilians."""
    return rows_told(table, _records)


def _records(cell: Cell, line: int) -> Iterator[dict[str, Any]]:
    shared = _shared(cell, line)
    about = shared.pop("about")
    best, low, high = (count(cell, column) for column in ("best", "low", "high"))
    if low is not None and high is not None and low > high:
        raise CellError("low", f"{low:g} is above high {high:g}")
    if best is not None and not (best if low is None else low) <= best <= (best if high is None else high):
        raise CellError("best", f"{best:g} is outside its low and high")
    figures = known({"value": best, "low": low, "high": high})
    if not figures:
        yield shared | {"quote": f"{about}: no number of deaths given", "measure": "killed"}
        return
    ends = ", ".join(f"{name} {end:,g}" for name, end in (("low", low), ("high", high)) if end is not None)
    told = " ".join(part for part in ("" if best is None else f"{best:,g}", f"({ends})" if ends else "") if part)
    yield shared | figures | {"quote": f"{about}: {told} deaths in all", "measure": "killed", "population": "everyone"}
    unknown = count(cell, "deaths_unknown")
    for column, population in _groups(cell):
        deaths = count(cell, column)
        if deaths is not None and (deaths or unknown == 0):
            yield shared | _of_group(deaths, unknown or 0, population, about)


def _of_group(deaths: float, unknown: float, population: str, about: str) -> dict[str, Any]:
    """The deaths of one group; the unknown ones may be among them, or not."""
    if not unknown:
        return {"quote": f"{about}: {deaths:,g} deaths of {population}", "measure": "killed", "value": deaths} | {
            "population": population
        }
    told = f"{about}: {deaths:,g} deaths of {population}, and {unknown:,g} of unknown people"
    return {"quote": told, "measure": "killed", "low": deaths, "high": deaths + unknown, "population": population}


def _groups(cell: Cell) -> Iterator[tuple[str, str]]:
    for column, side in (("deaths_a", cell("side_a")), ("deaths_b", cell("side_b"))):
        if side and side.casefold() != "civilians":
            bare = _GOVERNMENT.sub("", side)
            yield column, f"{bare} {'security forces' if bare != side else 'militants'}"
    yield "deaths_civilians", "civilians"


def _shared(cell: Cell, line: int) -> dict[str, Any]:
    start, end = period(cell, "date_start", "date_end")
    time = span(start, end)
    event = cell("id") or cell("relid") or f"line {line}"
    place, kind = _place(cell), _KINDS.get(cell("type_of_violence"))
    parties = " - ".join(side for side in (cell("side_a"), cell("side_b")) if side) or cell("dyad_name") or "parties"
    about = ", ".join(part for part in (parties, place, time) if part)
    speakers = parted(cell("source_original")) or parted(cell("source_office")) or _offices(cell("source_article"))
    one_sided = kind == "attack"
    return told_by(speakers, DATASET) | known(
        {
            "about": about,
            "incident": f"{about} ({DATASET} {event})",
            "kind": kind,
            "actor": cell("side_a") if one_sided else None,
            "target": cell("side_b") if one_sided else None,
            "place": place,
            "event_time": time,
            "basis": "estimated",
            "cumulative": True if cell("event_clarity") == _SUMMARY else None,
            "stated_at": _stated(cell) if len(speakers) == 1 else None,
            "note": cell("source_headline")[:500] or cell("source_article")[:500],
        }
    )


def _place(cell: Cell) -> str:
    """The place at the precision that the row has it: where_prec 3 is a district, 4 and 5 a province, 6 a country."""
    by_precision = {"3": "adm_2", "4": "adm_1", "5": "adm_1", "6": "country", "7": "country"}
    exact = cell(by_precision.get(cell("where_prec"), "where_coordinates"))
    found = exact or cell("where_coordinates") or cell("adm_2") or cell("adm_1") or cell("country")
    return _SETTLEMENT.sub("", found)


def _offices(articles: str) -> list[str]:
    """Who published the articles of older releases: `"Agence France Presse,2017-07-31,Headline";"Reuters,..."`."""
    return [name for article in articles.split('";"') for name in parted(article.strip('" ').partition(",")[0])]


def _stated(cell: Cell) -> str | None:
    try:
        found = days(cell("source_date"))
    except ValueError:
        return None  # several dates in one cell, which tell nothing of this figure
    return f"{found.start}T00:00:00+00:00" if found and found.days == 1 else None
