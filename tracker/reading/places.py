"""Places named in a text: countries, cities, and whatever follows "in"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tracker.reading.happenings import kind_of_noun
from tracker.reading.lexicons import rows, table, word_set
from tracker.reading.tokens import Token, tokens


class PlaceMention(NamedTuple):
    """A place at words[first:last]."""

    first: int
    last: int
    name: str
    kind: str
    """country, region, city or named (only its position tells)."""
    country: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is a city, village or the like: a place where one thing happens."""
        return self.kind in ("city", "named")


def most_local(found: Sequence[PlaceMention]) -> PlaceMention | None:
    """The first city, village or the like, else the first region, else the first country; None when there is none."""
    kinds = (("city", "named"), ("region",), ("country",))
    return next((place for kind in kinds for place in found if place.kind in kind), None)


@cache
def _countries() -> dict[str, str]:
    """Lower-case name -> usual name."""
    return {form.lower(): row[0] for row in rows("countries.tsv") for form in (row[0], *row[2].split("|")) if form}


@cache
def _demonyms() -> dict[str, tuple[str, str]]:
    """Lower-case demonym or short name -> (usual demonym, country)."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("countries.tsv"):
        forms = [form for form in row[1].split("|") if form]
        for form in forms:
            found.setdefault(form.lower(), (forms[0], row[0]))
    return found


@cache
def _cities() -> dict[str, tuple[str, str]]:
    """Lower-case usual name -> (usual name, country)."""
    return {row[0].lower(): (row[0], row[1]) for row in rows("cities.tsv.gz")}


@cache
def _city_spellings() -> dict[str, tuple[str, str]]:
    """Lower-case other spelling -> (usual name, country); many are also names of people."""
    return {name.lower(): (row[0], row[1]) for row in rows("cities.tsv.gz") for name in row[2].split("|") if name}


def demonym_of(word: str) -> str | None:
    """ "Russian" for "Russian", "Russia" or "Russians"; "US" for "American" or "U.S."; None for other words.

    >>> demonym_of("American"), demonym_of("Iraqi"), demonym_of("army")
    ('US', 'Iraqi', None)
    """
    if not word[:1].isupper():
        return None
    low = word.lower()
    found = _demonyms().get(low) or (_demonyms().get(low[:-1]) if low.endswith("s") else None)
    if found:
        return found[0]
    return _demonym_by_country().get(_countries().get(low, ""))


@cache
def _demonym_by_country() -> dict[str, str]:
    return {row[0]: row[1].split("|")[0] for row in rows("countries.tsv") if row[1]}


def country_of(word: str) -> str | None:
    """The country of a demonym or country name ("Iraqi" -> "Iraq"), None for other words."""
    low = word.lower()
    found = _demonyms().get(low)
    return found[1] if found else _countries().get(low)


def places(words: Sequence[Token], learned: Collection[str] = (), people: Collection[str] = ()) -> list[PlaceMention]:
    """The places named, in order, longest names first; "in X" makes an unknown capitalised X a place.

    learned: names that earlier sentences showed to be places. people: lower-case surnames of the text.
    """
    found: list[PlaceMention] = []
    at = 0
    while at < len(words):
        mention = _known(words, at) or _by_position(words, at) or _learned(words, at, learned)
        if mention and mention.kind == "named" and mention.first > at:
            mention = _with_its_sort(words, mention.first) or mention
        if mention and not _is_surname(words, mention, people):
            listed = _listed(words, mention)
            found += listed
            at = listed[-1].last
        else:
            at += 1
    return found


def _listed(words: Sequence[Token], first: PlaceMention) -> list[PlaceMention]:
    """ "across Tolo, Marend and Upper Sava districts": the sort behind them makes places of all; else the first."""
    found, at = [first], first.last
    if not first.first or words[first.first - 1].low not in _in_words():
        return found
    while at + 1 < len(words) and (words[at].text == "," or words[at].low == "and"):
        step = at + 1 + (words[at].text == "," and words[at + 1].low == "and")
        last = step
        while last < len(words) and words[last].is_capital and words[last].is_word and not is_time(words[last].low):
            last += 1
        if not 0 < last - step <= _LONGEST_NAME:
            break
        found.append(_known(words, step) or PlaceMention(step, last, _join(words[step:last]), "named"))
        at = last
    closed = len(found) > 1 and at < len(words) and words[at].low.endswith("s") and is_sort_of_place(words[at].low)
    return found if closed else found[:1]


def surnames(words: Sequence[Token]) -> set[str]:
    """Lower-case last names behind a title and a first name: "President Idris Koll" gives "koll"."""
    titles = word_set("grammar", "titles")
    return {
        words[at + 2].low
        for at in range(len(words) - 2)
        if words[at].low in titles
        and all(word.is_word and word.is_capital for word in words[at + 1 : at + 3])
        and words[at + 1].low not in titles
    }


def _is_surname(words: Sequence[Token], mention: PlaceMention, people: Collection[str]) -> bool:
    """Whether a name of one word is somebody's in this text, and nothing says that it is a place here."""
    if mention.last != mention.first + 1 or words[mention.first].low not in people:
        return False
    return not mention.first or words[mention.first - 1].low not in _in_words()


def _known(words: Sequence[Token], at: int) -> PlaceMention | None:
    if not words[at].is_capital or words[at].text.lower() not in _first_words():
        return None
    for length in (4, 3, 2, 1):
        piece = words[at : at + length]
        if len(piece) < length or not (piece[-1].is_capital or piece[-1].is_word):
            continue
        name = _join(piece).lower()
        if name in _countries() and not _describes(words, at, at + length, name):
            return PlaceMention(at, at + length, _countries()[name], "country", _countries()[name])
        found = _cities().get(name) or (
            _city_spellings().get(name) if at and words[at - 1].low in _in_words() else None
        )
        if found and _describes_with_hyphen(words, at + length):
            return None
        if found and _is_name(piece) and not _person_part(words, at, at + length):
            after = words[at + length].low if at + length < len(words) else ""
            kind = "region" if after in word_set("words", "places_regions") else "city"
            return PlaceMention(at, at + length, found[0], kind, found[1])
    return None


@cache
def _first_words() -> frozenset[str]:
    """Every known name begins with one of these: most capitalised words of a text begin none."""
    names = (*_countries(), *_cities(), *_city_spellings())
    return frozenset(tokens(name.title())[0].text.lower() for name in names)


def _describes_with_hyphen(words: Sequence[Token], last: int) -> bool:
    """ "the Moscow-installed mayor", "a London-based monitor": no place of what happened."""
    if last + 1 >= len(words) or words[last].text != "-":
        return False
    return words[last].start == words[last - 1].end and words[last + 1].low.endswith(("ed", "led", "run"))


def _describes(words: Sequence[Token], first: int, last: int, name: str) -> bool:
    """ "U.S. forces", "UK-backed": a short name used as an adjective is no place; "in the U.S." is one."""
    if name not in _demonyms():
        return False
    at = first - 1 - (first > 0 and words[first - 1].low == "the")
    if at < 0 or words[at].low not in word_set("words", "places_in") - {"of", "on"}:
        return True
    return last < len(words) and words[last].is_capital and words[last].is_word


def _in_words() -> frozenset[str]:
    return word_set("words", "places_in")


def _is_name(piece: Sequence[Token]) -> bool:
    return piece[-1].is_capital and (len(piece) > 1 or piece[0].low not in word_set("words", "places_not_cities"))


def _person_part(words: Sequence[Token], first: int, last: int) -> bool:
    """ "Paris Hilton said": a capitalised neighbour that is no place makes it a person's or a body's name."""
    following = words[last] if last < len(words) else None
    before = words[first - 1] if first else None
    if before is not None and before.low in word_set("grammar", "titles"):
        return True
    preposition = before is not None and before.low in word_set("words", "places_in")
    if (
        following is not None
        and following.is_capital
        and following.is_word
        and following.start == words[last - 1].end + 1
    ):
        low = following.low
        return (
            not preposition
            and low not in word_set("words", "places_after_city")
            and low not in _countries()
            and demonym_of(following.text) is None
        )
    return False


def _by_position(words: Sequence[Token], at: int) -> PlaceMention | None:
    """ "in Pul-e Khumri", "near Kherson's port", "the Zarun valley": a name behind "in", or with its sort."""
    if words[at].is_capital and words[at].low not in word_set("words", "places_before_names"):
        return _with_its_sort(words, at)
    named = (words[at].low == "of" and at > 0 and _places_what_follows(words[at - 1].low)) or (
        words[at].low == "to" and at > 0 and words[at - 1].low in word_set("words", "places_ways")
    )
    named = named or (words[at].low in word_set("words", "places_objects") and _is_set_in(words, at + 1))
    if at + 1 >= len(words) or not (named or words[at].low in word_set("words", "places_before_names")):
        return None
    regions = word_set("words", "places_regions")
    first = at + 1
    if words[first].low in word_set("words", "places_directions") and first + 1 < len(words):
        first += 1
    if words[first].low == "the" or kind_of_noun(words[first].low) == "storm":
        return None  # "died in Cyclone Orsa"
    if not words[first].is_capital or not words[first].is_word or is_time(words[first].low) or _known(words, first):
        return None
    if words[first].text.isupper() and len(words[first].text) <= 5:
        return None
    last = first + 1
    while last < len(words) and (
        (words[last].is_capital and words[last].is_word and not is_time(words[last].low))
        or (
            words[last].text in "-’'"
            and last + 1 < len(words)
            and words[last].start == words[last - 1].end
            and words[last + 1].start == words[last].end
            and words[last + 1].is_word
        )
        or (words[last - 1].text in "-’'" and words[last].is_word)
    ):
        last += 1
    if demonym_of(words[first].text) and last == first + 1:
        return None
    after = words[last].low if last < len(words) else ""
    if after in word_set("words", "places_houses"):
        return None  # "arrived at Shifa hospital": a house, not a place
    return PlaceMention(first, last, _join(words[first:last]), "region" if after in regions else "named")


def _learned(words: Sequence[Token], at: int, learned: Collection[str]) -> PlaceMention | None:
    """ "cholera had reached Buzi", after "in Buzi"; not "Buzi Medical Centre" nor "Peter Buzi"."""
    last = at + 1
    while last < len(words) and last - at < _LONGEST_NAME and words[last].is_capital and words[last].is_word:
        last += 1
    name = _join(words[at:last])
    if name not in learned or (at and words[at - 1].is_capital and at > 1):
        return None
    return PlaceMention(at, last, name, "named")


def _is_set_in(words: Sequence[Token], first: int) -> bool:
    """ "raided Mopra in the north": one or two capitalised words and "in" or "near"."""
    last = first
    while last < len(words) and last - first < 2 and words[last].is_capital and words[last].is_word:
        last += 1
    return first < last < len(words) and words[last].low in ("in", "near", "outside")


def _places_what_follows(low: str) -> bool:
    """ "the town of X", "the siege of X", "south of X"."""
    return is_sort_of_place(low) or low in word_set("words", "places_before_of")


def is_sort_of_place(low: str) -> bool:
    """Whether a lower-case word says what sort of place the name behind "of" is: "district", "districts"."""
    sorts = word_set("words", "places_sorts")
    return low in sorts or low.removesuffix("s") in sorts or low.removesuffix("ies") + "y" in sorts


def _with_its_sort(words: Sequence[Token], first: int) -> PlaceMention | None:
    """ "the Zarun valley", "Pashtan district": capitalised words in front of the sort of place they name."""
    if not words[first].is_word or (first and words[first - 1].is_capital and words[first - 1].is_word):
        return None
    last = first + 1
    while last < len(words) and last - first < _LONGEST_NAME and words[last].is_capital and words[last].is_word:
        last += 1
    name = words[first:last]
    if last + 1 < len(words) and words[last].low in word_set("words", "places_between"):
        last += 1  # "the Shati refugee camp"
    if last >= len(words) or not _names_its_sort(words, last):
        return None
    if len(name) == 1 and (demonym_of(name[0].text) or name[0].text.isupper()):
        return None
    if words[last].is_capital and words[last].low in ("centre", "center"):
        return None  # "the National Disaster Management Centre": a body
    if words[first].low in word_set("grammar", "determiners") or is_time(words[first].low):
        return None
    kind = "region" if words[last].low in word_set("words", "places_regions") else "named"
    # A valley or forest is not its name's town; a province or village is called by its name alone, and so is the
    # district of "Esk district hospital".
    house = last + 1 < len(words) and words[last + 1].low in word_set("words", "places_houses")
    named_with = words[last].low in word_set("words", "places_named_with_sort") and not house
    return PlaceMention(first, last + named_with, _join(words[first : last + 1] if named_with else name), kind)


def _names_its_sort(words: Sequence[Token], at: int) -> bool:
    """ "valley", "refinery", and with a word between "oil terminal", "detention centre"."""
    sorts = word_set("words", "places_sorts_behind") | word_set("words", "places_facilities")
    if words[at].low in sorts:
        return True
    plain = words[at].is_word and words[at].low not in word_set("grammar", "prepositions")
    return plain and at + 1 < len(words) and words[at + 1].low in word_set("words", "places_facilities")


_LONGEST_NAME = 3
"""Words of the longest name of a place that only its sort makes known."""


def is_time(low: str) -> bool:
    """Whether a lower-case word names a month or weekday, or opens a sentence: no place, capital or not."""
    dates = table("dates")
    return low in dates["months"] or low in dates["weekdays"] or low in ("i", "however", "but", "addition", "total")


def _join(piece: Sequence[Token]) -> str:
    text = piece[0].text
    for left, right in pairwise(piece):
        text += ("" if left.end == right.start else " ") + right.text
    return re.sub(r"['’]s$", "", text)
