"""What a text says about itself in its first lines: title, author, publisher, publication time.

Two forms are read. A Markdown file may start with a front matter block between two lines `---`; any text file may start
with the lines themselves, followed by a blank line:

    Title: Gunmen storm embassy
    Author: Lena Okafor
    Publisher: Meridian Wire
    Published: 2017-07-31

Names are read in any letter case; `Date` is the same as `Published`, `Lang` as `Language`, `Link` as
`URL`. In a block without `---` one unknown name means that it is no header and all of it is text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tracker.errors import InputError
from tracker.exchange.web.addresses import place_of
from tracker.model.moments import in_utc

_FIELDS = {
    "title": "title",
    "author": "author",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
    "url": "url",
    "link": "url",
}
_LINE = re.compile(r"^([A-Za-z][A-Za-z_-]{1,30}):[ \t]*(.*)$")
_FENCE = "---"
_LONGEST_HEADER = 30
"""Lines; a fence further down is a rule in the text."""
_NUMERIC_DATES = ("%Y/%m/%d", "%d.%m.%Y")
"""12/03/2024 is not among them: it is two days."""
_DAY, _MONTH, _YEAR = re.compile(r"\b\d{1,2}(?!\d)"), re.compile(r"[^\W\d_]{3}"), re.compile(r"\b[12]\d{3}\b")
_LONGEST_DATE = 60
_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "tr", "ar", "fa")


def split_header(text: str, *, fenced: bool = False) -> tuple[dict[str, Any], str]:
    """The header's fields, named as in ParsedDocument, and the text after it.

    fenced: also read a block between `---` lines. No header: ({}, text).

    >>> split_header("Title: A\\n\\nBody")
    ({'title': 'A'}, 'Body')
    """
    lines = text.split("\n")
    if fenced and lines[0].strip() == _FENCE:
        for end in range(1, min(len(lines), _LONGEST_HEADER)):
            if lines[end].strip() in (_FENCE, "..."):
                fields = _fields(line for line in lines[1:end] if _LINE.match(line))
                return fields, "\n".join(lines[end + 1 :])
        return {}, text
    return _plain_header(lines, text)


def parse_time(value: str) -> dt.datetime | None:
    """A publication time as written in metadata; a bare date is midnight UTC, no zone is UTC; None if unreadable.

    >>> parse_time("31 July 2017")
    datetime.datetime(2017, 7, 31, 0, 0, tzinfo=datetime.timezone.utc)
    """
    text = value.strip()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return _spoken_date(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _plain_header(lines: list[str], text: str) -> tuple[dict[str, Any], str]:
    for end, line in enumerate(lines[:_LONGEST_HEADER]):
        if not line.strip():
            return (_fields(lines[:end]), "\n".join(lines[end + 1 :])) if end else ({}, text)
        match = _LINE.match(line)
        if match is None or match[1].lower() not in _FIELDS:
            break
    return {}, text


def _fields(lines: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in lines:
        match = _LINE.match(line)
        name = _FIELDS.get(match[1].lower()) if match else None
        if match is None or name is None:
            continue
        value = match[2].strip().strip("\"'").strip()
        if value:
            found.setdefault(name, _READ[name](value) if name in _READ else value)
    return found


def _address(value: str) -> str | None:
    try:
        return place_of(value).url
    except InputError:
        return None


_READ: dict[str, Callable[[str], Any]] = {"published": parse_time, "url": _address}
"""Fields that are more than words."""


def _spoken_date(text: str) -> dt.datetime | None:
    for form in _NUMERIC_DATES:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)
        except ValueError:
            continue
    if len(text) > _LONGEST_DATE or not all(part.search(text) for part in (_DAY, _MONTH, _YEAR)):
        return None
    moment: dt.datetime | None = _reader_of_dates().get_date_data(text).date_obj
    return moment and in_utc(moment)


@cache
def _reader_of_dates() -> Any:
    """Reads dates with a day, a month in letters and a year; never "yesterday", which hangs on when it is read."""
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=list(_LANGUAGES),
        settings={
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
        },
    )
