"""Statements that are nearly the same: what stands in the slots where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.matching.alignment import Pair
from tracker.matching.difference import Difference
from tracker.matching.loose import of_all
from tracker.matching.reasons import ReasonCode, reason
from tracker.matching.rules.date import contrary_dates
from tracker.matching.rules.figures_in_text import contrary_figures, doubtful
from tracker.matching.rules.holding import one_holder, other_holder
from tracker.matching.rules.identity import contrary_cities, contrary_names, contrary_nationality
from tracker.matching.rules.opposites import contrary_words
from tracker.matching.rules.polarity import denial, flips
from tracker.matching.rules.quantifiers import contrary_quantifiers
from tracker.matching.rules.roles import swapped_roles
from tracker.matching.rules.subject import other_occasion, other_subject
from tracker.matching.rules.update import goes_on
from tracker.matching.verdict import Verdict, contradiction, unrelated
from tracker.matching.vocabulary import alike, is_party
from tracker.matching.words import Word
from tracker.model.finding import FindingKind

CLOSE = 0.55
"""Dice share of content words from which two statements are read slot by slot."""

WORD_RULES = (contrary_figures, contrary_dates, contrary_words, contrary_quantifiers)
"""Rules for one word against one word; the first that fires counts."""


@dataclass(slots=True)
class Slots:
    """What the slots of a pair hold."""

    differences: list[list[Difference]] = field(default_factory=list)
    """Per slot, what cannot both hold."""
    unexplained: int = 0
    """Slots in which both sides say something, and no table knows how the two stand to each other."""
    added: int = 0
    """Content words that stand in one statement only."""


def slot_verdict(pair: Pair) -> Verdict | None:
    """The verdict on two statements that are close enough to compare slot by slot; None when nothing differs so."""
    if pair.closeness < CLOSE:
        return None
    found = read_slots(pair)
    found.differences = _without_speakers(pair, found.differences)
    turned = flips(pair)
    if turned:
        denied = denial(pair)
        if denied is None or any(d.code is not ReasonCode.QUANTIFIER for slot in found.differences for d in slot):
            return None
        return contradiction(denied.kind, denied.ground, negation=1.0, closeness=pair.closeness)
    swapped = swapped_roles(pair)
    if swapped is not None:
        return contradiction(swapped.kind, swapped.ground, roles=1.0)
    holders = other_holder(pair)
    if holders is not None:
        return contradiction(holders.kind, holders.ground, holder=1.0)
    if not found.differences:
        return None
    if goes_on(pair):
        found.differences = _without_dates(found.differences)
    first = found.differences[0][0]
    if found.unexplained or (first.code is ReasonCode.OPPOSITE_WORDS and one_holder(pair)):
        return None
    if _another(pair) or other_subject(pair, first) or other_occasion(pair, first):
        return unrelated(reason(ReasonCode.OTHER_SUBJECT, first.a.text, first.b.text))
    if not _one_question(found.differences):
        if of_all(pair) and any(difference.code is ReasonCode.OPPOSITE_WORDS for difference in _flat(found)):
            return None  # "all 48 were killed", "two survived": their words are compared as statements
        return unrelated(reason(ReasonCode.OTHER_SUBJECT, first.a.text, first.b.text))
    grounds = [difference.ground for slot in found.differences for difference in slot]
    unsure = [doubtful(difference) for slot in found.differences for difference in slot]
    if all(unsure):
        return unsure[0]
    features = {first.feature: 1.0, "closeness": pair.closeness, "added": min(found.added, 8) / 8}
    return Verdict(contradiction(first.kind).relation, tuple(grounds), first.kind, features)


def _flat(found: Slots) -> Iterator[Difference]:
    return (difference for slot in found.differences for difference in slot)


def _another(pair: Pair) -> bool:
    """Whether one statement says that it is about somebody else: "a rival party", "another ship"."""
    held = [{word.form for word in side.words} & _ELSE for side in (pair.a, pair.b)]
    return held[0] != held[1]


_ELSE = frozenset({"rival", "another", "other", "different", "separate"})


def _without_speakers(pair: Pair, differences: list[list[Difference]]) -> list[list[Difference]]:
    """Without sides that are the other text's source: "talks with the government" and "talks with the rebels"."""
    if len(differences) < 2:
        return differences
    kept = [slot for slot in differences if not all(_is_other_speaker(pair, d) for d in slot)]
    return kept or differences


def _is_other_speaker(pair: Pair, difference: Difference) -> bool:
    return is_party(difference.a.form) and pair.b.speaker == difference.a.form and pair.a.speaker == difference.b.form


def _without_dates(differences: list[list[Difference]]) -> list[list[Difference]]:
    """The differences that are not of dates; all of them when there are no others."""
    return [slot for slot in differences if any(d.kind is not FindingKind.DATE for d in slot)] or differences


def _one_question(differences: Sequence[Sequence[Difference]]) -> bool:
    """Whether the differences answer one question: a single slot, or figures throughout."""
    kinds = {difference.kind for slot in differences for difference in slot}
    wordings = {(d.a.form, d.b.form) for slot in differences for d in slot}
    if len({d.a.unit == "ordinal" for slot in differences for d in slot}) > 1:
        return False  # "40 in the first week" and "31 in the second week"
    return len(wordings) == 1 or kinds in ({FindingKind.NUMBER}, {FindingKind.DATE})


def read_slots(pair: Pair) -> Slots:
    """What the slots hold, in the order of the first statement."""
    found = Slots()
    settled = _moved_figures(pair)
    for side_a, side_b in pair.slots:
        differences, left_a, left_b = _pair_off(
            [word for word in side_a if id(word) not in settled], [word for word in side_b if id(word) not in settled]
        )
        rest_a = [word for word in left_a if word.content]
        rest_b = [word for word in left_b if word.content]
        names = (
            contrary_names(rest_a, rest_b)
            or contrary_nationality(pair, rest_a, rest_b)
            or contrary_cities(pair, rest_a, rest_b)
        )
        if names is not None:
            differences.append(names)
        elif rest_a and rest_b:
            found.unexplained += 1
        found.added += len(rest_a) + len(rest_b)
        if differences:
            found.differences.append(differences)
    return found


def _moved_figures(pair: Pair) -> set[int]:
    """Ids of figures and sides that stand in a slot of each statement: they agree, only their place differs."""
    slots = (word for side_a, side_b in pair.slots for word in (*side_a, *side_b))
    in_slots = {id(word) for word in slots if word.figure or is_party(word.form)}
    return {id(word) for x, y in pair.matched if id(x) in in_slots and id(y) in in_slots for word in (x, y)}


def _pair_off(a: Sequence[Word], b: Sequence[Word]) -> tuple[list[Difference], list[Word], list[Word]]:
    """Differences inside one slot, and the words of each side that have no partner."""
    differences: list[Difference] = []
    left_b = list(b)
    left_a: list[Word] = []
    for word in a:
        partner = _partner(word, left_b)
        if partner is None:
            left_a.append(word)
            continue
        other, difference = partner
        left_b.remove(other)
        if difference is not None:
            differences.append(difference)
    return differences, left_a, left_b


def _partner(word: Word, others: Sequence[Word]) -> tuple[Word, Difference | None] | None:
    for other in others:
        if _same(word, other):
            return other, None
    for other in others:
        for difference in _contrary(word, other):
            # "not open" and "closed" are one: a negation on one side takes the difference away.
            return other, difference if word.negated == other.negated else None
    return None


def _same(a: Word, b: Word) -> bool:
    if a.figure and b.figure:
        return a.unit == b.unit and contrary_figures(a, b) is None
    return not (a.figure or b.figure) and alike(a.form, b.form)


def _contrary(a: Word, b: Word) -> Iterator[Difference]:
    for rule in WORD_RULES:
        difference = rule(a, b)
        if difference is not None:
            yield difference
