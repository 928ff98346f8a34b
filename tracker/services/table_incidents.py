"""Which incident each record of a table is on: the one it names, else the one of its kind, place and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.services.import_lines import OF_INCIDENT
from tracker.services.indexing import name_key
from tracker.services.naming import one_line
from tracker.services.readers import described, names_of_days, undated_name
from tracker.store.ports import Write
from tracker.store.records import settled

Draft = dict[str, Any]
"""The fields of a claim, all of them, and those of `OF_INCIDENT`; see `import_lines.fields_of`."""

KnownIncidents = dict[str, tuple[str, str]]
"""Folded name -> id and name. In a table the name says which claims belong together, so only the same name counts."""

_OUTERMOST = (dt.date.min, dt.date.max)
"""Days without a day before or after."""


_tidied = lru_cache(maxsize=8192)(one_line)


class Telling(NamedTuple):
    """What a record that names no incident tells of it."""

    kind: str
    place: str
    day: dt.date | None


def is_undated(draft: Draft) -> bool:
    """Whether its incident can be told only once all others of its kind and place are known."""
    return bool(draft["kind"] and draft["place"] and not draft["incident"] and draft["event_time"] is None)


def link_incidents(write: Write, drafts: Sequence[Draft], known: KnownIncidents) -> None:
    """Gives the drafts their incidents, and takes their `kind` away; new incidents are created, and become known.

    Without a name, incidents of one kind and place are one when a day apart at most; a record without a day is on the
    only one there is, if there is only one. A record that tells neither name nor kind and place is on none.
    """
    _look_up(write, {draft["incident"].casefold() for draft in drafts if draft["incident"]}, known)
    told = [(draft, telling) for draft in drafts if (telling := _told(draft))]
    new = _named_by_day(write, [(draft, telling) for draft, telling in told if telling.day], known)
    _named_without_day(write, [(draft, telling) for draft, telling in told if not telling.day], known)
    belonging = [(draft["incident"].casefold(), draft) for draft in drafts if draft["incident"]]
    missing: dict[str, Draft] = {}
    for folded, draft in belonging:
        if folded not in known:
            missing.setdefault(folded, draft)
    created = [
        _incident(draft, new_id, new.get(folded))
        for (folded, draft), new_id in zip(missing.items(), write.new_ids("incident", len(missing)), strict=True)
    ]
    write.add("incident", created)
    known.update((folded, (i.id, i.name)) for folded, i in zip(missing, created, strict=True))
    for folded, draft in belonging:
        draft["incident_id"], draft["incident"] = known[folded]
    for draft in drafts:
        for name in OF_INCIDENT:
            del draft[name]


def _told(draft: Draft) -> Telling | None:
    kind, place, time = draft["kind"], draft["place"], draft["event_time"]
    if draft["incident"] or not (kind and place) or (time and (time.days != 1 or time.start in _OUTERMOST)):
        return None
    return Telling(_tidied(kind), _tidied(place), time.start if time else None)


def _named_by_day(write: Write, told: Sequence[tuple[Draft, Telling]], known: KnownIncidents) -> dict[str, Telling]:
    """Names the incidents of the drafts; returns what is told of those that are new, by their folded names."""
    names = names_of_days({telling for _, telling in told})
    folded = {telling: [name.casefold() for name in possible] for telling, possible in names.items()}
    _look_up(write, {name for possible in folded.values() if possible[0] not in known for name in possible}, known)
    new: dict[str, Telling] = {}
    for draft, telling in told:
        for name in folded[telling]:
            if name in known:
                draft["incident"] = known[name][1]
                break
            if name in new:
                draft["incident"] = names[new[name]][0]
                break
        else:
            new[folded[telling][0]] = telling
            draft["incident"] = names[telling][0]
    return new


def _named_without_day(write: Write, told: Sequence[tuple[Draft, Telling]], known: KnownIncidents) -> None:
    if not (told and write.is_indexed()):
        return
    beginnings = {telling: name_key(undated_name(telling.kind, telling.place)) for _, telling in told}
    found = write.only_incidents(set(beginnings.values()))
    for draft, telling in told:
        only = found.get(beginnings[telling])
        if only:
            known[only.name.casefold()] = only.id, only.name
            draft["incident"] = only.name


def _look_up(write: Write, names: Collection[str], known: KnownIncidents) -> None:
    keys = {name_key(name) for name in names if name not in known}
    if keys:
        found = write.incidents_with(keys) if write.is_indexed() else write.incidents()
        known.update((incident.name.casefold(), (incident.id, incident.name)) for incident in reversed(found))


def _incident(draft: Draft, new_id: str, told: Telling | None) -> Incident:
    if told:
        time = draft["event_time"]
        return Incident(id=new_id, name=draft["incident"], kind=told.kind, place=told.place, time=time)
    sketch = described(draft["incident"], [Claim.of_checked(draft)])
    said: dict[str, Any] = {name: one_line(draft[name]) for name in OF_INCIDENT if draft[name]}
    if said:
        # Who says of an incident what it was has a record of its own for it: its words go before what its name tells.
        said |= {"place": draft["place"] or sketch.place, "time": draft["event_time"] or sketch.time}
    return settled(sketch.model_copy(update=said | {"id": new_id}))
