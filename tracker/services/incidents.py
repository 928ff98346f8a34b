"""Incidents: find, correct, merge."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tracker.errors import NotFoundError, RefusedError, UsageError
from tracker.model.change import Change
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.model.query import ClaimQuery
from tracker.services.base import Service, changed
from tracker.services.linking import IncidentNames
from tracker.services.naming import one_line

EDITABLE = ("name", "kind", "place", "target", "actor", "time", "notes")
"""Fields of an incident that a person may set."""


class Incidents(Service):
    """Incidents of a case."""

    def all(self) -> list[Incident]:
        """All incidents, in the order first met."""
        return self._store.incidents()

    def get(self, id_or_name: str) -> Incident:
        """An incident by id or name. Raises NotFoundError."""
        incident = IncidentNames(self._store.incidents()).find(id_or_name)
        if incident is None:
            raise NotFoundError(
                f"There is no incident {id_or_name!r} in this case.", hint="List them: tracker incidents."
            )
        return incident

    def edit(self, incident_id: str, *, rev: int | None = None, reason: str = "", **fields: Any) -> Incident:
        """Sets name, kind, place, target, actor, time (Period or text), notes; its claims carry the new name."""
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

    def merge(self, incident_id: str, into: str) -> Change:
        """Makes one incident of two: its claims go to `into`; undo brings both back."""
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
            write.put(target.model_copy(update=filled | {"notes": notes}))
            for claim in write.claims(ClaimQuery(incident_id=incident_id)):
                write.put(claim.model_copy(update={"incident_id": into, "incident": target.name}))
            write.remove("incident", incident_id)
        return changed(write)


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
