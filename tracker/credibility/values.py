"""What kind of answers a set of questions has, and which answers to one question are the same.

Kinds: number, time, names, place and choice (everything else). A kind is found out from all answers to questions of
one group, never from a single answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.credibility.atlas import Atlas, completed
from tracker.credibility.folding import folded
from tracker.credibility.gazetteer import KNOWN_PLACES
from tracker.credibility.numbers import number_in
from tracker.credibility.people import (
    Person,
    clearest_spelling,
    looks_like_people,
    people_in,
    words_of_people,
)
from tracker.credibility.places import covers_place, place_parts
from tracker.credibility.times import Moment, moment_in

KINDS = ("count", "choice", "number", "time", "names", "place")
MOSTLY = 0.6
"""Share of the answers of a group that must read as numbers, or as times, for the group to be of that kind."""
MOSTLY_TEXT = 0.25
"""The same for lists of names and for places: most of them look like any other text."""
SOME_PLACES = 0.1
"""The same for places where the vocabulary is open: most towns are in no list, and no other text names countries."""
CLOSED = 12
"""A few whole numbers used again and again, at most so many, are labels (grades, classes), not amounts."""
REUSED = 10
"""Votes per label from which numbers count as labels."""

MANY = 300
"""Different answers to one question from which they are not compared for precision: every pair would have to be."""


class Alternatives(NamedTuple):
    """The different answers to one question."""

    labels: list[int]
    """For each value handed in: which alternative it is; -1 if it is no answer ("not available" among times)."""
    size: int
    covers: list[tuple[int, int]]
    """(less precise, more precise) alternatives that can both be right."""


def text_of(value: Any) -> str:
    """A value as text; lists and sets become a list separated by semicolons."""
    if isinstance(value, (list, tuple)):
        return "; ".join(text_of(part) for part in value)
    if isinstance(value, (set, frozenset)):
        return "; ".join(sorted(text_of(part) for part in value))
    return value if isinstance(value, str) else str(value)


def is_empty(value: Any) -> bool:
    """True for a value that answers nothing: None, a blank text, not-a-number, an empty list."""
    if value is None or (isinstance(value, float) and value != value):
        return True
    return (isinstance(value, str) and not value.strip()) or (
        isinstance(value, (list, tuple, set, frozenset)) and not value
    )


def lexical_kind(value: Any) -> str:
    """number, time or text, judged by one value alone."""
    if number_in(value) is not None:
        return "number"
    return "time" if moment_in(value) is not None else "text"


def kind_of(values: Sequence[Any]) -> str:
    """The kind of a group of questions, from all votes on them (repeated values count).

    >>> kind_of(["11:35 p.m.", "23:40", "cancelled", "0:15"]), kind_of(["12", "1,300", "47"]), kind_of(["yes", "no"])
    ('time', 'number', 'choice')
    """
    kinds = [lexical_kind(value) for value in values]
    numbers, times = kinds.count("number"), kinds.count("time")
    if numbers >= MOSTLY * len(kinds):
        return "choice" if _are_labels(values) else "number"
    if times >= MOSTLY * len(kinds) or (times > numbers and times + numbers >= MOSTLY * len(kinds)):
        return "time"
    texts = [text_of(value) for value, kind in zip(values, kinds, strict=True) if kind == "text"]
    return _kind_of_text(texts) if texts else "choice"


def _are_labels(values: Sequence[Any]) -> bool:
    numbers = {number for number in map(number_in, values) if number is not None}
    whole = all(number == int(number) and abs(number) <= CLOSED for number in numbers)
    return whole and len(numbers) <= CLOSED and len(values) >= REUSED * len(numbers)


def _kind_of_text(texts: Sequence[str]) -> str:
    places = sum(any(part in KNOWN_PLACES for part in place_parts(text)) for text in texts)
    people = sum(looks_like_people(text) for text in texts)
    if places > max(people, SOME_PLACES * len(texts)) and len(set(texts)) > CLOSED:
        return "place"
    if max(places, people) < MOSTLY_TEXT * len(texts):
        return "choice"
    return "place" if places >= people else "names"


def alternatives(kind: str, values: Sequence[Any], atlas: Atlas | None = None) -> Alternatives:
    """Tells the answers to one question apart.

    values: the distinct values given, most frequent first: of two spellings the first one leads.
    atlas: where places are known to lie, for questions of places.

    >>> alternatives("names", ["Art Conklin", "Conklin, Art", "Art Conklin and Greg White"])
    Alternatives(labels=[0, 0, 1], size=2, covers=[(0, 1)])
    """
    return _places(values, atlas or {}) if kind == "place" else _DISTINGUISH[kind](values)


def leading_spelling(kind: str, used: Mapping[str, int]) -> str:
    """The spelling in which an answer is given: the one used most, of names the clearest, of places the fullest.

    used: spelling -> how often it was used; of equal ones the first leads.
    """
    if kind == "place":
        return max(used, key=lambda text: len(place_parts(text)))
    return clearest_spelling(used) if kind == "names" else next(iter(used))


def _by_key(values: Sequence[Any], keys: Sequence[Hashable | None]) -> tuple[list[int], list[Hashable]]:
    """Labels by equal keys; a value without key is no answer, unless none has one."""
    if all(key is None for key in keys):
        keys = [choice_key(value) for value in values]
    order: dict[Hashable, int] = {}
    labels = [-1 if key is None else order.setdefault(key, len(order)) for key in keys]
    return labels, list(order)


def choice_key(value: Any) -> Hashable:
    """Equal for two spellings of one choice."""
    text = text_of(value)
    return folded(text) or text


def _choices(values: Sequence[Any]) -> Alternatives:
    labels, found = _by_key(values, [choice_key(value) for value in values])
    return Alternatives(labels, len(found), [])


def _numbers(values: Sequence[Any]) -> Alternatives:
    labels, found = _by_key(values, [number_in(value) for value in values])
    return Alternatives(labels, len(found), _pairs(found, _rounds))


def _rounds(round_figure: Any, figure: Any) -> bool:
    """True if a figure with at least two zeros at its end is the other one, given more precisely, rounded."""
    if not isinstance(round_figure, float) or not isinstance(figure, float) or round_figure % 100:
        return False
    unit = 100.0
    while round_figure and round_figure % (unit * 10) == 0:
        unit *= 10
    return bool(round_figure) and figure % unit != 0 and abs(figure - round_figure) <= unit / 2


def _times(values: Sequence[Any]) -> Alternatives:
    moments = [moment_in(value) for value in values]
    if any(moment is not None and moment.minute is not None for moment in moments):
        # Clock times of one question: a stray date beside a few of them does not make another answer.
        dated = sum(moment is not None and moment.day is not None for moment in moments)
        if 2 * dated <= len(moments):
            moments = [None if m is None or m.minute is None else Moment(minute=m.minute) for m in moments]
    labels, found = _by_key(values, moments)
    covers = _pairs(
        found,
        lambda a, b: isinstance(a, Moment) and isinstance(b, Moment) and a.covers(b),
    )
    return Alternatives(labels, len(found), covers)


def _places(values: Sequence[Any], atlas: Atlas) -> Alternatives:
    labels, found = _by_key(
        values,
        [completed(place_parts(text_of(value)), atlas) or None for value in values],
    )
    covers = _pairs(
        found,
        lambda a, b: isinstance(a, tuple) and isinstance(b, tuple) and covers_place(a, b),
    )
    return Alternatives(labels, len(found), covers)


def _names(values: Sequence[Any]) -> Alternatives:
    texts = [text_of(value) for value in values]
    leaders: list[tuple[Person, ...]] = []
    of_words: dict[tuple[str, ...], int] = {}
    labels = []
    for people, words in zip(map(people_in, texts), map(words_of_people, texts), strict=True):
        label = of_words.get(words, -1) if people else -1
        if people and label < 0:
            fitting = (n for n, leader in enumerate(leaders) if len(leader) == len(people) and _within(people, leader))
            label = next(fitting, len(leaders))
            of_words[words] = label
        if label == len(leaders):
            leaders.append(people)
        labels.append(label)
    if not leaders:
        return _choices(values)
    covers = _pairs(leaders, lambda a, b: len(a) < len(b) and _within(a, b))
    return Alternatives(labels, len(leaders), covers)


def _within(some: tuple[Person, ...], all_of: tuple[Person, ...]) -> bool:
    """True if each of some can be told from the others among all_of."""
    left = list(all_of)
    for person in some:
        match = next((n for n, other in enumerate(left) if person.may_be(other)), None)
        if match is None:
            return False
        left.pop(match)
    return True


def _pairs(found: Sequence[Any], covers: Callable[[Any, Any], bool]) -> list[tuple[int, int]]:
    """Ordered pairs of which the first covers the second; none where too many answers were given to compare them."""
    if len(found) > MANY:
        return []
    return [(a, b) for a in range(len(found)) for b in range(len(found)) if a != b and covers(found[a], found[b])]


_DISTINGUISH: dict[str, Callable[[Sequence[Any]], Alternatives]] = {
    "choice": _choices,
    "count": _numbers,
    "number": _numbers,
    "time": _times,
    "names": _names,
}
