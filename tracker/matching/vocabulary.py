"""Which words mean the same, which are opposites, which exclude each other: the tables of `lexicon/`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from tracker.matching.lemmas import lemma
from tracker.model.finding import FindingKind

_LEXICON = resources.files("tracker.matching.lexicon")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two words that cannot both hold. curated: from our own tables of events, not from the general dictionary."""

    kind: FindingKind
    group: str
    curated: bool
    opposite: bool
    """True for opposites ("open", "closed"), False for two of many ("red", "blue")."""


_KINDS = {
    "weekday": FindingKind.DATE,
    "month": FindingKind.DATE,
    "season": FindingKind.DATE,
    "country": FindingKind.PLACE,
    "city": FindingKind.PLACE,
    "state": FindingKind.PLACE,
    "water": FindingKind.PLACE,
    "room": FindingKind.PLACE,
    "building": FindingKind.PLACE,
    "nationality": FindingKind.IDENTITY,
    "relative": FindingKind.IDENTITY,
    "weapon": FindingKind.METHOD,
}
"""Group of exclusive words -> the kind of finding they make; others are antonyms."""


@lru_cache(maxsize=65536)
def contrast(a: str, b: str) -> Contrast | None:
    """How two words or phrases (dictionary forms, words joined by spaces) exclude each other; None if they do not.

    >>> contrast("cease", "continue").curated
    True
    >>> contrast("cease", "halt") is None
    True
    """
    if a == b or alike(a, b):
        return None
    for group in sorted(_sides_of(a, 0) & _sides_of(b, 1) | _sides_of(a, 1) & _sides_of(b, 0)):
        return Contrast(FindingKind.ANTONYM, group, curated=group not in _slot_only(), opposite=True)
    if b in _opposites().get(a, ()):
        return Contrast(FindingKind.ANTONYM, "opposites", curated=False, opposite=True)
    if _by_prefix(a, b) or _by_prefix(b, a):
        return Contrast(FindingKind.ANTONYM, "prefix", curated=False, opposite=True)
    return _exclusive(a, b)


_REVERSING = ("un", "non", "non-", "dis")
"""Prefixes that turn a word into its opposite, whatever the word; others ("in") only where the dictionary says so."""
SHORTEST_STEM = 4
"""Letters a word must have to be reversed by a prefix."""


def _by_prefix(plain: str, turned: str) -> bool:
    """Whether the second is the first with a reversing prefix, or ends in -less where the first ends in -ful."""
    if len(plain) >= SHORTEST_STEM and any(turned == prefix + plain for prefix in _REVERSING):
        return True
    if plain.startswith("pro-") and turned.startswith("anti-"):
        return plain[4:] == turned[5:]
    return plain.endswith("ful") and turned == plain[:-3] + "less"


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two words can name one thing: equal, of one concept, or of one side of an opposite."""
    if a == b or _concepts().get(a, _NOTHING) & _concepts().get(b, _NOTHING):
        return True
    return bool(
        _synonyms().get(a, _NOTHING) & _synonyms().get(b, _NOTHING)
        or _demonyms().get(a, _NOTHING) & _demonyms().get(b, _NOTHING)
    )


@lru_cache(maxsize=65536)
def on_one_side(a: str, b: str) -> bool:
    """Whether two words stand on one side of an opposite of events: "hold" and "respect", of a truce."""
    common = _sides().get(a, _NOTHING) & _sides().get(b, _NOTHING)
    return any(name not in _slot_only() for name, _ in common)


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> the phrases of several words that start with it, longest first; all in dictionary form."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for phrase in (*_sides(), *_concepts(), *_curated_exclusives(), *_event_kinds(), *_exclusives()):
        words = tuple(phrase.split(" "))
        if len(words) > 1:
            found[words[0]].add(words)
    return {first: tuple(sorted(held, key=lambda p: (-len(p), p))) for first, held in found.items()}


_BEINGS = frozenset({"animal", "relative", "rank of fighter", "office"})


@lru_cache(maxsize=16384)
def is_being(word: str) -> bool:
    """Whether the word names a person or an animal."""
    if {name for name, _ in _sides().get(word, _NOTHING)} & {"man or woman", "young or grown"}:
        return True
    groups = {group for group, _ in _exclusives().get(word, ())} | {
        g for g, _, _ in _curated_exclusives().get(word, ())
    }
    return bool(groups & _BEINGS)


@lru_cache(maxsize=32768)
def meanings(word: str) -> tuple[str, ...]:
    """Keys that a word shares with words of its meaning and with their opposites: for finding what to compare."""
    opposites = {f"opposite:{name}" for name, _ in _sides().get(word, _NOTHING)}
    return tuple(sorted(opposites | {f"concept:{number}" for number in _concepts().get(word, _NOTHING)}))


def event_kinds(word: str) -> frozenset[int]:
    """Numbers of the kinds of events that the word can name; empty when it names none.

    >>> bool(event_kinds("siege") & event_kinds("attack")), bool(event_kinds("attack") & event_kinds("earthquake"))
    (True, False)
    """
    return _event_kinds().get(word, _NOTHING)


def is_party(word: str) -> bool:
    """Whether the word names a side of a conflict."""
    return any(group == "side of a conflict" for group, _, _ in _curated_exclusives().get(word, ()))


@cache
def actors() -> frozenset[str]:
    """Means of attack that are persons: "gunman"."""
    return frozenset(_form(word) for word in _toml("exclusives.toml")["actors"])


@cache
def things() -> frozenset[str]:
    """Means and causes that are things: as verbs the words mean something else."""
    return frozenset(_form(word) for word in _toml("exclusives.toml")["things"])


@cache
def measure_words() -> frozenset[str]:
    """Words that only give a figure ("last", "cost", "hour") and do not say of what."""
    return frozenset(_form(word) for word in _toml("concepts.toml")["measure_words"])


_NOTHING: frozenset[Any] = frozenset()


def _form(phrase: str) -> str:
    first, *rest = phrase.split()
    return " ".join([lemma(first), *(lemma(word) for word in rest if word not in ("a", "an", "the"))])


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_LEXICON.joinpath(name).read_text("utf-8"))


def _tsv(name: str) -> list[list[str]]:
    lines = _LEXICON.joinpath(name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _sides() -> dict[str, frozenset[tuple[str, int]]]:
    """Word or phrase -> (opposite, side) it stands on."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for entry in _toml("opposites.toml")["opposite"]:
        for side, words in enumerate((entry["a"], entry["b"])):
            for word in words:
                found[_form(word)].add((entry["name"], side))
    return {word: frozenset(held) for word, held in found.items()}


@cache
def _slot_only() -> frozenset[str]:
    return frozenset(entry["name"] for entry in _toml("opposites.toml")["opposite"] if entry.get("slot_only"))


def _sides_of(word: str, side: int) -> frozenset[str]:
    return frozenset(name for name, own in _sides().get(word, _NOTHING) if own == side)


@cache
def _concepts() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    offices = next(group["entries"] for group in _toml("exclusives.toml")["group"] if group["name"] == "office")
    for number, words in enumerate([*_toml("concepts.toml")["concepts"], *offices]):
        for word in words:
            found[_form(word)].add(number)
    return {word: frozenset(held) for word, held in found.items()}


@cache
def _synonyms() -> dict[str, frozenset[int]]:
    """Word -> the meanings it shares with other words."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, (_, words) in enumerate(_tsv("wordnet_synonyms.tsv")):
        for word in words.split(", "):
            found[word].add(number)
    return {word: frozenset(held) for word, held in found.items()}


@cache
def _demonyms() -> dict[str, frozenset[int]]:
    """Name or adjective -> the countries it belongs to."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, (words,) in enumerate(_tsv("wordnet_demonyms.tsv")):
        for word in words.split(", "):
            found[word].add(number)
    return {word: frozenset(held) for word, held in found.items()}


_PLACES = frozenset({"country", "city", "state", "nationality"})


@lru_cache(maxsize=16384)
def is_geographic(word: str) -> bool:
    """Whether the word names a country, a state, a city, or the people of a country."""
    return word in _demonyms() or any(group in _PLACES for group, _ in _exclusives().get(word, ()))


@lru_cache(maxsize=16384)
def is_city(word: str) -> bool:
    """Whether the word names a city and nothing larger."""
    return {group for group, _ in _exclusives().get(word, ())} == {"city"}


@cache
def _event_kinds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(_toml("concepts.toml")["event_kinds"]):
        for word in words:
            found[_form(word)].add(number)
    return {word: frozenset(held) for word, held in found.items()}


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, left, right in _tsv("wordnet_opposites.tsv"):
        for a in left.split():
            for b in right.split():
                found[a].add(b)
                found[b].add(a)
    return {word: frozenset(held) for word, held in found.items()}


@cache
def _curated_exclusives() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """Word -> (group, kind, entry) of each entry it stands in."""
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for group in _toml("exclusives.toml")["group"]:
        for number, words in enumerate(group["entries"]):
            for word in words:
                found[_form(word)].append((group["name"], group["kind"], number))
    return {word: tuple(held) for word, held in found.items()}


@cache
def _exclusives() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Word -> (group, path) of each place it has in the general groups."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for group, path, words in _tsv("wordnet_exclusives.tsv"):
        for word in words.split(", "):
            for form in {word, _form(word)}:
                found[form].append((group, tuple(path.split("."))))
    return {word: tuple(held) for word, held in found.items()}


def _exclusive(a: str, b: str) -> Contrast | None:
    curated = _curated_exclusives()
    for group, kind, entry in curated.get(a, ()):
        for other_group, _, other in curated.get(b, ()):
            if group == other_group:
                if entry == other:
                    return None
                return Contrast(FindingKind(kind), group, curated=True, opposite=False)
    found: Contrast | None = None
    for group, path in _exclusives().get(a, ()):
        for other_group, other_path in _exclusives().get(b, ()):
            if group != other_group:
                continue
            shorter = min(len(path), len(other_path))
            if path[:shorter] == other_path[:shorter]:
                return None  # one is a kind of the other, or they are one
            found = Contrast(_KINDS.get(group, FindingKind.ANTONYM), group, curated=False, opposite=False)
    return found


@cache
def dating_words() -> frozenset[str]:
    """Words that set two statements on different days or times of day: "Monday", "dawn"."""
    curated = {word for word, held in _curated_exclusives().items() if any(kind == "date" for _, kind, _ in held)}
    general = {group for group, kind in _KINDS.items() if kind is FindingKind.DATE}
    told = curated | {word for word, held in _exclusives().items() if any(group in general for group, _ in held)}
    return frozenset(part for word in told for part in word.split())
