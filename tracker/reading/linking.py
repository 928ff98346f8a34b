"""Mentions of one report, linked: "the siege" and "the July 31st attack" are one incident."""

from __future__ import annotations

from tracker.model.period import Period
from tracker.reading.happenings import Happening, same_incident
from tracker.reading.incidents import IncidentMention

LINKED = 0.5
"""`same_incident` from which two mentions of one report are one incident."""


ALIKE = 0.3
"""As `LINKED`, for a mention that follows the other in one paragraph where one of them has no date."""


_REMEMBERED = 60
"""Incidents that a new mention is compared with, newest first: keeps long texts linear."""


class Linker:
    """Collects the mentions of one report and keeps which are one incident."""

    def __init__(self) -> None:
        self._known: list[Happening] = []
        self._latest: int | None = None
        self._by_nationality: dict[str, list[int]] | None = None

    def add(self, mention: IncidentMention, *, same_paragraph: bool) -> int | None:
        """Index of the incident that the mention means; None for plurals and for kinds that are no single event."""
        self._by_nationality = None
        bare = not (mention.found.target or mention.found.place)
        if mention.many and not (mention.found.time and mention.found.time.days == 1):
            latest = self._latest
            if latest is None or not (mention.definite and bare and mention.found.time is None):
                return None
            # "the strikes destroyed a depot" in a report on one raid.
            return latest if same_incident(self._known[latest], mention.found) > 0 else None
        index = None if mention.told_apart else self._match(mention, same_paragraph=same_paragraph)
        if index is None:
            if not (mention.found.target or mention.found.place or mention.found.time):
                return None
            self._known.append(mention.found)
            index = len(self._known) - 1
        else:
            self._known[index] = merged(self._known[index], mention.found)
        known = self._known[index]
        if self._latest is None or known.place or known.time:
            # What is named by its target alone, "we struck a depot", does not become what "the attack" means.
            self._latest = index
        return index

    def _match(self, mention: IncidentMention, *, same_paragraph: bool) -> int | None:
        recent = range(max(0, len(self._known) - _REMEMBERED), len(self._known))
        scores = [(same_incident(self._known[index], mention.found), index) for index in recent]
        best = max(scores, default=(0.0, -1), key=lambda item: (item[0], item[1]))
        if best[0] >= LINKED:
            return best[1]
        bare = not mention.found.target
        says_nothing = bare and not mention.found.place and mention.found.time is None
        latest = None if self._latest is None else self._known[self._latest]
        if latest is not None and same_paragraph:
            undated = mention.found.time is None or latest.time is None
            if undated and same_incident(latest, mention.found) >= ALIKE:
                return self._latest
        bare_here = mention.definite and bare and (same_paragraph or says_nothing)
        if latest is not None and bare_here and _can_be(latest, mention):
            return self._latest
        possible = [index for score, index in scores if score > 0]
        if mention.definite and bare and mention.found.country is None and len(possible) == 1:
            return possible[0]  # "the march ended at Rossio square", in a report on one march
        if mention.definite and best[0] >= 0.3:
            return best[1]
        if mention.definite and len(self._known) == 1 and best[0] > 0 and _is_nowhere(self._known[0]):
            return 0
        return None

    def happening(self, index: int) -> Happening:
        """What is known of an incident after all mentions."""
        return self._known[index]

    def with_target_of(self, nationality: str) -> list[int]:
        """Indices of the incidents whose target is of that nationality: "Russian embassy"."""
        if self._by_nationality is None:
            self._by_nationality = {}
            for index, known in enumerate(self._known):
                if known.target:
                    self._by_nationality.setdefault(known.target.split()[0].lower(), []).append(index)
        return self._by_nationality.get(nationality.lower(), [])

    def label(self, index: int) -> str:
        """Its short name."""
        return self._known[index].label


def _can_be(latest: Happening, mention: IncidentMention) -> bool:
    """Whether "the attack" can be the one told of last; a place that only stands near by does not exclude it."""
    if same_incident(latest, mention.found) > 0:
        return True
    loose = mention.found._replace(place=None, time=None)
    may_differ = not mention.places_itself and mention.found.time in (None, latest.time)
    return may_differ and same_incident(latest, loose) > 0


def _is_nowhere(known: Happening) -> bool:
    """ "the first blast this morning": where it was is told later."""
    return known.place is None and known.target is None


def merged(a: Happening, b: Happening) -> Happening:
    """What two mentions of one incident say together; the narrower time and the fuller target win."""
    target = max((a.target or "", b.target or ""), key=len) or None
    time = _narrower(a.time, b.time)
    use_b_place = a.place is None or (a.place == a.country and b.place is not None and b.place != b.country)
    return Happening(
        a.kind,
        b.place if use_b_place and b.place else a.place,
        target,
        a.actor or b.actor,
        time,
        a.country or b.country,
    )


def _narrower(a: Period | None, b: Period | None) -> Period | None:
    if a is None or b is None:
        return a or b
    return a if a.days <= b.days else b
