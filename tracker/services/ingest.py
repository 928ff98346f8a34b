"""Taking reports in: bytes to a kept report with proposed claims."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import tracker
from tracker.errors import InputError
from tracker.exchange.web.addresses import is_address
from tracker.model.base import Frozen
from tracker.model.report import Report
from tracker.services.base import Service
from tracker.services.documents import STDIN, Entry, bytes_of, documents, entries
from tracker.services.fetching import Fetching
from tracker.services.fields import moment
from tracker.services.proposals import Custody, keep_report
from tracker.services.readers import STUMBLES, not_read
from tracker.services.versions import same_page
from tracker.store.ports import Store
from tracker.store.records import storable

if TYPE_CHECKING:
    from tracker.exchange.incoming.document import ParsedDocument
    from tracker.exchange.web.fetch import Page
    from tracker.model.claim import ProposedClaim

Progress = Callable[[int, int, "Taken | None"], None]
"""Called with (done, of how many, what was just taken); first with (0, n, None)."""


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

    def documents(self, targets: Sequence[str | Path]) -> list[Path | str]:
        """The single documents that targets name; see `tracker.services.documents.documents`."""
        return documents(targets)

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
        on_progress: Progress | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Iterator[Taken]:
        """Takes documents in one after the other; a bad one becomes a Taken with an error and stops nothing.

        allow_private: also fetch addresses of this machine and of private networks. should_stop: asked before each
        document. Raises CaseError when the case itself cannot be written.
        """
        documents = self.documents(targets)
        report_progress = on_progress or (lambda *_: None)
        report_progress(0, len(documents), None)
        for done, document in enumerate(documents, start=1):
            if should_stop and should_stop():
                return
            if isinstance(document, str) and is_address(document):
                taken = self._take_in_page(document, allow_private, published=published, publisher=publisher)
            else:
                taken = self._take_in_one(document, published=published, publisher=publisher)
            report_progress(done, len(documents), taken)
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
        started = time.perf_counter()
        name = storable(name)
        known = self._store.report_with_bytes(hashlib.sha256(raw).hexdigest())
        if known:
            return _taken(name, started, report=known, already=True)
        try:
            document = self._parsed(raw, name, media_type=page.media_type if page else None)
            custody = self._custody(document, name, method, title, publisher, moment(published), page)
            known = same_page(self._store, custody.url, custody.method, _sha256(document.text))
            if known:
                return _taken(name, started, report=known, already=True)
            proposals = _read(document, custody, name)
            document, note = _with_language(document)
        except InputError as error:
            return _taken(name, started, error=str(error))
        with self._store.write("ingest", actor=self._actor) as write:
            # Asked again inside the transaction: somebody else may have taken the same bytes in meanwhile.
            known = write.report_with_bytes(hashlib.sha256(raw).hexdigest())
            known = known or same_page(write, custody.url, custody.method, _sha256(document.text))
            if known is None:
                kept = keep_report(write, raw, document, custody, proposals, notes=note)
                write.summary = f"Took in {kept.report.id} {Path(name).name}: {kept.proposed} claims proposed"
        if known:
            return _taken(name, started, report=known, already=True)
        note = " ".join(filter(None, (note, kept.note)))
        return _taken(name, started, report=kept.report, proposed=kept.proposed, kept=_kept(document), note=note)

    def _custody(
        self,
        document: ParsedDocument,
        name: str,
        method: str,
        title: str | None,
        publisher: str | None,
        published: dt.datetime | None,
        page: Page | None,
    ) -> Custody:
        return Custody(
            name=name,
            method=method,
            title=title or document.title,
            publisher=publisher or document.publisher,
            published=published or document.published,
            accessed_at=self._clock(),
            collected_by=self._actor,
            tool_version=tracker.__version__,
            author=document.author,
            url=page.url if page else None,
            fetched=page.fetched if page else None,
        )

    def _take_in_one(
        self, document: Path | str, *, published: dt.date | dt.datetime | str | None, publisher: str | None
    ) -> Taken:
        started = time.perf_counter()
        name, method = ("standard input", "stdin") if document == STDIN else (str(document), "file")
        try:
            raw = bytes_of(document, max_bytes=self._max_bytes)
        except InputError as error:
            return _taken(storable(name), started, error=str(error))
        return self.take_in_bytes(raw, name=name, method=method, published=published, publisher=publisher)

    def _take_in_page(
        self,
        address: str,
        allow_private: bool,
        *,
        published: dt.date | dt.datetime | str | None,
        publisher: str | None,
    ) -> Taken:
        started = time.perf_counter()
        try:
            page = self._fetching.page(address, allow_private=allow_private)
        except InputError as error:
            return _taken(storable(address), started, error=str(error))
        return self.take_in_bytes(
            page.body, name=page.url, method="url", published=published, publisher=publisher, page=page
        )

    def _check_size(self, size: int, name: str) -> None:
        if size > self._max_bytes:
            raise InputError(
                f"{name} is larger than {self._max_bytes:,} bytes, the most that is taken in.",
                hint="Split it, or raise max_bytes in the settings.",
            )

    def _parsed(self, raw: bytes, name: str, media_type: str | None = None) -> ParsedDocument:
        self._check_size(len(raw), name)
        from tracker.exchange.incoming.registry import parse

        return parse(raw, name=name, media_type=media_type)


def _read(document: ParsedDocument, custody: Custody, name: str) -> list[ProposedClaim]:
    from tracker.reading.claims import read

    try:
        return read(document.text, published=custody.published, publisher=custody.publisher)
    except STUMBLES as error:
        # One text that the reader stumbles over must not stop the four hundred after it.
        raise InputError(
            f"{name} cannot be read: {type(error).__name__}: {error}.", hint="This is a defect: please report it."
        ) from error


def _with_language(document: ParsedDocument) -> tuple[ParsedDocument, str]:
    """The document with the language found in its words, where that is not read, and the note that says so.

    What a page declares of itself is often left over from a template.
    """
    found = not_read(document.text)
    if found is None:
        return document, ""
    code, note = found
    return document.model_copy(update={"language": document.language if code == "und" else code}), note


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


def _kept(document: ParsedDocument) -> str:
    total = max(document.total_characters, len(document.text))
    hidden = f"; {document.hidden_characters:,} hidden, not read" if document.hidden_characters else ""
    return f"kept {len(document.text):,} of {total:,} characters{hidden}"
