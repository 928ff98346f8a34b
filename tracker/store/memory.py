"""The in-memory twin of the SQL store: for tests, demonstrations and throw-away work."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar

from tracker.errors import CaseError, NotFoundError
from tracker.model.change import Change, Edit, JournalLine, WrittenChange
from tracker.model.checkpoint import Checkpoint
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.query import ClaimOrder, ClaimQuery, Waiting, typed_words
from tracker.model.report import Report
from tracker.store import audit, search
from tracker.store.adoption import Adoption, evidence_in, unseen
from tracker.store.audit import Entry
from tracker.store.indexing import Indexing
from tracker.store.journal import NO_HEAD, NO_INTENT, Head, Intent
from tracker.store.memory_index import MemoryIndex
from tracker.store.memory_lists import about, ordered, written
from tracker.store.ports import Record
from tracker.store.record_reads import RecordType
from tracker.store.records import MODELS, dumped, id_number, storable
from tracker.store.text_search import plain
from tracker.store.transaction import Clock, Transaction, system_clock


@dataclass
class Contents:
    """Everything in a case; records are immutable, so copying the tables is enough for a transaction."""

    records: dict[str, dict[str, Record]] = field(default_factory=lambda: {kind: {} for kind in MODELS})
    journal: list[Change] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def copied(self) -> Contents:
        """A copy that can be changed and thrown away."""
        return Contents(
            {kind: dict(table) for kind, table in self.records.items()},
            list(self.journal),
            dict(self.texts),
            dict(self.blobs),
            dict(self.numbers),
        )


class MemoryReads(MemoryIndex):
    """Reading, over a `Contents`."""

    def __init__(self, contents: Contents, indexing: Indexing | None = None) -> None:
        self._contents = contents
        self._indexing = indexing

    def report_with_bytes(self, sha256: str) -> Report | None:
        return next((report for report in self.reports() if report.sha256 == sha256), None)

    def reports_at(self, url: str) -> list[Report]:
        return [report for report in self.reports() if report.url == url]

    def text(self, text_sha256: str) -> str:
        return _kept(self._contents.texts, text_sha256, "text")

    def blob(self, sha256: str) -> bytes:
        return _kept(self._contents.blobs, sha256, "original")

    def claims(self, query: ClaimQuery | None = None) -> list[Claim]:
        query = query or ClaimQuery()
        chosen = self._chosen(query)
        return chosen[query.offset :][: query.limit]

    def count_claims(self, query: ClaimQuery | None = None) -> int:
        return len(self._chosen(query or ClaimQuery()))

    def claim_numbers(
        self, query: ClaimQuery, order: ClaimOrder = ClaimOrder.TAKEN_IN, first: int | None = None
    ) -> list[int]:
        return [id_number("claim", claim.id) for claim in ordered(self._chosen(query), order)[:first]]

    def waiting(self, query: ClaimQuery) -> list[Waiting]:
        chosen = self._chosen(query.model_copy(update={"statuses": (ClaimStatus.PROPOSED,)}))
        return [
            Waiting(
                id_number("claim", claim.id),
                claim.report,
                *(claim.span or (0, 0)),
                claim.score or 0.0,
                claim.source_id,
                claim.source,
            )
            for claim in chosen
        ]

    def numbered_claims(self, numbers: Sequence[int]) -> list[Claim]:
        table = self._contents.records["claim"]
        found = (table.get(f"C{number}") for number in numbers)
        return [claim for claim in found if isinstance(claim, Claim)]

    def unreadable(self, kind: str) -> list[str]:  # noqa: ARG002
        return []

    def count_records(self, kind: str) -> int:
        return len(self._contents.records[kind])

    def claims_by(self, field: Literal["source_id", "report"]) -> dict[tuple[str, ClaimStatus], int]:
        named = ((getattr(claim, field), claim.status) for claim in self._all("claim", Claim))
        return dict(Counter((key, status) for key, status in named if key is not None))

    def incidents_named(self, text: str, limit: int) -> list[str]:
        words = typed_words(text)
        named = (incident for incident in self.incidents() if all(word in incident.name.lower() for word in words))
        return [incident.id for incident in islice(named, limit)]

    def ready_words(self) -> None: ...

    def best_claims(self, text: str, limit: int) -> list[Claim]:
        from rapidfuzz import fuzz, process

        by_id = {claim.id: claim for claim in self.claims()}
        texts = {key: plain(search.claim_haystack(claim)) for key, claim in by_id.items()}
        hits = process.extract(plain(text), texts, scorer=fuzz.token_set_ratio, limit=limit)
        return [by_id[key] for _, _, key in hits]

    def fingerprints(self, report_id: str) -> frozenset[str]:
        return frozenset(claim.fingerprint for claim in self._chosen(ClaimQuery(report=report_id)))

    def rejected(self, fingerprints: Collection[str]) -> frozenset[str]:
        tombstones = self._chosen(ClaimQuery(statuses=(ClaimStatus.REJECTED,)))
        return frozenset(fingerprints) & {claim.fingerprint for claim in tombstones}

    def fingerprinted(self, fingerprints: Collection[str]) -> frozenset[str]:
        return frozenset(fingerprints) & {claim.fingerprint for claim in self._all("claim", Claim)}

    def changes(self, *, after: int = 0, limit: int | None = None) -> list[Change]:
        return self._contents.journal[after:][:limit]

    def actors(self) -> list[str]:
        return list(dict.fromkeys(change.actor for change in self._contents.journal))

    def written_change(self, seq: int) -> WrittenChange:
        return written(self._contents.journal, seq)

    def told_of(self, incident_ids: Collection[str]) -> dict[str, tuple[int, dt.datetime | None]]:
        asked, told = set(incident_ids), dict[str, tuple[int, dt.datetime | None]]()
        for claim in self._all("claim", Claim):
            if claim.incident_id in asked and claim.status is not ClaimStatus.REJECTED:
                count, last = told.get(claim.incident_id or "", (0, None))
                times = [at for at in (last, claim.stated_at) if at]
                told[claim.incident_id or ""] = (count + 1, max(times, default=None))
        return told

    def changes_of(self, object_id: str) -> list[Change]:
        return [change for change in self._contents.journal if any(edit.id == object_id for edit in change.edits)]

    def entries_about(self, text: str) -> list[int]:
        return about(self._contents.journal, text)

    def journal_lines(self, entries: Sequence[int]) -> list[JournalLine]:
        journal = self._contents.journal
        return [journal[entry - 1] for entry in entries if 0 < entry <= len(journal)]

    def edits_of(self, entry: int, limit: int) -> tuple[list[Edit], int]:
        [change] = self._contents.journal[entry - 1 : entry]
        return list(change.edits[:limit]), len(change.edits)

    def evidence(self) -> list[tuple[str, str]]:
        return list(evidence_in(edit.plain() for change in self._contents.journal for edit in change.edits))

    def outline(self, *, after: int = 0) -> list[tuple[int, str, int | None]]:
        return [(change.seq, change.action, change.undoes) for change in self._contents.journal[after:]]

    def entry_hashes(self, *, after: int = 0) -> list[str]:
        return [change.hash for change in self._contents.journal[after:]]

    def head(self) -> tuple[int, str]:
        newest = self._head()
        return newest.seq, newest.hash

    def _head(self) -> Head:
        journal = self._contents.journal
        return Head(journal[-1].seq, journal[-1].hash, journal[-1].at) if journal else NO_HEAD

    def _one(self, kind: str, record_id: str, model: type[RecordType]) -> RecordType:
        found = self._contents.records[kind].get(record_id)
        if not isinstance(found, model):
            raise NotFoundError(f"There is no {kind} {record_id} in this case.")
        return found

    def _all(self, kind: str, model: type[RecordType]) -> list[RecordType]:
        # Undo puts records back at the end of the dict; the id gives the order taken in.
        table = self._contents.records[kind]
        ordered = (table[key] for key in sorted(table, key=lambda key: id_number(kind, key)))
        return [record for record in ordered if isinstance(record, model)]

    def _chosen(self, query: ClaimQuery) -> list[Claim]:
        chosen = [
            claim
            for claim in self._all("claim", Claim)
            if (not query.statuses or claim.status in query.statuses)
            and (not query.source_ids or claim.source_id in query.source_ids)
            and (not query.incident_ids or claim.incident_id in query.incident_ids)
            and (not query.measures or claim.measure in query.measures)
            and query.source_id in (None, claim.source_id)
            and query.incident_id in (None, claim.incident_id)
            and query.report in (None, claim.report)
        ]
        return search.found(query.text, chosen, search.claim_haystack) if query.text.strip() else chosen


class MemoryWrite(MemoryReads, Transaction):
    """A transaction on a copy."""

    def __init__(
        self, contents: Contents, intent: Intent, indexing: Indexing | None, clock: Clock = system_clock
    ) -> None:
        MemoryReads.__init__(self, contents, indexing)
        Transaction.__init__(self, intent, clock)

    def read_ahead(self, kind: str, ids: Collection[str]) -> None:
        """Nothing to do: all is in memory."""

    def put_text(self, text: str) -> str:
        text = storable(text)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self._contents.texts[sha256] = text
        return sha256

    def put_blob(self, raw: bytes | Path) -> str:
        held = raw if isinstance(raw, bytes) else raw.read_bytes()
        sha256 = hashlib.sha256(held).hexdigest()
        self._contents.blobs[sha256] = held
        return sha256

    def _forget(self) -> None:
        """Nothing to do: all is in memory."""

    def _append(self, *, at: dt.datetime, tool_version: str) -> bool:
        change = self._entry(self._head(), at=at, tool_version=tool_version)
        if change:
            self._change = change
            self._contents.journal.append(change)
        return change is not None

    def _stored(self, kind: str, record_id: str) -> Record | None:
        return self._contents.records[kind].get(record_id)

    def _save(self, kind: str, record: Record, dump: dict[str, Any]) -> None:  # noqa: ARG002  rows need it
        self._contents.records[kind][record.id] = record

    def _delete(self, kind: str, record_id: str) -> None:
        del self._contents.records[kind][record_id]

    def _last_number(self, kind: str) -> int:
        return self._contents.numbers.get(kind, 0)

    def _set_last_number(self, kind: str, number: int) -> None:
        self._contents.numbers[kind] = number


class MemoryStore(MemoryReads):
    """A case that lives as long as the process; safe for threads."""

    location = "memory"
    read_only = False
    waited_s = 0.0

    def __init__(self, *, clock: Callable[[], dt.datetime] | None = None, indexing: Indexing | None = None) -> None:
        super().__init__(Contents(), indexing)
        self._clock = clock or (lambda: dt.datetime.now(dt.UTC))
        self._writing = threading.Lock()

    @contextmanager
    def write(
        self, action: str, *, actor: str, summary: str = "", reason: str = "", undoes: int | None = None
    ) -> Iterator[MemoryWrite]:
        """One transaction; see the port."""
        with self._writing:
            intent = Intent(action, actor, summary, reason, undoes)
            write = MemoryWrite(self._contents.copied(), intent, self._indexing, self._clock)
            yield write
            if write.finish():
                self._contents = write._contents  # noqa: SLF001  one object swapped in: readers see all or nothing

    def change(self, seq: int) -> Change:
        """One journal entry."""
        journal = self._contents.journal
        if not 1 <= seq <= len(journal):
            raise NotFoundError(f"There is no journal entry {seq}.")
        return journal[seq - 1]

    def adopt(self, parts: Iterable[Change | str | bytes], seen: Callable[[int, int], object] = unseen) -> None:
        """See the port."""
        with self._writing:
            write = MemoryWrite(Contents(), NO_INTENT, self._indexing)
            taken = write._contents  # noqa: SLF001  one object swapped in: readers see all or nothing
            adoption = Adoption(self._head(), lambda seq: taken.journal[seq - 1])
            adoption.take(parts, write, taken.journal.append)
            for change in taken.journal:
                for (kind, key), record, _ in adoption.left_by(change):
                    taken.records[kind][key] = record
                seen(change.seq, adoption.entries)
            for kind, table in taken.records.items():
                taken.records[kind] = dict(sorted(table.items(), key=lambda item: id_number(kind, item[0])))
            taken.numbers = adoption.numbers
            self._contents = taken

    def backup(self, path: str) -> None:
        """Refused: there is no file to copy."""
        raise CaseError(f"A case in memory cannot be copied to {path}.", hint="Export it instead.")

    def problems(self, *, older: Checkpoint | None = None, seen: audit.Seen = bool) -> list[str]:
        """See the port."""
        return audit.told(audit.problems(_Look(copy.copy(self._contents)), older=older, seen=seen))

    def close(self) -> None:
        """Nothing to do."""


class _Look:
    """A `Contents` as the audit wants to see it."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def changes(self) -> Iterator[Entry]:
        return (Entry(change, change.computed_hash()) for change in self._contents.journal)

    def change(self, seq: int) -> Change | None:
        return self._contents.journal[seq - 1]

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        return (dumped(record) for record in self._contents.records[kind].values())

    def texts(self) -> Iterator[tuple[str, bytes]]:
        return ((sha256, text.encode()) for sha256, text in self._contents.texts.items())

    def text(self, sha256: str) -> bytes | None:
        return self._contents.texts[sha256].encode() if sha256 in self._contents.texts else None

    def blob_fault(self, sha256: str) -> str | None:
        raw = self._contents.blobs.get(sha256)
        if raw is None:
            return "is missing"
        return None if hashlib.sha256(raw).hexdigest() == sha256 else "was changed after it was kept"

    def other_blobs(self, _known: Iterable[str], /) -> Iterator[str]:
        return iter(())

    def last_numbers(self) -> Mapping[str, int]:
        return self._contents.numbers


KeptType = TypeVar("KeptType", str, bytes)


def _kept(table: Mapping[str, KeptType], sha256: str, word: str) -> KeptType:
    if sha256 not in table:
        raise NotFoundError(f"There is no {word} with SHA-256 {sha256[:12]} in this case.")
    return table[sha256]
