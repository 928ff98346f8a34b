"""A source that corrects its own figure: told by its words, when no times are recorded."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.matching.alignment import Pair
from tracker.matching.letters import letter_words
from tracker.matching.vocabulary import contrast, dating_words
from tracker.matching.words import statement
from tracker.model.finding import FindingKind

_CUE = re.compile(
    r"\b(?:(?:has|have|had) (?:now )?(?:risen|climbed|grown|increased|gone up|reached|fallen|been (?:raised|revised))"
    r"|(?:rose|rises|rising|climbed|climbs|grew|raised|revised|updated|lowered|corrected)\b"
    r"|now (?:stands|at|puts|says|gives|speaks?|reports?|counts?)"
    r"|first (?:reported|said|put|gave|spoke|counted|announced)"
    r"|so far|latest (?:count|figure|toll|update)|new (?:count|figure|toll)|later (?:said|put|gave|raised)"
    r"|initially|earlier (?:figure|toll|count)|at first|preliminary|updat\w+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def said_later(a: str, b: str) -> bool:
    """Whether the words of one quote, or days they name, show that the two figures were given at different times.

    >>> said_later("The toll has risen to 40.", "The toll is 31."), said_later("40 died.", "31 died.")
    (True, False)
    """
    if tells_later(a) or tells_later(b):
        return True
    days_a, days_b = days_named(a), days_named(b)
    if days_a and days_b and days_a.isdisjoint(days_b):
        return True
    words_a, words_b = statement(a).content, statement(b).content
    for x in words_a:
        for y in words_b:
            found = contrast(x.form, y.form)
            if found is not None and (found.kind is FindingKind.DATE or {x.form, y.form} <= dating_words()):
                return True
    return False


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTHS})\b|\b({_MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)?\b")


_MONTH_WORDS = frozenset(_MONTHS.lower().split("|"))


def days_named(text: str) -> frozenset[tuple[str, str]]:
    """(day, month) of each date in a text."""
    if _MONTH_WORDS.isdisjoint(letter_words(text)):
        return frozenset()
    found = (match.groups() for match in _DAY.finditer(text[:1000]))
    return frozenset((first or last, second or third) for first, second, third, last in found)


_RISE = re.compile(
    r"\b(?:(?:has|have|had) (?:now )?(?:risen|climbed|grown|increased|gone up)|rose|rises|rising|climbed|climbs|raised"
    r"|raises|up from)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:(?:has|have|had) (?:now )?(?:fallen|dropped|gone down)|lowered|lowers|(?:revised )?down from|reduced)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def change_told(quote: str) -> int:
    """1 when the words tell that a figure rose to what it is, -1 when it fell, 0 when they tell neither or both.

    >>> change_told("The toll has risen to 21."), change_told("28 are missing, down from 100."), change_told("21 died.")
    (1, -1, 0)
    """
    return bool(_RISE.search(quote[:1000])) - bool(_FALL.search(quote[:1000]))


def tells_later(quote: str) -> bool:
    """Whether the words alone say that the figure replaces another, or is going to be replaced."""
    return _may_cue(quote) and _CUE.search(quote[:1000]) is not None


_BEGINNINGS = frozenset(
    {
        *("has", "have", "had", "rose", "rises", "rising", "climbed", "climbs", "grew", "raised", "revised"),
        *("updated", "lowered", "corrected", "now", "so", "latest", "new", "later", "earlier", "at"),
    }
)
"""Words with which a cue begins, but for those of which it holds a part."""


def _may_cue(quote: str) -> bool:
    """False for most quotes without a cue, at a part of the cost of searching for one."""
    if not quote.isascii():
        return True  # small and capital letters are matched in more ways than one
    lowered = quote.lower()
    if "initially" in lowered or "preliminary" in lowered or "updat" in lowered:
        return True  # whatever these words end with
    return not _BEGINNINGS.isdisjoint(letter_words(quote))


def goes_on(pair: Pair) -> bool:
    """Whether a statement says that something goes on: then another day does not make it another matter.

    "Opened on Wednesday" and "still closed on Thursday" cannot both hold.
    """
    return any(word.form in _STILL for side in (pair.a, pair.b) for word in side.words)


_STILL = frozenset({"still", "remain", "yet", "already"})
