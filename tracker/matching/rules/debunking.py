"""One statement calls the other untrue: a hoax, a rumour that is denied, a picture that is not what it seems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference, Untruth
from tracker.matching.lemmas import FUNCTION_WORDS, LONGEST_READ, lemma
from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.answering import is_headline
from tracker.matching.untruth import about_reports, denied_at, speaks_of_report, untrue_spans
from tracker.matching.vocabulary import alike
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_GIVEN = re.compile(
    r"(?i)\b(?:licen[cs]es?|permits?|permission|visas?|entry|access|bail|parole|asylum|treatment|leave|a chance"
    r"|the right|citizenship|funding|aid|credit|loans?)\b"
)
"""What somebody is denied, not what is denied to be so."""
_PIECE = re.compile(r"[^\W\d_]{2,}")
SHARED = 0.45
"""Share of what is called untrue, apart from words about reports, that the other statement must have."""
SHARED_IN_HEADLINE = 0.25
"""The same for a headline, which speaks of one thing only; of one that names a report, one word is enough."""
SHARED_DENIED = 0.5
"""The same for the object of a verb of denial."""
SURE = 3
"""Shared words from which the share does not matter."""


def called_untrue(pair: Pair) -> Untruth | None:
    """The difference when exactly one statement calls what both speak of untrue, and the other affirms it."""
    for denying, other in ((pair.a, pair.b), (pair.b, pair.a)):
        found = _debunks(denying, other)
        if found is None or untrue_spans(other.text) or (found.denied and denied_at(other.text)):
            continue
        word, affirmed = found.word, _first_content(other)
        if affirmed is None or _denies_it_too(pair, of_a=other is pair.a):
            return None
        x, y = (word, affirmed) if denying is pair.a else (affirmed, word)
        difference = Difference(FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, x, y, "debunked")
        return Untruth(difference, by_a=denying is pair.a)
    return None


@dataclass(frozen=True, slots=True)
class _Debunking:
    word: Word
    denied: bool


def _debunks(denying: Statement, other: Statement) -> _Debunking | None:
    """How one statement calls what the other says untrue; None when it does not."""
    held = _topics(other.text)
    text, spans = denying.text, untrue_spans(denying.text)
    if spans:
        own = _topics(_outside(text, spans))
        shared = _shared(own, held)
        before = _topics(_outside(text[: spans[-1][0]], spans[:-1]))  # what is called untrue, without how it was made
        about = _shared(before, held)
        if about >= LEAST and about >= SHARED * len(before):
            return _Debunking(_shown(denying, spans[-1]), denied=False)
        after = _topics(text[spans[0][1] :])  # "sorry for the story about ..."
        about = _shared(after, held)
        if about >= LEAST and about >= SHARED * len(after):
            return _Debunking(_shown(denying, spans[0]), denied=False)
        least = SHARED_IN_HEADLINE if is_headline(denying) else SHARED
        named = speaks_of_report(text) and shared >= least * len(own)
        if shared >= SURE or (shared >= LEAST and shared >= least * len(own)) or (shared and named):
            return _Debunking(_shown(denying, spans[0]), denied=False)
    object_span = denied_at(denying.text)
    if object_span is None:
        return None
    start, end, verb = object_span
    if _GIVEN.search(denying.text, start, end):
        return None  # "denied them a licence" denies nothing that is said
    own = _topics(text[start:end])
    shared = _shared(own, held)
    if len(own) >= LEAST and not _shared([topic for topic in own if topic not in _LIGHT_DEEDS], held):
        return None  # "denied using gas" and "used mortars"
    told = _topics(_behind_auxiliary(text[start:end]))
    if told and not _shared(told, held):
        return None  # "denied that the ship which sank was overloaded" and "the ship sank"
    around = _shared(_topics(denying.text[:verb]), held)
    reported = speaks_of_report(text[start:end]) and (shared >= LEAST or is_headline(denying))
    enough = around or reported or shared >= SHARED_DENIED * len(held)
    if shared and shared >= SHARED_DENIED * len(own) and enough:
        return _Debunking(_shown(denying, (verb, start)), denied=True)
    return None


def _behind_auxiliary(text: str) -> str:
    """What a clause tells of its subject, behind its last auxiliary; empty where it has none."""
    last = max((found.end() for found in _AUXILIARY.finditer(text)), default=len(text))
    return text[last:]


_AUXILIARY = re.compile(r"\b(?:is|are|was|were|been?|being|has|have|had|did|does|will|would)\b", re.IGNORECASE)
_LIGHT_DEEDS = frozenset({"use", "make", "have", "take", "carry", "cause", "give", "do", "get", "be", "hold", "any"})
"""Verbs that say little without their object."""


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without some stretches of it."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])


LEAST = 2
"""Words that both must share."""


@lru_cache(maxsize=8192)
def _topics(text: str) -> tuple[str, ...]:
    """What a text speaks of: dictionary forms of its words, parts of hyphenated words apart, each once."""
    words = (lemma(match[0]) for match in _PIECE.finditer(text[:LONGEST_READ]))
    return tuple(dict.fromkeys(w for w in words if w not in FUNCTION_WORDS and w not in about_reports()))[:TOPICS]


TOPICS = 40
"""Words of a text that are looked at."""


def _shared(own: Sequence[str], held: Iterable[str]) -> int:
    held = tuple(held)
    return sum(any(alike(x, y) or _one_stem(x, y) for y in held) for x in own)


def _one_stem(a: str, b: str) -> bool:
    """Whether two words are made from one: "bankrupt" and "bankruptcy", "pregnant" and "pregnancy"."""
    common = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(a, b, strict=False)))
    ending = max(len(a), len(b)) - common
    return common >= SHORTEST_STEM and ending <= LONGEST_ENDING + (common > SHORTEST_STEM)


SHORTEST_STEM = 5
LONGEST_ENDING = 3
"""Letters that two words of one stem share, and that their endings have at most; longer stems take one more."""


def _shown(statement: Statement, span: tuple[int, int]) -> Word:
    text = statement.text[span[0] : span[1]].strip()
    return Word(text, lemma(text), span[0], span[0] + len(text))


def _first_content(statement: Statement) -> Word | None:
    return next((word for word in statement.content if not word.name), None) or next(iter(statement.content), None)


def _denies_it_too(pair: Pair, *, of_a: bool) -> bool:
    """Whether the other statement denies something that both speak of."""
    return any((x if of_a else y).negated for x, y in pair.matched)
