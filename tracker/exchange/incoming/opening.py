"""What a text says of itself above its first paragraph: title, byline, outlet, day; and wire and day of its dateline.

Read with care, since a wrong day moves every "Monday" of the report: a line counts only when all of it is understood.

    Ferry sinks in Lake Orro
    By Mara Linde, Northgate Press
    12 March 2024

    PORT ORRO, March 12 (Northgate Press) - A ferry ...
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from tracker.exchange.incoming.headers import parse_time

LINES = 8
"""Lines that can stand above the first paragraph."""
LONGEST_LINE = 160
LONGEST_PART = 60
"""Characters of a name or a date."""

_PARTS = re.compile(r" [-–—|·•] |[|·•]|, ")
_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|issued)(?: on)?|dated?)(?:\s*:|\s)\s*", re.IGNORECASE
)
_NAME = r"(?:the )?[^\W\d_a-z][\w.'’&-]*(?: (?:[^\W\d_a-z][\w.'’&-]*|of|the|and|for|de|la|al|&)){0,6}"
_BY = re.compile(rf"(?:By|BY|by|Von|Par|Por)\s+(?={_NAME})")
_ISSUER = re.compile(rf"(?i:issued|released|published|prepared) (?i:by) (?={_NAME})")
_OURSELVES = re.compile(rf"\bWe, (?P<we>{_NAME}),")
_WHOLE_NAME = re.compile(_NAME)
_SENTENCE_END = (".", "!", "?", ":", ";", ".”", '."', "…")
_DATELINE = re.compile(
    rf"[^\W\d_a-z][\w.'’ -]{{1,40}}(?:, (?P<day>[^\n()]{{1,40}}))? \((?P<wire>{_NAME})\)"
    r"(?:,? (?P<later>[^\n()–—-]{6,30}))? ?[-–—]{1,2} ",
)
_PLACE_AND_DAY = re.compile(r"[^\W\d_a-z][\w'’ -]{1,40}, (?P<day>[^\n().,]{6,30}(?:, \d{4})?)(?:\. | ?[-–—]{1,2} )")
""" "Esk, 5 June 2024. The company confirms ..."."""
_DAY_OF_MONTH = re.compile(r"[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?$")
_YEAR = re.compile(r"\d{4}\b")
_NUMBERED = re.compile(r"[^\W\d_a-z][^\W\d_]{2,15}(?: [^\W\d_]{2,15}){0,2},? (?:No\.? ?|Nr\.? ?|#)\d{1,4}(?:/\d{2,4})?")
"""What a series calls its parts, "Bulletin No. 3": it says nothing more, and hides no day beside it."""
_TIME = re.compile(r"(?:at )?\d{1,2}[:.]\d{2}\b")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?", re.IGNORECASE)
_PUBLISHING_WORDS = """
agency agence alliance army assembly associated authority bbc broadcasting bulletin bureau centre center channel
chronicle cnn command commission committee council courier daily department digest directorate dispatch embassy examiner
express federation foundation free front gazette global government group guardian headquarters herald independent
inquirer institute journal league live magazine mail media mercury ministry mirror mission monitor monthly movement
network news newspaper now observatory observer office online organization organisation party police post press radio
record register report reporter reuters review service society standard star sun telegraph telegram television times
today tribune tv union university voice watch weekly wire world
"""
_PUBLISHING = frozenset(_PUBLISHING_WORDS.split())
"""Words of which one stands in the name of who publishes: "Port Orro, 12 March" names a place."""


def opening(text: str) -> dict[str, Any]:
    """The fields that the first lines give, named as in ParsedDocument; {} where they say nothing.

    >>> said = opening("Ferry sinks\\n\\nNorthgate Press, 12 March 2024\\n\\nA ferry sank on Monday. It was full.")
    >>> said["title"], said["publisher"], said["published"].day
    ('Ferry sinks', 'Northgate Press', 12)
    """
    cut = text[: LINES * 4 * LONGEST_LINE].split("\n")
    lines = [" ".join(line.split()) for line in cut if not line.isspace() and line][: LINES + 1]
    found: dict[str, Any] = {}
    for line, after in pairwise([*lines, ""]):
        said = _about(line)
        # A name alone may be a headline, "Council Backs Police", unless a byline or a day stands above or below it.
        tells_below = bool(_about(after).keys() & _TELLING)
        if said and (said.keys() != {"publisher"} or found.keys() - {"title"} or tells_below):
            found = said | found
        elif "title" in found and tells_below and _WHOLE_NAME.fullmatch(line):
            if _BODY.search(line):
                found["publisher"] = line  # "Doctors for Lowland"; two plain names are a person's as likely
        elif "title" not in found and after and _may_be_title(line):
            found["title"] = line
        else:
            for field, value in _in_first_sentence(line).items():
                found.setdefault(field, value)
            break
    return found


def _in_first_sentence(line: str) -> dict[str, Any]:
    """What a paragraph tells by its dateline, or by "We, the Union of Nurses, ..."."""
    wire, placed, ourselves = _DATELINE.match(line), _PLACE_AND_DAY.match(line), _OURSELVES.search(line)
    publisher = wire["wire"] if wire else ourselves["we"] if ourselves else None
    told = (wire["day"], wire["later"]) if wire else (placed["day"],) if placed else ()
    days = [day for text in told if text and (day := parse_time(text.strip()))]
    return {name: value for name, value in (("publisher", publisher), ("published", next(iter(days), None))) if value}


_BODY = re.compile(r" (?:for|of|and|the) ")
_TELLING = frozenset(("author", "published"))


def _may_be_title(line: str) -> bool:
    return len(line) <= LONGEST_LINE and not line.endswith(_SENTENCE_END) and line[0].isupper() and " " in line


def _about(line: str) -> dict[str, Any]:
    """What a line says of the text when that is all it says."""
    if len(line) > LONGEST_LINE:
        return {}
    by, issuer = _BY.match(line), _ISSUER.match(line)
    found: dict[str, Any] = {}
    names: list[str] = []
    told = by or issuer
    for part in _with_dates_whole([part.strip() for part in _PARTS.split(line[told.end() :] if told else line)]):
        day = parse_time(_LABEL.sub("", part, count=1)) if len(part) <= LONGEST_PART else None
        if day is not None:
            found.setdefault("published", day)
        elif _WHOLE_NAME.fullmatch(part) and len(part) <= LONGEST_PART:
            names.append(part)
        elif _NUMBERED.fullmatch(part):
            continue
        else:
            return {}
    if told and names:
        found["publisher" if issuer else "author"] = names.pop(0)
    if names and not _PUBLISHING.isdisjoint(names[0].lower().split()):
        found["publisher"] = names.pop(0)
    is_all = not names or (len(names) == 1 and "published" in found)  # the place that it was written in
    return found if is_all else {}


def _with_dates_whole(parts: list[str]) -> list[str]:
    """ "March 12, 2024, 10:14" and "Tuesday, 12 March 2024" were parted at their commas."""
    whole: list[str] = []
    for part in filter(None, parts):
        before = whole[-1] if whole else ""
        if _DAY_OF_MONTH.search(before) and _YEAR.match(part):
            whole[-1] = f"{before}, {part}"
        elif _TIME.match(part) and parse_time(before):
            whole[-1] = f"{before} {part.removeprefix('at ')}"
        elif _WEEKDAY.fullmatch(_LABEL.sub("", before, count=1)):
            whole[-1] = part
        else:
            whole.append(part)
    return whole
