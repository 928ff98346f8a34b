"""Who is meant by the names of one report: "the ministry" is the ministry that the report names in full. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracker.services.naming import is_generic, is_own_voice, is_pronoun, one_line, person_of, spokesman
from tracker.services.readers import country_of_place, name_likeness, plain_name

NARRATOR = "the report"
"""What reading calls the narrator of a report whose publisher it was not told (tracker.reading.claims.NARRATOR)."""

FAMILY_NAME = 0.5
"""Likeness from which a bare family name can be that of a person named in full in the same report."""


class Voice(NamedTuple):
    """A name to look a source up by."""

    name: str
    country: str | None = None
    """The one the report is about, for an office that a country has once."""
    body: Voice | None = None
    """Whom a spokesman speaks for."""


class ReportVoices:
    """The names of one report, resolved within it. What is not clear stays as it is, and apart from other reports'."""

    def __init__(
        self,
        names: Iterable[str],
        *,
        publisher: str | None,
        narrator: str,
        report_id: str = "",
        places: Iterable[str] = (),
    ) -> None:
        self._publisher = publisher
        self._narrator = narrator
        self._report_id = report_id
        lines = [one_line(name) for name in (publisher or "", *names)]
        self._offices = [words for name in dict.fromkeys(lines) if (words := _office_words(name))]
        self._full = [name for name in dict.fromkeys(lines) if name and not is_generic(name)]
        self._holders = {full: held for full in self._full if (held := _office_in(full))}
        """Names of persons with their office -> the words of the office."""
        countries = Counter(country for place in places if (country := country_of_place(place)))
        self._country = countries.most_common(1)[0][0] if countries else None

    def voice(self, name: str, place: str | None) -> Voice:
        """Whom a name means. place: where the claim is about, to keep unnamed offices apart."""
        full = self._full_name(one_line(name))
        country = (country_of_place(place) if place else None) or self._country
        spoken = spokesman(full)
        body = self.voice(spoken.body, place) if spoken and spoken.body else None
        if not is_generic(full) or full == self._publisher:
            return Voice(full, country, body)
        return Voice(self._apart(full, place), country, body)

    def alias(self, name: str) -> str:
        """The name as written, where it is one; empty for the narrator, a pronoun and "our count"."""
        line = one_line(name)
        return "" if line == NARRATOR or is_pronoun(line) or is_own_voice(line) else line

    def _full_name(self, name: str) -> str:
        if not name or name == NARRATOR or is_pronoun(name) or is_own_voice(name):
            return self._publisher or self._narrator
        holder = self._office_holder(name)
        if holder or is_generic(name):
            return holder or self._described(name)[0]
        return self._named_in_full(name) or name

    def _office_holder(self, name: str) -> str | None:
        """Who a report that says "the regional governor" names as "Governor Ilan Deshko"; None if not just one can be.

        The words of one office must all stand in the other: an army spokesman is no police spokesman.
        """
        office = _office_words(name)
        if not office:
            return None
        found = [full for full, held in self._holders.items() if _is_office(office, held)]
        people = {plain_name(person_of(full) or full) for full in found}
        same = [other for other in self._offices if other[-1] == office[-1]]
        if len(people) != 1 or not all(_is_office(other, self._holders[found[0]]) for other in same):
            return None
        return max(found, key=lambda full: len(full.split()))

    def _apart(self, name: str, place: str | None) -> str:
        """An office that nobody says whose it is, with what keeps it apart from others of that name."""
        if len(self._described(name)) > 1:
            return f"{name} ({self._report_id})" if self._report_id else name
        return f"{name} ({place})" if place else name

    def _described(self, name: str) -> list[str]:
        """The fuller names that a description can mean; the publisher's goes before others; itself if there is none."""
        words = [word for word in name.casefold().split() if word not in ("the", "a")]
        found = [full for full in self._full if words and _ends_with(full, words)]
        if self._publisher in found:
            return [self._publisher or name]
        return found if len({plain_name(full) for full in found}) == 1 else [name, *found]

    def _named_in_full(self, name: str) -> str | None:
        """The one person of this report whose family name, or name without an office, this is."""
        person = person_of(name) or (name if " " not in name and name[:1].isupper() else None)
        if person is None:
            return None
        found = {full: whole for full in self._full if len((whole := person_of(full) or "").split()) > 1}
        meant = {full: whole for full, whole in found.items() if _can_be(person, whole)}
        if len({plain_name(whole) for whole in meant.values()}) != 1 or not _same_body(name, list(meant)):
            return None
        return max(meant, key=lambda full: len(full.split()))


def _office_words(name: str) -> list[str]:
    """The words of a description without its article; [] for what holds a name."""
    words = [word for word in name.split() if word.casefold() not in ("the", "a", "an")]
    return words if all(word.islower() for word in words) else []


def _office_in(full: str) -> list[str]:
    """The words before a person's name, in lower case; [] where the name is nobody's, or bare."""
    person = person_of(full)
    at = full.find(person) if person else 0
    return full[:at].casefold().split() if at > 0 else []


def _is_office(one: list[str], other: list[str]) -> bool:
    if one[-1] != other[-1] or not (set(one) <= set(other) or set(other) <= set(one)):
        return False
    return _OTHER_RANKS.isdisjoint(set(one) ^ set(other))


_OTHER_RANKS = frozenset(("deputy", "vice", "assistant", "former", "ex", "then", "acting", "chief"))
"""Words that make another office of one: a deputy governor is not the governor."""


def _ends_with(full: str, words: list[str]) -> bool:
    # The office stands at the end of the fuller name: "police" in "Kabul police", not in "police sources".
    folded = full.casefold()
    heads = (folded, folded.split(" of ")[0], folded.split(" in ")[0])
    return folded.split() != words and any(head.split()[-len(words) :] == words for head in heads)


def _can_be(person: str, whole: str) -> bool:
    if plain_name(person) == plain_name(whole):
        return True
    return len(person.split()) < len(whole.split()) and name_likeness(person, whole) >= FAMILY_NAME


def _same_body(name: str, others: list[str]) -> bool:
    """Whether nobody among them speaks for another body: two spokesmen of one family name are two."""
    bodies = [spoken.body for full in (name, *others) if (spoken := spokesman(full)) and spoken.body]
    return len({plain_name(body) for body in bodies}) <= 1
