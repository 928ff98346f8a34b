"""Sources and their grades in words and as records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.model.source import Source
from tracker.present.show import show_line
from tracker.present.times import day_and_minute, iso_utc

NOT_GRADED = "not graded"


def reliability_words(source: Source) -> str:
    """ "B Usually reliable", or "not graded"."""
    grade = source.reliability
    return NOT_GRADED if grade is None else f"{grade.value} {grade.label}"


def aliases_words(source: Source) -> str:
    """ "also: IS (from R3), ISIL (from R3), Daesh (by the analyst)", or empty."""
    names = alias_list(source)
    return show_line(f"also: {', '.join(names)}") if names else ""


def alias_list(source: Source) -> list[str]:
    """Each other name, with where it came from."""
    return [
        show_line(f"{alias.name} ({_ORIGINS.get(alias.origin, f'from {alias.origin}')})")
        for alias in source.aliases
        if alias.name != source.name
    ]


_ORIGINS = {"analyst": "by the analyst", "table": "known name"}
"""Where an alias came from, in words; else it is the id of a report."""


def summary(source: Source, width: int | None = None) -> str:
    """ "S3 Islamic State (group, party: Islamic State) - not graded"."""
    what = source.kind.value if source.kind.value != "unknown" else ""
    party = f"party: {source.party}" if source.party else ""
    both = ", ".join(part for part in (what, party) if part)
    return show_line(f"{source.id} {source.name}{f' ({both})' if both else ''} - {reliability_words(source)}", width)


def grade_history(source: Source) -> list[str]:
    """One line a grade, oldest first: "B by anna, 2017-08-02 10:00: reason"."""
    return [
        show_line(
            f"{grade.reliability.value} {grade.reliability.label}, "
            + (f"by {grade.by}, " if grade.by else "")
            + day_and_minute(grade.at)
            + (f": {grade.reason}" if grade.reason else "")
        )
        for grade in source.grades
    ]


def record(source: Source, counts: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The record of `tracker sources --json`; `counts` is its record in this case (claims, disputes ...)."""
    return {
        "id": source.id,
        "name": source.name,
        "aliases": [alias.name for alias in source.aliases],
        "kind": source.kind.value,
        "parent": source.parent,
        "party": source.party,
        "reliability": source.reliability.value if source.reliability else None,
        "graded_at": iso_utc(source.grades[-1].at) if source.grades else None,
        "record": dict(counts) if counts is not None else None,
    }
