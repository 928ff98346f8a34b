"""Claims from a table of records, many at once: linked to sources and incidents, indexed, journalled in parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic import ValidationError

from tracker.errors import UsageError
from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.incident import Incident
from tracker.model.period import Period
from tracker.model.source import Source
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.indexing import name_key
from tracker.services.naming import one_line, said_name
from tracker.services.readers import country_of_place, described
from tracker.services.source_links import SourceLinks
from tracker.store.ports import Write

CLAIMS_AN_ENTRY = 5_000
"""Claims kept by one journal entry: an import of a million can be undone in parts, and needs no more memory."""

FIGURE_FIELDS = ("value", "low", "high", "low_open", "high_open", "unit", "approximate")
"""Fields of a record that together are its figure."""

FIELDS = (
    *("quote", "source", "measure", "population", "polarity", "place", "incident", "basis", "hedged", "cumulative"),
    *("confidence", "credibility", "likelihood", "stated_at", "note"),
)
"""Further fields of a record, those of a claim."""


class Imported(Frozen):
    """What an import did."""

    claims: int
    refused: tuple[str, ...]
    """A sentence for each line that holds no claim, the first hundred."""


class Importing(Service):
    """Bulk import of claims."""

    def take_in(self, lines: Iterable[str | bytes], *, status: ClaimStatus = ClaimStatus.ACCEPTED) -> Imported:
        """Keeps one claim for each line of JSON; a bad line never stops the rest.

        A record has the fields of a claim in JSON output (quote and source are needed; a figure is value, low, high,
        unit, approximate; event_time is "2017-07-31" or two days with "/"). `id`, `report` and grades by others are
        not taken. Sources and incidents are linked by name, and created if they are new.
        """
        kept = 0
        refused: list[str] = []
        numbered = iter(enumerate(lines, 1))
        while part := list(islice(numbered, CLAIMS_AN_ENTRY)):
            drafts = list(_drafts(part, status, refused))
            if drafts:
                with many_records(), self._store.write("import", actor=self._actor) as write:
                    _keep(write, drafts)
                    write.summary = f"Imported {len(drafts)} claims"
                kept += len(drafts)
        return Imported(claims=kept, refused=tuple(refused[:100]))


def _drafts(part: Iterable[tuple[int, str | bytes]], status: ClaimStatus, refused: list[str]) -> Iterator[Claim]:
    for number, line in part:
        if not line.strip():
            continue
        try:
            yield _draft(json.loads(line), status)
        except (ValueError, TypeError, UsageError) as error:
            told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            refused.append(f"line {number}: {told}")


def _draft(record: Any, status: ClaimStatus) -> Claim:
    if not isinstance(record, Mapping):
        raise TypeError("no object with fields")
    if not str(record.get("quote") or "").strip() or not str(record.get("source") or "").strip():
        raise ValueError("quote and source are needed")
    data: dict[str, Any] = {name: record[name] for name in FIELDS if record.get(name) is not None}
    figure = {name: record[name] for name in FIGURE_FIELDS if record.get(name) is not None}
    if figure.keys() & {"value", "low", "high"}:
        if "value" in figure:
            figure.setdefault("low", figure["value"])
            figure.setdefault("high", figure["value"])
        elif figure.get("low") == figure.get("high"):
            figure["value"] = figure["low"]
        data["quantity"] = figure
    for name in ("event_time", "as_of"):
        if record.get(name):
            data[name] = _period(record[name])
    data |= {"id": "draft", "status": status, "source": one_line(str(record["source"]))}
    return Claim.model_validate(data)


def _period(value: Any) -> Any:
    return Period.parse(value) if isinstance(value, str) else value


def _keep(write: Write, drafts: list[Claim]) -> None:
    sources = SourceLinks(write)
    known_sources: dict[tuple[str, str | None], Source] = {}
    incidents = _known_incidents(write, {draft.incident for draft in drafts if draft.incident})
    for draft in drafts:
        country = country_of_place(draft.place) if draft.place else None
        source = known_sources.get((draft.source, country))
        if source is None:
            source = sources.named(draft.source, origin="import", country=country)
            known_sources[draft.source, country] = source
        update: dict[str, Any] = {"id": write.new_id("claim"), "source": said_name(source.name), "source_id": source.id}
        if draft.incident:
            incident = incidents.get(draft.incident.casefold())
            if incident is None:
                sketch = described(draft.incident, [draft])
                incident = write.put(sketch.model_copy(update={"id": write.new_id("incident")}))
                incidents[draft.incident.casefold()] = incident
            update |= {"incident_id": incident.id, "incident": incident.name}
        write.put(draft.model_copy(update=update))


def _known_incidents(write: Write, names: set[str]) -> dict[str, Incident]:
    """Folded name -> incident. In a table the name says which claims belong together, so only the same name counts."""
    found = write.incidents_with({name_key(name) for name in names}) if write.is_indexed() else write.incidents()
    return {incident.name.casefold(): incident for incident in reversed(found)}
