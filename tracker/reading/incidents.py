"""Mentions of incidents inside one sentence: noun or verb, target, place, time and actor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tracker.reading.dates import DateMention
from tracker.reading.finite_verbs import is_verbish
from tracker.reading.happenings import Happening, incident_from, kind_of_noun, same_incident
from tracker.reading.lexicons import table, word_set
from tracker.reading.mentions import kind_of_words
from tracker.reading.phrases import PhraseTable
from tracker.reading.places import PlaceMention, country_of, demonym_of, is_time, most_local
from tracker.reading.tokens import Token


class IncidentMention(NamedTuple):
    """One mention: its noun or verb at text[start:end], what it says, and whether it points back ("the attack")."""

    start: int
    end: int
    found: Happening
    definite: bool
    many: bool = False
    """A plural: not one incident."""
    places_itself: bool = False
    """Whether its own words name the place, "the fire in Oakley", not only the sentence around it."""
    told_apart: bool = False
    """ "In separate clashes": none of those told of before."""


@cache
def _nouns() -> PhraseTable[str]:
    return PhraseTable((noun, kind) for kind, nouns in table("incidents")["nouns"].items() for noun in nouns)


@cache
def _verbs() -> dict[str, str]:
    return {verb: kind for kind, verbs in table("incidents")["verbs"].items() for verb in verbs}


def mentions_in(
    words: Sequence[Token], places: Sequence[PlaceMention], dates: Sequence[DateMention], *, labour: bool = False
) -> list[IncidentMention]:
    """The incident mentions of one sentence.

    places: of this sentence (token indices); dates: those whose offsets lie in it. labour: a strike is a walkout.
    """
    found: list[IncidentMention] = []
    at = 0
    while at < len(words):
        noun = _noun_at(words, at)
        if noun:
            sort = "walkout" if _is_of_labour(words, at, labour) else noun[0]
            found.append(_mention(words, at, noun[1], sort, places, dates))
            at = noun[1]
            continue
        kind = _verbs().get(words[at].low)
        if kind and at and not words[at].is_capital:
            mention = _mention(words, at, at + 1, kind, places, dates)
            dated = mention.found.place is not None and mention.found.time is not None
            if mention.found.target or (dated and words[at].low in word_set("incidents", "dated_verbs.words")):
                found.append(mention)
        at += 1
    return found


def _noun_at(words: Sequence[Token], at: int) -> tuple[str, int] | None:
    found = _nouns().begins_at(words, at)
    if (
        found
        and at
        and words[found[1] - 1].low in word_set("words", "incidents_also_verbs")
        and words[at - 1].low in word_set("words", "incidents_before_verbs")
    ):
        return None
    behind = words[found[1]] if found and found[1] < len(words) else None
    if behind and behind.is_capital and behind.low in word_set("incidents", "bodies.words"):
        return None  # "the Election Commission" is nothing that happens
    if found and words[at].text == "March":
        return None  # the month
    if found and words[found[1] - 1].low == "operation" and found[1] < len(words) and words[found[1]].low == "to":
        return None  # "the operation to clear the building" is the answer to an attack
    return found


def _is_of_labour(words: Sequence[Token], at: int, labour: bool) -> bool:
    """ "the union said the strike goes on": work is stopped, nobody is attacked."""
    if words[at].low not in ("strike", "strikes"):
        return False
    return labour or any(word.low in word_set("incidents", "labour.words") for word in words)


def _mention(
    words: Sequence[Token],
    first: int,
    last: int,
    kind: str,
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> IncidentMention:
    start, end = _window(words, first, last)
    if first and words[first - 1].low in ("was", "were", "been"):
        # "the embassy was stormed": the target is the subject.
        start = first - 1
        while start and first - start < 14 and words[start - 1].text not in ".,;:":
            start -= 1
    own_places = [place for place in places if start <= place.first < end]
    target = _own_name(words, last, kind) or _target(words, start, end, first)
    named = _place_in_front(words, first, kind)
    place = named or _place(own_places, target, places) or _struck_place(words, last, end)
    low, high = words[start].start, words[end - 1].end
    if _is_of_result(words, first):
        # "will publish the result of the election on 20 May": that day is not the election's.
        dates = [date for date in dates if not words[first].start < date.start]
    # "two days after a gallery collapsed": a date that ends where the phrase begins is its own.
    own_dates = [date for date in dates if low - 2 <= date.end and date.start < high and date.period]
    near = own_dates or [
        date for date in dates if date.period and (date.period.days <= 2 or _is_near(date, words[first]))
    ]
    time = near[0].period if near else None
    if not own_dates and (len({date.period for date in near}) > 1 or kind in _SELDOM_DATED):
        time = None
    if kind == "epidemic" and time is not None and time.days == 1:
        time = None
    actor = _actor(words, start, first)
    definite = any(word.low in ("the", "this", "that", "these") for word in words[start:first]) or bool(own_dates)
    many = (
        (definite and _is_counted(words, start, first))
        or (
            words[last - 1].low.endswith("s")
            and words[last - 1].low not in ("clashes", "elections", "floods", "protests")
        )
        or words[last - 1].low in ("casualties",)
    )
    found = Happening(kind, place.name if place else None, target, actor, time, place.country if place else None)
    places_itself = place is not None and (place is named or place in own_places)
    told_apart = _is_another(words, start, first)
    return IncidentMention(words[first].start, words[last - 1].end, found, definite, many, places_itself, told_apart)


def _is_another(words: Sequence[Token], start: int, first: int) -> bool:
    """ "In separate clashes", "the last strike, in May": none of those told of before; "last week's attack" may be."""
    return any(
        word.low in _TOLD_APART or (word.low in _EARLIER and not _is_span(words[at + 1]))
        for at, word in enumerate(words[start:first], start)
    )


def _is_span(token: Token) -> bool:
    """ "week" of "last week's attack"."""
    spans = word_set("numbers", "ordinals.periods") | word_set("dates", "weekdays") | {"night", "few", "weekend"}
    return token.is_number or token.low in spans


_TOLD_APART = frozenset(("separate", "another", "different", "unrelated"))
_EARLIER = frozenset(("last", "previous", "earlier"))


_SELDOM_DATED = frozenset(("election", "epidemic"))
"""What is told of long before and after: a date that only stands near is that of something else."""


def _is_of_result(words: Sequence[Token], first: int) -> bool:
    before = [word.low for word in words[max(0, first - 5) : first]]
    return "of" in before and not _RESULTS.isdisjoint(before)


def _is_counted(words: Sequence[Token], start: int, first: int) -> bool:
    """ "the second attack this year": one of a number, which says nothing new of it."""
    return any(word.low in _ORDINALS for word in words[start:first])


_ORDINALS = frozenset(("second", "third", "fourth", "fifth", "sixth", "latest", "deadliest", "worst", "biggest"))
_RESULTS = frozenset(("result", "results", "outcome", "winner", "tally", "count", "certification"))


def _is_near(date: DateMention, noun: Token) -> bool:
    """ "Earlier this month, a drone strike": a loose date belongs only to what stands close by."""
    return abs(noun.start - date.end) <= 45 or (date.form in ("year", "month") and abs(noun.start - date.end) <= 120)


def _window(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The noun phrase round the noun, with "on the embassy in Kabul" behind it."""
    start = first
    while start and first - start < 9:
        before = words[start - 1]
        if (
            before.text in '.;:()"“”'
            or before.low in word_set("grammar", "prepositions") | {"and", "said", "that"}
            or is_verbish(words, start - 1)
        ):
            break
        if before.text == "," and not (start >= 2 and words[start - 2].is_number):
            break
        start -= 1
    end = last
    while end < len(words) and end - last < 14:
        token = words[end]
        if token.text in '.;:()"“”' or token.low in (
            "and",
            "while",
            "who",
            "followed",
            "by",
            "where",
            "after",
            "before",
        ):
            break
        if token.text == "," and not (end + 1 < len(words) and (words[end + 1].is_capital or words[end + 1].is_number)):
            break
        if is_verbish(words, end) and token.low not in ("targeted", "hit", "struck", "targeting"):
            break
        end += 1
    return start, max(end, last)


def _target(words: Sequence[Token], start: int, end: int, first: int) -> str | None:
    """ "Iraqi embassy" from "the attack on Iraq's embassy", "Kabul airport" from "the airport attack"."""
    targets = word_set("incidents", "targets.words")
    for at in range(start, end):
        if words[at].low not in targets or at == first or words[min(at + 1, len(words) - 1)].low in _SETTLEMENTS:
            continue  # "the port city"
        head = words[at].low.removesuffix("s") if words[at].low in ("embassies",) else words[at].low
        qualifier = _qualifier(words, max(start, at - 4), at)
        if qualifier is None and at + 2 < len(words) and words[at + 1].low == "of":
            qualifier = demonym_of(words[at + 2].text)
        before = words[at - 1].low if at > start else ""
        kind = before if before in word_set("words", "incidents_target_kinds") else ""
        return " ".join(part for part in (qualifier, kind, head) if part)
    return None


def _own_name(words: Sequence[Token], last: int, kind: str) -> str | None:
    """ "Cyclone Iremi": what tells one storm from another is its name."""
    noun, name = words[last - 1], words[last] if last < len(words) else None
    named = name is not None and name.is_capital and name.is_word and name.start == noun.end + 1 and len(name.text) > 1
    if kind != "storm" or name is None or not named or is_time(name.low):
        return None
    if name.low in word_set("words", "incidents_no_names") or name.low in word_set("grammar", "common_verbs"):
        return None  # "the National Hurricane Center", "Cyclone Kills Nine"
    return f"{noun.text.capitalize()} {name.text.capitalize() if name.text.isupper() else name.text}"


_SETTLEMENTS = frozenset(("city", "town", "village"))


def _qualifier(words: Sequence[Token], start: int, at: int) -> str | None:
    for index in range(at - 1, start - 1, -1):
        demonym = demonym_of(words[index].text)
        if demonym:
            return demonym
        if words[index].low in word_set("grammar", "prepositions"):
            return None
    return None


def _place(own: Sequence[PlaceMention], target: str | None, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The city named, else the place; not the country that only says whose embassy it is."""
    skipped = country_of(target.split()[0]) if target and " " in target else None
    usable = [place for place in own if place.name != skipped] or [place for place in places if place.name != skipped]
    return most_local(usable)


_NAMED_BY_PLACE = frozenset(("earthquake", "flood", "fire", "crash", "election", "protest"))


def _place_in_front(words: Sequence[Token], first: int, kind: str) -> PlaceMention | None:
    """ "the Vasht earthquake": an unknown name before a disaster or a vote is where it happened."""
    if kind not in _NAMED_BY_PLACE or first < 2 or words[first - 2].low not in word_set("grammar", "determiners"):
        return None
    name = words[first - 1]
    if not name.is_capital or name.text.isupper() or demonym_of(name.text) or kind_of_words([name.text]) != "other":
        return None
    return PlaceMention(first - 1, first, name.text, "named")


def _struck_place(words: Sequence[Token], last: int, end: int) -> PlaceMention | None:
    """ "the drone strike on Mirkalam": an unknown name behind "on" is where it struck."""
    if last < len(words) and words[last].low == "by":
        # "an assault by the army on Mirkalam"
        near = range(last + 2, min(last + _BY_WHOM, len(words) - 1))
        last = next((at for at in near if words[at].low == "on" and not words[at - 1].is_capital), last)
        end = min(last + _BY_WHOM, len(words))
    if last + 1 >= end or words[last].low != "on" or not words[last + 1].is_capital:
        return None
    if (
        words[last + 1].text.isupper()
        or is_time(words[last + 1].low)
        or demonym_of(words[last + 1].text)
        or kind_of_words([words[last + 1].text]) != "other"
    ):
        return None
    stop = last + 2
    while stop < end and words[stop].is_capital and words[stop].is_word:
        stop += 1
    name = " ".join(word.text for word in words[last + 1 : stop])
    return PlaceMention(last + 1, stop, name, "named")


_BY_WHOM = 7
"""Words of "by the mercenary army" between an attack and what it was on, and of the name of that."""


def _actor(words: Sequence[Token], start: int, first: int) -> str | None:
    """ "IS's attack": the possessor, when it is a body and no country."""
    for at in range(start, first - 1):
        name = words[at]
        if words[at + 1].low == "'s" and name.is_capital and not (country_of(name.text) or is_time(name.low)):
            return name.text
    return None


__all__ = ["Happening", "IncidentMention", "incident_from", "kind_of_noun", "mentions_in", "same_incident"]
