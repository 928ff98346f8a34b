"""A headline that answers a claim: what it reports is negated there, or something else is named in its stead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference, Untruth
from tracker.matching.negation import is_hedge
from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.polarity import is_setting
from tracker.matching.vocabulary import alike, contrast
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

LONGEST = 22
"""Words of a headline."""
_OPENING = re.compile(
    r"(?i)\(|\W{0,4}(?:an?|the|there|this|that|these|those|i|you|we|he|she|it|they|some|one|two|three)\b"
)
"""How a sentence opens and a headline hardly does."""
_ENDS = re.compile(r"[.?]\W{0,4}$")
SHARED = 2
"""Words that a headline and a claim share, apart from what they differ in."""
_OPEN = frozenset(
    {"say", "tell", "know", "confirm", "comment", "clear", "verify", "identify", "name", "disclose", "reveal", "sure"}
    | {
        "word",
        "confirmation",
        "answer",
        "explain",
        "discuss",
        "speculate",
        "arrest",
        "charge",
        "immediately",
        "believe",
    }
    | {"independently", "longer", "enough", "alone", "surprise", "forget", "let"}
)
"""What, negated, leaves a claim as it was: "did not comment", "not yet confirmed", "no longer"."""
_INSTEAD = re.compile(r"(?i)(?:,|–|—| -|\bbut) not (?:just )?(?P<what>[^,;:.!?–—]{1,40})")
_RATHER = re.compile(r"(?i)\b(?:rather than|instead of)(?P<what> [^,;:.!?–—]{1,40})")
_ADDING = frozenset({"only", "just", "merely", "all", "yet", "necessarily", "least"})


def answered(pair: Pair) -> Untruth | None:
    """The difference when one of the two is a headline that says that the other's claim is not so."""
    for headline, claim in ((pair.a, pair.b), (pair.b, pair.a)):
        if not is_headline(headline) or _may_be(headline):
            continue
        by_a = headline is pair.a
        matched = [(x, y) if by_a else (y, x) for x, y in pair.matched]
        for rule, kind, code, feature in (
            (_in_its_stead, FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, "debunked"),
            (_negated, FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, "debunked"),
            (_called_off, FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, "debunked"),
            (_other_state, FindingKind.ANTONYM, ReasonCode.OPPOSITE_WORDS, "event_opposite"),
        ):
            couple = rule(headline, claim, matched)
            if couple is not None:
                x, y = couple if by_a else (couple[1], couple[0])
                return Untruth(Difference(kind, code, x, y, feature), by_a)
    return None


def _may_be(headline: Statement) -> bool:
    """Whether the headline leaves open what it says; "rumours" in it are those that it answers."""
    forms = [word.form for word in headline.words]
    following = [*forms[1:], ""]
    return any(
        is_hedge(form, after) for form, after in zip(forms, following, strict=True) if form not in ("rumour", "rumor")
    )


def is_headline(statement: Statement) -> bool:
    """Whether a text is written as headlines are: short, no full stop, no article or pronoun to begin with."""
    text = statement.text
    if text[:1].islower() or _ENDS.search(text) or "\n" in text or _OPENING.match(text):
        return False
    return len(text.split()) <= LONGEST


Couple = tuple[Word, Word]
"""A word of the headline, a word of the claim."""


def _in_its_stead(headline: Statement, claim: Statement, matched: Sequence[Couple]) -> Couple | None:
    """What the headline names as wrong beside the right one: "Lang, not Carraway", "20 shops rather than 200"."""
    found = _INSTEAD.search(headline.text) or _RATHER.search(headline.text)
    if found is None or found["what"].split()[0].lower() in _ADDING:
        return None
    start, end = found.span("what")
    named = [word for word in headline.words if start <= word.start < end]
    outside = sum(1 for x, _ in matched if not start <= x.start < end)
    if outside < SHARED:
        return None
    for word in named:
        for other in claim.words:
            if other.negated or not (word.content or word.figure) or not _one(word, other):
                continue
            return word, other
    return None


def _one(a: Word, b: Word) -> bool:
    if a.figure and b.figure:
        return a.figure.low == b.figure.low and a.figure.high == b.figure.high
    return not (a.figure or b.figure) and (alike(a.form, b.form) or a.text.lower() == b.text.lower())


def _negated(headline: Statement, claim: Statement, matched: Sequence[Couple]) -> Couple | None:
    """A word for what the claim reports, negated in the headline and not in the claim."""
    if len(matched) < SHARED or any(word.negated for word in claim.content):
        return None
    if not any(x.name or y.name or x.figure for x, y in matched) and not _NONE.search(headline.text):
        return None  # who or where it is must be told: "children do not play" is about other children
    if any(word.negated and word.form in _OPEN for word in headline.content):
        return None
    own = tuple(word for word in headline.content if all(word is not x for x, _ in matched))
    for x, y in matched:
        if x.negated and not x.name and not is_setting(headline, x, own):
            return x, y
    names = [couple for couple in matched if couple[0].name or couple[1].name]
    if any(not x.negated for x, _ in names):
        return next(((x, y) for x, y in names if x.negated and not is_setting(headline, x, own)), None)
    return None


_NONE = re.compile(r"(?i): no ")
"""How a headline denies, by somebody named, that there is any."""


def _called_off(headline: Statement, claim: Statement, matched: Sequence[Couple]) -> Couple | None:
    """What is to happen by the claim, and is cancelled by the headline."""
    if len(matched) < SHARED or not _TO_COME.search(claim.text):
        return None
    off = next((w for w in headline.content if w.form in _OFF and not w.negated), None)
    if off is None or any(word.form in _OFF for word in claim.content):
        return None
    before = next((couple for couple in reversed(matched) if couple[0].end <= off.start), None)
    return (off, before[1]) if before else None


_TO_COME = re.compile(r"(?i)\b(?:will|going to|(?:is|are) to|plan(?:s|ning)? to|set to|about to)\b")
_OFF = frozenset({"call off", "cancel", "scrap", "shelve", "avert", "abandon"})


def _other_state(headline: Statement, claim: Statement, matched: Sequence[Couple]) -> Couple | None:
    """One named being said to be dead by one and alive by the other, to stay and to leave."""
    for x in headline.content:
        for y in claim.content:
            found = contrast(x.form, y.form)
            if x.negated or y.negated or not (_lives(x, y) or (found is not None and found.group in _STATES)):
                continue
            if any(alike(word.form, y.form) for word in headline.content):
                continue  # both dead and alive: two persons
            if _of_a_shared_name(headline, x, matched, 0) and _of_a_shared_name(claim, y, matched, 1):
                return x, y
    return None


_STATES = frozenset({"alive or dead", "unhurt or hurt", "stay or leave", "kept or dropped", "open"})
_LIVING = frozenset({"freed", "recovering", "recuperating", "rescued", "reappears", "resurfaces", "recovers"})
"""What only the living do, or is done to them."""


def _lives(word: Word, other: Word) -> bool:
    """Whether a word tells of the living and the other of the dead, or one of the free and the other of captives."""
    found = contrast("alive", other.form)
    if word.text.lower() in _LIVING:
        return found is not None and found.group == "alive or dead"
    found = contrast("free", other.form)
    return word.text.lower() == "free" and found is not None and found.group == "free or captive"


def _of_a_shared_name(statement: Statement, word: Word, matched: Sequence[Couple], side: int) -> bool:
    """Whether the first or the last name before the word is one that both have; any word, when none is a name."""
    named = {id(couple[side]) for couple in matched if any(w.name for w in couple)}
    before = [w for w in statement.words if w.end <= word.start and (w.name or id(w) in named)]
    if not before:
        before = [w for w in statement.content if w.end <= word.start]
        return any(id(w) == id(couple[side]) for w in before for couple in matched)
    return id(before[0]) in named or id(before[-1]) in named
