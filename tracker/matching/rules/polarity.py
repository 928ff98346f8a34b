"""The same said to be so and not to be so."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.negation import negation_before
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import is_being, is_party
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_LIGHT = frozenset(
    {"use", "make", "have", "take", "carry", "cause", "village", "town", "city", "district", "province", "region"}
    | {"plan", "intention", "any", "ever", "part", "role", "single", "confirm"}
)
"""Words that add nothing to what is denied: "without using live rounds", "the village of", "no part in"."""
ADDED = 0.25
"""Share of what is denied that the other statement need not have: "no red car" does not deny a car."""
LONGEST_SHOWN = 30
"""Characters from a negation to what it denies that are shown as one."""
SETTING_REACH = 4
"""Words that a phrase of place or time has at most after its preposition."""

_NOT_ALL = re.compile(r"(?i)\bnot (?:all|every|everyone|everybody|each)\b")
_SOME = frozenset({"some", "several", "many", "most", "few", "majority"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_SETTING = frozenset(
    {"in", "at", "on", "near", "off", "during", "after", "before", "outside", "inside", "along", "across", "from"}
    | {"around", "over", "behind", "beside", "through", "while"}
)
"""Prepositions of place and time: what follows one says where or when, and does not limit what is denied."""


def denial(pair: Pair) -> Difference | None:
    """The difference when one statement denies what the other affirms; None when it is not sure to.

    All that the denying statement says must stand in the other one: what is added to a denial limits it.
    """
    flipped = [(x, y) for x, y in pair.matched if x.negated != y.negated]
    if not flipped:
        return None
    denying_a = [p for p in flipped if p[0].negated]
    denying_b = [p for p in flipped if p[1].negated]
    if denying_a and denying_b:
        return None
    denying, rest = (pair.a, pair.only_a) if denying_a else (pair.b, pair.only_b)
    own = denying_a or denying_b
    if all(is_setting(denying, x if denying_a else y, ()) for x, y in own):
        return None  # only where or when it was is shared, not what is denied
    added = [word for word in rest if word.negated and not (word.name and is_setting(denying, word, rest))]
    added = [word for word in added if word.form not in _LIGHT]
    added = [word for word in added if not _is_single(word)]
    if any(word.name or word.figure or word.form[0].isdigit() for word in added) or len(added) > ADDED * sum(
        w.negated for w in denying.content
    ):
        return None
    if _presupposes(denying, rest):
        return None
    core = next((word for word in denying.content if word.negated and word.form not in _LIGHT), None)
    if core is None or (_follows_no(denying, core) and any(core is word for word in rest)):
        return None  # "no soldiers died" does not deny that shepherds did
    other_deed = any(_is_deed(word, word) for word in added) and not any(_is_deed(x, y) for x, y in own)
    if other_deed and _quantifies(denying, core):
        return None  # "no officer was killed in the attack" does not deny that officers ended it
    affirming, own_rest = (pair.b, pair.only_b) if denying_a else (pair.a, pair.only_a)
    if _other_subject(rest, own_rest, flipped, pair.matched, denying_a=bool(denying_a)) or _possessed(pair):
        return None
    if _NOT_ALL.search(denying.text) and any(w.form in _SOME or w.figure for w in affirming.words):
        return None  # "not all of them" leaves some
    nobody = not rest and any(word.form in _NOBODY for word in denying.words)
    if len(flipped) == 1 and len(affirming.content) > 1 and len(pair.matched) < 2 and not nobody:
        return None
    if any(x.negated and y.negated and not (x.name or y.name) for x, y in pair.matched) and len(flipped) == 1:
        return None  # both deny, one of them a word more
    x, y = next((p for p in flipped if _is_deed(*p)), flipped[-1])
    x, y = (_from_negation(pair.a, x), y) if denying_a else (x, _from_negation(pair.b, y))
    return Difference(FindingKind.POLARITY, ReasonCode.DENIED_AGAINST_AFFIRMED, x, y, "negation")


def _presupposes(denying: Statement, rest: tuple[Word, ...]) -> bool:
    """Whether what is shared only says of what the denial is: "denied that the ship which sank was overloaded".

    What is denied stands behind the last auxiliary; a statement that has nothing of it is not denied.
    """
    first = next((word.start for word in denying.content if word.negated), None)
    last = max((word.end for word in denying.words if word.text.lower() in _AUXILIARIES), default=None)
    if first is None or last is None or last < first:
        return False
    told = [word for word in denying.content if word.start >= last and word.negated]
    own = {id(word) for word in rest}
    return bool(told) and all(id(word) in own for word in told)


_AUXILIARIES = frozenset(
    ("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "did", "does", "do", "will", "would")
)


def _is_single(word: Word) -> bool:
    """ "not a single case" denies every case."""
    return word.figure is not None and word.text.lower().endswith("single")


def _is_deed(x: Word, y: Word) -> bool:
    """Whether the words have the ending of a verb in one of the statements."""
    return any(word.text.lower().endswith(("ed", "ing")) for word in (x, y)) and not (x.name or y.name)


def _from_negation(statement: Statement, word: Word) -> Word:
    """The word with the negation before it, which is what shows that it is denied; the negation alone if far away."""
    span = negation_before(statement.text, word.start)
    if span is None:
        return word
    end = word.end if word.end - span[0] <= LONGEST_SHOWN else span[1]
    return replace(word, text=statement.text[span[0] : end], start=span[0], end=end)


def _other_subject(
    denying: tuple[Word, ...],
    affirming: tuple[Word, ...],
    flipped: list[tuple[Word, Word]],
    matched: tuple[tuple[Word, Word], ...],
    *,
    denying_a: bool,
) -> bool:
    """Whether each statement has a word of its own before what is denied: then two subjects are spoken of."""
    side = 0 if denying_a else 1
    first_denied = min(couple[side].start for couple in flipped)
    first_affirmed = min(couple[1 - side].start for couple in flipped)
    subject = any(couple[side].start < first_denied and couple[1 - side].name for couple in matched)
    own = not subject and any(not word.negated and word.start < first_denied for word in denying)
    return own and any(word.start < first_affirmed and _can_act(word) for word in affirming)


def _possessed(pair: Pair) -> bool:
    """Whether a word of both is in one of them only the owner of what is meant: "the mayor", "the mayor's brother"."""
    for x, y in pair.matched:
        for statement, word, other, only in ((pair.a, x, y, pair.only_a), (pair.b, y, x, pair.only_b)):
            if not _owns(word) or _owns(other) or word.name:
                continue
            following = next((w for w in statement.words if w.start >= word.end), None)
            if any(following is w for w in only):
                return True
    return False


def _owns(word: Word) -> bool:
    return word.text.endswith(("'s", "’s"))


def _can_act(word: Word) -> bool:
    return word.name or is_being(word.form) or is_party(word.form)


def _follows_no(statement: Statement, word: Word) -> bool:
    """Whether "no" stands right before the word."""
    return statement.text[: word.start].lower().rstrip().endswith("no")


def _quantifies(statement: Statement, word: Word) -> bool:
    """Whether "no" stands before the word or the noun phrase that it ends: "no police officer"."""
    return re.search(r"(?i)\bno\s+(?:[\w’'-]+\s+){0,2}$", statement.text[: word.start]) is not None


def is_setting(statement: Statement, word: Word, rest: tuple[Word, ...]) -> bool:
    """Whether the word stands in a phrase of place or time that only the denying statement has."""
    own = {id(w) for w in rest}
    at = next(i for i, w in enumerate(statement.words) if w is word)
    for before in reversed(statement.words[max(0, at - SETTING_REACH) : at]):
        if before.form in _SETTING:
            return True
        if before.content and id(before) not in own:
            return False
    return False


def flips(pair: Pair) -> list[tuple[Word, Word]]:
    """Corresponding words of which exactly one is negated."""
    return [(x, y) for x, y in pair.matched if x.negated != y.negated]
