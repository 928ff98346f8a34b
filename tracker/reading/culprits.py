"""Whom a clause names for an act: "the Red Column was behind the attack"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.happenings import kind_of_noun
from tracker.reading.lexicons import word_set
from tracker.reading.phrases import PhraseTable
from tracker.reading.predicates import phrase
from tracker.reading.sources import subject_after, subject_before
from tracker.reading.tokens import Token

_REACH = 7
"""Words behind the verb in which the act is named."""


def blamed_party(words: Sequence[Token]) -> str | None:
    """The party of what somebody blames or accuses: "the Red Column for the attack"."""
    joint = next((at for at, word in enumerate(words) if at and word.low in ("for", "of", "over")), None)
    if joint is None or joint > _REACH:
        named = words[: next((at for at, word in enumerate(words) if at and word.low in (",", "and")), len(words))]
        plain = bool(named) and (named[0].low in ("a", "an", "the") or (len(named) == 1 and named[0].low.endswith("s")))
        named_so = named and (named[0].is_capital or plain) and len(named) <= _REACH
        return phrase(named) or None if named_so else None
    return phrase(words[:joint]) or None if _act_follows(words, joint) else None


def responsible_party(words: Sequence[Token], *, said: bool) -> str | None:
    """The named party of a clause, in the words of a predicate; None when the clause names nobody for an act.

    said: somebody says it; what a narrator tells of a doer ("the group bombed") is an event, not a charge.
    """
    for at in range(1, len(words) - 1):
        found = _blamed(words, at) or _behind(words, at) or (_doer(words, at) if said else None)
        if found is None:
            continue
        named = words[found[0] : found[1]]
        if any(word.is_capital and word.is_word for word in named):
            return phrase(named) or None
    return None


def _behind(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "X was behind the attack", "X is responsible for the bombing"."""
    if words[at].low not in ("behind", "responsible") or not is_auxiliary(words[at - 1]):
        return None
    return subject_before(words, at - 1) if _act_follows(words, at) else None


def _doer(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "X carried out the attack", "the attack was carried out by X"."""
    found = _DOING.begins_at(words, at)
    if found is None:
        return None
    last = found[1]
    if last < len(words) and words[last].low == "by":
        subject = any(kind_of_noun(word.low) for word in words[max(0, at - _REACH) : at])
        return subject_after(words, last + 1) if subject else None
    return subject_before(words, at) if _act_follows(words, last - 1) and _is_active(words[at - 1]) else None


def _is_active(before: Token) -> bool:
    """ "X had carried out", not "was carried out"."""
    return before.low in ("had", "has", "have") or not is_auxiliary(before)


def _blamed(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "the attack was blamed on X", "the attack was the work of X"."""
    if words[at].low == "blamed" and words[at + 1].low == "on":
        return subject_after(words, at + 2)
    if words[at].low == "work" and words[at + 1].low == "of" and words[at - 1].low == "the":
        return subject_after(words, at + 2)
    return None


_DOING = PhraseTable((form, form) for form in sorted(word_set("verbs", "doing")))


def _act_follows(words: Sequence[Token], at: int) -> bool:
    return any(kind_of_noun(word.low) for word in words[at + 1 : at + 1 + _REACH])
