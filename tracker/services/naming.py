"""What the words of a source's name tell: an office, a person with an office, a pronoun, a short form. Pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from tracker.model.source import SourceKind
from tracker.services.readers import canonical_name, country_named, plain_name
from tracker.store.records import storable

SMALL = frozenset({"the", "a", "an", "of", "and", "for", "in", "s"})
"""Words that make no difference between two names."""

PARTICLES = frozenset({"al", "bin", "bint", "ibn", "van", "von", "de", "da", "dos", "der", "den", "el", "di", "du"})
"""Words of a person's name that may be written small."""

_SUFFIX = re.compile(r"\s\([^()]*\)$")
_BEHIND = re.compile(r",|\s(?:of|in|at|from|near|who|close|with)\s", re.IGNORECASE)
"""What follows a description to say which one: "residents of the district"."""
_SPOKESMAN = re.compile(r"\bspokes(?:man|woman|person|men|people)\b", re.IGNORECASE)
_SPEAKS_FOR = re.compile(r" ?(?:for|of) (?P<body>.+)", re.IGNORECASE)
_BEFORE_ROLE = re.compile(r"(?:,? (?:an?|the|chief|senior|deputy)){1,4}$|['’]s$|,$", re.IGNORECASE)


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """The table of what is known of sources."""
    return tomllib.loads(resources.files("tracker.services").joinpath("known_sources.toml").read_text("utf-8"))


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(known()[section][name])


@lru_cache(maxsize=1)
def _kind_patterns() -> list[tuple[SourceKind, re.Pattern[str]]]:
    return [
        (SourceKind(entry["kind"]), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, entry['words']))})(?!\w)"))
        for entry in known()["kinds"]
    ]


@lru_cache(maxsize=8192)
def likely_kind(name: str) -> SourceKind:
    """What a source of that name is, as far as the words of the name tell.

    >>> likely_kind("Ministry of Interior").value, likely_kind("Jane Doe").value
    ('government', 'unknown')
    >>> likely_kind("Interior Ministry spokesman Farid Amiri").value
    'person'
    """
    spoken = spokesman(name)
    if spoken and spoken.person:
        return SourceKind.PERSON
    folded = name.casefold()
    return next((kind for kind, pattern in _kind_patterns() if pattern.search(folded)), SourceKind.UNKNOWN)


@lru_cache(maxsize=8192)
def one_line(name: str) -> str:
    """A name without line breaks, doubled spaces and what cannot be stored."""
    return " ".join(storable(name).split())


def said_name(name: str) -> str:
    """The name without the place that keeps an unnamed office apart.

    >>> said_name("Interior Ministry (Kabul)"), said_name("Nadia Q. (posts)")
    ('Interior Ministry', 'Nadia Q. (posts)')
    """
    bare = _SUFFIX.sub("", name)
    return bare if is_generic(bare) else name


def is_generic(name: str) -> bool:
    """Whether a name says an office but not whose.

    >>> is_generic("the Interior Ministry"), is_generic("Afghan Interior Ministry")
    (True, False)
    """
    words = name.casefold().replace("'s", "").split()
    return bool(words) and all(word in _words("generic", "words") for word in words)


def is_unnamed(name: str) -> bool:
    """Whether nobody can tell who the source is, so that what it says confirms nothing.

    >>> [is_unnamed(name) for name in ("hospital officials (Kabul)", "local media", "a doctor at the city hospital")]
    [True, True, True]
    >>> is_unnamed("Kabul Police Command"), is_unnamed("witness Jane Doe")
    (False, False)
    """
    head = _BEHIND.split(_SUFFIX.sub("", name), maxsplit=1)[0].casefold().split()
    return bool(head) and head[-1] in _words("generic", "unnamed")


def is_pronoun(name: str) -> bool:
    """Whether a name is nothing but pronouns and articles.

    >>> is_pronoun("He"), is_pronoun("the IS")
    (True, False)
    """
    words = name.split()
    return bool(words) and not name.isupper() and all(_folded(word) in _words("voices", "pronouns") for word in words)


def is_own_voice(name: str) -> bool:
    """Whether it is the author's own: "our parallel count"; "our partner hospitals" are somebody else.

    >>> is_own_voice("our parallel count"), is_own_voice("Our partner hospitals")
    (True, False)
    """
    first, *rest = [_folded(word) for word in name.split()] or [""]
    return first in _words("voices", "own") and _words("voices", "others").isdisjoint(rest)


class Spoken(NamedTuple):
    """A spokesman's name taken apart."""

    body: str | None
    person: str | None


@lru_cache(maxsize=8192)
def spokesman(name: str) -> Spoken | None:
    """Whom a spokesman speaks for, and who it is; None when the name is not a spokesman's.

    >>> spokesman("Interior Ministry spokesman Farid Amiri")
    Spoken(body='Interior Ministry', person='Farid Amiri')
    >>> spokesman("Farid Amiri, a spokesman for the Interior Ministry")
    Spoken(body='Interior Ministry', person='Farid Amiri')
    """
    name = " ".join(name.split())
    found = _SPOKESMAN.search(name)
    if not found:
        return None
    before, after = _BEFORE_ROLE.sub("", name[: found.start()].rstrip()), name[found.end() :]
    speaks_for = _SPEAKS_FOR.fullmatch(after)
    if speaks_for:
        return Spoken(_without_article(speaks_for["body"]) or None, _person_in(before.split(), fewest=1))
    return Spoken(_without_article(before) or None, _person_in(after.split(), fewest=1))


@lru_cache(maxsize=8192)
def person_of(name: str) -> str | None:
    """The person in a name, without the office before it; None when it is not clearly a person.

    >>> person_of("President Viktor Tarn"), person_of("Viktor Tarn"), person_of("Kabul Police Command")
    ('Viktor Tarn', 'Viktor Tarn', None)
    """
    spoken = spokesman(name)
    if spoken:
        return spoken.person
    words = name.split()
    roles = [at for at, word in enumerate(words) if _folded(word) in _words("voices", "roles")]
    if roles:
        return _person_in(words[roles[-1] + 1 :], fewest=1)
    return _person_in(words, fewest=2)


def _person_in(words: list[str], *, fewest: int) -> str | None:
    text = " ".join(words).strip(" ,")
    plain = plain_name(text).split()
    named = all(word[:1].isupper() or _folded(word) in PARTICLES for word in text.split())
    if not fewest <= len(plain) <= 4 or not named or canonical_name(text) or country_named(text):
        return None
    told = _words("generic", "words") | _words("voices", "forms") | _words("voices", "pronouns")
    if likely_kind_of_words(text) is not SourceKind.UNKNOWN or not told.isdisjoint(plain):
        return None
    return None if any(country_named(word) for word in plain) else text


def likely_kind_of_words(name: str) -> SourceKind:
    """As `likely_kind`, by single words only."""
    folded = name.casefold()
    return next((kind for kind, pattern in _kind_patterns() if pattern.search(folded)), SourceKind.UNKNOWN)


class Office(NamedTuple):
    """A national office and its country: equal for "Afghan Interior Ministry" and "Ministry of Interior" of Kabul."""

    country: str
    words: frozenset[str]


@lru_cache(maxsize=8192)
def national_office(name: str, country: str | None) -> Office | None:
    """The office that a country has once, or None. country: the one the report is about, for a name without one.

    >>> national_office("Afghan Interior Ministry", None) == national_office("the Ministry of Interior", "Afghanistan")
    True
    >>> national_office("Afghan police", None)
    """
    words = [word for word in plain_name(_SUFFIX.sub("", name)).split() if word not in SMALL]
    named, office = set(), []
    while words:
        length = next((n for n in (3, 2, 1) if n <= len(words) and country_named(" ".join(words[:n]))), 0)
        if length:
            named.add(country_named(" ".join(words[:length])))
        else:
            office.append(words[0])
        words = words[max(length, 1) :]
    whose = named.pop() if len(named) == 1 else country if not named else None
    is_office = all(word in _words("generic", "words") for word in office)
    if not whose or not is_office or _words("generic", "national").isdisjoint(office):
        return None
    return Office(whose, frozenset(word.replace("defense", "defence") for word in office))


def core_words(name: str) -> frozenset[str]:
    """The words by which a short form and the full name are one: "amaq" of "Amaq News Agency"; empty: do not look.

    Offices, places and spokesmen have none: what their names lack in short is what tells them apart.
    """
    if spokesman(name) or is_generic(name):
        return frozenset()
    words = all_words(name)
    core = words - _words("voices", "forms")
    return frozenset() if core <= _words("generic", "words") or _is_place(" ".join(core)) else core


def all_words(name: str) -> frozenset[str]:
    """The words of a name in plain form, without small ones."""
    return frozenset(plain_name(_SUFFIX.sub("", name)).split()) - SMALL


def is_fuller(name: str, other: str) -> bool:
    """Whether `name` says more of who it is than `other`, for two names of one source.

    >>> is_fuller("Amaq News Agency", "Amaq"), is_fuller("the Amaq", "Amaq"), is_fuller("United Nations", "UN")
    (True, False, True)
    """
    more, fewer = all_words(name), all_words(other)
    if fewer < more:
        return not more - fewer <= _words("voices", "loose")
    return " " not in other and other.isupper() and len(other) <= 6 and len(more) > 1 and bool(canonical_name(name))


def _is_place(words: str) -> bool:
    from tracker.services.readers import country_of_place

    return country_of_place(words.title()) is not None


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", name.strip(" ,"), flags=re.IGNORECASE)


def _folded(word: str) -> str:
    return word.casefold().strip(",;:'\"’")
