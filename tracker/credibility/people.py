"""Names of people, and lists of them, in one table cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from tracker.credibility.folding import folded, listed
from tracker.credibility.nicknames import FULL_NAMES

_STRONG = re.compile(r"(?:(?<!\s)\s+)?(?:[;|\n•+]|\s[-–—]\s|\band\b|&|\bet\b|\bwith\b)\s*", re.IGNORECASE)
_SLASH = re.compile(r"(?:(?<!\s)\s+)?/\s*")
_ET_AL = re.compile(r"\bet\.?\s*al\b\.?|\band others\b|\bothers\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ROLES = listed(
    """
    mr|mrs|ms|dr|prof|professor|sir|by|phd|md|msc|esq|editor|editors|edited|ed|eds|author|authors|written|compiled|
    compiler|translated|translator|trans|illustrated|illustrator|foreword|introduction|contributor|contributors|jr|
    sr|ii|iii|iv
    """
)
_NOBODY = listed("not available|not applicable|unknown|various|anonymous|none|n/a|na|tba|tbd|no author|not specified")
_FIRMS = listed(
    """
    inc|ltd|llc|corp|corporation|company|press|publishing|publishers|publications|books|staff|university|institute|
    society|association|media|group|international
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
LONG_ENOUGH = 5
"""Names shorter than this are not one name misspelt."""


class Person(NamedTuple):
    """A name taken apart: 'Conklin, W. Art' -> ('conklin', ('w', 'art'))."""

    surname: str
    given: tuple[str, ...]

    def may_be(self, other: Person) -> bool:
        """True if both can be one person: like surnames, and first names that do not exclude each other.

        >>> Person("conklin", ("art",)).may_be(Person("art", ("conklin",)))
        True
        """
        if _alike(self.surname, other.surname):
            return _agree(self.given, other.given)
        if len(self.given) + len(other.given) < 2:
            return False
        if "".join(sorted((self.surname, *self.given))) == "".join(sorted((other.surname, *other.given))):
            return True
        return self._has_longer_surname(other) or other._has_longer_surname(self)

    def _has_longer_surname(self, other: Person) -> bool:
        """True if this surname begins with the last of the other's first names: Garcia-Molina, Garcia Molina."""
        for start in range(len(other.given) - 1, max(-1, len(other.given) - 4), -1):
            if "".join(other.given[start:]) + other.surname == self.surname:
                return _agree(self.given, other.given[:start])
        return False


def people_in(text: str) -> tuple[Person, ...]:
    """The people named in a text, in order, without roles and titles; () if it names nobody.

    Firms are left out where people are named beside them, and a person who is named twice counts once.

    >>> people_in("Conklin, Art; White, Gregory B.") == people_in("Art Conklin & Gregory B. White")
    True
    >>> people_in("Conklin A., White G. (editors)") == people_in("A. Conklin; G. White; Any Press Inc.")
    True
    >>> people_in("not available")
    ()
    """
    if folded(text) in _NOBODY:
        return ()
    cleaned = _one_spaced(_ET_AL.sub(" ", _BRACKETS.sub(_break_after_role, text)))
    chunks = [chunk for part in _STRONG.split(cleaned) for chunk in _SLASH.split(part) if chunk.strip(" ,.")]
    named = [name for chunk in chunks for name in _names_by_comma(chunk) if folded(" ".join(name)) not in _NOBODY]
    people = [name for name in named if _FIRMS.isdisjoint(_words(" ".join(name)))]
    return _each_once([person for name in people or named if (person := _person(name)) is not None])


def words_of_people(text: str) -> tuple[str, ...]:
    """All words of the names in a text in alphabetical order: the same however the names are parted and turned.

    >>> words_of_people("LEE ANN CHU BO") == words_of_people("Ann Lee; Bo Chu")
    True
    """
    if folded(text) in _NOBODY:
        return ()
    words = _words(_ET_AL.sub(" ", _BRACKETS.sub(" ", text.replace("&", " "))))
    return tuple(sorted(word for word in words if word not in _ROLES and word not in {"and", "with", "et"}))


def clearest_spelling(used: Mapping[str, int]) -> str:
    """Of spellings of one list of names: the one with most names in full, in the words most used, with least beside.

    used: spelling -> how often it was used, the one used most first.

    >>> clearest_spelling({"Lee, A.": 2, "Ann Lee (author)": 1, "Lee, Ann": 1, "Lee, Anm": 1})
    'Lee, Ann'
    """
    words = {text: [word for word in words_of_people(text) if len(word) > 1] for text in used}
    often = Counter(word for text, times in used.items() for word in set(words[text]) for _ in range(times))

    def merit(text: str) -> tuple[int, int, int, int]:
        people = people_in(text)
        in_full = sum(any(len(word) > 1 for word in person.given) for person in people)
        rarest = min((often[word] for word in words[text]), default=0)
        beside = len(_words(text)) - sum(1 + len(person.given) for person in people)
        return in_full, rarest, -beside, used[text]

    return max(used, key=merit)


def _one_spaced(text: str) -> str:
    """Lines parted by semicolons and words by one space, so that looking for what stands between them is linear."""
    return " ".join(text.replace("\n", ";").split())


def _break_after_role(bracket: re.Match[str]) -> str:
    """A role in brackets ends a name; anything else in brackets is a remark."""
    words = _words(bracket[0])
    return "; " if words and set(words) <= _ROLES else " "


def _each_once(people: list[Person]) -> tuple[Person, ...]:
    kept: list[Person] = []
    for person in people:
        alike = (earlier for earlier in kept if earlier.surname == person.surname)
        if any(earlier == person or (person.given and earlier.given and person.may_be(earlier)) for earlier in alike):
            continue
        kept.append(person)
    return tuple(kept)


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
    """A surname is the last word that is no initial; particles tell nobody apart, for many leave them out."""
    last, rest = name
    words = [word for word in (*_words(rest), *_words(last)) if word not in _ROLES]
    words = [word for word in words if word not in _PARTICLES] or words
    if not words:
        return None
    if not last and len(words[0]) > 1 and all(len(word) == 1 for word in words[1:]):
        return Person(words[0], tuple(words[1:]))
    surname = [word for word in _words(last) if word in words] if last else words[-1:]
    least = len(words) - max(len(surname), 1)
    return Person("".join(words[least:]), tuple(words[:least]))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= LONG_ENOUGH and fuzz.ratio(one, other) >= SAME_SURNAME


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """First names are compatible: initials of each other, or in the other one's middle names, or not given."""
    if not one or not other:
        return True
    pairs = ((one[0], other[0]), (one[0], other[1:2]), (one[1:2], other[0]))
    if any(_one_first_name("".join(a), "".join(b)) for a, b in pairs if a and b):
        return True
    return _initials(one) == "".join(other) or _initials(other) == "".join(one)


def _one_first_name(a: str, b: str) -> bool:
    if a.startswith(b) or b.startswith(a) or _alike(a, b):
        return True
    return not FULL_NAMES.get(a, {a}).isdisjoint(FULL_NAMES.get(b, {b}))


def _initials(given: tuple[str, ...]) -> str:
    return "".join(name[0] for name in given)


def looks_like_people(text: str) -> bool:
    """True if a text has the marks of personal names: initials, 'Last, First', or several names of two to four words.

    >>> looks_like_people("Conklin, W. A."), looks_like_people("Ann Lee; Bo Chu"), looks_like_people("suicide bombing")
    (True, True, False)
    >>> looks_like_people("ann lee, bo chu")
    True
    """
    text = _one_spaced(text)
    chunks = [chunk for chunk in _STRONG.split(text) if chunk.strip(" ,.")]
    if re.search(r"(?:^|[\s,.])[A-Z]\.", text) and len(_words(text)) > 1:
        return True
    if len(chunks) > 1:
        return all(2 <= len(_words(name[1])) <= 4 or name[0] for chunk in chunks for name in _names_by_comma(chunk))
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if any(map(str.isdigit, text)) or len(parts) < 2:
        return False
    if all(2 <= len(_words(part)) <= 3 for part in parts):
        return True
    return len(parts) == 2 and _is_surname(parts[0]) and 1 <= len(_words(parts[1])) <= 3
