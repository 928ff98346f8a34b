"""Pairs of incidents that may be one, for an analyst to accept or refuse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tracker.model.incident import Incident, LikelySame
from tracker.reading.happenings import family, kind_of_noun, same_incident

PROPOSED = 0.35
"""`same_incident` from which a pair is proposed: kind and place agree, or kind and month, and nothing excludes it."""

_NEIGHBOURS = 40
"""Incidents of one place, target or month that each is set against, in order of time: keeps many incidents linear."""


def likely_same(incidents: Sequence[Incident]) -> list[LikelySame]:
    """The pairs that may be one incident, the surest first; each pair once, in the order taken in.

    >>> from tracker.model.period import Period
    >>> bombing = Incident(id="I1", name="bombing", kind="bombing", place="Tripoli", time=Period.parse("2017-08-01"))
    >>> blast = Incident(id="I2", name="blast", kind="bombing", place="Tripoli")
    >>> [(pair.id, pair.score, pair.agree) for pair in likely_same([bombing, blast])]
    [('I1-I2', 0.4, ('kind', 'place'))]
    """
    found: dict[tuple[int, int], LikelySame] = {}
    for left, right in _candidates(incidents):
        if (left, right) in found:
            continue
        a, b = incidents[left], incidents[right]
        score = same_incident(a, b)
        if score >= PROPOSED:
            found[left, right] = LikelySame(a=a, b=b, score=score, agree=_agree(a, b))
    return [found[pair] for pair in sorted(found, key=lambda pair: (-found[pair].score, pair))]


def _candidates(incidents: Sequence[Incident]) -> Iterator[tuple[int, int]]:
    """Pairs that share place, target or month: without one of them no pair is likely enough."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, incident in enumerate(incidents):
        for key in _keys(incident):
            blocks[key].append(index)
    for members in blocks.values():
        members.sort(key=lambda index: (_start(incidents[index]), index))
        for at, left in enumerate(members):
            for right in members[at + 1 : at + 1 + _NEIGHBOURS]:
                yield min(left, right), max(left, right)


def _keys(incident: Incident) -> Iterator[tuple[str, str]]:
    kind = _family(incident)
    if incident.place:
        yield kind, f"in {incident.place.casefold()}"
    if incident.target:
        yield kind, f"on {incident.target.casefold().split()[-1]}"
    if incident.time and incident.time.days <= _LONGEST:
        yield kind, str(incident.time.start)[:7]
        if str(incident.time.end)[:7] != str(incident.time.start)[:7]:
            yield kind, str(incident.time.end)[:7]


_LONGEST = 31
"""Days of a time that tells incidents apart."""


def _start(incident: Incident) -> str:
    return str(incident.time.start) if incident.time else ""


def _family(incident: Incident) -> str:
    kind = incident.kind or ""
    return family(kind_of_noun(kind) or kind)


def _agree(a: Incident, b: Incident) -> tuple[str, ...]:
    agree = {
        "kind": a.kind and b.kind and _family(a) == _family(b),
        "time": a.time and b.time and a.time.overlaps(b.time, slack_days=1),
        "place": _same_words(a.place, b.place),
        "target": _same_words(a.target, b.target),
        "actor": _same_words(a.actor, b.actor),
    }
    return tuple(field for field, same in agree.items() if same)


def _same_words(a: str | None, b: str | None) -> bool:
    left, right = set((a or "").casefold().split()), set((b or "").casefold().split())
    return bool(left and right) and (left <= right or right <= left)
