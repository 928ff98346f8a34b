"""Two names in one slot."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike, is_city, is_geographic
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind


def contrary_names(a: Sequence[Word], b: Sequence[Word]) -> Difference | None:
    """The difference of two runs of names that are not one name; None when either is no name."""
    if not a or not b or not all(word.name for word in (*a, *b)):
        return None
    if any(alike(x.form, y.form) or _one_place_kind(x, y) for x in a for y in b):
        return None
    if same_name(" ".join(w.text for w in a), " ".join(w.text for w in b)) >= 0.5:
        return None
    return Difference(FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY, a[0], b[0], "name")


def _one_place_kind(x: Word, y: Word) -> bool:
    """Whether one is a place and the other is not known to be one of its kind: a city can lie in the country."""
    return is_geographic(x.form) or is_geographic(y.form)


_IS = frozenset({"be", "name", "call", "identify", "as"})


def other_named(pair: Pair) -> Difference | None:
    """The difference of two names for what both describe in the same words: "the captured pilot is Ann Orr"."""
    if not pair.only_a or not pair.only_b or len(pair.matched) < LEAST_DESCRIBED:
        return None
    first_a, first_b = pair.only_a[0], pair.only_b[0]
    for statement, word in ((pair.a, first_a), (pair.b, first_b)):
        before = _before(statement, word)
        if before is None or before.form not in _IS:
            return None
    if any(word.negated for word in (*pair.only_a, *pair.only_b)):
        return None
    return contrary_names(pair.only_a, pair.only_b)


LEAST_DESCRIBED = 2
"""Content words that describe one person or thing."""


_PLACED = frozenset({"in", "at", "near", "outside", "off"})


def contrary_cities(pair: Pair, a: Sequence[Word], b: Sequence[Word]) -> Difference | None:
    """The difference of a known city and another name in one slot, both behind one preposition of place."""
    if len(a) != 1 or len(b) != 1 or not (a[0].name and b[0].name) or alike(a[0].form, b[0].form):
        return None
    if not any(is_city(x.form) and not is_geographic(y.form) for x, y in ((a[0], b[0]), (b[0], a[0]))):
        return None
    before_a, before_b = _before(pair.a, a[0]), _before(pair.b, b[0])
    if before_a is None or before_b is None or before_a.form != before_b.form or before_a.form not in _PLACED:
        return None
    if _runs_on(pair.a, a[0]) or _runs_on(pair.b, b[0]):
        return None  # "in the Velun bombing"
    return Difference(FindingKind.PLACE, ReasonCode.OTHER_PLACE, a[0], b[0], "name")


def _runs_on(statement: Statement, word: Word) -> bool:
    """Whether a content word follows right behind, so that the name may only describe it."""
    following = _after(statement, word)
    return following is not None and following.content and statement.text[word.end : following.start].isspace()


def _before(statement: Statement, word: Word) -> Word | None:
    """The word right before."""
    return next((other for other in reversed(statement.words) if other.end <= word.start), None)


_PERSON = frozenset({"national", "citizen", "subject", "passport", "man", "woman", "nationality", "origin", "descent"})


def contrary_nationality(pair: Pair, a: Sequence[Word], b: Sequence[Word]) -> Difference | None:
    """The difference of two countries in one slot before a word for a person: "a Swiss national", "a Peruvian"."""
    if len(a) != 1 or len(b) != 1 or alike(a[0].form, b[0].form):
        return None
    if not (is_geographic(a[0].form) and is_geographic(b[0].form)):
        return None
    after_a, after_b = _after(pair.a, a[0]), _after(pair.b, b[0])
    if after_a is None or after_b is None or not {after_a.form, after_b.form} <= _PERSON:
        return None
    return Difference(FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY, a[0], b[0], "name")


def _after(statement: Statement, word: Word) -> Word | None:
    """The next word of a statement."""
    return next((other for other in statement.words if other.start >= word.end), None)
