"""Two names in one slot."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.matching.difference import Difference
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import alike, is_geographic
from tracker.matching.words import Word
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
