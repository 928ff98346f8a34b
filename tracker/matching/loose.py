"""Statements in other words: they share their subject, and oppose each other in one point."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.matching.alignment import Pair
from tracker.matching.context import EVERYWHERE
from tracker.matching.difference import Difference
from tracker.matching.reasons import ReasonCode
from tracker.matching.rules.doers import other_doer
from tracker.matching.rules.effects import no_effect
from tracker.matching.rules.figures_in_text import contrary_figures, doubtful
from tracker.matching.rules.holding import one_holder, other_holder
from tracker.matching.rules.identity import other_named
from tracker.matching.rules.opposites import are_means
from tracker.matching.rules.particulars import other_particular
from tracker.matching.rules.polarity import denial
from tracker.matching.rules.quantifiers import only_against_others
from tracker.matching.rules.undone import undone
from tracker.matching.rules.update import goes_on
from tracker.matching.verdict import Verdict, contradiction
from tracker.matching.vocabulary import alike, contrast, event_kinds
from tracker.matching.words import Statement, Word
from tracker.model.finding import FindingKind

SIDES = "side of a conflict"
"""Exclusive words that may differ between two accounts: what one side holds the other side took."""
HELD = "held or lost"
HARM = frozenset({"alive or dead", "unhurt or hurt", "free or captive"})
"""Opposites of which a statement on all of them excludes any: "all left alive" against "two died"."""
SHARED = 0.5
"""Share of the shorter statement's words, without the opposed ones, that both must have."""
SHARED_IN_ONE_EVENT = 0.3
"""The same for the means of one event that both name: "the first blast", "set off the blast"."""
SHARED_BY_NUMBER = 0.75
"""The same for two figures: more, because everything can be counted."""


def loose_verdict(pair: Pair) -> Verdict | None:
    """The verdict on two statements in different words, None when no rule fires."""
    for rule in (
        _denied,
        no_effect,
        _opposed,
        only_against_others,
        other_holder,
        other_doer,
        _other_means,
        _other_office,
        undone,
        other_named,
        _other_figure,
        _other_value,
        other_particular,
    ):
        difference = rule(pair)
        if difference is not None:
            features = {f"loose_{difference.feature}": 1.0, "cover": pair.cover}
            return doubtful(difference) or contradiction(difference.kind, difference.ground, **features)
    return None


def _denied(pair: Pair) -> Difference | None:
    if _elsewhere(pair) or any(_contrary_rest(pair, set())):
        return None
    return denial(pair)


def _opposed(pair: Pair) -> Difference | None:
    """One side of an opposite of events in each statement, said of the same thing, neither negated or both."""
    if _elsewhere(pair):
        return None
    for x in pair.only_a:
        for y in pair.only_b:
            found = contrast(x.form, y.form)
            if found is None or not found.curated or not found.opposite or x.negated != y.negated:
                continue
            if any(_contrary_rest(pair, {id(x), id(y)})) or not _same_subject(pair, x, y, found.group):
                continue
            if _only_some(pair) or (found.group == HELD and one_holder(pair)):
                continue
            return Difference(FindingKind.ANTONYM, ReasonCode.OPPOSITE_WORDS, x, y, "event_opposite")
    return None


def _other_means(pair: Pair) -> Difference | None:
    """One deed done by two exclusive means."""
    if _elsewhere(pair) or not pair.matched:
        return None
    for x in pair.only_a:
        for y in pair.only_b:
            found = contrast(x.form, y.form)
            if found is None or found.kind is not FindingKind.METHOD or not found.curated or x.negated or y.negated:
                continue
            least = SHARED_IN_ONE_EVENT if _one_event(pair) else SHARED
            if are_means(x, y) and _cover_without(pair, {id(x), id(y)}) >= least:
                return Difference(FindingKind.METHOD, ReasonCode.OTHER_METHOD, x, y, "event_exclusive")
    return None


def _other_office(pair: Pair) -> Difference | None:
    """One person appointed to two offices."""
    if not any(x.name and y.name for x, y in pair.matched):
        return None
    if not all(any(word.form in _APPOINTING for word in side.words) for side in (pair.a, pair.b)):
        return None
    for x in pair.only_a:
        for y in pair.only_b:
            found = contrast(x.form, y.form)
            if found is not None and found.group == OFFICE and not (x.negated or y.negated):
                return Difference(FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY, x, y, "event_exclusive")
    return None


OFFICE = "office"
"""Exclusive words that one person is appointed to."""
_APPOINTING = frozenset({"name", "appoint", "elect", "make", "nominate", "become", "install", "swear"})


def _one_event(pair: Pair) -> bool:
    """Whether a word for an event stands in both."""
    return any(event_kinds(x.form) & event_kinds(y.form) for x, y in pair.matched)


def _other_figure(pair: Pair) -> Difference | None:
    """Two figures that count the same, in statements that otherwise agree."""
    if _elsewhere(pair):
        return None
    for x in pair.only_a:
        for y in pair.only_b:
            difference = contrary_figures(x, y)
            if difference is None or x.negated or y.negated or not _count_the_same(pair, x, y):
                continue
            if any(_contrary_rest(pair, {id(x), id(y)})):
                continue
            ignored = {id(x), id(y)}
            if x.unit is not None:  # a unit says what is measured, whatever the verb
                ignored |= {id(w) for w in (*pair.only_a, *pair.only_b) if w.form in _MEASURING}
            if _cover_without(pair, ignored) >= SHARED_BY_NUMBER:
                return difference
    return None


def _only_some(pair: Pair) -> bool:
    """Whether one statement speaks of some of them ("two attackers escaped") and the other not of all."""
    counted = [any(w.figure is not None and w.unit is None for w in own) for own in (pair.only_a, pair.only_b)]
    return any(counted) and not of_all(pair) and not _of_known(pair)


def _of_known(pair: Pair) -> bool:
    """Whether one tells of some "of the hostages" what the other denies of "the hostages" as they are."""
    for statement, other, side in ((pair.a, pair.b, 0), (pair.b, pair.a, 1)):
        for couple in pair.matched:
            whole, part = couple[1 - side], couple[side]
            before = statement.text[: part.start].lower().rstrip()
            if before.endswith((" of the", " of them")) and other.text[: whole.start].strip().lower() == "the":
                return True
    return False


def of_all(pair: Pair) -> bool:
    """Whether one statement speaks of all of them."""
    words = [word for s in (pair.a, pair.b) for word in s.words]
    return any(word.form in _UNIVERSAL or (word.figure and word.text.lower().startswith("all ")) for word in words)


_UNIVERSAL = frozenset({"all", "every", "each", "entire", "whole", "none", "both", "everyone", "everybody"})


def _other_value(pair: Pair) -> Difference | None:
    """All but one word of the shorter statement stand in the longer one, which has another value for that word."""
    longer, shorter, left = (
        (pair.only_a, pair.b, pair.only_b)
        if len(pair.a.content) >= len(pair.b.content)
        else (pair.only_b, pair.a, pair.only_a)
    )
    if len(left) != 1 or len(pair.matched) < 1 or not any(x.name for x, _ in pair.matched):
        return None
    (own,) = left
    if own.figure is not None or own.negated or own is shorter.content[0]:
        return None
    for word in longer:
        found = contrast(word.form, own.form)
        if found is not None and not found.opposite and not word.negated:
            x, y = (word, own) if longer is pair.only_a else (own, word)
            return Difference(found.kind, ReasonCode.EXCLUSIVE_WORDS, x, y, "dictionary_exclusive")
    return None


def _same_subject(pair: Pair, x: Word, y: Word, group: str) -> bool:
    """Whether enough of the shorter statement stands in the other, or the two words have one subject before them."""
    if not pair.matched or _other_of_a_kind(pair, x, y):
        return False
    least = SHARED_IN_ONE_EVENT if group in HARM and of_all(pair) else SHARED
    if _cover_without(pair, {id(x), id(y)}) >= least:
        return True
    before_x, before_y = _before(pair.a, x), _before(pair.b, y)
    return bool(before_x and before_y and alike(before_x[-1].form, before_y[-1].form))


def _other_of_a_kind(pair: Pair, x: Word, y: Word) -> bool:
    """Whether both subjects are one word with different words right before it: wheat prices and fuel prices."""
    return any(
        p.start < x.start
        and q.start < y.start
        and _own_modifier(pair.a, p, pair.only_a)
        and _own_modifier(pair.b, q, pair.only_b)
        for p, q in pair.matched
    )


def _own_modifier(statement: Statement, word: Word, only: tuple[Word, ...]) -> bool:
    """Whether a word that the other statement lacks stands right before the word."""
    at = next(i for i, other in enumerate(statement.words) if other is word)
    return at > 0 and any(statement.words[at - 1] is other and other.figure is None for other in only)


def _before(statement: Statement, word: Word) -> list[Word]:
    """The content words before a word."""
    return [w for w in statement.content if w.end <= word.start]


def _cover_without(pair: Pair, ignored: set[int]) -> float:
    """Share of the shorter statement's content, without the ignored words, that the other has."""
    left_a = sum(1 for w in pair.a.content if id(w) not in ignored)
    left_b = sum(1 for w in pair.b.content if id(w) not in ignored)
    shorter = min(left_a, left_b)
    return len(pair.matched) / shorter if shorter else 0.0


def _count_the_same(pair: Pair, x: Word, y: Word) -> bool:
    """Whether the two figures have a unit, or stand before (or after) corresponding words."""
    if x.unit not in (None, "further", "times"):
        return True
    return bool(_beside(pair.a, x) & {id(p) for p, q in pair.matched if id(q) in _beside(pair.b, y)})


def _beside(statement: Statement, word: Word) -> set[int]:
    """Ids of the two content words next after a figure, or of the last before it when nothing follows."""
    after = [w for w in statement.content if w.start >= word.end][:2]
    if not after:  # "the number of cases in the district is 40"
        before = _before(statement, word)
        counting = next((i for i, w in enumerate(before) if w.form in _COUNTING), None)
        after = before[-1:] if counting is None else before[counting + 1 : counting + 3]
    return {id(w) for w in after}


_COUNTING = frozenset({"number", "toll", "count", "total"})


def _elsewhere(pair: Pair) -> bool:
    """Whether both name something that the other does not: another place, person or body; one may name everywhere."""
    return any(w.name or w.form in EVERYWHERE for w in pair.only_a) and any(
        w.name or w.form in EVERYWHERE for w in pair.only_b
    )


_MEASURING = frozenset({"again", "restore", "stand", "put", "reach", "record", "measure", "estimate", "total", "hit"})


def _contrary_rest(pair: Pair, ignored: set[int]) -> Iterator[Difference]:
    """Exclusive words apart from the opposed ones: then the two speak of different things."""
    for x in pair.only_a:
        for y in pair.only_b:
            if id(x) in ignored or id(y) in ignored:
                continue
            if x.unit == y.unit == "ordinal" and x.figure != y.figure:
                yield Difference(FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY, x, y, "rest")
            if x.form != y.form and _label_of(pair.a, x) and _label_of(pair.a, x) == _label_of(pair.b, y):
                yield Difference(FindingKind.IDENTITY, ReasonCode.OTHER_IDENTITY, x, y, "rest")
            found = contrast(x.form, y.form)
            if found is None or found.group == SIDES or (found.kind is FindingKind.DATE and goes_on(pair)):
                continue
            yield Difference(found.kind, ReasonCode.EXCLUSIVE_WORDS, x, y, "rest")


def _label_of(statement: Statement, word: Word) -> str | None:
    """What a number that is no figure tells apart: "terminal" of "Terminal 1"; None for other words."""
    if word.figure is not None or not word.form.isdigit():
        return None
    at = next(i for i, other in enumerate(statement.words) if other is word)
    before = statement.words[at - 1] if at else None
    return before.form if before is not None and before.content else None
