"""People told of without a figure: "a woman was killed", "a man and his two sons"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.model.quantity import Quantity
from tracker.reading.finite_verbs import is_auxiliary, is_verbish, word_class
from tracker.reading.lexicons import word_set
from tracker.reading.measure_roles import Measured, role_at
from tracker.reading.populations import base_at, qualified
from tracker.reading.tokens import Token
from tracker.reading.told import done_to, said_of


class Persons(NamedTuple):
    """Persons at words[first:last] and how many they are."""

    quantity: Quantity
    first: int
    last: int
    population: str
    is_group: bool
    """True when several are told of as one: "a man and his two sons" are three."""


class _Member(NamedTuple):
    """One link of "a man, his wife and their three children"."""

    number: float
    last: int
    population: str
    related: bool
    """True when it is named by its tie to another member: "his wife", "four of their children"."""


_OWNERS = ("his", "her", "their", "my", "our")
_LONGEST_PHRASE = 9
"""Words from an article to the noun: "a 46-year-old Syrian Arab Red Crescent volunteer"."""
_MOST_MEMBERS = 8
_LARGEST_COUNT = 50
"""Above it nobody tells people one by one."""


def persons_in(words: Sequence[Token], quantities: Sequence[Quantity], start: int, end: int) -> list[Persons]:
    """The persons between the offsets `start` and `end`, in order and without overlap.

    A group is a chain in which a later member is tied to an earlier one; of other chains each member stands alone,
    and those that have a figure of their own are left to it.
    """
    counts = {quantity.span[0]: quantity for quantity in quantities}
    found: list[Persons] = []
    at = bisect_left(words, start, key=lambda word: word.start)
    while at < len(words) and words[at].start < end:
        first = _name_before(words, at)
        chain = _chain(words, at, counts)
        if chain and _is_group(words, chain, named=first < at):
            found.append(_persons(words, first, chain, named=first < at))
            at = chain[-1].last
        elif chain and words[at].start not in counts and chain[0].number <= 2:
            found.append(_persons(words, at, chain[:1], named=False))
            at = chain[0].last
        else:
            at += 1
    return found


def _persons(words: Sequence[Token], first: int, chain: Sequence[_Member], *, named: bool) -> Persons:
    count = sum(member.number for member in chain) + named
    last = chain[-1].last
    populations = {member.population for member in chain}
    population = populations.pop() if len(populations) == 1 and not named else "everyone"
    span = (words[first].start, words[last - 1].end)
    quantity = Quantity(value=count, low=count, high=count, span=span)
    return Persons(quantity, first, last, population, len(chain) + named > 1)


def _is_group(words: Sequence[Token], chain: Sequence[_Member], *, named: bool) -> bool:
    if named:
        return chain[0].related and (len(chain) > 1 or words[chain[0].last - 1].is_word)
    return len(chain) > 1 and any(member.related for member in chain[1:])


def _name_before(words: Sequence[Token], at: int) -> int:
    """Index of the name in "Samir Khalil and his two sons"; `at` when none is joined in front of a possessive."""
    if at < 2 or words[at].low not in _OWNERS or words[at - 1].low != "and":
        return at
    first = at - 1
    while first > 0 and at - first < 6 and words[first - 1].is_word and words[first - 1].is_capital:
        first -= 1
    return first if first < at - 1 and words[first].low not in _OWNERS else at


def _chain(words: Sequence[Token], at: int, counts: Mapping[int, Quantity]) -> list[_Member]:
    chain: list[_Member] = []
    joined_by_and = False
    while len(chain) < _MOST_MEMBERS:
        member = _member(words, at, counts)
        if member is None:
            break
        chain.append(member)
        at = member.last
        while at < len(words) and (words[at].text == "," or words[at].low == "and") and at - member.last < 2:
            joined_by_and = joined_by_and or words[at].low == "and"
            at += 1
        if at == member.last:
            break
    return chain if joined_by_and else chain[:1]


def _member(words: Sequence[Token], at: int, counts: Mapping[int, Quantity]) -> _Member | None:
    if at >= len(words):
        return None
    if words[at].start in counts:
        return _counted_member(words, counts[words[at].start]) or _one_person(words, at)
    if words[at].low in _OWNERS and at + 1 < len(words) and words[at + 1].start in counts:
        member = _counted_member(words, counts[words[at + 1].start])
        return member._replace(related=True) if member else None
    return _one_person(words, at)


def _counted_member(words: Sequence[Token], quantity: Quantity) -> _Member | None:
    """ "two women", "four of their children"."""
    if not quantity.is_point or quantity.unit or not 1 <= (quantity.low or 0) <= _LARGEST_COUNT:
        return None
    last = bisect_left(words, quantity.span[1], key=lambda word: word.start)
    related = last + 1 < len(words) and words[last].low == "of" and words[last + 1].low in _OWNERS
    for at in range(last + 2 * related, min(last + _LONGEST_PHRASE, len(words))):
        if not words[at].is_word or is_auxiliary(words[at]) or words[at].low in ("and", "or"):
            return None
        found = base_at(words, at)
        if found:
            return _Member(quantity.low or 0.0, found[1], found[0], related)
    return None


def _one_person(words: Sequence[Token], at: int) -> _Member | None:
    """ "a 12-year-old boy", "his wife", "the children's grandmother"; None where the noun is not of a person."""
    opens = words[at].low
    if not (opens in ("a", "an", "the") or opens in _OWNERS):
        return None
    step, owned = at + 1, opens in _OWNERS
    while step < min(at + _LONGEST_PHRASE, len(words)):
        token = words[step]
        found = base_at(words, step) if token.is_word else None
        if found:
            base, last = found
            while last < len(words) and (longer := base_at(words, last)):
                base, last = longer
            if last < len(words) and words[last].low == "'s":
                step, owned = last + 1, True
                continue
            if not _ends_phrase(words, last, owned=owned):
                step = last
                continue
            if words[last - 1].low in word_set("words", "persons_not_one") or _is_plural(words[last - 1].low):
                return None
            if opens == "the" and not owned:
                return None
            couple = 2.0 if words[last - 1].low == "couple" else 1.0
            return _Member(couple, _behind_age(words, last), qualified(words, at, step, base), owned)
        if not (token.is_word or token.is_number or token.text in "-‑") or _closes(words, step):
            return None
        step += 1
    return None


def _is_plural(low: str) -> bool:
    return low == "children" or low.endswith(("men", "s", "people", "folk"))


def _closes(words: Sequence[Token], at: int) -> bool:
    """Words over which no noun phrase reaches."""
    low = words[at].low
    return (
        low in word_class("prepositions")
        or low in word_class("determiners")
        or low in ("and", "or", "but", "who", "which", "that")
        or is_auxiliary(words[at])
    )


def _ends_phrase(words: Sequence[Token], at: int, *, owned: bool) -> bool:
    """Whether the noun just before `at` is the last of its phrase: "a police car" is no police."""
    if at >= len(words):
        return True
    token = words[at]
    if token.text in "-‑":
        return False
    if not token.is_word or _closes(words, at) or is_verbish(words, at):
        return True
    if token.is_capital:
        return owned
    return (
        token.low.endswith(("ing", "ed", "ly"))
        or token.low in word_class("adverbs")
        or token.low in word_class("subordinators")
        or role_at(words, at, "alone") is not None
        or role_at(words, at, "passive") is not None
        or token.low in ("aged", "dead", "shot")
    )


def _behind_age(words: Sequence[Token], at: int) -> int:
    """Index behind an age: "a boy of ten", "a woman, aged 60,", "his wife (28)"."""
    step = at
    while step < len(words) and step < at + 4 and words[step].low in (",", "(", "aged", "of", "about", "around"):
        step += 1
    if step == at or step >= len(words) or not (words[step].is_number or words[step].low in _age_words()):
        return at
    step += 1
    return step + (step < len(words) and words[step].text in ",)")


def _age_words() -> frozenset[str]:
    return word_set("numbers", "units") | word_set("numbers", "tens")


_TOLD = frozenset(("killed", "wounded", "missing", "detained", "hostages", "rescued"))
"""Measures that an analyst counts for one person too."""
_STANDS_ALONE = frozenset(("died", "drowned", "perished", "succumbed", "dead", "missing", "disappeared", "survived"))
"""Words that say what became of somebody without "was"."""


def told_of(words: Sequence[Token], persons: Persons) -> Measured | None:
    """What became of the persons; None unless a verb says it of them and of nobody else."""
    said, done = said_of(words, persons.last), done_to(words, persons.first)
    if said and (said.measure not in _TOLD or not _said_of_them(words, persons, said)):
        said = None
    if done and (said or done.measure not in _TOLD or not _done_to_them(words, persons, done)):
        done = None
    return said or done


def inherited_fate(measured: Measured | None) -> Measured | None:
    """What became of the persons counted before also became of these: "killed six children and a teacher"."""
    return measured._replace(sure=0.8) if measured and measured.measure in _TOLD else None


def _said_of_them(words: Sequence[Token], persons: Persons, said: Measured) -> bool:
    between = range(persons.last, said.first)
    helped = any(is_auxiliary(words[at]) for at in between)
    if not helped and words[said.first].low not in _STANDS_ALONE and len(between) > 1:
        return False
    relative = {"who"} | set(word_class("adverbs"))
    for at in between:
        word = words[at]
        if word.low in word_class("subordinators") - relative or (word.is_number and not helped):
            return False
        if is_verbish(words, at) and not is_auxiliary(word) and words[at - 1].low != "who":
            return helped and is_auxiliary(words[said.first - 1])
    return True


def _done_to_them(words: Sequence[Token], persons: Persons, done: Measured) -> bool:
    if persons.last < len(words):
        follows = words[persons.last]
        if is_auxiliary(follows) or (is_verbish(words, persons.last) and not role_at(words, persons.last, "alone")):
            return False
    between = words[done.last : persons.first]
    bounds = {index for index, word in enumerate(between) if word.low in ("least", "most")}
    return not any(
        word.low in word_class("prepositions") | word_class("subordinators") and index + 1 not in bounds
        for index, word in enumerate(between)
    )
