"""Claims from a table of records, many at once: linked to sources and incidents, indexed, journalled in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.import_lines import RefusedLineError, fields_of
from tracker.services.naming import said_name
from tracker.services.readers import country_of_place
from tracker.services.source_links import SourceLinks, SourceNames
from tracker.services.table_incidents import Draft, KnownIncidents, is_undated, link_incidents
from tracker.store.ports import Write

CLAIMS_AN_ENTRY = 5_000
"""Claims kept by one journal entry: an import of a million can be undone in parts, and needs no more memory."""

HELD_BACK = 20_000
"""Records without a day that wait for the others; more of them are kept with what is known by then."""

REFUSALS_TOLD = 100
"""Refused lines that are told one by one; of the others their number."""


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
        not taken. Sources and incidents are linked by name, and created if they are new. A record without an incident
        is on the one of its `kind` ("air strike"), place and day, give or take a day; one without a day comes last, and
        is on the only incident of its kind and place, if there is only one.
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
        known, undated = _Known(), list[Draft]()
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
            dated = [draft for draft in drafts if not is_undated(draft)]
            if len(dated) < len(drafts):
                undated += [draft for draft in drafts if is_undated(draft)]
            kept += self._keep(dated, known)
            if len(undated) > HELD_BACK:
                kept += self._keep(undated, known)
                undated = []
            yield Imported(claims=kept, refused=tuple(refused), refusals=refusals)
        for start in range(0, len(undated), CLAIMS_AN_ENTRY):
            kept += self._keep(undated[start : start + CLAIMS_AN_ENTRY], known)
            yield Imported(claims=kept, refused=tuple(refused), refusals=refusals)

    def _keep(self, drafts: list[Draft], known: _Known) -> int:
        if not drafts:
            return 0
        with many_records(), self._store.write("import", actor=self._actor) as write:
            known.hold_from(write.head()[0])
            _link_sources(write, drafts, known)
            link_incidents(write, drafts, known.incidents)
            for draft, new_id in zip(drafts, write.new_ids("claim", len(drafts)), strict=True):
                draft["id"] = new_id
            write.add("claim", [Claim.of_checked(draft) for draft in drafts])
            write.summary = f"Imported {len(drafts):,} {'claim' if len(drafts) == 1 else 'claims'}"
        return len(drafts)


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
        self.incidents: KnownIncidents = {}


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
