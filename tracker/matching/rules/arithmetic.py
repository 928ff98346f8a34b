"""A figure that follows from the other statement's figures: a total, what is left, how many more, how many each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations

from tracker.matching.alignment import Pair
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.verdict import Verdict, contradiction, corroboration
from tracker.matching.vocabulary import alike
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

_TOTAL = frozenset({"total", "altogether", "together", "combine", "combined", "overall"})
_LEFT = frozenset({"leave", "leftover", "remain", "remainder"})
_EACH = frozenset({"each", "every", "per", "apiece"})
_NOW = frozenset({"now"})
_MORE = frozenset({"more", "few", "less", "many", "much"})
_SHARING = frozenset({"divide", "split", "share", "sort", "pack", "put", "arrange", "distribute", "group", "equal"})
_FILLING = frozenset({"be", "have", "get", "there", "in", "all", "own", "still"})
"""Words of a statement of a result that need not stand in the statement of what it follows from."""
LARGEST_SUM = 4
"""Figures that a result follows from at most; more are a table."""
UNKNOWN = 1
"""Words of the result that the other statement may lack: "animals" for cows and sheep."""


def result_verdict(pair: Pair) -> Verdict | None:
    """The verdict where one statement gives a result of the other's figures; None where none does."""
    for result, given, own in ((pair.a, pair.b, pair.only_a), (pair.b, pair.a, pair.only_b)):
        figures = [word for word in result.words if word.figure is not None]
        parts = _parts(given)
        if len(figures) != 1 or parts is None or not figures[0].figure or not figures[0].figure.is_point:
            continue
        said, *values = _values([figures[0], *parts])
        unknown = len(_unknown(own))
        results = _told_results(result, given, figures[0], values) if unknown <= UNKNOWN else None
        told = results is not None
        if not unknown and not told:
            results = _any_results(result, given, figures[0], values)
        shared = pair.matched or any(word.unit and word.unit == figures[0].unit for word in parts)
        if results is None or not shared or any(word.text[:1].isupper() for word in _unknown(own)):
            continue
        x, y = (figures[0], parts[0]) if result is pair.a else (parts[0], figures[0])
        if any(math.isclose(said, value, rel_tol=ROUNDING) for value in results):
            if not told and said in values:
                return None  # one of the figures themselves
            return corroboration(FindingKind.NUMBER, reason(ReasonCode.NUMBERS_AGREE, x.text, y.text), agree=1.0)
        ground = reason(ReasonCode.OTHER_RESULT, x.text, y.text, (x.start, x.end), (y.start, y.end))
        return contradiction(FindingKind.NUMBER, ground, result=1.0)
    return None


ROUNDING = 1e-6


def _parts(given: Statement) -> list[Word] | None:
    """The exact figures a result can follow from; None when there are too few, too many, or a vague one."""
    figures = [w for w in given.words if w.figure is not None and w.unit not in ("ordinal", "percent")]
    exact = all(w.figure is not None and w.figure.is_point and not w.figure.approximate for w in figures)
    negated = any(word.negated for word in given.content)
    return figures if exact and not negated and 2 <= len(figures) <= LARGEST_SUM else None


def _counts_the_same(result: Statement, figure: Word, given: Statement) -> bool:
    """Whether the word after the result's figure stands after a figure of the other statement as well."""
    counted = _after(result, figure)
    told = (_after(given, word) for word in given.words if word.figure is not None)
    return counted is not None and any(other is not None and alike(counted.form, other.form) for other in told)


def _after(statement: Statement, figure: Word) -> Word | None:
    following = next((word for word in statement.words if word.start >= figure.end), None)
    return following if following is not None and following.content and following.figure is None else None


def _values(words: Sequence[Word]) -> list[float]:
    """The figures in their common unit; as written where they have none: 5 crates of 40 litres."""
    figures = [word.figure for word in words if word.figure]
    one_unit = len({word.unit for word in words}) == 1
    return [figure.low if one_unit else figure.low / figure.size for figure in figures]


def _told_results(result: Statement, given: Statement, figure: Word, parts: Sequence[float]) -> set[float] | None:
    """What the figures come to by the words of the result; None when no word says how it follows from them."""
    said = {word.form for word in result.words}
    told = {word.form for word in given.words}
    following = next((w.form for w in result.words if w.start >= figure.end), "")
    if following in _MORE and "than" in said:
        return {abs(x - y) for x, y in combinations(parts, 2)}
    if said & _LEFT:
        return {max(parts) - spent for spent in _sums(parts)}
    if said & _EACH and told & _SHARING:
        return {sum(others) / share for share, others in _apart(parts) if share}
    if said & _TOTAL or "in all" in result.text.lower():
        return _sums(parts, 2) | _products(parts)
    if said & _NOW:
        return _sums(parts, 2) | {x - y for x, y in permutations(parts, 2)}
    return None


def _any_results(result: Statement, given: Statement, figure: Word, parts: Sequence[float]) -> set[float] | None:
    """What the figures can come to when no word of the result says how; None when it may be no result at all."""
    each = any(word.form in _EACH for word in given.words)
    if not each and not _counts_the_same(result, figure, given):
        return None
    rest = {x - y for x, y in permutations(parts, 2)}
    return {*parts} | _sums(parts) | rest | (_products(parts) if each else set())


def _sums(parts: Sequence[float], least: int = 1) -> set[float]:
    return {sum(some) for size in range(least, len(parts) + 1) for some in combinations(parts, size)}


def _apart(parts: Sequence[float]) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Each figure with every choice of the others."""
    for at, share in enumerate(parts):
        others = [*parts[:at], *parts[at + 1 :]]
        for size in range(1, len(others) + 1):
            yield from ((share, some) for some in combinations(others, size))


def _products(parts: Iterable[float]) -> set[float]:
    return {x * y for x, y in combinations(parts, 2)}


def _unknown(own: Sequence[Word]) -> list[Word]:
    """Words of the result that the other statement lacks and that say more than that it is one."""
    filling = _FILLING | _TOTAL | _LEFT | _NOW
    return [word for word in own if word.figure is None and word.form not in filling]
