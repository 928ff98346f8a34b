"""Names of people, and lists of them, in one table cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from tracker.credibility.folding import folded, listed

_STRONG = re.compile(r"\s*(?:[;|\n]|\band\b|&|\bet\b|\bwith\b)\s*", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_ET_AL = re.compile(r"\bet\.?\s*al\b\.?|\band others\b|\bothers\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_ROLES = listed(
    """
    mr|mrs|ms|dr|prof|professor|sir|by|phd|md|msc|esq|editor|editors|ed|eds|author|authors|jr|
    sr|ii|iii|iv
    """
)
_PARTICLES = listed(
    """
    van|von|de|der|den|del|della|di|da|dos|du|la|le|bin|ibn|al|el|ten|ter|st
    """
)
_WORD = re.compile(r"[^\W\d_]+")
SAME_SURNAME = 88
"""Percent likeness (rapidfuzz ratio) from which two surnames in answers to one question are spellings of one."""


class Person(NamedTuple):
    """A name taken apart: 'Conklin, W. Art' -> ('conklin', ('w', 'art'))."""

    surname: str
    given: tuple[str, ...]

    def may_be(self, other: Person) -> bool:
        """True if both can be one person: like surnames, and first names that do not exclude each other."""
        if self.surname != other.surname and (
            min(len(self.surname), len(other.surname)) < 5 or fuzz.ratio(self.surname, other.surname) < SAME_SURNAME
        ):
            return False
        return _agree(self.given, other.given)


def people_in(text: str) -> tuple[Person, ...]:
    """The people named in a text, in order, without roles and titles; () if no word is left.

    >>> people_in("Conklin, Art; White, Gregory B.") == people_in("Art Conklin & Gregory B. White")
    True
    """
    cleaned = _ET_AL.sub(" ", _BRACKETS.sub(" ", text))
    chunks = [chunk for part in _STRONG.split(cleaned) for chunk in _SLASH.split(part) if chunk.strip(" ,.")]
    found = (_person(name) for chunk in chunks for name in _names_by_comma(chunk))
    return tuple(dict.fromkeys(person for person in found if person is not None))


def _names_by_comma(chunk: str) -> list[tuple[str, str]]:
    """(surname part or '', rest) for each name of a chunk in which only commas separate."""
    parts = [part.strip() for part in chunk.split(",")]
    parts = [part for part in parts if part and not set(_words(part)) <= _ROLES]
    if len(parts) < 2:
        return [("", part) for part in parts]
    if len(parts) % 2 == 0 and all(_is_surname(part) for part in parts[::2]):
        return list(zip(parts[::2], parts[1::2], strict=True))
    if len(parts) == 2 and len(_words(parts[1])) == 1 < len(_words(parts[0])):
        return [(parts[0], parts[1])]
    return [("", part) for part in parts]


def _is_surname(part: str) -> bool:
    words = [word for word in _words(part) if word not in _PARTICLES]
    return len(words) == 1 and len(words[0]) > 1


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"['’-]", "", folded(text)))


def _person(name: tuple[str, str]) -> Person | None:
    """A surname is the last word with the particles before it; further words before them count as first names."""
    last, rest = name
    words = [word for word in (*_words(rest), *_words(last)) if word not in _ROLES]
    if not words:
        return None
    start = len(words) - 1
    least = len(words) - len(_words(last)) if last else 1
    while start > least and words[start - 1] in _PARTICLES:
        start -= 1
    return Person("".join(words[start:]), tuple(words[:start]))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """First names are compatible: initials of each other, or in the other one's middle names, or not given."""
    if not one or not other:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in one[:2] for b in other[:2])


def looks_like_people(text: str) -> bool:
    """True if a text has the marks of personal names: initials, 'Last, First', or several names of two to four words.

    >>> looks_like_people("Conklin, W. A."), looks_like_people("Ann Lee; Bo Chu"), looks_like_people("suicide bombing")
    (True, True, False)
    """
    chunks = [chunk for chunk in _STRONG.split(text) if chunk.strip(" ,.")]
    if re.search(r"(?:^|[\s,.])[A-Z]\.", text) and len(_words(text)) > 1:
        return True
    if len(chunks) > 1:
        return all(2 <= len(_words(name[1])) <= 4 or name[0] for chunk in chunks for name in _names_by_comma(chunk))
    parts = [part.strip() for part in text.split(",")]
    return (
        len(parts) == 2
        and _is_surname(parts[0])
        and 1 <= len(_words(parts[1])) <= 3
        and not any(map(str.isdigit, text))
    )
