"""Where a text calls something untrue or denies it: the words of `lexicon/untruth.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from tracker.matching.lemmas import LONGEST_READ, lemma

_VERY = (
    r"(?:an? |all |just |completely |totally |entirely |actually |simply |utterly |absolutely |pure |complete |total "
    r"|not |only |really |nothing (?:more|but) |than |pr |publicity |cruel |elaborate |clever )*"
)
_TAKEN_BACK = re.compile(
    r"(?:\b(?:not|no|never|may|might|could|possibly?|whether|if|probably|likely|suspected|fears?|feared|apparent)|n[’']t)"
    r"(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
"""What, right before the word, takes it back or leaves it open: "is not a hoax", "may be fake"."""
LOOKED_BACK = 40
"""Characters before a word in which it can be taken back."""


@lru_cache(maxsize=8192)
def untrue_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text calls something untrue; nowhere for a question, and where it is taken back or left open.

    >>> untrue_spans("Story of whale in canal is a hoax"), untrue_spans("Is the whale a hoax?")
    (((27, 33),), ())
    """
    text = text[:LONGEST_READ]
    if _asks(text):
        return ()
    found = (match.span("last" if match["last"] else 0) for match in _untrue().finditer(text))
    return tuple(
        (start, end) for start, end in found if not _TAKEN_BACK.search(text, max(0, start - LOOKED_BACK), start)
    )


def speaks_of_report(text: str) -> bool:
    """Whether a text names a report, a claim or a rumour."""
    return _told().search(text[:LONGEST_READ]) is not None


@lru_cache(maxsize=8192)
def denied_at(text: str) -> tuple[int, int, int] | None:
    """Where the object of a verb of denial begins and ends, and where the verb begins.

    >>> denied_at("Port denies whale report")
    (12, 24, 5)
    """
    text = text[:LONGEST_READ]
    found = _denying().search(text)
    if found is None or _asks(text):
        return None
    if _TAKEN_BACK.search(text, max(0, found.start() - LOOKED_BACK), found.start()):
        return None
    return *found.span("what"), found.start()


def _asks(text: str) -> bool:
    return text.rstrip(" \"'”’").endswith("?")


@cache
def _lists() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = tomllib.loads(
        resources.files("tracker.matching.lexicon").joinpath("untruth.toml").read_text("utf-8")
    )
    return raw


@cache
def about_reports() -> frozenset[str]:
    """Dictionary forms of words that speak of the report itself, not of what it reports: "viral", "rumour"."""
    return frozenset(lemma(word) for word in _lists()["about_reports"])


def _any(*names: str) -> str:
    """A pattern for any entry of some lists, longest first."""
    return _joined([entry for name in names for entry in _lists()[name]])


def _joined(entries: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(entries, key=lambda entry: (-len(entry), entry))) + ")"


@cache
def _untrue() -> re.Pattern[str]:
    """Words by which all that a statement speaks of is called untrue."""
    told = rf"(?:{_any('report')}|{_any('thing')})s?"
    return re.compile(
        rf"\b(?<!bomb ){_any('anywhere')}(?:(?<= )|(?!\w))"
        rf"|\b{_any('before_report')}['\"’”]? (?:[\w’'-]+ )?{told}\b"
        rf"|^\W{{0,4}}{_any('heading')}\W{{0,4}}[:,!–—]"
        rf"|\b{told}(?:[\w’'\" -]|,(?=\d)){{0,60}}? (?P<last>{_any('untrue', 'untrue_of_report')})\b(?! of)"
        rf"|\b(?:is|are|was|were|be|been|as|it[’']s|that[’']s) ['\"‘“]?{_VERY}{_any('untrue')}\b"
        rf"|\b{told} (?:melts? away|unravels?|falls? apart|crumbles?|busted|collapses?|backfires?)\b"
        rf"|[?:—–-] {_VERY}{_any('untrue')}\W{{0,4}}$"
        r"|(?<![\w’'])['\"‘“](?-i:[a-z])[\w -]{2,30}['\"’”] (?:was|were|is|are|turn(?:s|ed) out to be)"
        r" (?:actually |really |just |only )?an? "
        r"|\ba (?:myth|lie|prank|hoax|fabrication|fiction)\b"
        r"|\b(?:he|she|they|it) (?:had )?(?:made (?:it |it all |that )?up|invented|faked|lied)\b",
        re.IGNORECASE,
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"\b{_any('report')}s?\b", re.IGNORECASE)


@cache
def _denying() -> re.Pattern[str]:
    """Verbs of denial with what is denied."""
    return re.compile(
        rf"\b(?:{_any('denying')}|{_any('denying_reports')}(?= [\w’'\" -]{{0,60}}{_any('report')}))\s+"
        r"(?P<what>[^.;:!?—–]{3,160})",
        re.IGNORECASE,
    )
