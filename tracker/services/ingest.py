"""Taking reports in: bytes to a kept report with proposed claims."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tracker
from tracker.errors import InputError
from tracker.model.base import Frozen
from tracker.model.report import Report
from tracker.present.reports import kept_of
from tracker.services.ahead import read_ahead
from tracker.services.base import Service
from tracker.services.documents import Arrival, Entry, LeftBehind, arrivals, documents, entries, left_behind
from tracker.services.fetching import Fetching
from tracker.services.fields import moment
from tracker.services.following import followed
from tracker.services.proposals import Custody, keep_report
from tracker.services.source_links import NamesOfRun
from tracker.services.versions import same_page
from tracker.store.ports import Store
from tracker.store.records import storable

if TYPE_CHECKING:
    from tracker.exchange.incoming.document import ParsedDocument
    from tracker.exchange.web.fetch import Page
    from tracker.services.prepared import Prepared

Progress = Callable[[int, int, "Taken | None"], None]
"""Called with (done, of how many, what was just taken); first with (0, n, None)."""


READ_IN_TURN = 24
"""Documents of one run that are read one after the other; starting processes to read ahead pays only for more."""


class Taken(Frozen):
    """What became of one document."""

    name: str
    report: Report | None
    """None when it could not be taken in."""
    proposed: int
    """New proposals."""
    already: bool
    """The same bytes are in the case: nothing was done."""
    error: str | None
    """One sentence, with what to do."""
    seconds: float
    kept: str = ""
    """ "kept 4,812 of 9,377 characters"."""
    note: str = ""
    """What an analyst should know of it: that it is in a language that is not read. A sentence."""


class Ingest(Service):
    """Documents into reports and proposals."""

    def __init__(
        self, store: Store, actor: str, *, clock: Callable[[], dt.datetime], max_bytes: int, fetching: Fetching
    ) -> None:
        super().__init__(store, actor)
        self._clock = clock
        self._max_bytes = max_bytes
        self._fetching = fetching
        self._names = NamesOfRun()
        self._one_at_a_time = threading.Lock()

    def documents(self, targets: Sequence[str | Path]) -> list[Path | str]:
        """The single documents that targets name; see `tracker.services.documents.documents`."""
        return documents(targets)

    def left_behind(self, targets: Sequence[str | Path]) -> LeftBehind:
        """What `take_in` leaves in the folders that targets name: files of records (see `FileImport`), and others."""
        return left_behind(targets, case=Path(self._store.location))

    def folder(self, path: Path) -> list[Entry]:
        """What could be taken in of a folder, to pick from. Raises InputError when it cannot be read."""
        return entries(path)

    def take_in(
        self,
        targets: Sequence[str | Path],
        *,
        published: dt.date | dt.datetime | str | None = None,
        publisher: str | None = None,
        allow_private: bool = False,
        follow: bool = False,
        fetch: Callable[[str], Page] | None = None,
        max_bytes: int | None = None,
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Iterator[Taken]:
        """Takes documents in one after the other; a bad one becomes a Taken with an error and stops nothing.

        allow_private: also fetch addresses of this machine and of private networks. follow: of a feed, take in the
        pages that its entries link to. fetch: what gets the page at an address; None: the network. max_bytes: largest
        file that is taken in, in place of the one of the settings. should_stop: asked before each document. Raises
        CaseError when the case itself cannot be written.
        """
        progress = _Progress(self.documents(targets), on_progress)
        ask = partial(self._fetching.page, allow_private=allow_private)
        arriving = progress.arrivals(max_bytes or self._max_bytes, fetch or ask)
        if follow:
            arriving = followed(arriving, self._store, ask)
        about = _About(moment(published), publisher)
        in_turn = ((arrival, None) for arrival in islice(arriving, READ_IN_TURN))
        ahead = read_ahead(arriving, self._store, **about._asdict())
        with closing(ahead):
            for arrival, prepared in chain(in_turn, ahead):
                if should_stop and should_stop():
                    return
                taken = self._take_in_one(arrival, about=about, prepared=prepared)
                progress.tell(taken)
                yield taken

    def take_in_bytes(
        self,
        raw: bytes,
        *,
        name: str,
        method: str,
        published: dt.date | dt.datetime | str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        page: Page | None = None,
    ) -> Taken:
        """Takes one document in. name: file name or address; method: "file", "url", "stdin", "typed" ...

        What is given goes before what the document says of itself. Bad input is told in `error`.
        Raises CaseError when the case itself cannot be written.
        """
        too_large = "" if len(raw) <= self._max_bytes else _too_large(name, self._max_bytes)
        arrival = Arrival(name, method, raw, error=too_large, page=page, title=title)
        return self._take_in_one(arrival, about=_About(moment(published), publisher))

    def _take_in_one(
        self,
        arrival: Arrival,
        *,
        about: _About,
        prepared: Prepared | InputError | None = None,
    ) -> Taken:
        """prepared: what was read of it ahead, or why nothing was."""
        started = time.perf_counter()
        name, about = storable(arrival.name), about.of(arrival)
        if arrival.error:
            return _taken(name, started, error=arrival.error)
        known = self._store.report_with_bytes(hashlib.sha256(arrival.raw).hexdigest())
        if known:
            return _taken(name, started, report=known, already=True)
        try:
            if isinstance(prepared, InputError):
                raise prepared
            ready = prepared or self._prepared(arrival, name, about)
        except InputError as error:
            return _taken(name, started, error=str(error))
        return self._kept(arrival, ready, self._custody(arrival, ready.document, about), started)

    def _kept(self, arrival: Arrival, ready: Prepared, custody: Custody, started: float) -> Taken:
        name, note = custody.name, " ".join(filter(None, (arrival.note, ready.note)))
        with self._one_at_a_time:
            with self._store.write("ingest", actor=self._actor) as write:
                # Asked again inside the transaction: somebody else may have taken the same bytes in meanwhile.
                known = write.report_with_bytes(hashlib.sha256(arrival.raw).hexdigest())
                known = known or same_page(write, custody.url, custody.method, _sha256(ready.document.text))
                if known:
                    return _taken(name, started, report=known, already=True)
                with self._names.within(write) as names:
                    kept = keep_report(
                        write, arrival.raw, ready.document, custody, ready.proposals, notes=note, names=names
                    )
                write.summary = f"Took in {kept.report.id} {Path(name).name}: {kept.proposed} claims proposed"
            self._names.keep(write.change)
        note = " ".join(filter(None, (note, kept.note)))
        return _taken(name, started, report=kept.report, proposed=kept.proposed, kept=kept_of(kept.report), note=note)

    def _custody(self, arrival: Arrival, document: ParsedDocument, about: _About) -> Custody:
        page = arrival.page
        # Where an entry stands in its feed changes with each poll; what it links to is what it is known by.
        name = document.url or arrival.name if arrival.is_entry else arrival.name
        return Custody(
            name=storable(name),
            method=arrival.method,
            title=arrival.title or document.title,
            publisher=about.publisher or document.publisher,
            published=about.published or document.published,
            accessed_at=self._clock(),
            collected_by=self._actor,
            tool_version=tracker.__version__,
            author=document.author,
            url=page.url if page and not arrival.is_entry else document.url,
            fetched=page.fetched if page else None,
        )

    def _prepared(self, arrival: Arrival, name: str, about: _About) -> Prepared:
        from tracker.services.parsing import parsed
        from tracker.services.prepared import prepare

        document = parsed(arrival.raw, name=name, media_type=arrival.media_type, charset=arrival.charset)
        return prepare(document, name=name, **about._asdict())


class _About(NamedTuple):
    """What is said of a document beside it."""

    published: dt.datetime | None
    publisher: str | None

    def of(self, arrival: Arrival) -> _About:
        """With what came with the document, where nothing is said of all."""
        return _About(self.published or arrival.published, self.publisher or arrival.publisher)


class _Progress:
    """How many documents there are, as far as is known, and how many of them are done."""

    def __init__(self, documents: Sequence[Path | str], on_progress: Progress | None) -> None:
        self._documents = documents
        self._tell = on_progress or (lambda *_: None)
        self._done, self._total = 0, len(documents)
        self._tell(0, self._total, None)

    def arrivals(self, max_bytes: int, fetch: Callable[[str], Page]) -> Iterator[Arrival]:
        """What the files bring; one that holds many documents makes the total larger."""
        for document in self._documents:
            found = arrivals(document, max_bytes=max_bytes, fetch=fetch)
            self._total += len(found) - 1
            yield from found

    def tell(self, taken: Taken) -> None:
        self._done += 1
        self._tell(self._done, self._total, taken)


def _taken(
    name: str,
    started: float,
    *,
    report: Report | None = None,
    proposed: int = 0,
    already: bool = False,
    error: str | None = None,
    kept: str = "",
    note: str = "",
) -> Taken:
    return Taken(
        name=name,
        report=report,
        proposed=proposed,
        already=already,
        error=error,
        seconds=time.perf_counter() - started,
        kept=kept,
        note=note,
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(storable(text).encode()).hexdigest()


def _too_large(name: str, most: int) -> str:
    return (
        f"{storable(name)} is larger than {most:,} bytes, the most that is taken in. "
        "Split it, or raise max_bytes in the settings."
    )
