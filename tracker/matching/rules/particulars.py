"""Another value for one particular of what both speak of: its year, who made it, its rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.names import same_name
from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.date import years
from tracker.matching.vocabulary import alike
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

LONGEST = 12
"""Content words of a statement that says one thing of its subject."""
REACH = 6
"""Words between what happened and its year at most."""
_MADE = ("ed", "en", "built", "made", "held", "led", "won", "sung", "sold", "bought", "drawn", "shot")
"""Endings of a deed that is done."""
_JOINING = frozenset({"and", "or", "nor", "&"})
_ONE_OF = re.compile(r"(?i)\b(?:one of|among|some of|once|formerly|previously)\b")


def other_particular(pair: Pair) -> Difference | None:
    """The difference when a short statement gives another year, maker or rank than the longer one does."""
    for rule, kind, code in _RULES:
        for claim, told, turned in ((pair.a, pair.b, False), (pair.b, pair.a, True)):
            if len(claim.content) > LONGEST or any(word.negated for word in claim.content):
                continue
            found = rule(claim, told, _couples(pair, turned=turned), pair.only_b if turned else pair.only_a)
            if found is not None:
                own, other = found
                x, y = (other, own) if turned else (own, other)
                return Difference(kind, code, x, y, "particular")
    return None


Couples = Sequence[tuple[Word, Word]]
"""Corresponding words, the short statement's first."""
Found = tuple[Word, Word] | None
"""The short statement's word, and the other's."""


def _couples(pair: Pair, *, turned: bool) -> Couples:
    return [(y, x) for x, y in pair.matched] if turned else pair.matched


def _other_year(claim: Statement, told: Statement, couples: Couples, own: Sequence[Word]) -> Found:
    """What happened in one year in the claim, and right before another year in the longer statement."""
    dated = _dated(claim, told)
    if dated is None or _undated(own):
        return None
    for x, y in couples:
        if x.name or y.negated or not _leads_to(claim, x, dated):
            continue
        for other in _years(told):
            if _leads_to(told, y, other):
                return dated, other
    return None


def _other_year_of_life(claim: Statement, told: Statement, couples: Couples, own: Sequence[Word]) -> Found:
    """Born or died in one year in the claim, and in another by the years after the name."""
    dated, span = _dated(claim, told), _LIFE.search(told.text)
    if dated is None or span is None or not couples or any(word.form not in _OF_LIFE for word in _undated(own)):
        return None
    for word in claim.words:
        if word.form in _OF_LIFE and _leads_to(claim, word, dated):
            start = span.start(_OF_LIFE[word.form])
            return next(((dated, other) for other in _years(told) if other.start == start), None)
    return None


def _other_year_of_work(claim: Statement, told: Statement, couples: Couples, own: Sequence[Word]) -> Found:
    """A film, book or song of one year in the claim, of another in the longer statement."""
    dated = _dated(claim, told)
    if dated is None or not couples or any(word.form not in _APPEARING for word in _undated(own)):
        return None
    appeared = any(word.form in _APPEARING and _leads_to(claim, word, dated) for word in claim.words)
    if not appeared and not _describes(claim, dated):
        return None
    return next(((dated, other) for other in _years(told) if _describes(told, other)), None)


def _dated(claim: Statement, told: Statement) -> Word | None:
    """The claim's only year, when no year of the longer statement can be the same."""
    own, others = _years(claim), _years(told)
    return own[0] if len(own) == 1 and others and not any(_one_time(own[0], other) for other in others) else None


def _years(statement: Statement) -> list[Word]:
    return [word for word in statement.words if years(word.form)]


def _describes(statement: Statement, year: Word) -> bool:
    """Whether the year stands before what it is the year of: "a 1987 film"."""
    return statement.text[: year.start].lower().endswith((" a ", " an "))


_LIFE = re.compile(r"\([^()]{0,60}?\b(?P<born>\d{4})\s*(?:--?|[–—])\s*[^()]{0,40}?\b(?P<died>\d{4})\)")
"""The years of a life, after a name."""
_OF_LIFE = {"born": "born", "bear": "born", "birth": "born", "die": "died", "death": "died"}
_APPEARING = frozenset({"release", "premiere", "publish", "come out", "come", "appear", "debut"})


def _undated(words: Sequence[Word]) -> list[Word]:
    """The words that are no part of a date."""
    return [w for w in words if not w.form[0].isdigit() and w.form not in _MONTHS and w.figure is None]


_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)


def _one_time(a: Word, b: Word) -> bool:
    one, other = years(a.form), years(b.form)
    return one is None or other is None or not (one[1] < other[0] or other[1] < one[0])


def _leads_to(statement: Statement, word: Word, year: Word) -> bool:
    """Whether only parts of a date and small words stand between the word and a year after it."""
    between = [w for w in statement.words if word.end <= w.start and w.end <= year.start]
    return word.start < year.start and len(between) <= REACH and not _undated([w for w in between if w.content])


def _other_maker(claim: Statement, told: Statement, couples: Couples, own: Sequence[Word]) -> Found:
    """Made by one in the claim, by another in the longer statement."""
    for x, y in couples:
        if y.negated or not all(word.text.lower().endswith(_MADE) for word in (x, y)):
            continue
        theirs = _named_after(told, y)
        mine = _named_after(claim, x) or _named_before(claim, x)
        if not theirs or not mine or {id(w) for w in own} != {id(w) for w in mine}:
            continue
        if any(alike(m.form, t.form) for m in mine for t in told.content):
            continue
        if same_name(" ".join(w.text for w in mine), " ".join(w.text for w in theirs)) < 0.5:
            return mine[0], theirs[0]
    return None


def _named_after(statement: Statement, verb: Word) -> list[Word]:
    """The names after "by" right after a verb."""
    at = next(i for i, word in enumerate(statement.words) if word is verb)
    following = statement.words[at + 1 :]
    if not following or following[0].form != "by":
        return []
    found: list[Word] = []
    for word in following[1:]:
        if not word.text[0].isupper() and word.form not in _JOINING:
            break
        found += [word] if word.content else []
    return found


def _named_before(statement: Statement, verb: Word) -> list[Word]:
    """The names with which a statement begins, right before its verb."""
    before = [word for word in statement.words if word.end <= verb.start]
    return before if before and all(word.text[0].isupper() and word.content for word in before) else []


def _other_rank(claim: Statement, told: Statement, couples: Couples, own: Sequence[Word]) -> Found:
    """The largest in one, the second largest in the other."""
    if _ONE_OF.search(claim.text) or _ONE_OF.search(told.text):
        return None
    if any(word.unit != "ordinal" for word in own):
        return None
    for x, y in couples:
        if not all(word.text.lower().endswith("est") for word in (x, y)) or x.form != y.form or y.negated:
            continue
        place, other = _rank(claim, x), _rank(told, y)
        if (place and place.figure) != (other and other.figure) and _same_kind(claim, x, told, y):
            return place or x, other or y
    return None


def _rank(statement: Statement, superlative: Word) -> Word | None:
    """The ordinal right before a superlative."""
    before = [word for word in statement.words if word.end <= superlative.start]
    return before[-1] if before and before[-1].unit == "ordinal" else None


def _same_kind(claim: Statement, x: Word, told: Statement, y: Word) -> bool:
    """Whether the next words after both superlatives correspond."""
    return any(alike(p.form, q.form) for p in _next(claim, x) for q in _next(told, y))


def _next(statement: Statement, word: Word) -> Iterator[Word]:
    yield from [other for other in statement.content if other.start >= word.end][:1]


_RULES = (
    (_other_year, FindingKind.DATE, ReasonCode.OTHER_DATE),
    (_other_year_of_life, FindingKind.DATE, ReasonCode.OTHER_DATE),
    (_other_year_of_work, FindingKind.DATE, ReasonCode.OTHER_DATE),
    (_other_maker, FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY),
    (_other_rank, FindingKind.IDENTITY, ReasonCode.EXCLUSIVE_WORDS),
)
