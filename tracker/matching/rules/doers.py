"""Who did it, told by the subject of one deed: what is destroyed once is destroyed by one side."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike, contrast, is_city, is_geographic, is_party
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_ONCE = frozenset(
    {"blow up", "destroy", "demolish", "sink", "shoot down", "down", "kill", "murder", "assassinate", "execute"}
    | {"bomb", "shell", "attack", "strike", "hit", "burn", "burn down", "torch", "sabotage", "poison", "storm"}
    | {
        "ambush",
        "abduct",
        "kidnap",
        "loot",
        "raid",
        "massacre",
        "behead",
        "mine",
        "open fire",
        "fire",
        "break",
        "violate",
    }
    | {"start", "provoke", "shoot", "launch", "carry out", "set fire", "set ablaze", "kill off", "flatten", "raze"}
)
"""Deeds that have one doer where what they are done to is known: "the dam", a name."""
_FORCES = frozenset({"force", "troop", "army", "jet", "aircraft", "artillery", "gunner", "fighter", "soldier", "plane"})
"""What adds nothing to the name of a side: "Norvian forces"."""


_UNDECIDED = frozenset({"rebel", "insurgent", "guerrilla", "opposition", "separatist", "militia"})
"""Sides whose men are gunmen as well."""


def other_doer(pair: Pair) -> Difference | None:
    """The difference when one deed, done to what both name as known, is told of two sides."""
    for x, y in pair.matched:
        if x.negated or y.negated or x.form not in _ONCE or y.form not in _ONCE:
            continue
        doer_a, doer_b = _doer(pair.a, x), _doer(pair.b, y)
        if doer_a is None or doer_b is None or not _differ(pair, doer_a, doer_b):
            continue
        if _one_sufferer(pair, x, y) and _nothing_else(pair, (doer_a, doer_b)):
            return Difference(FindingKind.RESPONSIBILITY, ReasonCode.OTHER_RESPONSIBLE, doer_a, doer_b, "doer")
    return None


def _doer(statement: Statement, deed: Word) -> Word | None:
    """The side that does it: before an active verb, behind "by" in a passive."""
    words = statement.words
    at = next(i for i, word in enumerate(words) if word is deed)
    by = next((i for i in range(at + 1, len(words)) if words[i].form == "by"), None)
    if by is not None and any(word.form == "be" for word in words[max(0, at - 3) : at]):
        return _side(words[by + 1 : by + 4])
    return _side(words[:at])


def _side(words: Sequence[Word]) -> Word | None:
    """The first word that names a side and is no place or thing: a name, a people, "rebels"."""
    for at, word in enumerate(words):
        if word.form in ("in", "at", "near", "on", "of", "from"):
            return None
        if (
            is_party(word.form)
            or word.form in _UNKNOWN
            or is_geographic(word.form)
            or (word.name and at + 1 <= len(words))
        ):
            return word
    return None


_UNKNOWN = frozenset({"gunman", "attacker", "assailant", "assassin", "militant", "robber", "gang"})
"""Armed men of no side."""


def _differ(pair: Pair, x: Word, y: Word) -> bool:
    if alike(x.form, y.form) or any(x is p or y is q for p, q in pair.matched):
        return False
    if is_geographic(x.form) and is_geographic(y.form):
        return not (is_city(x.form) or is_city(y.form))
    if (x.form in _UNKNOWN and is_party(y.form)) or (y.form in _UNKNOWN and is_party(x.form)):
        return not {x.form, y.form} & _UNDECIDED
    if is_party(x.form) and is_party(y.form):
        return contrast(x.form, y.form) is not None
    if x.name and y.name and not (is_geographic(x.form) or is_geographic(y.form)):
        return same_name(x.text, y.text) < 0.5
    return False


def _one_sufferer(pair: Pair, x: Word, y: Word) -> bool:
    """Whether a thing that both name as known suffers the deed."""
    return any(_is_known(pair.a, p) and _is_known(pair.b, q) for p, q in pair.matched if p is not x and q is not y)


def _is_known(statement: Statement, word: Word) -> bool:
    before = statement.text[: word.start].lower().split()[-3:]
    return word.name or any(known in before for known in ("the", "its", "his", "her", "their"))


def _nothing_else(pair: Pair, doers: tuple[Word, Word]) -> bool:
    """Whether one statement has nothing that the other lacks but its doer."""
    left = [
        [word for word in only if word is not doer and word.form not in _FORCES and not _beside(side, doer, word)]
        for side, only, doer in ((pair.a, pair.only_a, doers[0]), (pair.b, pair.only_b, doers[1]))
    ]
    return (not left[0] or not left[1]) and not any(word.figure for word in (*left[0], *left[1]))


def _beside(side: Statement, doer: Word, word: Word) -> bool:
    """Whether a word belongs to the doer's name: the next one or two, with a capital."""
    between = side.text[min(doer.end, word.end) : max(doer.start, word.start)]
    return word.name and len(between.split()) <= 1
