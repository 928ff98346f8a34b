"""Another case into this one: what is the same is recognised, the rest gets ids of its own. Undone as one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.model.base import Frozen
from tracker.model.change import canonical_json
from tracker.model.claim import Claim
from tracker.model.incident import Incident
from tracker.model.query import ClaimQuery
from tracker.model.report import Report
from tracker.model.source import Source
from tracker.services.merged_sources import SourceMerge
from tracker.services.merged_targets import Targets
from tracker.services.naming import said_name
from tracker.services.undo import CONTINUED
from tracker.store.ports import ReadsCase, Write
from tracker.store.records import settled

MERGED = "merge case"
"""Action of the first journal entry of a merge."""

CLAIMS_AN_ENTRY = 5_000
"""Claims that are held at once, and kept by one journal entry."""


class Merged(Frozen):
    """What a merge brought, and what it found to be there."""

    reports: int = 0
    sources: int = 0
    incidents: int = 0
    claims: int = 0
    decisions: int = 0
    remarks: int = 0
    known: int = 0
    """Claims that the case had already."""
    apart: int = 0
    """Decisions that are kept on record but not in force: the case has one of its own, or what they are on is gone."""

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing new."""
        return not any((self.reports, self.sources, self.incidents, self.claims, self.decisions, self.remarks))


def merge(
    write: Write, other: ReadsCase, *, mark: str, at: dt.datetime, by: str, seen: Callable[[int, int], object]
) -> Merged:
    """Puts what is new of another case into a transaction, claims in journal entries of some thousand.

    Reports are the same by the SHA-256 of their bytes, claims by their fingerprints, sources and incidents only where
    a name says so exactly and nothing speaks against it. What the case says itself is never changed by the other,
    only filled in where it says nothing. mark: stands for the other case in what cannot be attached here.
    seen: told (claims gone through, of how many); may raise to stop.
    """
    return _Merge(write, other, seen).done(mark=mark, at=at, by=by)


class _Same(NamedTuple):
    """What is kept of a claim that both cases have."""

    id: str
    source_id: str | None
    incident_id: str | None


class _Merge:
    def __init__(self, write: Write, other: ReadsCase, seen: Callable[[int, int], object]) -> None:
        self._write = write
        self._other = other
        self._seen = seen
        self._numbers = other.claim_numbers(ClaimQuery())
        self._same: dict[str, _Same] = {}
        """Their id -> our claim that is the same one."""
        self._known: dict[str, dict[str, str]] = {"source_id": {}, "incident_id": {}}
        """Their source, and incident, -> ours, as the same claims tell."""
        self._speaking: set[str] = set()
        """Their sources with claims."""
        self._reports: dict[str, Report] = {}
        self._incidents: dict[str, Incident] = {}
        self._ids: dict[str, str] = {}
        """Of claims: theirs -> ours."""

    def done(self, *, mark: str, at: dt.datetime, by: str) -> Merged:
        self._find_same()
        counts: dict[str, int] = {"known": len(self._same)}
        counts["reports"] = self._take_reports()
        sources = SourceMerge(self._write, self._other.sources(), self._known["source_id"], self._speaking)
        counts["sources"] = sources.take({theirs: ours.id for theirs, ours in self._reports.items()})
        counts["incidents"] = self._take_incidents()
        counts["claims"] = self._take_claims(sources.kept)
        targets = Targets(self._other, self._ids, {theirs: ours.id for theirs, ours in self._incidents.items()})
        targets.learn(self._other.decisions(), self._other.remarks())
        told = targets.take(self._write, sources.ids, mark=mark, at=at, by=by)
        return Merged(**counts, **told)

    def _pages(self, reads: ReadsCase, numbers: Sequence[int]) -> Iterator[list[Claim]]:
        for start in range(0, len(numbers), CLAIMS_AN_ENTRY):
            yield reads.numbered_claims(numbers[start : start + CLAIMS_AN_ENTRY])

    def _find_same(self) -> None:
        prints: dict[str, str] = {}
        has_typed = False
        for page in self._pages(self._other, self._numbers):
            prints |= {claim.id: claim.fingerprint or typed_print(claim) for claim in page}
            has_typed = has_typed or any(not claim.fingerprint for claim in page)
            self._speaking |= {claim.source_id for claim in page if claim.source_id}
            self._seen(len(prints), 3 * len(self._numbers))
        asked = set(prints.values())
        if not self._write.fingerprinted(asked) and not has_typed and not self._write.fingerprinted({""}):
            return
        ours: dict[str, _Same] = {}
        for page in self._pages(self._write, self._write.claim_numbers(ClaimQuery())):
            for claim in page:
                mark = claim.fingerprint or typed_print(claim)
                if mark in asked:
                    ours.setdefault(mark, _Same(claim.id, claim.source_id, claim.incident_id))
            self._write.next_entry(MERGED)
        self._same = {claim_id: ours[mark] for claim_id, mark in prints.items() if mark in ours}
        self._ids |= {theirs: same.id for theirs, same in self._same.items()}
        for page in self._pages(self._other, self._numbers) if self._same else ():
            for claim in page:
                same = self._same.get(claim.id)
                for field, known in self._known.items() if same else ():
                    theirs, mine = getattr(claim, field), getattr(same, field)
                    if theirs and mine:
                        known[theirs] = mine

    def _take_reports(self) -> int:
        new = 0
        for report in self._other.reports():
            known = self._write.report_with_bytes(report.sha256)
            if known is None:
                new += 1
                self._write.put_blob(self._other.blob(report.sha256))
                self._write.put_text(self._other.text(report.text_sha256))
                links = {"version_of": self._id_of(report.version_of), "copy_of": self._id_of(report.copy_of)}
                own = {"id": self._write.new_id("report"), "rev": 0}
                known = self._write.put(report.model_copy(update=links | own))
            self._reports[report.id] = known
        return new

    def _id_of(self, report_id: str | None) -> str | None:
        found = self._reports.get(report_id or "")
        return found.id if found else None

    def _take_incidents(self) -> int:
        by_name: dict[str, list[Incident]] = defaultdict(list)
        for incident in self._write.incidents():
            by_name[incident.name.casefold()].append(incident)
        known, new = self._known["incident_id"], 0
        for incident in self._other.incidents():
            ours = known.get(incident.id)
            named = by_name[incident.name.casefold()]
            twins = [one for one in named if _content(one) == _content(incident)]
            fitting = twins[:1] or [one for one in named if _can_be_one(one, incident)]
            if ours:
                self._incidents[incident.id] = self._write.incident(ours)
            elif len(fitting) == 1:
                self._incidents[incident.id] = self._filled(fitting[0], incident)
            else:
                new += 1
                own = {"id": self._write.new_id("incident"), "rev": 0}
                self._incidents[incident.id] = self._write.put(incident.model_copy(update=own))
        return new

    def _filled(self, ours: Incident, theirs: Incident) -> Incident:
        names = ("kind", "place", "target", "actor", "time", "notes")
        missing = {name: getattr(theirs, name) for name in names if not getattr(ours, name)}
        return self._write.put(ours.model_copy(update=missing))

    def _take_claims(self, sources: Mapping[str, Source]) -> int:
        new = [number for number in self._numbers if f"C{number}" not in self._same]
        given = self._write.new_ids("claim", len(new))
        self._ids |= dict(zip((f"C{number}" for number in new), given, strict=True))
        done = len(self._numbers)
        for page in self._pages(self._other, new):
            if len(new) > CLAIMS_AN_ENTRY:
                self._write.next_entry(MERGED + CONTINUED)
            self._write.add("claim", [settled(self._renumbered(claim, sources)) for claim in page])
            done += 2 * len(page)
            self._seen(min(done, 3 * len(self._numbers)), 3 * len(self._numbers))
        return len(new)

    def _renumbered(self, claim: Claim, sources: Mapping[str, Source]) -> Claim:
        source = sources.get(claim.source_id or "")
        incident = self._incidents.get(claim.incident_id or "")
        report = self._reports.get(claim.report or "")
        update: dict[str, Any] = {
            "id": self._ids[claim.id],
            "source_id": source.id if source else None,
            "source": said_name(source.name) if source else claim.source,
            "incident_id": incident.id if incident else None,
            "incident": incident.name if incident else claim.incident,
            "report": report.id if report else None,
            "part_of": self._ids.get(claim.part_of or ""),
            "superseded_by": self._ids.get(claim.superseded_by or ""),
            "fingerprint": claim.fingerprint or typed_print(claim),
            "rev": 0,
        }
        if report and claim.span and self._write.text(report.text_sha256)[slice(*claim.span)] != claim.quote:
            # The same bytes, but read into a text by another version: the words stand elsewhere in it.
            update["span"] = None
        return claim.model_copy(update=update)


def typed_print(claim: Claim) -> str:
    """What makes two typed claims of two cases the same one: the same words at the same moment, else the same said."""
    said: list[Any] = [claim.quote, claim.stated_at.isoformat() if claim.stated_at else None]
    if claim.stated_at is None:
        figure = claim.quantity.model_dump(mode="json") if claim.quantity else None
        said += [claim.source, claim.measure, figure, claim.population, claim.place, claim.incident]
        said += [str(time) if time else None for time in (claim.event_time, claim.as_of)]
    return hashlib.sha256(canonical_json(["typed", *said]).encode("ascii")).hexdigest()


def _content(incident: Incident) -> Incident:
    return incident.model_copy(update={"id": "", "rev": 0})


def _can_be_one(ours: Incident, theirs: Incident) -> bool:
    """Whether nothing speaks against two incidents of one name being one."""
    if ours.time and theirs.time and not ours.time.overlaps(theirs.time):
        return False
    told = ((getattr(ours, name), getattr(theirs, name)) for name in ("kind", "place", "target", "actor"))
    return all(not a or not b or a.casefold() == b.casefold() for a, b in told)
