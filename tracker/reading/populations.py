"""Who is counted: from the words beside a figure to a canonical population."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.lexicons import table, word_set
from tracker.reading.phrases import PhraseTable
from tracker.reading.places import demonym_of
from tracker.reading.tokens import Token


class Counted(NamedTuple):
    """Who is counted and the words that say so: words[first:last]."""

    population: str | None
    first: int
    last: int
    head: str
    """The last noun, lower case; "" when there is none."""


@cache
def _phrases() -> PhraseTable[str]:
    return PhraseTable((form, base) for base, forms in table("populations").items() for form in forms)


def base_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The base population that begins at index `at`, and the index after it."""
    if at + 1 < len(words) and words[at].low == "minor" and words[at + 1].low in _HURTS:
        return None
    if at + 1 < len(words) and words[at].low == "fighter" and words[at + 1].low in _AIRCRAFT:
        return None
    if at + 2 < len(words) and words[at].is_capital and words[at + 1].low in ("'s", "’s") and words[at + 2].is_capital:
        return None  # "the People's Front"
    return _phrases().begins_at(words, at)


_AIRCRAFT = frozenset(("jet", "jets", "plane", "planes", "aircraft", "bomber", "bombers"))
_HURTS = frozenset(("injury", "injuries", "wounds", "wound", "burns", "cuts", "bruises", "damage", "scratches"))
"""What is minor and no child."""


def counted_after(words: Sequence[Token], start: int) -> Counted:
    """Reads the noun phrase that begins at index `start`, right after a figure.

    "seven policemen" -> police; "US service members" -> "US soldiers"; "police officers and embassy staff" ->
    "police and staff". No known noun: population None, and head is the last word of the phrase.
    """
    end = _phrase_end(words, start)
    parts: list[str] = []
    at, part_first, last = start, start, start
    while at < end:
        found = base_at(words, at) if words[at].is_word else None
        if found is None:
            at += 1
            continue
        base, last = _of_an_army(words, *found)
        while last < end and (longer := base_at(words, last)):
            base, last = (longer[0] if longer[0] != "others" else base), longer[1]
        if (
            parts == ["everyone"]
            and words[at - 1].low in ("of", "the")
            and "of" in (words[at - 1].low, words[at - 2].low)
        ):
            parts = []  # "six bodies of soldiers"
        elif parts and words[last - 1].low in _KIN and any(word.low == "of" for word in words[part_first:at]):
            break  # "four children of one family"
        parts.append(qualified(words, part_first, at, base))
        at = part_first = last
    head = words[end - 1].low if end > start else ""
    if not parts:
        return Counted(None, start, end, head)
    return Counted(" and ".join(dict.fromkeys(parts)), start, max(last, start), words[last - 1].low)


_KIN = ("family", "families", "household", "households")


def _of_an_army(words: Sequence[Token], base: str, last: int) -> tuple[str, int]:
    """ "12 officers of the 93rd brigade" are no police."""
    if words[last - 1].low not in ("officers", "officer"):
        return base, last
    near = {word.low for word in words[last : last + 6]}
    return ("soldiers" if near & word_set("words", "populations_armies") else base), last


def _phrase_end(words: Sequence[Token], start: int) -> int:
    at = start
    while at < len(words) and at < start + 9:
        token = words[at]
        if token.low in word_set("words", "populations_ends") or not (
            token.is_word or token.text in "-’'" or token.low in ("'s",) or (token.text in _QUOTES and at <= start + 3)
        ):
            break
        if token.low in ("and", "or") and not _list_goes_on(words, at):
            break
        if at == start and token.low in word_set("words", "populations_states") and base_at(words, at + 1):
            at += 1
            continue
        if token.low in word_set("words", "populations_verbs") or (at > start and token.low.endswith("ing")):
            break
        if at > start and token.low in ("prisoner", "captive", "hostage") and base_at(words, at - 1):
            break  # "took 11 soldiers prisoner"
        at += 1
    return at


_QUOTES = '"“”'
"""Round a word that the report does not make its own: three "terrorists"."""


def _list_goes_on(words: Sequence[Token], joint: int) -> bool:
    """ "police and embassy staff": another population, without a figure of its own, follows."""
    if joint + 1 < len(words) and words[joint + 1].low in ("a", "an", "one", "the", "his", "her", "their"):
        return False
    for at in range(joint + 1, min(joint + 5, len(words))):
        if (
            not words[at].is_word
            or words[at].low in word_set("words", "populations_ends")
            or words[at].low in word_set("words", "populations_verbs")
            or _is_number(words[at].low)
        ):
            return False
        if base_at(words, at):
            return True
    return False


def _is_number(low: str) -> bool:
    numbers = table("numbers")
    return low in numbers["units"] or low in numbers["tens"] or low in ("several", "dozens", "some", "at", "more")


def qualified(words: Sequence[Token], first: int, at: int, base: str) -> str:
    """A base population with the nationality or group at words[first:at] in front: "Russian staff", "IS militants"."""
    names: list[str] = []
    for token in words[first:at]:
        if token.low in word_set("words", "populations_skipped") or not token.is_word:
            continue
        demonym = demonym_of(token.text)
        if demonym:
            names = [demonym]
        elif token.is_capital and len(token.text) > 1:
            names.append(token.text)
    if not names or base == "others":
        return base
    return f"{' '.join(names[-2:])} {base}"
