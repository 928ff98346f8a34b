"""Fields of records in the journal, before and after a change, in words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.model.scales import CREDIBILITY_LABELS, Reliability
from tracker.present.times import day_and_minute

NONE = "none"
LONGEST = 200
"""Characters of a value that are shown."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")


def value_words(field: str, value: Any) -> str:
    """A field's value as people read it, at most 200 characters; what has no words of its own as it is kept.

    >>> value_words("credibility", 2), value_words("grades", [])
    ('2 Probably true', 'none')
    >>> value_words("grades", [{"at": "2026-03-02T09:10:00Z", "by": "anna", "reason": "", "reliability": "C"}])
    'C Fairly reliable, by anna, 2026-03-02 09:10'
    >>> value_words("aliases", [{"name": "the ministry", "origin": "R1"}, {"name": "MoD", "origin": "analyst"}])
    'the ministry, MoD'
    """
    text = _words(field, value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _words(field: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return NONE
    if field == "credibility" and value in CREDIBILITY_LABELS:
        return f"{value} {CREDIBILITY_LABELS[value]}"
    if field == "grades" and isinstance(value, Sequence) and isinstance(value[-1], Mapping):
        return _grade(value[-1]) + (f"; {len(value) - 1} before it" if len(value) > 1 else "")
    if isinstance(value, str):
        return _moment(value)
    if isinstance(value, list):
        return ", ".join(_item(item) for item in value)
    if isinstance(value, Mapping):
        told = {name: words for name, part in value.items() if (words := _words(name, part)) != NONE}
        return ", ".join(f"{name} {words}" for name, words in told.items())
    return json.dumps(value, ensure_ascii=False)


def _item(item: Any) -> str:
    if isinstance(item, Mapping) and item.get("name"):
        return str(item["name"])
    return _words("", item)


def _grade(grade: Mapping[str, Any]) -> str:
    letter = str(grade.get("reliability", ""))
    label = Reliability(letter).label if letter in set(Reliability) else ""
    who = f"by {grade['by']}" if grade.get("by") else ""
    told = [f"{letter} {label}".strip(), who, _moment(str(grade.get("at", "")))]
    return ", ".join(filter(None, told)) + (f": {grade['reason']}" if grade.get("reason") else "")


def _moment(text: str) -> str:
    """A moment of the journal to the minute; other text as it is."""
    if not MOMENT.fullmatch(text):
        return text
    try:
        return day_and_minute(dt.datetime.fromisoformat(text))
    except ValueError:
        return text
