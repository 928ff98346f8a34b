"""Claims from a table of records, many at once: linked to sources and incidents, indexed, journalled in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from tracker.model.base import Frozen
from tracker.model.claim import Claim, ClaimStatus
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.import_files import Origin, not_known
from tracker.services.import_lines import RefusedLineError, fields_of, fields_of_record
from tracker.services.naming import one_line, said_name
from tracker.services.readers import country_of_place
from tracker.services.source_links import SourceLinks, SourceNames
from tracker.services.table_incidents import Draft, KnownIncidents, is_undated, link_incidents
from tracker.store.ports import Write

if TYPE_CHECKING:
    from tracker.exchange.incoming.records import Told, ToldLine

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
    notes: tuple[str, ...] = ()
    """Sentences on what of a file is not taken."""
    known: int = 0
    """Claims that were in the case already, or stood in the file before; only a file that is kept is asked for them."""


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

    def parts(
        self,
        lines: Iterable[str | bytes | Told | ToldLine],
        *,
        status: ClaimStatus = ClaimStatus.ACCEPTED,
        origin: Origin | None = None,
    ) -> Iterator[Imported]:
        """The same part by part: tells after each, which is then kept, what was done so far.

        Whoever stops asking stops the import. An exception leaves the parts before it, and nothing of its own.
        origin: the file, kept as a report with the first claims; those of its claims that the case knows, in whatever
        status, are left out, so that a file can be taken in again.
        """
        done = _Done()
        numbered = iter(enumerate(lines, 1))
        known, undated = _Known(), list[Draft]()
        while part := list(islice(numbered, CLAIMS_AN_ENTRY)):
            drafts = [draft for number, line in part if (draft := done.read(number, line, status)) is not None]
            dated = [draft for draft in drafts if not is_undated(draft)]
            if len(dated) < len(drafts):
                undated += [draft for draft in drafts if is_undated(draft)]
            self._keep(dated, known, done, origin)
            if len(undated) > HELD_BACK:
                self._keep(undated, known, done, origin)
                undated = []
            yield done.told()
        for start in range(0, len(undated), CLAIMS_AN_ENTRY):
            self._keep(undated[start : start + CLAIMS_AN_ENTRY], known, done, origin)
            yield done.told()

    def _keep(self, drafts: list[Draft], known: _Known, done: _Done, origin: Origin | None) -> None:
        if not drafts:
            return
        reason = origin.reason if origin else ""
        with many_records(), self._store.write("import", actor=self._actor, reason=reason) as write:
            new = not_known(write, drafts) if origin else drafts
            if new:
                known.hold_from(write.head()[0])
                report = origin.kept(write) if origin else None
                _link_sources(write, new, known)
                link_incidents(write, new, known.incidents)
                for draft, new_id in zip(new, write.new_ids("claim", len(new)), strict=True):
                    draft["id"] = new_id
                    draft["report"] = report
                write.add("claim", [Claim.of_checked(draft) for draft in new])
                of = f" of {report}, {PurePath(origin.name).name}" if origin else ""
                write.summary = f"Imported {len(new):,} {'claim' if len(new) == 1 else 'claims'}{of}"
        done.claims += len(new)
        done.known += len(drafts) - len(new)


class _Done:
    """What an import did so far, while it goes on."""

    def __init__(self) -> None:
        self.claims = self.known = self.refusals = 0
        self.refused: list[str] = []

    def read(self, number: int, line: str | bytes | Told | ToldLine, status: ClaimStatus) -> Draft | None:
        """The draft of a line, if it has one; what is refused is noted."""
        try:
            if isinstance(line, str | bytes):
                return fields_of(line, status) if line.strip() else None
            if line.record is not None:
                return fields_of_record(line.record, status)
        except RefusedLineError as error:
            self._refuse(f"line {number}" if isinstance(line, str | bytes) else line.where, str(error))
        else:
            self._refuse(line.where, line.refused)
        return None

    def _refuse(self, where: str, why: str) -> None:
        self.refusals += 1
        if len(self.refused) < REFUSALS_TOLD:
            self.refused.append(f"{where}: {why}")

    def told(self) -> Imported:
        return Imported(claims=self.claims, refused=tuple(self.refused), refusals=self.refusals, known=self.known)


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

    def source_id_of(name: str, country: str | None) -> str:
        source_id = known.sources.get((name, country))
        if source_id is None:
            source_id = links.named(name, origin="import", country=country).id
            known.sources[name, country] = source_id
        return source_id

    for draft in drafts:
        country = country_of_place(draft["place"]) if draft["place"] else None
        draft["source_id"] = source_id_of(draft["source"], country)
        for link in draft["chain"]:
            if one_line(link.name):
                source_id_of(one_line(link.name), country)
    # Only now, as a fuller name that came up later is the source's name for all.
    names = {source_id: said_name(links.names.source(source_id).name) for source_id in {d["source_id"] for d in drafts}}
    for draft in drafts:
        draft["source"] = names[draft["source_id"]]
    known.names = links.names
