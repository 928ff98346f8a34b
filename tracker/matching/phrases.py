"""Phrases of the tables where a text has them, with articles and "their" inside."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.lemmas import lemma
from tracker.matching.vocabulary import phrases

_INSIDE = frozenset({"a", "an", "the", "his", "her", "their", "its", "our"})
"""What may stand inside a phrase: "sign a deal", "lay down their arms"."""


def phrase_at(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[int, str]:
    """How many tokens the longest known phrase takes that starts here, and its form; (1, "") when there is none.

    tokens: (text, start, end).

    >>> phrase_at([("signed", 0, 6), ("a", 7, 8), ("deal", 9, 13)], 0)
    (3, 'sign deal')
    """
    found = phrases().get(lemma(tokens[at][0]))
    if found is None or (found[0][0] == "close" != tokens[at][0].lower()):
        return 1, ""  # "closed to lorries" is not near them
    if found[0][0] == "still" and at + 1 < len(tokens) and phrase_at(tokens, at + 1)[1]:
        return 1, ""  # "still in force": "in force" says more than "still in"
    ahead = [lemma(token) for token, _, _ in tokens[at + 1 : at + 2 * len(found[0])]]
    for phrase in found:  # longest first
        length = _length_of(phrase, ahead)
        if length and not (length > 1 and tokens[at + length - 1][0].lower() in _DEEDS and phrase[-1] in _DEED_FORMS):
            return length, " ".join(phrase)
    return 1, ""


_DEEDS = frozenset({"struck", "attacked", "bombed", "raided", "exploded", "crashed"})
_DEED_FORMS = frozenset({"strike", "attack", "bomb", "raid"})
"""Ends of compounds that are verbs here: "a drone struck the mill" speaks of no drone strike."""


def _length_of(phrase: Sequence[str], ahead: Sequence[str]) -> int:
    """Tokens that a phrase takes, its first one and what stands inside it counted; 0 where it does not stand."""
    step = 0
    for word in phrase[1:]:
        while step < len(ahead) and ahead[step] != word and ahead[step] in _INSIDE:
            step += 1
        if step >= len(ahead) or ahead[step] != word:
            return 0
        step += 1
    return 1 + step
