"""Two names in one slot."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike, is_geographic
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
