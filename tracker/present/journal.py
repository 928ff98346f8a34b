"""Journal entries in words and as records."""

from __future__ import annotations

from typing import Any

from tracker.model.change import Change
from tracker.present.show import show_line
from tracker.present.times import day_and_minute, iso_utc

HASH_WIDTH = 12
"""Characters of a hash in a list; the whole hash is in records and exports."""


def line(change: Change, width: int | None = None) -> str:
    """ "12  2017-08-02 10:00  anna  accept  Accepted C12 (reason)"."""
    reason = f" ({change.reason})" if change.reason else ""
    back = " [clock went back]" if change.clock_went_back else ""
    text = f"{change.seq}  {day_and_minute(change.at)}  {change.actor}  {change.action}  {change.summary}{reason}{back}"
    return show_line(text, width)


def short_hash(digest: str) -> str:
    """The first characters of a hash, enough to tell entries apart in a list."""
    return digest[:HASH_WIDTH]


def record(change: Change) -> dict[str, Any]:
    """The record of `tracker log --json`: names what was changed, without the values before and after."""
    return {
        "seq": change.seq,
        "at": iso_utc(change.at),
        "actor": change.actor,
        "action": change.action,
        "summary": change.summary,
        "reason": change.reason,
        "undoes": change.undoes,
        "changed": [f"{edit.kind} {edit.id}" for edit in change.edits],
        "clock_went_back": change.clock_went_back,
        "tool_version": change.tool_version,
        "prev": change.prev,
        "hash": change.hash,
    }
