"""Dates as reports write them, as spans of days: against the publication date and the last date in the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from tracker.model.period import Period
from tracker.reading.calendar_days import day_of, month_of, months_before, part_of, safe_period, week_of, year_of
from tracker.reading.lexicons import table, word_set


class DateMention(NamedTuple):
    """A date in the text. period is None when the text alone does not tell which day is meant."""

    start: int
    end: int
    period: Period | None
    form: str
    """day, month, season, year or relative."""
    follows_text: bool = False
    """True when an earlier date of the text, not the publication date, gave the year or day."""


class _Context(NamedTuple):
    text: str
    published: dt.date | None
    last: DateMention | None
    """The last date of the same passage."""
    near: DateMention | None = None
    """The last date of the same sentence, "Thursday" too."""


def _names(key: str) -> str:
    return "|".join(sorted(table("dates")[key], key=len, reverse=True))


def _pattern() -> re.Pattern[str]:
    month, weekday = _names("months"), _names("weekdays")
    day = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:1[89]|20)\d\d"
    part = r"early|mid|late|the beginning of|the end of|the middle of|the start of"
    return re.compile(
        rf"""(?<![\w.$€£¥₹])(?:
        (?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))
        |(?P<slashed>[0-3]?\d[/.][0-3]?\d[/.](?:(?:19|20)\d\d|\d\d(?![\d.])))
        |(?P<d1>{day})(?:\s?(?:-|–|to|and|until)\s?(?P<d1b>{day}))?(?:\s+day)?\s+(?:of\s+)?(?P<m1>{month})\b(?:\s?\.)?
            (?:,?\s+(?P<y1>{year})\b)?
        |(?P<m2>{month})\b(?:\s?\.)?\s+(?:the\s+)?(?P<d2>{day})(?!\d|[,.]\d|:\d)(?:\s?(?:-|–|to|and|until)\s?(?P<d2b>{day})(?!\d|:\d))?
            (?:(?:,\s*|\s+)(?P<y2>{year})\b)?
        |(?:(?P<part>{part})[\s-]+)?(?P<m3>{month})\b(?:\s?\.)?(?:(?:,|\s+of)?\s+(?P<y3>{year})\b)?
        |(?P<season>(?:spring|summer|autumn)\s+(?:of\s+)?(?:{year}))\b
        |(?:(?P<ago_n>\d{{1,3}}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+
            (?P<ago_unit>day|week|month|year)s?\s+(?P<ago>ago|earlier|before|later|after(?=\s\w)))\b
        |(?P<relword>the\s+day\s+before\s+yesterday|yesterday|today|tonight|overnight|this\s+(?:morning|afternoon|evening)
            |last\s+night|(?:earlier|later)\s+in\s+the\s+day|(?:the\s+|that\s+)?same\s+day|that\s+(?:same\s+)?day|(?:the\s+)?(?:following|next|previous)\s+day)\b
        |(?:(?P<which>earlier\s+this|later\s+this|later\s+that|last|past|previous|this|that|next|the\s+same)\s+
            (?P<span>week|month|year|weekend|summer|spring|{weekday}))\b
        |(?P<weekday>{weekday})(?:['’]s)?\b
        |(?P<decade>(?:19|20)\d0s)\b
        |(?P<y4>{year})(?:\s?[-–/]\s?(?P<y4b>(?:19|20)?\d\d))?(?![\d,]\d|\.\d|%|\s?(?:km|m|kg|per\s?cent)\b)\b
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


_DATE = _pattern()
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10}  # fmt: skip
_COUNTED_AFTER_YEAR = re.compile(
    r"\s{1,9}(?:people|men|women|children|civilians|soldiers|troops|fighters|militants|casualties|causalities|deaths|attacks"
    r"|homes|houses|families|persons|personnel|victims|cases|votes|killed|wounded|injured|dead|prisoners|refugees)\b"
)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|during|before|after|early|mid|late|year|to|and|between|around|the|and|spring"
    r"|summer|autumn|winter|election|elections|again in|as early as)[\s-]+|[(,/–-]\s?)$",
    re.IGNORECASE,
)


_AHEAD = re.compile(
    r"\b(?:will|shall|would(?! have)|(?:is|are|was|were) (?:due|scheduled|set|expected|planned|to)|plans? to)\b"
    r"(?:(?!\b(?:after|since|following|over|amid|when|who|which|said|says|told)\b)[^.!?;\n]){0,60}$",
    re.IGNORECASE,
)
"""What makes a weekday the next one: "talks will resume on Wednesday"; not "will answer for the attack on Monday"."""


def dates(text: str, published: dt.date | None = None) -> list[DateMention]:
    """Every date in the text, in order; clock times and durations are not dates.

    published: the day of publication; without it "yesterday" and "March 3" have no period.

    >>> [str(found.period) for found in dates("It fell on 5 May 2020 and was retaken later in June.")]
    ['2020-05-05', '2020-06']
    """
    found: list[DateMention] = []
    last: DateMention | None = None
    for match in _DATE.finditer(text):
        near = found[-1] if found and match.start() - found[-1].end <= _NEAR else None
        mention = _read(text, match, published, last, near)
        if mention is None:
            continue
        found.append(mention)
        if mention.period is not None and mention.form != "relative":
            last = mention
    return found


_NEAR = 40
"""Characters between a day and "two days after" that reckons from it."""


def is_after(date: DateMention, text: str) -> bool:
    """ "two days after the collapse": the day of what follows, not of the clause."""
    return text[date.start : date.end].lower().endswith(" after")


def _read(
    text: str,
    match: re.Match[str],
    published: dt.date | None,
    last: DateMention | None,
    near: DateMention | None,
) -> DateMention | None:
    reader, form = _reader(match)
    if form == "month" and not _is_month(text, match):
        return None
    if form == "year" and not _is_year(text, match):
        return None
    same_passage = last is not None and "\n\n" not in text[last.end : match.start()] and match.start() - last.end < 600
    context = _Context(text, published, last if same_passage else None, near)
    # "yesterday" in what calls itself of the first day of the calendar is no day.
    period = safe_period(lambda: reader(match, context))
    return DateMention(match.start(), match.end(), period, form, context.last is not None)


_Reader = Callable[[re.Match[str], _Context], Period | None]


def _reader(match: re.Match[str]) -> tuple[_Reader, str]:
    groups = match.lastgroup
    if match["iso"] or match["slashed"]:
        return _numeric, "day"
    if match["m1"] or match["m2"]:
        return _day_month, "day"
    if match["m3"]:
        return _month, "month"
    if match["season"]:
        return _season, "season"
    if match["y4"] or match["decade"]:
        return _year, "year"
    if match["ago"]:
        return _ago, "relative"
    if match["relword"]:
        return _relative_word, "relative"
    if match["span"]:
        return _relative_span, "relative"
    assert groups  # noqa: S101 - the alternatives above are all there are
    return _weekday, "relative"


def _is_month(text: str, match: re.Match[str]) -> bool:
    """May and March are also verbs, Jan and Apr names: a bare one needs a capital and a year or a preposition."""
    name = match["m3"]
    if match["y3"]:
        return True
    if not name[0].isupper():
        return False
    if name.lower() in ("jan", "may", "march", "mar", "april", "june", "august", "jun", "dec", "sep"):
        before = text[max(0, match.start() - 16) : match.start()].lower().split()
        return bool(match["part"]) or (bool(before) and before[-1].strip("(,") in word_set("words", "dates_month_cues"))
    return True


def _is_year(text: str, match: re.Match[str]) -> bool:
    if match["decade"]:
        return True
    if _COUNTED_AFTER_YEAR.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 14) : match.start()]
    if match["y4"].endswith("00") and not match["y4b"] and not _YEAR_CUE.search(before):
        return False
    return bool(_YEAR_CUE.search(before)) or not re.match(r"\s+[a-z]+s\b", text[match.end() : match.end() + 20])


def _numeric(match: re.Match[str], _context: _Context) -> Period | None:
    if match["iso"]:
        return safe_period(lambda: Period.parse(match["iso"]))
    first, second, year = (int(part) for part in re.split(r"[/.]", match["slashed"]))
    year += 2000 if year < 100 else 0
    # 5/17 can only be month first; when both orders are possible the day comes first, as most of the world writes it.
    day, month = (second, first) if second > 12 else (first, second)
    return day_of(year, month, day)


def _day_month(match: re.Match[str], context: _Context) -> Period | None:
    letter = "1" if match["m1"] else "2"
    month = table("dates")["months"][match[f"m{letter}"].lower()]
    day = _leading_int(match[f"d{letter}"])
    until = _leading_int(match[f"d{letter}b"]) if match[f"d{letter}b"] else day
    year = int(match[f"y{letter}"]) if match[f"y{letter}"] else _year_for(month, match, context)
    if year is None:
        return None
    start, end = day_of(year, month, day), day_of(year, month, until)
    if start is None or end is None or end.start < start.start:
        return start
    return Period(start=start.start, end=end.end)


def _leading_int(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _month(match: re.Match[str], context: _Context) -> Period | None:
    month = table("dates")["months"][match["m3"].lower()]
    year = int(match["y3"]) if match["y3"] else _year_for(month, match, context)
    return None if year is None else part_of(month_of(year, month), match["part"])


def _season(match: re.Match[str], _context: _Context) -> Period | None:
    name, *_, year = match["season"].lower().split()
    first, length = table("dates")["seasons"][name]
    start = dt.date(int(year), first, 1)
    return Period(start=start, end=month_of(int(year), first + length - 1).end)


def _year_for(month: int, match: re.Match[str], context: _Context) -> int | None:
    """The year of a month without one: that of the passage if it is telling a story, else the latest past one."""
    last = context.last
    if last is not None and last.period is not None and last.form != "relative":
        near = context.text[max(0, match.start() - 12) : match.start()].lower()
        between = context.text[last.end : match.start()]
        told_on = "later" in near or "then" in near or "." not in between
        if told_on and _not_after(last.period.start.year, month, context.published):
            year = last.period.start.year
            return year + 1 if "later" in near and month < last.period.start.month else year
    published = context.published
    if published is None:
        return last.period.start.year if last and last.period else None
    # A date a few weeks ahead is a plan; further ahead, last year's.
    ahead = (month - published.month) % 12
    return (
        published.year - 1
        if published.month + ahead <= 12 and ahead > 2
        else published.year + (1 if published.month + ahead > 12 and ahead <= 1 else 0)
    )


def _not_after(year: int, month: int, published: dt.date | None) -> bool:
    return published is None or (year, month) <= (published.year, published.month)


def _year(match: re.Match[str], _context: _Context) -> Period | None:
    if match["decade"]:
        start = int(match["decade"][:4])
        return Period(start=dt.date(start, 1, 1), end=dt.date(start + 9, 12, 31))
    first = int(match["y4"])
    last = match["y4b"]
    until = int(last) if last and len(last) == 4 else first // 100 * 100 + int(last) if last else first
    return Period(start=dt.date(first, 1, 1), end=dt.date(until if until >= first else first, 12, 31))


def _ago(match: re.Match[str], context: _Context) -> Period | None:
    amount, unit, side = match["ago_n"].lower(), match["ago_unit"].lower(), match["ago"].lower()
    count = int(amount) if amount.isdigit() else _NUMBERS.get(amount)
    anchor = context.published
    if side == "after":
        # "on Thursday, two days after the collapse"
        anchor = context.near.period.start if context.near and context.near.period else None
    elif side != "ago":
        anchor = context.last.period.start if context.last and context.last.period else None
    if anchor is None or count is None:
        return None
    sign = 1 if side == "later" else -1
    if unit in ("day", "week"):
        return safe_period(lambda: Period.day(anchor + dt.timedelta(days=sign * count * (1 if unit == "day" else 7))))
    shifted = months_before(anchor, -sign * count * (1 if unit == "month" else 12))
    return None if shifted is None else (month_of if unit == "month" else _whole_year)(shifted.year, shifted.month)


def _whole_year(year: int, _month: int) -> Period:
    return year_of(year)


def _relative_word(match: re.Match[str], context: _Context) -> Period | None:
    word = (
        re.sub(r"\s+", " ", match["relword"].lower())
        .removeprefix("the ")
        .replace("that same day", "same day")
        .replace("that day", "same day")
    )
    from_text = context.last.period if context.last and context.last.form == "day" else None
    if word in ("same day", "earlier in the day", "later in the day"):
        return from_text or (Period.day(context.published) if context.published and word != "same day" else None)
    shift = {"following day": 1, "next day": 1, "previous day": -1}.get(word)
    if shift is not None:
        return Period.day(from_text.end + dt.timedelta(days=shift)) if from_text else None
    if context.published is None:
        return None
    back = {"yesterday": 1, "last night": 1, "day before yesterday": 2}.get(word, 0)
    if word == "overnight":
        return Period(start=context.published - dt.timedelta(days=1), end=context.published)
    return Period.day(context.published - dt.timedelta(days=back))


def _relative_span(match: re.Match[str], context: _Context) -> Period | None:
    which, span = re.sub(r"\s+", " ", match["which"].lower()), match["span"].lower()
    if span in table("dates")["weekdays"]:
        return _weekday(match, context)
    anchor = context.published
    if which in ("later that", "that", "the same"):
        anchor = context.last.period.start if context.last and context.last.period else None
    if anchor is None:
        return None
    shift = -1 if which in ("last", "past", "previous") else 1 if which == "next" else 0
    if span in ("summer", "spring"):
        first = 6 if span == "summer" else 3
        year = anchor.year + shift
        return Period(start=dt.date(year, first, 1), end=month_of(year, first + 2).end)
    if span in ("week", "weekend"):
        week = week_of(anchor + dt.timedelta(weeks=shift))
        return week if span == "week" else Period(start=week.end - dt.timedelta(days=1), end=week.end)
    if span == "month":
        moved = months_before(anchor, -shift)
        whole = month_of(moved.year, moved.month) if moved else None
    else:
        whole = year_of(anchor.year + shift)
    if whole and which.startswith("earlier") and whole.start <= anchor <= whole.end:
        return Period(start=whole.start, end=anchor)
    return whole


def _weekday(match: re.Match[str], context: _Context) -> Period | None:
    """The latest such day up to publication ("next" and "this coming" look ahead)."""
    name = (match["weekday"] or match["span"] or "").lower()
    if context.published is None:
        return None
    back = (context.published.weekday() - table("dates")["weekdays"][name]) % 7
    which = (match["which"] or "").lower()
    if which == "next":
        return Period.day(context.published + dt.timedelta(days=7 - back))
    if which == "last" and back == 0:
        back = 7
    if back and not which and _AHEAD.search(context.text, max(0, match.start() - 80), match.start()):
        back -= 7
    return Period.day(context.published - dt.timedelta(days=back))
