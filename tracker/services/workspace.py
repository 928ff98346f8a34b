"""The composition root: one open case with its services. Importing it loads no database library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tracker import locations
from tracker.errors import CaseError, UsageError
from tracker.model.base import Frozen
from tracker.model.claim import ClaimStatus
from tracker.model.query import ClaimQuery
from tracker.services.case_import import CaseImport
from tracker.services.claims import Claims
from tracker.services.custody import Custody
from tracker.services.fetching import Fetching
from tracker.services.file_import import FileImport
from tracker.services.impact import Impacts
from tracker.services.importing import Importing
from tracker.services.incidents import Incidents
from tracker.services.indexing import CaseIndexing
from tracker.services.ingest import Ingest
from tracker.services.own_words import use_own_words
from tracker.services.remarks import Remarks
from tracker.services.reports import Reports
from tracker.services.review import Review
from tracker.services.scan import Scan
from tracker.services.sources import Sources
from tracker.services.threshold import Threshold
from tracker.services.track_records import TrackRecords
from tracker.services.triage import Triage
from tracker.services.undo import History
from tracker.services.watching import Watching
from tracker.settings import Settings, load_settings
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.services.transfer import Transfer


class CaseSummary(Frozen):
    """What is in a case, counted. Disputes are not in it: counting them means comparing all claims."""

    location: str
    read_only: bool
    reports: int
    sources: int
    incidents: int
    proposed: int
    accepted: int
    rejected: int
    retracted: int
    superseded: int
    decisions: int
    """In force."""
    seq: int
    """Number of the newest journal entry; 0: none."""
    head: str
    """Its hash."""
    root: str
    """Merkle root of the journal, see tracker.model.checkpoint; empty when an entry is damaged."""


class Workspace:
    """An open case. Its services may be called from any thread."""

    def __init__(
        self, store: Store, *, actor: str, settings: Settings, clock: Callable[[], dt.datetime] | None = None
    ) -> None:
        clock = clock or _now
        self._clock = clock
        self.store = store
        self.actor = actor
        self.settings = settings
        self.kept_before_upgrade: Path | None = None
        """A copy of the file as it was before its tables were brought up to date just now; None: they were."""
        self.fetching = Fetching(settings, clock=clock)
        self.ingest = Ingest(store, actor, clock=clock, max_bytes=settings.max_bytes, fetching=self.fetching)
        self.watching = Watching(self.ingest, self.fetching, store=store)
        self.triage = Triage(store, actor)
        self.reports = Reports(store, actor)
        self.claims = Claims(store, actor, clock=clock)
        self.sources = Sources(store, actor, clock=clock)
        self.incidents = Incidents(store, actor, clock=clock)
        self.importing = Importing(store, actor)
        self.files = FileImport(store, actor, importing=self.importing, clock=clock, max_bytes=settings.max_bytes)
        self.cases = CaseImport(store, actor, clock=clock)
        self.scan = Scan(store, actor)
        self.track_records = TrackRecords(store, actor, scan=self.scan, sources=self.sources)
        self.review = Review(store, actor, scan=self.scan, clock=clock)
        self.remarks = Remarks(store, actor, scan=self.scan, clock=clock)
        self.threshold = Threshold(store, actor, scan=self.scan, clock=clock)
        self.history = History(store, actor)
        self.custody = Custody(store, actor)
        self.impacts = Impacts(store, actor, scan=self.scan, track_records=self.track_records, clock=clock)

    @classmethod
    def open(
        cls,
        case: str | Path | None = None,
        *,
        actor: str | None = None,
        clock: Callable[[], dt.datetime] | None = None,
        create: bool = True,
        on_indexing: Callable[[int, int], bool] | None = None,
        on_upgrade: Callable[[int, int], bool] | None = None,
    ) -> Self:
        """Opens a case file; None: the one of the settings or $TRACKER_CASE, else the user's default case.

        create: makes the file, and its folder, when there is none. on_indexing: told (records, of how many) while an
        index that older rules made is made anew, when it is first needed; StoppedError when it answers no.
        on_upgrade: the same of (steps, of how many) while the tables of an older case are brought up to date.
        Raises NotACaseError for a file of another kind, NotFoundError for a missing one without `create`, CaseError
        when it cannot be opened.
        """
        from tracker.store.sql import SqlStore

        settings = load_settings()
        use_own_words(settings)
        named = str(case or settings.case or "")
        if "://" in named:
            raise UsageError(f"{named} is an address.", hint="A case is a file: name a path.")
        path = Path(case or settings.case or locations.default_case()).expanduser()
        asked = {"on_indexing": on_indexing, "on_upgrade": on_upgrade}
        told = {name: ask for name, ask in asked.items() if ask}
        store = SqlStore.open(path, create=create, clock=clock or _now, indexing=CaseIndexing(), **told)
        opened = cls(store, actor=actor or settings.actor, settings=settings, clock=clock)
        opened.kept_before_upgrade = store.kept_before_upgrade
        return opened

    @classmethod
    def in_memory(cls, *, actor: str = "analyst", clock: Callable[[], dt.datetime] | None = None) -> Self:
        """A case that is gone when the process ends."""
        from tracker.store.memory import MemoryStore

        settings = load_settings()
        use_own_words(settings)
        store = MemoryStore(clock=clock or _now, indexing=CaseIndexing())
        return cls(store, actor=actor, settings=settings, clock=clock)

    @property
    def location(self) -> str:
        """Where the case is: a path, for people."""
        return self.store.location

    @property
    def read_only(self) -> bool:
        """Whether nothing of the case can be changed, because its file or folder can only be read."""
        return self.store.read_only

    def unreadable(self, kind: str) -> list[str]:
        """Ids of records that could not be read so far; `tracker verify` says of each what is wrong with it.

        kind: "report", "source", "incident", "claim" and so on.
        """
        return self.store.unreadable(kind)

    @property
    def waited_s(self) -> float:
        """Seconds that something has been waiting for another program, which has the case locked; 0: nothing is."""
        return self.store.waited_s

    @cached_property
    def transfer(self) -> Transfer:
        """Exports, verification, backup."""
        from tracker.services.transfer import Transfer

        return Transfer(self.store, self.actor, scan=self.scan, track_records=self.track_records, clock=self._clock)

    def prepare(self) -> None:
        """Makes an older index anew, which else the first reading does: meanwhile no screen could show anything."""
        self.store.is_indexed()

    def summary(self) -> CaseSummary:
        """What is in the case, counted."""
        store = self.store
        seq, head = store.head()
        counts = {status.value: store.count_claims(ClaimQuery(statuses=(status,))) for status in ClaimStatus}
        return CaseSummary(
            location=store.location,
            read_only=store.read_only,
            reports=store.count_records("report"),
            sources=store.count_records("source"),
            incidents=store.count_records("incident"),
            decisions=sum(decision.is_in_force for decision in store.decisions()),
            seq=seq,
            head=head,
            root=self._root(),
            **counts,
        )

    def _root(self) -> str:
        try:
            return self.custody.checkpoint().root
        except CaseError:  # a damaged entry must not take the case from the screen; verifying names it
            return ""

    def close(self) -> None:
        """Closes the case; twice is fine."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
