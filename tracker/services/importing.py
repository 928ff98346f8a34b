"""Claims from a table of records, many at once: linked to sources and incidents, indexed, journalled in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.incident import Incident
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.import_lines import RefusedLineError, fields_of
from tracker.services.indexing import name_key
from tracker.services.naming import said_name
from tracker.services.readers import country_of_place, described
from tracker.services.source_links import SourceLinks, SourceNames
from tracker.store.ports import Write
from tracker.store.records import settled

CLAIMS_AN_ENTRY = 5_000
"""Claims kept by one journal entry: an import of a million can be undone in parts, and needs no more memory."""

REFUSALS_TOLD = 100
"""Refused lines that are told one by one; of the others their number."""

Draft = dict[str, Any]
"""The fields of a claim, all of them."""


class Imported(Frozen):
    """What an import did so far."""

    claims: int
    refused: tuple[str, ...]
    """A sentence for each line that holds no claim, the first hundred."""
    refusals: int = 0
    """How many lines hold no claim."""


class Importing(Service):
    """Bulk import of claims."""

    def take_in(self, lines: Iterable[str | bytes], *, status: ClaimStatus = ClaimStatus.ACCEPTED) -> Imported:
        """Keeps one claim for each line of JSON; a bad line never stops the rest.

        A record has the fields of a claim in JSON output (quote and source are needed; a figure is value, low, high,
        unit, approximate; event_time is "2017-07-31" or two days with "/"). `id`, `report` and grades by others are
        not taken. Sources and incidents are linked by name, and created if they are new.
        """
        done = Imported(claims=0, refused=())
        for told in self.parts(lines, status=status):
            done = told
        return done

    def parts(self, lines: Iterable[str | bytes], *, status: ClaimStatus = ClaimStatus.ACCEPTED) -> Iterator[Imported]:
        """The same part by part: tells after each, which is then kept, what was done so far.

        Whoever stops asking stops the import. An exception leaves the parts before it, and nothing of its own.
        """
        kept, refusals, refused = 0, 0, list[str]()
        numbered = iter(enumerate(lines, 1))
        known = _Known()
        while part := list(islice(numbered, CLAIMS_AN_ENTRY)):
            drafts: list[Draft] = []
            for number, line in part:
                try:
                    if line.strip():
                        drafts.append(fields_of(line, status))
                except RefusedLineError as error:
                    refusals += 1
                    if len(refused) < REFUSALS_TOLD:
                        refused.append(f"line {number}: {error}")
            if drafts:
                self._keep(drafts, known)
                kept += len(drafts)
            yield Imported(claims=kept, refused=tuple(refused), refusals=refusals)

    def _keep(self, drafts: list[Draft], known: _Known) -> None:
        with many_records(), self._store.write("import", actor=self._actor) as write:
            known.hold_from(write.head()[0])
            _link_sources(write, drafts, known)
            _link_incidents(write, drafts, known)
            for draft, new_id in zip(drafts, write.new_ids("claim", len(drafts)), strict=True):
                draft["id"] = new_id
            write.add("claim", [Claim.of_checked(draft) for draft in drafts])
            write.summary = f"Imported {len(drafts):,} {'claim' if len(drafts) == 1 else 'claims'}"


class _Known:
    """Sources and incidents that the import has met, for as long as nobody else changes the case."""

    def __init__(self) -> None:
        self._own_entry: int | None = None
        self._forget()

    def hold_from(self, newest_entry: int) -> None:
        """Begins a part: forgets all unless the newest entry of the journal is the one of the part before."""
        if newest_entry != self._own_entry:
            self._forget()
        self._own_entry = newest_entry + 1

    def _forget(self) -> None:
        self.names: SourceNames | None = None
        self.sources: dict[tuple[str, str | None], str] = {}
        """(name, country) -> id of the source."""
        self.incidents: dict[str, tuple[str, str]] = {}
        """Folded name -> id and name. In a table the name says which claims belong together, so only it counts."""


def _link_sources(write: Write, drafts: list[Draft], known: _Known) -> None:
    links = SourceLinks(write, known.names)
    for draft in drafts:
        name, place = draft["source"], draft["place"]
        country = country_of_place(place) if place else None
        source_id = known.sources.get((name, country))
        if source_id is None:
            source_id = links.named(name, origin="import", country=country).id
            known.sources[name, country] = source_id
        draft["source_id"] = source_id
    # Only now, as a fuller name that came up later is the source's name for all.
    names = {source_id: said_name(links.names.source(source_id).name) for source_id in {d["source_id"] for d in drafts}}
    for draft in drafts:
        draft["source"] = names[draft["source_id"]]
    known.names = links.names


def _link_incidents(write: Write, drafts: list[Draft], known: _Known) -> None:
    belonging = [(draft["incident"].casefold(), draft) for draft in drafts if draft["incident"]]
    first: dict[str, Draft] = {}
    for folded, draft in belonging:
        if folded not in known.incidents:
            first.setdefault(folded, draft)
    if first:
        keys = {name_key(draft["incident"]) for draft in first.values()}
        found = write.incidents_with(keys) if write.is_indexed() else write.incidents()
        known.incidents.update((i.name.casefold(), (i.id, i.name)) for i in reversed(found))
    missing = {folded: draft for folded, draft in first.items() if folded not in known.incidents}
    new = [
        _incident(draft, new_id)
        for draft, new_id in zip(missing.values(), write.new_ids("incident", len(missing)), strict=True)
    ]
    write.add("incident", new)
    known.incidents.update((folded, (i.id, i.name)) for folded, i in zip(missing, new, strict=True))
    for folded, draft in belonging:
        draft["incident_id"], draft["incident"] = known.incidents[folded]


def _incident(draft: Draft, new_id: str) -> Incident:
    sketch = described(draft["incident"], [Claim.of_checked(draft)])
    return settled(sketch.model_copy(update={"id": new_id}))
