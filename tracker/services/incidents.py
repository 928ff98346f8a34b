"""Incidents: find, correct, merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.model.change import Change
from tracker.model.claim import Claim
from tracker.model.decision import Decision
from tracker.model.incident import Incident, LikelySame
from tracker.model.period import Period
from tracker.model.query import ClaimQuery
from tracker.model.scales import Outcome
from tracker.model.timeline import IncidentTally, Timeline
from tracker.services.base import Service, changed, counted, number_of
from tracker.services.linking import INCIDENT_ID, IncidentLinks, IncidentNames
from tracker.services.naming import one_line
from tracker.services.readers import likely_pairs
from tracker.services.seen import UNASKED, Unasked, as_read, stale
from tracker.services.timelines import TOLD, timeline
from tracker.store.ports import Store
from tracker.store.search import found

MOST_TOLD = 2_000
"""Statements of one incident that a timeline reads; the newest taken in, when there are more."""

LOOKED_THROUGH = 5_000
"""Incidents up to which all are looked through for words."""

EDITABLE = ("name", "kind", "place", "target", "actor", "time", "notes")
"""Fields of an incident that a person may set."""


class Incidents(Service):
    """Incidents of a case."""

    def __init__(self, store: Store, actor: str, *, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._clock = clock

    def all(self) -> list[Incident]:
        """All incidents, in the order first met."""
        return self._store.incidents()

    def get(self, id_or_name: str) -> Incident:
        """An incident by id or name. Raises NotFoundError."""
        incident = IncidentNames(self._store).find(id_or_name)
        if incident is None:
            raise NotFoundError(
                f"There is no incident {id_or_name!r} in this case.", hint="List them: tracker incidents."
            )
        return incident

    def find(self, text: str) -> list[Incident]:
        """Incidents whose id, name or place hold the words typed, slips allowed; all for no words."""
        incidents = self._store.incidents()
        if not text.strip():
            return incidents
        return found(text, incidents, lambda one: f"{one.id} {one.name} {one.place or ''}")

    def like(self, text: str, limit: int) -> list[Incident]:
        """The same, at most so many; for any size of case, at each keystroke.

        In a large case they are those with all the words in their names, then those of the claims most like the words.
        """
        if self._store.count_records("incident") <= LOOKED_THROUGH:
            return self.find(text)[:limit]
        asked = text.strip()
        is_id = bool(INCIDENT_ID.fullmatch(asked.upper()))
        ids = [asked.upper()] if is_id else self._store.incidents_named(asked, limit)
        if asked and not is_id and len(ids) < limit:
            ids += [claim.incident_id for claim in self._store.best_claims(asked, limit) if claim.incident_id]
        kept = []
        for one in list(dict.fromkeys(ids))[:limit]:
            with suppress(NotFoundError):
                kept.append(self._store.incident(one))
        return kept

    def tallies(self, ids: Collection[str]) -> dict[str, IncidentTally]:
        """How much is known of each of these incidents."""
        told = self._store.told_of(ids)
        return {one: IncidentTally(claims=told[one][0], last=told[one][1]) for one in ids if one in told}

    def timeline(self, id_or_name: str, *, also: str | None = None, as_of: dt.date | None = None) -> Timeline:
        """What was said of an incident, when, and what replaced what.

        also: another incident, as if the two were one. as_of: only what was stated until the end of that day (UTC).
        Raises NotFoundError.
        """
        claims: list[Claim] = []
        unread = 0
        incidents = [self.get(name) for name in (id_or_name, also) if name]
        for incident in incidents:
            query = ClaimQuery(statuses=TOLD, incident_id=incident.id)
            passed = max(0, self._store.count_claims(query) - MOST_TOLD)
            claims += self._store.claims(query.model_copy(update={"offset": passed, "limit": MOST_TOLD}))
            unread += passed
        return timeline(incidents[0].id, claims, as_of=as_of, unread=unread)

    def likely_same(self) -> list[LikelySame]:
        """Pairs that may be one incident, the surest first: merge them, or keep them apart.

        A report's incident becomes a known one only when that is clear; these are the links left undecided.
        """
        apart = {decision.target for decision in self._store.decisions() if _keeps_apart(decision)}
        return [pair for pair in likely_pairs(self._store.incidents()) if pair.id not in apart]

    def keep_apart(self, one: str, other: str, *, reason: str = "") -> Decision:
        """Records that two incidents, by id or name, are two: they are not proposed again until that is reopened."""
        first, second = sorted((self.get(one), self.get(other)), key=lambda incident: number_of(incident.id))
        if first.id == second.id:
            raise RefusedError(f"{first.id} cannot be kept apart from itself.", hint="Name two incidents.")
        target = f"{first.id}-{second.id}"
        with self._store.write("decide", actor=self._actor, summary=f"Kept {target} apart", reason=reason) as write:
            known = next((d for d in write.decisions() if d.target == target and _keeps_apart(d)), None)
            if known:
                raise RefusedError(f"{target} are kept apart already, by {known.id}.")
            decision = Decision(
                id=write.new_id("decision"),
                target=target,
                outcome=Outcome.DIFFERENT_EVENT,
                reason=reason.strip(),
                by=self._actor,
                at=self._clock(),
            )
            return write.put(decision)

    def edit(self, incident_id: str, *, rev: int | None = None, reason: str = "", **fields: Any) -> Incident:
        """Sets name, kind, place, target, actor, time (Period or text), notes; its claims carry the new name.

        rev: the one that was read; StaleEditError if somebody changed it since.
        """
        unknown = [name for name in fields if name not in EDITABLE]
        if unknown:
            raise UsageError(f"An incident has no field {unknown[0]!r}.", hint=f"Fields: {', '.join(EDITABLE)}.")
        update = _checked(fields)
        if rev is not None:
            update["rev"] = rev
        summary = f"Edited {incident_id}: {', '.join(fields) or 'nothing'}"
        with self._store.write("edit", actor=self._actor, summary=summary, reason=reason) as write:
            kept = write.put(write.incident(incident_id).model_copy(update=update))
            for claim in write.claims(ClaimQuery(incident_id=incident_id)):
                write.put(claim.model_copy(update={"incident": kept.name}))
        return kept

    def put_into(
        self, incident: str, *claim_ids: str, seen: str | Unasked | None = UNASKED, reason: str = ""
    ) -> Change:
        """Puts claims into an incident, given by id or name and made if there is none, in one entry.

        seen: id of the incident that they were read in, None for none; StaleEditError when somebody put one of them
        into a third one since.
        """
        name = one_line(incident)
        if not name or not claim_ids:
            raise UsageError("Claims go into an incident that has a name.")
        with self._store.write("edit", actor=self._actor, reason=reason) as write:
            claims = [write.claim(claim_id) for claim_id in claim_ids]
            into = write.incident(name) if INCIDENT_ID.fullmatch(name) else IncidentLinks(write).exactly(name, claims)
            for claim in claims:
                if seen is not UNASKED and claim.incident_id not in (seen, into.id):
                    last = write.changes_of(claim.id)[-1]
                    raise stale(f"{claim.id} was put into {claim.incident_id or 'no incident'}", last.actor, last.at)
                write.put(claim.model_copy(update={"incident_id": into.id, "incident": into.name}))
            write.summary = f"Put {counted([claim.id for claim in claims], 'claim')} into {into.id} {into.name}"
        return changed(write)

    def merge(self, incident_id: str, into: str, *, revs: tuple[int | None, int | None] = (None, None)) -> Change:
        """Makes one incident of two: its claims go to `into`; undo brings both back.

        revs: those of the two as they were read; StaleEditError if somebody changed one since.
        """
        if incident_id == into:
            raise RefusedError(f"{incident_id} cannot be merged into itself.", hint="Choose another incident.")
        with self._store.write("merge", actor=self._actor, summary=f"Merged {incident_id} into {into}") as write:
            merged, target = write.incident(incident_id), write.incident(into)
            filled = {
                name: getattr(merged, name)
                for name in ("kind", "place", "target", "actor", "time")
                if getattr(target, name) is None
            }
            also = f"Also called {merged.name}."
            notes = "\n".join(note for note in (target.notes, merged.notes, also) if note)
            write.put(as_read(merged, revs[0]))
            write.put(as_read(target.model_copy(update=filled | {"notes": notes}), revs[1]))
            for claim in write.claims(ClaimQuery(incident_id=incident_id)):
                write.put(claim.model_copy(update={"incident_id": into, "incident": target.name}))
            write.remove("incident", incident_id)
        return changed(write)


def _keeps_apart(decision: Decision) -> bool:
    return decision.is_in_force and decision.outcome is Outcome.DIFFERENT_EVENT


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    update = {
        name: (one_line(value) or None) if isinstance(value, str) and name not in ("notes", "time") else value
        for name, value in fields.items()
    }
    if "name" in update and not update["name"]:
        raise UsageError("An incident needs a name.")
    time = update.get("time")
    try:
        if isinstance(time, str):
            update["time"] = Period.parse(time) if time.strip() else None
        elif isinstance(time, dt.date):
            update["time"] = Period.day(time.date() if isinstance(time, dt.datetime) else time)
    except ValueError as error:
        raise UsageError(f"time: {error}.") from error
    return update
