"""Stretches of text whose digits count nothing: dates, clock times, addresses, ids, phone numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from tracker.reading.dates import DateMention, dates

_CODES = re.compile(
    r"""(?=[\d@\#+hw])(?:  # what the patterns begin with, asked first: it is cheap
    (?:https?://|www\.)\S+
    |[@#]\w+
    |(?<!\d)\d+(?:\.\d+){2,}
    |\b(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?(?=\s?(?:[ap]\.?m\b|GMT|UTC|BST|EST|CET|hrs?\b|hours|local|o['’]clock))
    |\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b
    |\b(?:1[0-2]|0?\d)(?=\s?[ap]\.?m\b|\s?o['’]clock)
    |\b(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|hrs\b|hours\b|[ZL]\b|local\stime))
    |\+\d[\d()\-\ ]{6,18}\d
    |\b\d{3}-\d{3,4}-\d{4}\b
    |\b0\d{2,4}(?:[ -]\d{3,4}){1,3}\b
    |\b0\d{2,}\b(?![.,]\d)
    |\b(?:9/11|7/7|24/7)\b
    |\b\d{3,}(?:-\d{3,}){2,8}\b
    |\b(?:1[89]|20)?[1-9]0['’]?s\b
    |(?<=\b[Ii]n\ )1[0-7]\d\d\b(?![,.]?\d|\ ?%|\ (?!(?:and|as|when|after|but|by|the|an?|to|until|with)\b)[a-z])
    |\b\d{1,4}[A-Za-z]?(?=\ (?:[A-Z][\w'’]{1,30}\ ){1,3}(?:Street|St|Avenue|Ave|Lane|Square|Boulevard|Drive|Way)\b)
    |(?:^|(?<=[;:\n]\ ))\d{1,2}\ ?\)(?=\ )
    )""",
    re.VERBOSE,
)
_SCORES = re.compile(
    r"\b(?:won|wins?|beat|beats|drew|drawn|defeated|lost|led|leading|trailing|trailed|final)\b"
    r"(?:(?! by\b)[^.;\d]){0,40}?\b(?P<a>\d{1,3})[-–](?P<b>\d{1,3})\b(?![-–\d%])(?! (?:votes?|majority))"
    r"|\b(?P<c>\d{1,3})[-–](?P<d>\d{1,3}) (?:win|victory|defeat|draw|loss|lead|thrashing|scoreline|aggregate)\b"
)
_NAMED = re.compile(
    r"\b(?:Resolution|Flight|flight|Route|Highway|Road|Room|Chapter|Article|Section|Page|page|pp?\.|Line|Platform|Gate|Psalm"
    r"|Boeing|Airbus|Sukhoi|Tupolev|Ilyushin|Antonov|Interstate|Camp|Area|Channel|Block|Zone|Unit|Checkpoint|Kilometer"
    r"|Hill|Sector|Ward|Terminal|Pier|(?:[Oo]n|By|by)\sday|Category|Level|Tier|Grade|Stage|S&P|Fortune|FTSE|CAC|DAX|Nikkei|Apollo|Voyager|Windows|Formula|Group|Phase|Protocol|Law|Order|Directive|Decree|Bill|Case|Volume|Vol\.|Issue|issue|Episode"
    r"|UPDATE|Update|Bulletin|Figure|Table|Exhibit|Annex|Appendix|No\s?\.|no\s?\.|nr\.|Nr\.|Nos\.|highway|exit|Exit|number|Number|№)\s?#?(?P<id>\d+(?:[-/.]\d+)*[A-Z]?)\b"
)


def masked(text: str, found_dates: Iterable[DateMention] | None = None) -> list[tuple[int, int]]:
    """Spans, in order and without overlap, in which no number is a count; some only name something ("Flight 17").

    found_dates: the dates of the text where they are already known.
    """
    spans = [(found.start, found.end) for found in (dates(text) if found_dates is None else found_dates)]
    spans += [m.span() for m in _CODES.finditer(text)]
    spans += [m.span("id") for m in _NAMED.finditer(text)]
    spans += [m.span(first)[:1] + m.span(second)[1:] for m, first, second in _scores(text)]
    return _merged(spans)


def _scores(text: str) -> list[tuple[re.Match[str], str, str]]:
    """Results of games: "won 3-1", "a 0-2 defeat"; "lost 20-30 men" is a range."""
    found: list[tuple[re.Match[str], str, str]] = []
    for m in _SCORES.finditer(text):
        if m["c"] is not None:
            found.append((m, "c", "d"))
        elif int(m["a"]) >= int(m["b"]):
            found.append((m, "a", "b"))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def is_inside(spans: list[tuple[int, int]], offset: int) -> bool:
    """Whether `offset` lies in one of the ordered spans."""
    index = bisect_right(spans, (offset, 1 << 60)) - 1
    return index >= 0 and spans[index][0] <= offset < spans[index][1]
