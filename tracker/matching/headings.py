"""What a dispute about words is called: a short question."""

from __future__ import annotations

import re

from tracker.matching.context import SPECIFIC
from tracker.matching.figures import said_of
from tracker.matching.negation import NEGATION
from tracker.model.claim import Assertion
from tracker.model.finding import Finding, Reason
from tracker.model.voice import own_words, voice

LONGEST_LABEL = 80
"""Characters of a statement shown as the name of its camp."""
LONGEST_QUESTION = 64
"""Characters of a question, without what the second side says."""

_CLAUSE_END = re.compile(r"[,;:.!?–—]|\s(?:and|but|when|while|after|because|which|who)\s")
_NEXT_WORDS = re.compile(r"\s{1,9}[\w’'-]+")
_NO_NEXT = re.compile(
    r"\s{1,9}(?:in|on|at|by|for|from|of|to|with|into|near|after|before|and|or|but|when|while|as|that|once|until|since"
    r"|if|though|although|because)\b"
)


def label(claim: Assertion, *, by_figure: bool) -> str:
    """What one camp says: "2 attackers", "The bridge is open", "Denied: the bridge is open".

    by_figure: whether figures are what the camps differ in.
    """
    if by_figure and claim.quantity is not None and claim.measure in SPECIFIC:
        return said_of(claim)
    text = own_words(claim)
    text = f"denied: {text}" if voice(claim).denies_it else text
    return _shortened(text[:1].upper() + text[1:], LONGEST_LABEL)


def question(finding: Finding, a: Assertion, b: Assertion) -> str:
    """The question on which two statements differ: "Road to the dam was opened or closed?"; a, b as in the finding."""
    ground = next((r for r in finding.reasons if r.trigger_a and r.trigger_b and r.code != "hedged"), None)
    if ground is None or ground.code == "denied_against_affirmed":
        return _asked(_clause(own_words(_affirming(ground, a, b))))
    if voice(a).denies_it or voice(b).denies_it:
        # Beside a denial the words of the two do not stand in one sentence.
        return _asked(_clause(own_words(a if voice(a).denies_it else b)))
    return _between(ground, a) or _asked(_clause(own_words(a)))


def _affirming(ground: Reason | None, a: Assertion, b: Assertion) -> Assertion:
    denying = ground is not None and ground.a is not None and NEGATION.search(ground.a) is not None
    return b if denying else a


def _between(ground: Reason, claim: Assertion) -> str | None:
    """The first statement up to the word that differs, and the other one's word."""
    start, end = ground.trigger_a or (0, 0)
    if not ground.b or not 0 <= voice(claim).start <= start < end <= len(claim.quote):
        return None
    before = " ".join(claim.quote[voice(claim).start : start].split()).lstrip(" \"'“‘")
    if len(before) > LONGEST_QUESTION:
        before = "…" + before[-LONGEST_QUESTION:].partition(" ")[2]
    word = claim.quote[start:end]
    following = _NEXT_WORDS.match(claim.quote, end)
    after = following[0] if following and not _NO_NEXT.match(claim.quote, end) else ""
    return _asked(f"{before} {word} or {ground.b}{after}")


def _clause(text: str) -> str:
    """The first clause of a statement, if it says enough."""
    for found in _CLAUSE_END.finditer(text):
        if len(text[: found.start()].split()) >= LEAST_WORDS:
            text = text[: found.start()]
            break
    return _shortened(text, LONGEST_QUESTION)


LEAST_WORDS = 4
"""Words that a clause must have to stand alone."""


def _asked(text: str) -> str:
    plain = " ".join(text.split()).rstrip(" .,;:!?")
    return f"{plain[:1].upper()}{plain[1:]}?"


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
