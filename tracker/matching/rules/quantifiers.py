"""How many of a known whole: all against none, some against none."""

from __future__ import annotations

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.scopes import Scope, scope
from tracker.matching.vocabulary import contrast, is_being
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind
from tracker.model.population import BASES

_CLASSES = {
    "all": frozenset({"all", "every", "each", "both", "entire", "whole", "everybody", "everyone", "everything"}),
    "none": frozenset({"no", "none", "nobody", "neither", "nothing"}),
    "some": frozenset({"some", "several", "many", "most", "numerous", "somebody", "someone"}),
    "few": frozenset({"few"}),
    "most": frozenset({"most", "many"}),
}
_ALSO = frozenset({"also", "too", "well", "including"})
_CONTRARY = (("all", "none"), ("some", "none"), ("few", "most"), ("few", "all"))
"""Classes that cannot both hold of one whole."""


def contrary_quantifiers(a: Word, b: Word) -> Difference | None:
    """The difference of "all" and "none" and the like in one slot."""
    for one, other in _CONTRARY:
        for x, y in ((a.form, b.form), (b.form, a.form)):
            if x in _CLASSES[one] and y in _CLASSES[other]:
                return Difference(FindingKind.POLARITY, ReasonCode.QUANTIFIER, a, b, "quantifier")
    return None


def only_against_others(pair: Pair) -> Difference | None:
    """The difference of "only soldiers were hit" and "children were also hit"."""
    for one, other, own, theirs in (
        (pair.a, pair.b, pair.only_a, pair.only_b),
        (pair.b, pair.a, pair.only_b, pair.only_a),
    ):
        alone = _restricted(one)
        if alone is None or not any(word is alone for word in own) or not pair.matched:
            continue
        also = any(word.form in _ALSO for word in other.words)
        others = [w for w in theirs if _is_population(w) and not w.negated]
        if not also:
            others = [word for word in theirs if not word.negated and _excludes(alone, word)]
        if others and not alone.negated:
            x, y = (alone, others[0]) if one is pair.a else (others[0], alone)
            return Difference(FindingKind.POLARITY, ReasonCode.QUANTIFIER, x, y, "quantifier")
    return None


def _excludes(alone: Word, other: Word) -> bool:
    """Whether nobody is both: adults and children, soldiers and civilians."""
    found = contrast(alone.form, other.form)
    if found is not None:
        return found.opposite or found.group == RANKS
    bases = [next((base for base in (f"{w.form}s", w.text.lower()) if base in BASES), None) for w in (alone, other)]
    return None not in bases and scope(*bases) is Scope.APART


RANKS = "rank of fighter"
"""Exclusive words for people."""


def _restricted(statement: Statement) -> Word | None:
    """The people right after "only"."""
    for at, word in enumerate(statement.words[:-1]):
        following = statement.words[at + 1]
        if word.form == "only" and (_is_population(following) or is_being(following.form)):
            return statement.words[at + 1]
    return None


def _is_population(word: Word) -> bool:
    return word.figure is None and (f"{word.form}s" in BASES or word.text.lower() in BASES)
