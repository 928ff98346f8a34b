"""Where a claim plays: the place named in its clause, or what "the city" stands for."""

from __future__ import annotations

from tracker.reading.clauses import Clause
from tracker.reading.finite_verbs import is_auxiliary
from tracker.reading.lexicons import word_set
from tracker.reading.places import PlaceMention, is_sort_of_place, most_local
from tracker.reading.report_parts import Sentence


def own_place(sentence: Sentence, clause: Clause, span: tuple[int, int]) -> str | None:
    """The city, district or named place in which the clause itself sets the figure: "44 in the district of Pashtan"."""
    words = sentence.words
    within = [
        (abs(words[place.first].start - span[0]), place.name)
        for place in sentence.places
        if place.is_local
        and clause.start <= words[place.first].start < clause.end
        and _is_where(sentence, place)
        and not is_told_apart(sentence, span, words[place.first].start)
    ]
    described = _described(sentence, clause)
    if described:
        within.append((abs(described[0] - span[0]), described[1]))
    return min(within)[1] if within else _fronted(sentence)


def is_told_apart(sentence: Sentence, span: tuple[int, int], offset: int) -> bool:
    """Whether another assertion begins between a figure and a place or date: "... and that", ", and in Braga"."""
    between = [word.low for word in sentence.words if min(span[1], offset) <= word.start < max(span[0], offset)]
    if not _NEW_ASSERTION.isdisjoint(between):
        return True
    return offset > span[0] and between[-2:-1] == ["and"]


_NEW_ASSERTION = frozenset(("that", "while", "whereas", "but", ";"))


def _fronted(sentence: Sentence) -> str | None:
    """ "In Stara Balka, residents said that ...": the place in front holds for the whole sentence."""
    first = next((place for place in sentence.places if place.is_local), None)
    if first is None or not 0 < first.first <= _FRONT or not _is_where(sentence, first):
        return None
    after = sentence.words[first.last].text if first.last < len(sentence.words) else ""
    return first.name if after in (",", "(") else None


_FRONT = 3
"""Words in front of the place that a sentence opens with: "East of Port Adhra, ..."."""


def _is_where(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether "in", "near", "district of" or the like stands in front."""
    before = [word.low for word in sentence.words[max(0, place.first - 4) : place.first]]
    while before and before[-1] in word_set("words", "places_before_place"):
        before.pop()
    if before[-1:] == ["of"]:
        return is_sort_of_place(before[-2]) if len(before) > 1 else False
    if before[-1:] == ["to"]:
        return len(before) > 1 and before[-2] in word_set("words", "places_ways")
    return bool(before) and before[-1] in word_set("words", "places_before_names")


def likely_place(sentence: Sentence, clause: Clause, *, carry: bool) -> str | None:
    """The place named in the clause, what "the city" or "the country" stands for, else a place of the sentence."""
    inside = [place for place in sentence.places if clause.start <= sentence.words[place.first].start < clause.end]
    local = most_local(inside)
    if local and local.kind != "country":
        return local.name
    described = _described(sentence, clause)
    if described:
        return described[1]
    usable = inside or [place for place in sentence.places if not names_the_source(sentence, clause, place)]
    usable = [place for place in usable if not _belongs_to_target(sentence, place)]
    local = most_local(usable)
    if local:
        return local.name if local.kind != "country" else _acted_in(sentence, usable).name
    return (
        sentence.city
        if carry and (sentence.city_here or (sentence.city_alone and _is_of_the_report(sentence)))
        else None
    )


def _is_of_the_report(sentence: Sentence) -> bool:
    """Whether the sentence tells of what the report is about, as far as one can see."""
    return sentence.carried_is_main or (sentence.carried is None and not sentence.is_background)


def _acted_in(sentence: Sentence, named: list[PlaceMention]) -> PlaceMention:
    """The country behind "in" or "to" before one that only acts: "Russia sent aircraft to Libya"."""
    words = sentence.words
    return next(
        (place for place in named if place.first and words[place.first - 1].low in word_set("words", "places_in")),
        named[0],
    )


def _belongs_to_target(sentence: Sentence, place: PlaceMention) -> bool:
    """ "the embassy of Iraq", "Iraq's embassy": the country that says whose it is, not where it is."""
    words, targets = sentence.words, word_set("incidents", "targets.words")
    if place.kind != "country":
        return False
    before = [word.low for word in words[max(0, place.first - 3) : place.first]]
    after = [word.low for word in words[place.last : place.last + 3]]
    return ("of" in before and not targets.isdisjoint(before)) or not targets.isdisjoint(after)


def names_the_source(sentence: Sentence, clause: Clause, place: PlaceMention) -> bool:
    """ "Moscow says": the speaker, not where it happened."""
    source = clause.saying.source_span if clause.saying else None
    return source is not None and source[0] <= sentence.words[place.first].start < source[1]


def _described(sentence: Sentence, clause: Clause) -> tuple[int, str] | None:
    """Where "the city", "his village" or "the country" stands, and what it stands for."""
    words = clause.words
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        name = None
        if word.low == "there" and not (following and is_auxiliary(following)):
            name = _city_before(sentence, word.start)
        elif word.low in _POINTING and following and [after.low for after in words[at + 2 : at + 3]] != ["of"]:
            if following.low in ("city", "town", "village", "settlement", "district", "province"):
                name = _city_before(sentence, word.start)
            elif following.low in ("country", "nation", "kingdom", "republic"):
                name = sentence.country
        if name:
            return word.start, name
    return None


_POINTING = frozenset(("the", "this", "that", "same", "his", "her", "their", "its", "our"))


def _city_before(sentence: Sentence, offset: int) -> str | None:
    """The last city or named place in front of the offset: in this sentence, else in an earlier one."""
    cities = [place for place in sentence.places if place.kind != "country"]
    in_front = [place.name for place in cities if sentence.words[place.first].start < offset]
    if in_front:
        return in_front[-1]
    return None if any(place.name == sentence.city for place in cities) else sentence.city
