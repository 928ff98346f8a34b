"""Remarks as a line and as a record."""

from __future__ import annotations

from typing import Any

from tracker.model.remark import Remark, RemarkKind
from tracker.present.show import show_line
from tracker.present.times import day_and_minute, iso_utc


def remark_line(remark: Remark) -> str:
    """ "anna, 2017-08-02 10:00: the wire was corrected"; an assignment says who has taken it on."""
    said = remark.words
    if remark.kind is RemarkKind.ASSIGNMENT:
        said = f"given to {remark.words}" if remark.words else "given to nobody"
    return show_line(f"{remark.by}, {day_and_minute(remark.at)}: {said}")


def remark_record(remark: Remark) -> dict[str, Any]:
    """A remark as a flat record; time ISO 8601 in UTC."""
    return remark.model_dump(mode="json", exclude={"rev"}) | {"at": iso_utc(remark.at)}
