"""One statement calls the other untrue: a hoax, a rumour that is denied, a picture that is not what it seems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.lemmas import FUNCTION_WORDS, LONGEST_READ, lemma
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_REPORT = (
    r"(?:reports?|claims?|rumou?rs?|stor(?:y|ies)|news|talk|speculation|allegations?|posts?|suggestions?|gossip|whispers"
    r"|accusations?|theor(?:y|ies)|scares?)"
)
_THING = (
    r"(?:photos?|pictures?|pics?|images?|videos?|clips?|footage|letters?|quotes?|tweets?|tales?|articles?|accounts?)"
)
_VERY = (
    r"(?:an? |all |just |completely |totally |entirely |actually |simply |utterly |absolutely |pure |complete |total )*"
)
_UNTRUE = re.compile(
    rf"\b(?<!bomb )hoax(?:es|ers?|ed)?\b|\b(?:fake|false|bogus|phony|doctored) {_REPORT}\b"
    rf"|\b(?:fake|bogus|phony|doctored) (?:[\w’'-]+ )?{_THING}\b|^\W*(?:fake|bogus|phony|false)\W*:"
    rf"|\b(?:{_REPORT}|{_THING})[\w’' -]{{0,60}}? (?P<last>untrue|false|bogus|fake|fabricated|made[- ]up"
    r"|doctored|photoshopped|staged|debunked|baseless|wrong)\b(?! of)"
    rf"|\b(?:is|are|was|were|be|been|as|it[’']s) ['\"‘“]?{_VERY}"
    r"(?:fake[ds]?|phony|bogus|false|untrue|fabricat\w+|made[- ]up(?! of)|prank|staged|satire|satirical|photoshopped"
    r"|doctored|fiction|fictitious|nonsense|rubbish|baseless|unfounded|groundless|myth|urban legend|lie|hype"
    r"|lies|ridiculous|absurd|laughable|ludicrous|preposterous|incorrect|april fool[’']?s?"
    r"|inaccurate|discredited|debunked|invented|joke|misunderstanding)\b"
    rf"|\b(?:{_REPORT}|{_THING}) (?:melts? away|unravels?|falls? apart|crumbles?|busted|collapses?)\b"
    r"|\ba (?:myth|lie|prank|hoax|fabrication|fiction)\b"
    r"|\bdebunk(?:s|ed|ing)\b|\b(?:he|she|they|it) (?:had )?(?:made (?:it |it all |that )?up|invented|faked|lied)\b"
    r"|(?:\bnot|n[’']t) (?:actually |really )?(?:real|true|happen|exist|what (?:it|they) seems?)\b"
    r"|\bnever (?:happened|existed|took place)\b|\bno (?:truth|evidence)\b|\bfalse alarm\b"
    r"|\b(?:don[’']t|do not) (?:believe|fall for|be fooled)\b|\bexposed as\b"
    r"|\bfool(?:s|ed) (?:thousands|millions|many)\b",
    re.IGNORECASE,
)
"""Words by which all that a statement speaks of is called untrue."""
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rul(?:es?|ed|ing) out|rubbish(?:es|ed|ing)|refut(?:es?|ed|ing)|quash(?:es|ed|ing)"
    r"|scotch(?:es|ed|ing)|laugh(?:s|ed|ing) off|(?<=cleared) of"
    rf"|(?:shoot|shot|shoots|shooting|bat|swat|play)(?:s|ted)? (?:down|away)(?= [\w’' -]{{0,60}}{_REPORT})"
    rf"|(?:reject|dismiss|slam|blast|dispute|contradict)(?:s|es|ed|med|ing)?(?= [\w’' -]{{0,60}}{_REPORT}))\s+"
    r"(?P<what>[^.;:!?—–]{3,160})",
    re.IGNORECASE,
)
"""Verbs of denial with what is denied."""
_GIVEN = re.compile(
    r"(?i)\b(?:licen[cs]es?|permits?|permission|visas?|entry|access|bail|parole|asylum|treatment|leave|a chance"
    r"|the right|citizenship|funding|aid|credit|loans?)\b"
)
"""What somebody is denied, not what is denied to be so."""
_TAKEN_BACK = re.compile(
    r"(?:\b(?:not|no|never|may|might|could|possibly?|whether|if|probably|likely|suspected|fears?|feared|apparent)|n[’']t)"
    r"(?:\W+\w+){0,2}\W*$",
    re.IGNORECASE,
)
"""What, right before the word, takes it back or leaves it open: "is not a hoax", "may be fake"."""
_PIECE = re.compile(r"[^\W\d_]{2,}")
_ABOUT_REPORTS = frozenset(
    {"report", "claim", "rumour", "rumor", "story", "news", "talk", "speculation", "allegation", "post", "viral"}
    | {
        "tale",
        "photo",
        "picture",
        "pic",
        "image",
        "article",
        "internet",
        "web",
        "online",
        "social",
        "medium",
        "twitter",
    }
    | {"facebook", "despite", "fool", "thousand", "admit", "confirm", "fact", "check", "insist", "reveal", "expose"}
)
"""Words that speak of the report itself, not of what it reports."""
SHARED = 0.45
"""Share of what is called untrue, apart from words about reports, that the other statement must have."""
SHARED_DENIED = 0.5
"""The same for the object of a verb of denial."""
SURE = 3
"""Shared words from which the share does not matter."""


@dataclass(frozen=True, slots=True)
class Untruth:
    """A difference, and whether it is the first statement that calls the second one untrue."""

    difference: Difference
    by_a: bool


def called_untrue(pair: Pair) -> Untruth | None:
    """The difference when exactly one statement calls what both speak of untrue, and the other affirms it."""
    for denying, other in ((pair.a, pair.b), (pair.b, pair.a)):
        found = _debunks(denying, other)
        if found is None or _untrue(other.text) or (found.denied and _denied(other.text)):
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
    span = _untrue(denying.text)
    if span is not None:
        own = _topics(denying.text[: span[0]] + " " + denying.text[span[1] :])
        shared = _shared(own, held)
        before = _topics(denying.text[: span[0]])  # what is called untrue, without how it was made
        about = _shared(before, held)
        if about >= LEAST and about >= SHARED * len(before):
            return _Debunking(_shown(denying, span), denied=False)
        if shared >= SURE or (shared >= LEAST and shared >= SHARED * len(own)):
            return _Debunking(_shown(denying, span), denied=False)
    object_span = _denied(denying.text)
    if object_span is None:
        return None
    start, end, verb = object_span
    if _GIVEN.search(denying.text, start, end):
        return None  # "denied them a licence" denies nothing that is said
    own = _topics(denying.text[start:end])
    shared = _shared(own, held)
    if len(own) >= LEAST and not _shared([topic for topic in own if topic not in _LIGHT_DEEDS], held):
        return None  # "denied using gas" and "used mortars"
    around = _shared(_topics(denying.text[:verb]), held)
    enough = around or shared >= SHARED_DENIED * len(held)
    if shared and shared >= SHARED_DENIED * len(own) and enough:
        return _Debunking(_shown(denying, (verb, start)), denied=True)
    return None


_LIGHT_DEEDS = frozenset({"use", "make", "have", "take", "carry", "cause", "give", "do", "get", "be", "hold", "any"})
"""Verbs that say little without their object."""
LEAST = 2
"""Words that both must share."""


@lru_cache(maxsize=8192)
def _untrue(text: str) -> tuple[int, int] | None:
    """Where a text calls something untrue; None for a question, and where it is taken back or left open."""
    text = text[:LONGEST_READ]
    if text.rstrip(" \"'”’").endswith("?"):
        return None
    for found in _UNTRUE.finditer(text):
        start, end = found.span("last" if found["last"] else 0)
        if not _TAKEN_BACK.search(text, max(0, start - 40), start):
            return start, end
    return None


@lru_cache(maxsize=8192)
def _denied(text: str) -> tuple[int, int, int] | None:
    """Where the object of a verb of denial begins and ends, and where the verb begins."""
    text = text[:LONGEST_READ]
    found = _DENYING.search(text)
    if found is None or text.rstrip().endswith("?"):
        return None
    if _TAKEN_BACK.search(text, max(0, found.start() - 40), found.start()):
        return None
    return *found.span("what"), found.start()


@lru_cache(maxsize=8192)
def _topics(text: str) -> tuple[str, ...]:
    """What a text speaks of: dictionary forms of its words, parts of hyphenated words apart, each once."""
    words = (lemma(match[0]) for match in _PIECE.finditer(text[:LONGEST_READ]))
    return tuple(dict.fromkeys(w for w in words if w not in FUNCTION_WORDS and w not in _ABOUT_REPORTS))[:TOPICS]


TOPICS = 40
"""Words of a text that are looked at."""


def _shared(own: Sequence[str], held: Iterable[str]) -> int:
    held = tuple(held)
    return sum(any(alike(x, y) or _one_stem(x, y) for y in held) for x in own)


def _one_stem(a: str, b: str) -> bool:
    """Whether two words are made from one: "bankrupt" and "bankruptcy", "pregnant" and "pregnancy"."""
    common = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(a, b, strict=False)))
    return common >= SHORTEST_STEM and max(len(a), len(b)) - common <= LONGEST_ENDING


SHORTEST_STEM = 5
LONGEST_ENDING = 3
"""Letters that two words of one stem share, and letters that their endings have at most."""


def _shown(statement: Statement, span: tuple[int, int]) -> Word:
    text = statement.text[span[0] : span[1]].strip()
    return Word(text, lemma(text), span[0], span[0] + len(text))


def _first_content(statement: Statement) -> Word | None:
    return next((word for word in statement.content if not word.name), None) or next(iter(statement.content), None)


def _denies_it_too(pair: Pair, *, of_a: bool) -> bool:
    """Whether the other statement denies something that both speak of."""
    return any((x if of_a else y).negated for x, y in pair.matched)
