"""Who did it to whom: doer and sufferer exchanged, or two other words that change places in the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.vocabulary import is_party
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

SHARED = 0.7
"""Share of the shorter statement's content that both must have when the words around the deed differ."""
_PLACING = frozenset({"in", "at", "near", "outside", "around", "from"})
_LISTING = frozenset({"and", "or", "nor", "&", "with", "versus", "vs"})
_MUTUAL = frozenset({"between", "both", "either", "neither", "marry", "meet", "equal", "same", "resemble", "sibling"})
"""Words of which the order of the two does not matter."""
_BE = frozenset({"be", "get"})


def swapped_roles(pair: Pair) -> Difference | None:
    """The difference when two words, names or sides change places around the same deed."""
    return _exchanged(pair) or _swapped_names(pair) or _swapped_around_deed(pair)


def _exchanged(pair: Pair) -> Difference | None:
    """What stands in one place of the first statement stands in another place of the second, and the other way round.

    "The van stood behind the car" and "the car stood behind the van". Nothing else may differ but what is added.
    """
    told = [(x, y) for x, y in pair.slots if _said(x) or _said(y)]
    filled = [(x, y) for x, y in told if _said(x) and _said(y)]
    if len(filled) != 2 or len(told) > len(filled) + ADDED or _by_means(pair.a) != _by_means(pair.b):
        return None
    (first_a, first_b), (second_a, second_b) = filled
    if not (_one(first_a, second_b) and _one(first_b, second_a)) or _one(first_a, first_b):
        return None
    if any(word.negated or word.figure for word in (*first_a, *second_a, *first_b, *second_b)):
        return None
    if _is_new(pair.a, first_a) or _is_new(pair.b, first_b):
        return None
    if any(_listed(side, x, y) for side, x, y in ((pair.a, first_a, second_a), (pair.b, first_b, second_b))):
        return None
    return Difference(FindingKind.IDENTITY, ReasonCode.ROLES_SWAPPED, _said(first_a)[0], _said(first_b)[0], "roles")


ADDED = 1
"""Places in which one of two statements with exchanged words may say something more."""


def _is_new(statement: Statement, words: Sequence[Word]) -> bool:
    """Whether the words speak of somebody or something not known before: "a man" of the one may be another man."""
    before = statement.text[statement.begins : _said(words)[0].start].lower().split()
    return bool(_INDEFINITE & set(before[-2:]))


_INDEFINITE = frozenset({"a", "an", "some", "two", "three", "four", "five", "several", "many"})


def _said(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.content]


def _one(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether two runs of words have the same content."""
    return [word.form for word in _said(a)] == [word.form for word in _said(b)]


def _by_means(statement: Statement) -> int:
    return sum(word.form == "by" for word in statement.words)


def _listed(statement: Statement, first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the order of the two means nothing: they stand in one list, or a word like "between" says so."""
    between = [w for w in statement.words if first[-1].end <= w.start and w.end <= second[0].start]
    said = [word for word in between if word.content]
    if not said and any(word.form in _LISTING for word in between):
        return True
    return any(word.form in _MUTUAL for word in statement.words)


def _swapped_names(pair: Pair) -> Difference | None:
    """The same words throughout, two names exchanged, and neither or both sentences passive."""
    if pair.only_a or pair.only_b or _is_passive(pair.a.words) != _is_passive(pair.b.words):
        return None
    order_a = [word for word in pair.a.content if word.name]
    order_b = [word for word in pair.b.content if word.name]
    if len(order_a) < 2 or len(order_a) != len(order_b):
        return None
    moved = [(x, y) for x, y in zip(order_a, order_b, strict=True) if x.form != y.form]
    if not moved or _others(pair.a) != _others(pair.b):
        return None
    if any(_listed(side, [first], [last]) for side, first, last in _ends(pair, moved)):
        return None
    return Difference(FindingKind.IDENTITY, ReasonCode.ROLES_SWAPPED, moved[0][0], moved[0][1], "roles")


def _ends(pair: Pair, moved: Sequence[tuple[Word, Word]]) -> Iterator[tuple[Statement, Word, Word]]:
    """Each statement with the first and the last name that moved."""
    for side, statement in enumerate((pair.a, pair.b)):
        own = sorted((couple[side] for couple in moved), key=lambda word: word.start)
        yield statement, own[0], own[-1]


def _swapped_around_deed(pair: Pair) -> Difference | None:
    """One deed in both, and of two sides that both name, who does it in one statement suffers it in the other."""
    if pair.cover < SHARED:
        return None
    parties = [(x, y) for x, y in pair.matched if _is_party(pair.a, x) or _is_party(pair.b, y)]
    if len(parties) < 2:
        return None
    for x, y in _deeds(pair):
        turned_a, turned_b = _is_passive_deed(pair.a, x), _is_passive_deed(pair.b, y)
        doing_a = [(p.start < x.start) != turned_a for p, _ in parties]
        doing_b = [(q.start < y.start) != turned_b for _, q in parties]
        if True in doing_a and False in doing_a and all(p != q for p, q in zip(doing_a, doing_b, strict=True)):
            first = next(couple for couple, doing in zip(parties, doing_a, strict=True) if doing)
            second = next(couple for couple, doing in zip(parties, doing_a, strict=True) if not doing)
            return Difference(FindingKind.IDENTITY, ReasonCode.ROLES_SWAPPED, first[0], second[1], "roles")
    return None


def _deeds(pair: Pair) -> Iterator[tuple[Word, Word]]:
    """Corresponding verbs in the past tense, neither denied."""
    for x, y in pair.matched:
        if x.form == y.form and not (x.negated or y.negated) and all(_is_past(word) for word in (x, y)):
            yield x, y


def _is_past(word: Word) -> bool:
    return word.text.lower() != word.form and word.text.lower().endswith(("ed", "shot", "struck"))


def _is_party(statement: Statement, word: Word) -> bool:
    """Whether the word names a side or somebody, not the place where it was."""
    at = next((i for i, other in enumerate(statement.words) if other is word), 0)
    while at > 0 and statement.words[at - 1].name:
        at -= 1
    placed = at > 0 and statement.words[at - 1].form in _PLACING
    return is_party(word.form) or (word.name and not placed)


def _is_passive_deed(statement: Statement, deed: Word) -> bool:
    """Whether a form of "be" stands before the deed and "by" after it."""
    at = next(i for i, word in enumerate(statement.words) if word is deed)
    before = any(word.form in _BE for word in statement.words[max(0, at - 3) : at])
    if statement.words[at + 1 : at + 2] and statement.words[at + 1].form == "by":
        return True
    return before and any(word.form == "by" for word in statement.words[at + 1 :])


def _others(statement: Statement) -> list[str]:
    return [word.form for word in statement.words if not word.name]


def _is_passive(words: tuple[Word, ...]) -> bool:
    return any(word.form == "by" for word in words)
