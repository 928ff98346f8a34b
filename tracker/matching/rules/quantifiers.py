"""How many of a known whole: all against none, some against none."""

from __future__ import annotations

from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.words import Word
from tracker.model.finding import FindingKind

_CLASSES = {
    "all": frozenset({"all", "every", "each", "both", "entire", "whole", "everybody", "everyone", "everything"}),
    "none": frozenset({"no", "none", "nobody", "neither", "nothing"}),
    "some": frozenset({"some", "several", "many", "most", "numerous", "somebody", "someone"}),
    "few": frozenset({"few"}),
    "most": frozenset({"most", "many"}),
}
_CONTRARY = (("all", "none"), ("some", "none"), ("few", "most"), ("few", "all"))
"""Classes that cannot both hold of one whole."""


def contrary_quantifiers(a: Word, b: Word) -> Difference | None:
    """The difference of "all" and "none" and the like in one slot."""
    for one, other in _CONTRARY:
        for x, y in ((a.form, b.form), (b.form, a.form)):
            if x in _CLASSES[one] and y in _CLASSES[other]:
                return Difference(FindingKind.POLARITY, ReasonCode.QUANTIFIER, a, b, "quantifier")
    return None
