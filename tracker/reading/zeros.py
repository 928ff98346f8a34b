"""Explicit zeros: "nobody", "no casualties", "not a single soldier", "did not cause any deaths"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.lexicons import table
from tracker.reading.tokens import Token, phrase_at

_MAY_DENY = frozenset(("no", "not", "without", "nor", "any"))
"""First words of what denies a counted noun."""


def zero_at(words: Sequence[Token], at: int) -> int | None:
    """Index after the zero that begins at index `at`, None when none does.

    >>> from tracker.reading.tokens import tokens
    >>> zero_at(tokens("not a single soldier"), 0), zero_at(tokens("no longer"), 0)
    (3, None)
    """
    low = words[at].low
    zero = table("numbers")["zero"]
    if low in zero["alone"]:
        return at + 1
    if low not in _MAY_DENY:
        return None
    if phrase_at(words, at, ("no", "one")):
        return at + 2
    if phrase_at(words, at, ("no", "-", "one")):
        return at + 3
    if low == "without" and at + 1 < len(words) and words[at + 1].low in zero["without"]:
        return at + 1
    if low == "no" and not (at + 1 < len(words) and words[at + 1].low in ("more", "fewer", "less", "longer", ".")):
        last = at + 1
    elif phrase_at(words, at, ("not", "a", "single")):
        last = at + 3
    elif any(phrase_at(words, at, pair) for pair in (("not", "one"), ("without", "any"), ("nor", "any"))):
        last = at + 2
    elif low == "any" and at and _negated_before(words, at):
        last = at + 1
    else:
        return None
    return last if _counted_follows(words, last) else None


_ENDS_NOUN_PHRASE = frozenset(("of", "in", "to", "that", "on", "for", "from"))


def _counted_follows(words: Sequence[Token], last: int) -> bool:
    counted = table("numbers")["zero"]["counted"]
    if (
        last + 1 < len(words)
        and words[last].low == "of"
        and words[last + 1].low in ("the", "its", "their", "our", "his")
    ):
        last += 2
    for step in range(last, min(last + 5, len(words))):
        if words[step].low in counted:
            return True
        if not (words[step].is_word or words[step].text in '-"“‘') or words[step].low in _ENDS_NOUN_PHRASE:
            return False
    return False


def _negated_before(words: Sequence[Token], at: int) -> bool:
    """ "did not cause any casualties", "there were not any deaths": the zero is "any"."""
    window = [word.low for word in words[max(0, at - 4) : at]]
    return any(
        word in ("not", "n't", "'t", "never", "denied", "denies", "deny", "denying", "without") for word in window
    )
