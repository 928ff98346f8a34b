"""What is negated: the reach of "not", "no", "never", "denied", "failed to"."""

from __future__ import annotations

import re

_NEGATORS = frozenset({"not", "never", "without", "neither", "nor", "nobody", "none", "nothing", "nowhere", "hardly"})
_DETERMINER = "no"
_DENIALS = frozenset({"deny", "denial", "refute", "disprove", "debunk", "false", "untrue", "hoax", "fake"})
_REJECTIONS = frozenset({"reject", "dismiss", "dispute", "rebut", "contradict"})
_REPORTS = frozenset(
    {"report", "claim", "allegation", "accusation", "suggestion", "rumour", "rumor", "idea", "charge", "that", "news"}
)
"""What a rejection must be of to deny what follows: a law that is rejected is not denied."""
_FAILURES = frozenset({"fail", "refuse", "decline", "unable", "failure", "refusal"})
"""Negate only what follows as "to ..."."""
_GIVEN_TO = frozenset({"him", "her", "them", "us", "me", "entry", "access", "bail", "permission", "asylum"})
"""After "deny": who is not given something, or what."""
_TELLING = frozenset({"say", "know", "explain", "disclose", "reveal", "specify", "announce", "clear", "understand"})
_QUESTIONS = frozenset({"why", "who", "how", "when", "where", "what", "which"})
_BREAKS = frozenset(
    {".", ";", ":", "!", "?", "(", ")", "—", "–", "but", "although", "though", "whereas", "however", "despite"}
)
_SOFT_BREAKS = frozenset({",", "because", "while", "when", "after", "before", "who", "which", "since", "as"})
_NOT_NEGATING = {"not": frozenset({"only", "just", "merely", "least"}), "no": frozenset({"doubt", "matter", "wonder"})}
_HEDGES = frozenset(
    {"may", "might", "could", "possibly", "perhaps", "maybe", "reportedly", "allegedly", "apparently", "purportedly",
     "presumably", "probably", "likely", "unconfirmed", "suspect", "presume", "rumour", "rumor", "unclear", "believe",
     "fear", "seemingly", "would"}
)  # fmt: skip


class Scope:
    """Walks over a statement's forms and says of each whether it is negated. Two negations cancel each other."""

    def __init__(self) -> None:
        self._plain = 0
        self._denied = 0

    def step(self, form: str, following: str) -> tuple[bool, bool]:
        """(whether this word is negated, whether it is itself a negator)."""
        if form in _BREAKS:
            self._plain = self._denied = 0
        elif form in _SOFT_BREAKS:
            self._plain = 0
        before = (self._plain + self._denied) % 2 == 1
        if form in _TELLING and following in _QUESTIONS:
            self._plain = self._denied = 0  # "has not said why the plane turned back" does not deny that it did
            return before, False
        if following in _NOT_NEGATING.get(form, ()):
            return before, False
        if form == _DETERMINER and following in _BREAKS | _SOFT_BREAKS:
            return before, True  # "No, the bridge stands": an answer, not a negation of what follows
        if form == "yet" and following == "to":
            self._plain += 1
            return before, True
        if form in _NEGATORS or form == _DETERMINER:
            self._plain += 1
            return before, True
        if form in _DENIALS and not (form == "deny" and following in _GIVEN_TO):
            self._denied += 1
            return before, True
        if form in _REJECTIONS and following in _REPORTS:
            self._denied += 1
            return before, True
        if form in _FAILURES and following == "to":
            self._plain += 1
            return before, True
        return before, False


_DEBUNKED = re.compile(
    r"\b(?:is|are|was|were|as|turn(?:s|ed) out (?:to be )?) "
    r"(?:an? |all |just |completely |totally |entirely |actually )*"
    r"(?P<said>hoax|fake|false|untrue|bogus|fabricat\w+|satire|baseless|unfounded|debunked|nonsense|rubbish|wrong"
    r"|not true|incorrect|photoshopped|doctored|made up|a lie)\b"
    r"|^\W*(?P<headed>hoax|fake|false|debunked)\W*:|\bno (?:truth|evidence)\b|\bnever happened\b",
    re.IGNORECASE,
)


def debunking(text: str) -> tuple[int, int] | None:
    """Where a statement calls all that it says before untrue: "the report that ... is a hoax"; None if it does not.

    >>> debunking("The video of the bear is a hoax") is not None, debunking("It is not a hoax") is None
    (True, True)
    """
    found = _DEBUNKED.search(text)
    return found.span() if found else None


def is_hedge(form: str, following: str, before: str = "") -> bool:
    """Whether the word leaves its statement open: "may", "reportedly"; not the month of "20 May" and "May 20"."""
    if form == "may" and (before[:1] in _NUMERAL or following[:1] in _NUMERAL):
        return False
    if form in ("think", "thought") and before in ("be", "widely"):
        return True
    if form in ("appear", "seem") and following == "to":
        return True
    if form in ("suspect", "presume"):
        return before in ("be", "widely", "strongly") or following in ("to", "that", ",")
    return form in _HEDGES


_NUMERAL = frozenset("#0123456789")


NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|without|den(?:y|ies|ied)|reject(?:s|ed)?|untrue|false|cannot)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""Words that deny, as written."""


def negation_before(text: str, end: int) -> tuple[int, int] | None:
    """Where the last word of denial stands before an offset.

    >>> negation_before("They did not leave.", 13)
    (9, 12)
    """
    spans = [found.span() for found in NEGATION.finditer(text, 0, end)]
    return spans[-1] if spans else None
