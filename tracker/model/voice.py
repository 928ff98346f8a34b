"""What a quote says without who says it: "The ministry said that 4 died" says "4 died"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.model.claim import Assertion

LONGEST_SPEAKER = 120
"""Characters of a quote's start in which a speaker and a word of saying are looked for."""

_SAYING = (
    r"says?|said|saying|tells?|told (?:(?:the|a|an|this|its|his|her|their|our|local|state) )*[\w’'-]+"
    r"|adds?|added|states?|stated|announced?|announces"
    r"|insists?|insisted|argues?|argued|writes?|wrote|explained|maintains?|maintained|declared?"
)
_CLAUSE_ONLY = (
    r"claims?|claimed|reports?|reported|confirms?|confirmed|estimates?|estimated|believes?|believed|thinks?|warns?"
    r"|warned|alleges?|alleged|acknowledged?|admits?|admitted|stressed|repeated|notes?|noted|concluded?|counted"
    r"|rules?|ruled|decided?|decides|found|finds|showed|shows?|suggests?|suggested|indicates?|indicated"
)
_DENYING = r"den(?:y|ies|ied)|rejects?|rejected|dismissed?|dismisses|disput(?:e|es|ed)|refuted?|contradicted?"
_WHEN = r"(?:\s+(?:at|on|in|late|earlier|later|again|also|to)\b(?:\s+[\w’'-]+){0,4}?)?"
_ADVERB = r"(?:has |have |had |also |later |again |however,? )*"
_REPORTS = r"(?:\s+(?:reports|claims|allegations|rumou?rs|suggestions|statements))?"
_LEADING = re.compile(
    rf"^(?P<who>[^.!?;:\n]{{1,{LONGEST_SPEAKER}}}?)\s+{_ADVERB}(?:"
    rf"(?:{_SAYING})(?:{_WHEN}(?:\s+that\b|\s*[:,]))?"
    rf"|(?:{_CLAUSE_ONLY}){_WHEN}\s+that\b"
    rf"|(?P<denying>{_DENYING}){_WHEN}{_REPORTS}\s+that\b"
    rf")\s+[“\"‘']?"
)
_ACCORDING = re.compile(rf"^according to (?P<who>[^.!?;:,\n]{{1,{LONGEST_SPEAKER}}}),\s*", re.IGNORECASE)
_TRAILING = re.compile(
    rf",?[”\"’']?,?\s+(?:(?P<who>[^.!?;:,\n“”\"]{{1,80}}?)\s+{_ADVERB}(?:{_SAYING})"
    rf"|(?:{_SAYING}|according to)\s+(?P<after>[^.!?;:,\n“”\"]{{1,80}}?))"
    r"(?:,?\s+(?:citing|quoting)\s[^.!?;:\n“”\"]{1,80})?[\s.]*$"
)
_CLAUSE = re.compile(
    r"(?!to\b|responsibility\b|credit\b)[^.!?;]{1,80}?\s(?:is|are|was|were|has|had|have|will|would|did|\w{2,}ed)\b"
)
"""A sentence of its own after a verb of saying, not its object ("claims responsibility")."""
_PRONOUN = re.compile(
    r"(?i)(?:it|he|she|they|we|the (?:group|agency|ministry|official|spokes\w+|statement|commission))"
)
_TELLS = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|did)\b[^,]*,")
"""What stands before a comma and is told itself: "96 people were on board, the ministry said"."""
_MARKS = " \t\n\"“”‘'’,.;:"


@dataclass(frozen=True, slots=True)
class Voice:
    """Where the words of a quote stand that are said; denies_it: the words cut off deny them."""

    start: int
    end: int
    denies_it: bool = False


def voice(claim: Assertion) -> Voice:
    """The span of what is said in the claim's quote: all of it when the quote does not name who says it."""
    names = (claim.source, *(link.name for link in claim.chain[:1]))
    verb = claim.chain[0].verb if claim.chain else None
    return _voice(claim.quote[:LONGEST_READ], names, verb, len(claim.quote))


def anybodys_voice(quote: str) -> Voice:
    """The span of what is said, whoever says it.

    >>> found = anybodys_voice("The bridge is open, an engineer said.")
    >>> "The bridge is open, an engineer said."[found.start : found.end]
    'The bridge is open'
    """
    return _voice(quote[:LONGEST_READ], None, None, len(quote))


LONGEST_NAME = 8
"""Words of a speaker whose name is not known beforehand."""
LONGEST_READ = 4000
"""Characters of a quote that are read for who says it; a longer one is taken whole after the first speaker."""


def own_words(claim: Assertion) -> str:
    """What the quote says, without who says it and without outer marks.

    >>> own_words(Assertion(quote="The mayor said that the bridge is open.", source="mayor"))
    'the bridge is open'
    >>> own_words(Assertion(quote="The bridge is open.", source="mayor"))
    'The bridge is open'
    >>> from tracker.model.attribution import Link
    >>> said = "Drivers claim it was shut after police declared an alarm"
    >>> own_words(Assertion(quote=said, source="drivers", chain=(Link(name="drivers", verb="claim"),)))
    'it was shut after police declared an alarm'
    """
    found = voice(claim)
    text = " ".join(claim.quote[found.start : found.end].split())
    return text.strip(_MARKS) or " ".join(claim.quote.split())


def own_deed(claim: Assertion) -> str | None:
    """What follows the source's own name at the start of its quote; None when the quote starts otherwise.

    >>> own_deed(Assertion(quote="The Blue Front claims responsibility.", source="Blue Front"))
    'claims responsibility'
    """
    text = " ".join(claim.quote[:LONGEST_READ].split())
    plain = re.match(r"(?i)(?:the |an? )?", text)
    rest = text[plain.end() if plain else 0 :]
    if not rest.lower().startswith(claim.source.lower() + " "):
        return None
    following = rest[len(claim.source) :].strip(_MARKS)
    return following if following[:1].islower() else None


@lru_cache(maxsize=8192)
def _voice(quote: str, names: tuple[str, ...] | None, verb: str | None, length: int) -> Voice:
    start, end, denies_it = 0, length, False
    leading = _ACCORDING.match(quote) or _own_verb(quote, names or (), verb) or _LEADING.match(quote)
    if (
        leading
        and leading.end() < len(quote)
        and not _TELLS.search(leading["who"])
        and _is_speaker(leading["who"], names)
    ):
        start = leading.end()
        denies_it = bool(leading.groupdict().get("denying"))
    if length == len(quote):
        trailing = _TRAILING.search(quote, max(start, length - 2 * LONGEST_SPEAKER))
        if trailing and trailing.start() > start and _is_speaker(trailing["who"] or trailing["after"] or "", names):
            end = trailing.start()
    return Voice(start, end, denies_it)


def _own_verb(quote: str, names: tuple[str, ...], verb: str | None) -> re.Match[str] | None:
    """The source's own verb right after its name, with or without "that": "some reports claim gunfire went on"."""
    if not verb or not re.fullmatch(_CLAUSE_ONLY, verb):
        return None
    for name in names:
        found = re.match(rf"(?i)^(?P<who>(?:the |an? )?{re.escape(name)})\s+{verb}(?:\s+that\b)?\s+", quote)
        if found and _CLAUSE.match(quote, found.end()):
            return found
    return None


def _is_speaker(text: str, names: tuple[str, ...] | None) -> bool:
    """Whether the words name one of the names, or are a pronoun that stands for one; None: anybody's name will do."""
    if names is None:
        return "," not in text and len(text.split()) <= LONGEST_NAME
    plain = text.strip(_MARKS).lower()
    if _PRONOUN.fullmatch(plain):
        return True
    words = set(re.findall(r"[\w’'-]+", plain))
    return any(own and own[-1] in words for own in (re.findall(r"[\w’'-]+", name.lower()) for name in names))
