"""What a store can do, in model types. Services depend on this, never on a backend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from tracker.model.change import Change, Edit, JournalLine, WrittenChange
from tracker.model.checkpoint import Checkpoint
from tracker.model.claim import Claim, ClaimStatus
from tracker.model.decision import Decision
from tracker.model.incident import Incident
from tracker.model.query import ClaimOrder, ClaimQuery, Waiting
from tracker.model.remark import Remark
from tracker.model.report import Report
from tracker.model.source import Source
from tracker.store.indexing import Block, DisputedIncident

Record = Report | Source | Incident | Claim | Decision | Remark
AnyRecord = TypeVar("AnyRecord", bound=Record)


class ReadsCase(Protocol):
    """Reading a case. Every list is in the order taken in; what is not there raises NotFoundError."""

    def report(self, report_id: str) -> Report: ...
    def reports(self) -> list[Report]: ...
    def report_with_bytes(self, sha256: str) -> Report | None: ...
    def reports_at(self, url: str) -> list[Report]:
        """The reports that came from an address: versions of one page."""
        ...

    def reports_like(self, sketch: Collection[int], shared: int, limit: int) -> list[Report]:
        """Reports whose sketch shares so many numbers with this one, those sharing most first; at most so many."""
        ...

    def text(self, text_sha256: str) -> str: ...
    def blob(self, sha256: str) -> bytes: ...
    def source(self, source_id: str) -> Source: ...
    def sources(self) -> list[Source]: ...
    def incident(self, incident_id: str) -> Incident: ...
    def incidents(self) -> list[Incident]: ...
    def claim(self, claim_id: str) -> Claim: ...
    def claims(self, query: ClaimQuery = ...) -> list[Claim]: ...
    def count_claims(self, query: ClaimQuery = ...) -> int: ...
    def claim_numbers(self, query: ClaimQuery, order: ClaimOrder = ..., first: int | None = ...) -> Sequence[int]:
        """Numbers of the claims that a query names, in order: 12 for C12. A list is read from them page by page.

        first: no more than so many, those with which the list begins; it is there much sooner than all of it.
        """
        ...

    def waiting(self, query: ClaimQuery) -> list[Waiting]:
        """The proposals that a query without words names, in the order taken in."""
        ...

    def numbered_claims(self, numbers: Sequence[int]) -> list[Claim]:
        """The claims with these numbers, in this order; those that are not there are left out."""
        ...

    def unreadable(self, kind: str) -> list[str]:
        """Ids of records that lists have passed over so far, since their rows were changed into what is no record."""
        ...

    def count_records(self, kind: str) -> int:
        """How many records of a kind there are."""
        ...

    def claims_by(self, field: Literal["source_id", "report"]) -> dict[tuple[str, ClaimStatus], int]:
        """How many claims each source (or report) has in each status, without reading them."""
        ...

    def incidents_named(self, text: str, limit: int) -> list[str]:
        """Ids of incidents whose name holds all words of a text, upper and lower case being one; at most so many."""
        ...

    def told_of(self, incident_ids: Collection[str]) -> dict[str, tuple[int, dt.datetime | None]]:
        """How many claims each incident has, rejected ones left out, and when the last was stated; none: not there."""
        ...

    def ready_words(self) -> None:
        """Reads what finding claims by words needs, so that the first of them does not wait for it."""
        ...

    def best_claims(self, text: str, limit: int) -> list[Claim]:
        """The claims whose words are most like a text, best first; slips and a half typed last word are allowed for."""
        ...

    def unplaced(self, measure: str | None, limit: int) -> list[Claim]:
        """The newest open claims of no known incident with a measure, newest first."""
        ...

    def fingerprints(self, report_id: str) -> frozenset[str]: ...
    def rejected(self, fingerprints: Collection[str]) -> frozenset[str]:
        """Which of these fingerprints belong to a rejected claim of any report."""
        ...

    def fingerprinted(self, fingerprints: Collection[str]) -> frozenset[str]:
        """Which of these fingerprints belong to a claim, whatever its status and report."""
        ...

    def decision(self, decision_id: str) -> Decision: ...
    def decisions(self) -> list[Decision]: ...
    def remark(self, remark_id: str) -> Remark: ...
    def remarks(self) -> list[Remark]: ...
    def changes(self, *, after: int = 0, limit: int | None = None) -> list[Change]:
        """Journal entries after a sequence number, oldest first."""
        ...

    def actors(self) -> list[str]:
        """Everybody who ever changed the case, as the journal names them."""
        ...

    def written_change(self, seq: int) -> WrittenChange:
        """One journal entry with its edits in JSON, as they are stored. Raises NotFoundError."""
        ...

    def changes_of(self, object_id: str) -> list[Change]:
        """Entries that touched one record, oldest first."""
        ...

    def entries_about(self, text: str) -> Sequence[int]:
        """Numbers of the journal entries, newest first, that touch the record with this id or tell of all its words.

        The words are looked for in summary, reason, action and actor, upper and lower case being one. No words: all.
        """
        ...

    def journal_lines(self, entries: Sequence[int]) -> list[JournalLine]:
        """These journal entries without their edits, in this order; those that are not there are left out."""
        ...

    def edits_of(self, entry: int, limit: int) -> tuple[list[Edit], int]:
        """The first edits of a journal entry, and how many it has."""
        ...

    def outline(self, *, after: int = 0) -> list[tuple[int, str, int | None]]:
        """(seq, action, undoes) of the entries after a sequence number: the journal without its load."""
        ...

    def entry_hashes(self, *, after: int = 0) -> list[str]:
        """Hashes of the journal's entries after a sequence number, oldest first."""
        ...

    def evidence(self) -> list[tuple[str, str]]:
        """(SHA-256 of bytes, of text) of every report that the journal ever held, also of those taken back: redo may
        bring them again. Each pair once, oldest first."""
        ...

    def is_indexed(self) -> bool:
        """Whether the index of figures can be read; the reads below need it."""
        ...

    def blocks(self, incident_id: str) -> list[Block]:
        """The questions that open claims of an incident answer."""
        ...

    def count_apart(self, block: str, low: float, high: float) -> int:
        """How many claims of a block have an interval apart from [low, high]."""
        ...

    def near(self, block: str, low: float, high: float, limit: int, *, with_equal: bool = True) -> list[Claim]:
        """Of a block: the claims nearest below and nearest above [low, high], and those equal to it, `limit` each."""
        ...

    def newest_in(self, block: str, limit: int) -> list[Claim]:
        """The last claims of a block that were taken in, in the order taken in."""
        ...

    def incidents_with(self, keys: Collection[str]) -> list[Incident]:
        """Incidents that have one of the keys by which incidents are looked up."""
        ...

    def only_incidents(self, beginnings: Collection[str]) -> dict[str, Incident]:
        """Beginning of a key -> the incident with such a key, where there is just one."""
        ...

    def disputed_incidents(self) -> Iterator[DisputedIncident]:
        """Incidents whose figures cannot all hold, as far as their intervals tell."""
        ...

    def worded_incidents(self) -> list[str]:
        """Ids of incidents with two statements or more."""
        ...

    def head(self) -> tuple[int, str]:
        """Sequence number and hash of the newest journal entry; (0, GENESIS) when there is none."""
        ...


class Write(ReadsCase, Protocol):
    """One transaction that becomes one journal entry; reads inside it see its own changes."""

    summary: str
    """One line for the Log screen; may be set until the transaction ends."""
    undoes: int | None
    """Sequence number of the entry that this one reverses; may be set until the transaction ends."""
    is_event: bool
    """Whether it is noted also when it changes no record: an export, a restored backup. Undo passes such an entry."""

    @property
    def change(self) -> Change | None:
        """The entry that was appended, once the transaction has ended; None when nothing was changed."""
        ...

    def next_entry(self, action: str) -> None:
        """Ends the journal entry here, if anything was changed, and goes on in another one of the same transaction.

        Nothing of what was read or put so far is held any more: a change of any size finds room. action: of what
        follows an entry; the first that is written has the action of the transaction.
        """
        ...

    def new_id(self, kind: str) -> str:
        """The next free id of a kind of record: "C13" """
        ...

    def new_ids(self, kind: str, count: int) -> list[str]:
        """So many of them, in order."""
        ...

    def find(self, kind: str, record_id: str) -> Record | None:
        """A record as it is now; None when there is none."""
        ...

    def read_ahead(self, kind: str, ids: Collection[str]) -> None:
        """Reads many records at once, so that looking at them one by one is cheap; ids that are not there are fine."""
        ...

    def put(self, record: AnyRecord) -> AnyRecord:
        """Creates or replaces. Returns the record with its new `rev`.

        Raises StaleEditError when `record.rev` is not the stored one.
        """
        ...

    def add(self, kind: str, records: Sequence[AnyRecord]) -> None:
        """Creates many records of a kind at once, with new ids, `rev` 0 and in the form in which they are kept.

        As putting each, at a tenth of the cost: the records are taken as settled (see tracker.store.records.settled).
        """
        ...

    def restore(self, record: Record) -> Record:
        """Puts a record back as it was, whatever is stored now, with a `rev` above both; only undo does this."""
        ...

    def remove(self, kind: str, record_id: str) -> None:
        """Takes a record out; only undo and merging do this. The journal keeps it."""
        ...

    def put_text(self, text: str) -> str:
        """Keeps a text once; returns its sha256 (UTF-8)."""
        ...

    def put_blob(self, raw: bytes | Path) -> str:
        """Keeps bytes, or those of a file, once; returns their sha256."""
        ...


class Store(ReadsCase, Protocol):
    """A case."""

    location: str
    """Path or URL, for people."""
    read_only: bool

    @property
    def waited_s(self) -> float:
        """Seconds that reading or writing has been waiting for whoever has the case locked just now; 0: nothing is."""
        ...

    def write(
        self, action: str, *, actor: str, summary: str = "", reason: str = "", undoes: int | None = None
    ) -> AbstractContextManager[Write]:
        """One transaction. Leaving it normally commits and appends one `Change`; an exception leaves nothing behind.

        `Write.summary` may be set inside. A transaction without edits appends nothing.
        Raises CaseError (read-only, locked for 30 s), DiskFullError.
        """
        ...

    def change(self, seq: int) -> Change: ...

    def adopt(self, parts: Iterable[Change | str | bytes], seen: Callable[[int, int], object] = ...) -> None:
        """Takes over a whole journal, and with it its records, into a case where nothing was done yet.

        parts: its entries, oldest first, and in any order the texts and the bytes that its reports rest on; read one at
        a time, and nothing is kept when reading or `seen` raises.
        seen: told (entries whose records were put in, of how many). Raises RefusedError when there is a journal
        already, InputError for one that does not hold together.
        """
        ...

    def backup(self, path: str) -> None:
        """A consistent copy while in use."""
        ...

    def problems(self, *, older: Checkpoint | None = None, seen: Callable[[int], object] = ...) -> Sequence[str]:
        """Faults of the file itself and of blobs and rows against the journal, in words; empty: none.

        older: a checkpoint that the journal must go on from. seen: told how many entries and records were looked at.
        """
        ...

    def close(self) -> None:
        """Closes; twice is fine."""
        ...
