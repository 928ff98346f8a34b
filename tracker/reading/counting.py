"""What each figure of a clause counts: whom, in which respect, and of which whole it is a part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from tracker.model.claim import Measure
from tracker.model.quantity import Quantity
from tracker.reading.added import with_added
from tracker.reading.ages import counts_nothing
from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.groups import group_of
from tracker.reading.labels import is_running_total, labelled, stated_at, those_harmed
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at
from tracker.reading.measures import measure_of, share_of
from tracker.reading.persons import Persons, inherited_fate, persons_in, told_of
from tracker.reading.populations import Counted, base_at, counted_after
from tracker.reading.tokens import Token
from tracker.reading.wholes import (
    COUNTS_PEOPLE,
    Figure,
    in_what_state,
    is_breakdown,
    is_joined,
    nearest_whole,
    part_marker,
)

_HARM = frozenset((Measure.KILLED, Measure.WOUNDED))
_GUESSED = frozenset((Measure.PEOPLE, Measure.FIGHTERS, Measure.ATTACKERS))
"""Measures read from the noun alone; any verb near by is a better witness."""


def figures_in(words: Sequence[Token], quantities: Sequence[Quantity], start: int, end: int) -> list[Figure]:
    """The figures between the offsets `start` and `end` of a sentence; those that count nothing are left out."""
    found: list[Figure] = []
    told = persons_in(words, quantities, start, end)
    inside = [quantity for quantity in quantities if start <= quantity.span[0] < end]
    free_from = 0
    for item in _in_order(told, inside):
        if isinstance(item, Persons):
            if item.first >= free_from and _add_persons(words, item, found, told, quantities):
                free_from = item.last
            continue
        first, last = _indices(words, item)
        if first < free_from or counts_nothing(words, first, last, item):
            continue
        total = _total_behind(words, last, item, quantities)
        figure = _figure(words, item, first, last, total, found)
        free_from = bisect_left(words, total, key=_start) if total else free_from
        found.append(figure)
        if _tells_the_total(words, figure):
            found.append(figure._replace(measured=Measured(Measure.ATTACKERS, first, last, 0.7), whole=None))
        if item.is_zero and figure.measured and figure.measured.measure in _HARM:
            found += _also_unhurt(words, figure)
    return with_added(words, _with_lists(words, found))


def _with_lists(words: Sequence[Token], found: list[Figure]) -> list[Figure]:
    """ "80 rebels, 16 soldiers and four civilians were killed": what is said of the last is said of all."""
    for index in range(len(found) - 2, -1, -1):
        own, following = found[index], found[index + 1]
        guessed = own.measured is None or own.measured.measure in _GUESSED
        said = following.measured is not None and following.measured.first >= following.counted.last
        between = [word.low for word in words[max(own.counted.last, own.last) : following.first]]
        if guessed and said and own.counted.population and between in ([","], ["and"], [",", "and"]):
            found[index] = own._replace(measured=_inherited(following, 0.85))
    return found


def _in_order(told: Sequence[Persons], inside: Sequence[Quantity]) -> list[Persons | Quantity]:
    items: list[Persons | Quantity] = [*told, *inside]
    return sorted(items, key=_place)


def _place(item: Quantity | Persons) -> tuple[int, bool]:
    """Persons come before the figures that stand inside them."""
    quantity = item.quantity if isinstance(item, Persons) else item
    return quantity.span[0], not isinstance(item, Persons)


def _start(word: Token) -> int:
    return word.start


def _opening(quantity: Quantity) -> int:
    return quantity.span[0]


def _indices(words: Sequence[Token], quantity: Quantity) -> tuple[int, int]:
    first, last = quantity.span
    return bisect_left(words, first, key=_start), bisect_left(words, last, key=_start)


def _add_persons(
    words: Sequence[Token],
    persons: Persons,
    found: list[Figure],
    told: Sequence[Persons],
    quantities: Sequence[Quantity],
) -> bool:
    """Adds persons of whom the sentence says what became of them, and the parts of their group that have a figure."""
    previous = found[-1] if found else None
    if previous and _renames(words, previous, persons, told):
        return True
    part = part_marker(words, persons.first, persons.last)
    whole = nearest_whole(found) if part else None
    measured = told_of(words, persons)
    if part and persons.population == "everyone" and not persons.is_group:
        return False  # "five were killed, including a commander": who, not how many
    if measured is None and whole is not None:
        measured = inherited_fate(found[whole].measured)
    elif measured is None and previous and is_joined(words, persons.first, previous):
        measured, whole = inherited_fate(previous.measured), previous.whole
    if measured is None:
        return False
    counted = Counted(persons.population, persons.first, persons.last, words[persons.last - 1].low)
    place = len(found)
    found.append(Figure(persons.quantity, persons.first, persons.last, counted, measured, whole))
    low, high = persons.quantity.span
    inner_from = bisect_left(quantities, low, key=_opening) if persons.is_group else len(quantities)
    for quantity in takewhile(lambda inner: inner.span[0] < high, islice(quantities, inner_from, None)):
        first, last = _indices(words, quantity)
        if counts_nothing(words, first, last, quantity):
            continue
        inner = counted_after(words, _noun_at(words, last, "", None))
        if inner.population not in (None, "everyone", "others"):
            found.append(Figure(quantity, first, last, inner, measured, place))
    return True


def _renames(words: Sequence[Token], previous: Figure, persons: Persons, told: Sequence[Persons]) -> bool:
    """ "two people, a shepherd and his son": told once more who they were."""
    if words[persons.first - 1].text not in ",:" or previous.last == previous.first:
        return False
    at, count = persons.last, persons.quantity.value or 0.0
    following = bisect_left(told, persons.first, key=lambda other: other.first) + 1
    for other in told[following : following + _MOST_NAMED]:
        if not 0 < other.first - at <= 2 or any(
            word.text != "," and word.low != "and" for word in words[at : other.first]
        ):
            break
        at, count = other.last, count + (other.quantity.value or 0.0)
    return previous.quantity.value == count


_MOST_NAMED = 12
"""People told of one by one behind their number."""


def _also_unhurt(words: Sequence[Token], figure: Figure) -> list[Figure]:
    """ "nobody was killed or wounded", "no one was injured or killed": two zeros."""
    at = figure.measured.last if figure.measured else 0
    if figure.measured is None or at + 1 >= len(words) or words[at].low not in ("or", "nor"):
        return []
    other = role_at(words, at + 1, "passive")
    if other is None or other[0] not in _HARM or other[0] == figure.measured.measure:
        return []
    return [figure._replace(measured=Measured(other[0], at + 1, other[1], 0.85))]


def _tells_the_total(words: Sequence[Token], figure: Figure) -> bool:
    """ "all four attackers were killed": there were four."""
    told = figure.measured is not None and figure.measured.measure != Measure.ATTACKERS
    return (
        told
        and figure.counted.last > figure.last
        and figure.counted.population == "attackers"
        and words[figure.first].low == "all"
    )


def _total_behind(words: Sequence[Token], last: int, own: Quantity, quantities: Sequence[Quantity]) -> int | None:
    """ "17 of 20 drones", "12 out of the 30": offset of the end of the total, which is no count of its own here."""
    at = last + (last + 1 < len(words) and words[last].low == "out")
    if at >= len(words) or words[at].low != "of":
        return None
    # "half of the region's 140,000 people": only a share reaches over other words to its total.
    share = own.unit == "percent" or _is_fraction(own)
    articles = at + 1 < len(words) and words[at + 1].low in ("the", "its", "their", "some")
    reach = range(at + 1, min(at + (6 if share else 2 + articles), len(words)))
    starts = {words[step].start for step in reach if not any(words[inner].text in ",.;" for inner in range(at, step))}
    total = next((quantity for quantity in quantities if quantity.span[0] in starts), None)
    return total.span[1] if total is not None and total.unit is None else None


def _is_fraction(quantity: Quantity) -> bool:
    size = quantity.value if quantity.value is not None else (quantity.high or quantity.low)
    return quantity.unit is None and size is not None and 0 < size < 1


def _figure(
    words: Sequence[Token], quantity: Quantity, first: int, last: int, total: int | None, before: Sequence[Figure]
) -> Figure:
    part = part_marker(words, first, last)
    noun_at = _noun_at(words, last, part, total)
    counted = counted_after(words, min(noun_at, len(words)))
    label = labelled(words, first) or stated_at(words, first)
    if label:
        population = counted.population or label.population
        return Figure(quantity, first, last, counted._replace(population=population), label.measured, None)
    measured = measure_of(words, first, noun_at if total else last, quantity, counted)
    if (measured is None or measured.measure in _GUESSED) and counted.population is not None:
        measured = those_harmed(words, first) or measured
    if _is_fraction(quantity):
        measured = share_of(words, first, last)
    group = group_of(words, last)
    if group:
        counted, measured = group
    previous = before[-1] if before else None
    whole = nearest_whole(before) if part else None
    if part == "of them" and counted.population is None and measured is None and not in_what_state(words, last):
        whole = None
    guessed = measured is None or measured.measure in _GUESSED
    if previous and is_breakdown(words, first, previous, counted):
        measured, whole = _inherited(previous, 0.85), len(before) - 1 if previous.whole is None else previous.whole
    elif guessed and whole is not None and before[whole].measured:
        measured = _inherited(before[whole], 0.88)
    elif guessed and previous and previous.measured and is_running_total(words, first):
        measured = _inherited(previous, 0.85)
    elif guessed and previous and previous.measured and is_joined(words, first, previous):
        measured = _inherited(previous, 0.8)
        whole = previous.whole
    elif measured and measured.measure == Measure.SHARE and previous and previous.measured and noun_at == last:
        same_unit = previous.quantity.unit == quantity.unit
        measured = measured._replace(measure=previous.measured.measure) if same_unit else measured
    if measured and measured.measure == Measure.ATTENDANCE and counted.population in _ARMED:
        measured = measured._replace(measure=Measure.PEOPLE)  # "four attackers took part"
    if measured and measured.measure in (Measure.WOUNDED, Measure.PEOPLE) and _are_ill(words, counted.last):
        measured = measured._replace(measure="cases")
    if measured:
        counted = _who(words, (first, last), counted, measured, before, named=noun_at != last)
    return Figure(quantity, first, last, counted, measured, whole)


def _are_ill(words: Sequence[Token], after: int) -> bool:
    """ "treated 19 patients with cholera"."""
    if after + 1 >= len(words) or words[after].low not in ("with", "suffering", "infected"):
        return False
    return any(word.low in word_set("words", "counting_diseases") for word in words[after + 1 : after + 4])


_ARMED = frozenset(("attackers", "militants", "soldiers", "police", "security forces"))


def _who(
    words: Sequence[Token],
    at: tuple[int, int],
    counted: Counted,
    measured: Measured,
    before: Sequence[Figure],
    *,
    named: bool,
) -> Counted:
    """Who is counted, once it is known what is said of them. named: a noun behind "of" tells."""
    (first, last), previous = at, before[-1] if before else None
    if counted.population == "others" and not _same_measure(measured, previous):
        counted = counted._replace(population="everyone")
    if measured.measure == Measure.ATTACKERS and counted.population is not None:
        counted = counted._replace(population="attackers")
    if previous and counted.population is None and words[first].low in ("all", "both"):
        counted = counted._replace(population=previous.counted.population)
    if measured.measure in COUNTS_PEOPLE and counted.population in (None, "everyone"):
        counted = counted._replace(population=_among(words, last) or "everyone")
    if counted.population == "everyone" and [word.low for word in words[max(0, first - 2) : first]] == _FAMILY:
        counted = counted._replace(population="civilians")
    if words[first].low == "none" and counted.population in (None, "everyone"):
        # "No civilians were present and none was harmed": of those.
        counted = counted._replace(population=_last_named(words, first) or counted.population)
    if counted.population == "everyone" and not named:
        counted = counted._replace(population=_elsewhere(words, first, last, counted, measured, before))
    by_verb = measured.first >= counted.last
    if by_verb and counted.population is None and measured.measure not in set(Measure):
        counted = counted._replace(
            population=_free_text(counted) or (f"{counted.head}s" if counted.head.isalpha() else None)
        )
    return counted


def _last_named(words: Sequence[Token], first: int) -> str | None:
    """The people named last before index `first`, within some words."""
    near = (base_at(words, at) for at in range(first - 1, max(-1, first - _NAMED_WITHIN), -1))
    return next((found[0] for found in near if found), None)


_NAMED_WITHIN = 20
_FAMILY = ["family", "of"]


def _elsewhere(
    words: Sequence[Token], first: int, last: int, counted: Counted, measured: Measured, before: Sequence[Figure]
) -> str:
    """Who is counted when the noun behind the figure does not tell; "everyone" when nothing does.

    "the number of dead rebels at 80", "the attackers left nine bodies", "killing two servicemen and wounding three".
    """
    if measured.last <= first:
        for at in range(measured.first, first):
            found = base_at(words, at)
            if found and found[0] not in ("everyone", "others"):
                return found[0]
    left = first - 1 - (words[first - 1].low == "behind")
    if counted.head in ("bodies", "dead", "corpses", "") and words[left].low in word_set("words", "counting_leaving"):
        leaver = next((found for at in range(left - 1, max(-1, left - 14), -1) if (found := base_at(words, at))), None)
        return leaver[0] if leaver else "everyone"
    previous = before[-1] if before else None
    if previous is None or counted.last != last or counted.head:
        return "everyone"
    between = [word.low for word in words[previous.counted.last : first]]
    # "38 dead, among them 11 children, and 14 missing": of all, not of the children.
    same = (previous if previous.whole is None else before[previous.whole]).counted.population or "everyone"
    if len(between) == 2 and between[0] == "and" and measured.first == first - 1:
        return same
    return same if measured.first in (last, first - 2) and _is_elliptic(words, previous, first) else "everyone"


def _is_elliptic(words: Sequence[Token], previous: Figure, first: int) -> bool:
    """ "two soldiers had been killed and 17 wounded", "the death of 7 villagers and the injury of two"."""
    harm = previous.measured is not None and previous.measured.measure in (*_HARM, Measure.CASUALTIES)
    between = words[previous.counted.last : first]
    return (
        harm
        and len(between) <= 6
        and all(_may_stand_between(words, word, at) for at, word in _numbered(words, between))
    )


def _numbered(words: Sequence[Token], between: Sequence[Token]) -> list[tuple[int, Token]]:
    return [(bisect_left(words, word.start, key=_start), word) for word in between]


def _may_stand_between(words: Sequence[Token], word: Token, at: int) -> bool:
    if word.low in ("and", "while", "the", "of", "another") or word.text in ",:" or is_auxiliary(word):
        return True
    return any(role_at(words, at, role) for role in ("alone", "passive", "nouns"))


def _same_measure(measured: Measured, previous: Figure | None) -> bool:
    """ "killed two guards and four others": others than the guards; "27 killed and 40 others hurt": all the hurt."""
    return previous is not None and previous.measured is not None and previous.measured.measure == measured.measure


def _inherited(figure: Figure, sure: float) -> Measured | None:
    return figure.measured._replace(sure=sure) if figure.measured else None


def _noun_at(words: Sequence[Token], last: int, part: str, total: int | None) -> int:
    """Index at which the noun of what is counted begins."""
    if total is not None:
        return next((at for at in range(last, len(words)) if words[at].start >= total), len(words))
    if part == "of them":
        return last + 2
    if part == "of whom" and last < len(words) and is_auxiliary(words[last]):
        return last + 1
    if last < len(words) and words[last].low == "of":
        follows = words[last + 1].low if last + 1 < len(words) else ""
        return last + 1 + (follows in ("the", "its", "their", "these", "his", "our"))
    return last


def _free_text(counted: Counted) -> str | None:
    """ "14 parishioners", "12 Houthis": people whom no list names; None for words that name nobody."""
    head = counted.head
    plural = head.endswith("s") and not head.endswith(("ss", "us", "is")) and len(head) > 4
    return head if plural and head not in word_set("words", "counting_nobody") else None


def _among(words: Sequence[Token], last: int) -> str | None:
    """ "no fatalities among police officers and embassy staff"."""
    for at in range(last, min(last + 7, len(words))):
        if words[at].text in ".,;":
            return None
        if words[at].low in ("among", "amongst") or (words[at].low == "of" and at > last):
            skip = at + 1 + (at + 1 < len(words) and words[at + 1].low in ("the", "its", "their", "our", "his"))
            return counted_after(words, skip).population if skip < len(words) else None
    return None
