"""Finding what was changed behind the journal's back: chain, replay against the records, texts, bytes, quotes. Pure.

Everything is looked at once, in the order of the tables, and nothing but digests is kept of it: a case of any size is
checked in memory that grows with the number of its records only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, Protocol

from tracker.model.change import Change
from tracker.model.checkpoint import Checkpoint
from tracker.model.ids import LETTERS
from tracker.model.quoted import Quotes
from tracker.model.replay import Replay
from tracker.store.records import MODELS

TABLES = {kind: f"{kind}s" for kind in MODELS}
"""Kind of record -> the word for its table in a sentence."""

MOST_FAULTS = 1_000
"""Sentences told: a case of which every record was changed needs no list of them all."""


def told(faults: Iterable[str]) -> list[str]:
    """The first faults; that there are more is the last one."""
    found = list(islice(faults, MOST_FAULTS + 1))
    return found if len(found) <= MOST_FAULTS else [*found[:-1], "and more: only the first are told"]


class Unreadable(NamedTuple):
    """An entry or record that is there, but cannot be read."""

    fault: str
    id: str = ""


class Entry(NamedTuple):
    """A journal entry with the hash of what is stored, which may be written otherwise than it would be now."""

    change: Change
    hash: str


class Contents(Protocol):
    """What there is to look at."""

    def changes(self) -> Iterator[Entry | Unreadable]:
        """The journal, oldest first."""
        ...

    def change(self, seq: int) -> Change | None:
        """One entry; None when it cannot be read."""
        ...

    def records(self, kind: str) -> Iterator[dict[str, Any] | Unreadable]:
        """Records of a kind, dumped, in the order taken in."""
        ...

    def texts(self) -> Iterator[tuple[str, bytes] | Unreadable]:
        """(sha256, text in UTF-8) of every kept text."""
        ...

    def text(self, sha256: str) -> bytes | None:
        """One text in UTF-8; None when it cannot be read."""
        ...

    def blob_fault(self, sha256: str) -> str | None:
        """What is wrong with kept bytes ("is missing"), or None."""
        ...

    def other_blobs(self, _known: Iterable[str], /) -> Iterator[str]:
        """What is wrong with kept bytes that no report refers to any more."""
        ...

    def last_numbers(self) -> Mapping[str, int]:
        """Kind -> number of the newest id ever given."""
        ...


Seen = Callable[[int], object]
"""Told how many things were looked at so far."""


def problems(contents: Contents, *, older: Checkpoint | None = None, seen: Seen = bool) -> Iterator[str]:
    """Everything that is wrong, each naming table and id or journal entry; nothing: nothing is.

    older: a checkpoint noted elsewhere. Without it, a journal whose tail was cut off together with its records, or one
    rewritten as a whole, is not found.
    """
    replay, count = Replay(contents.change, older), 0
    for entry in contents.changes():
        if isinstance(entry, Unreadable):
            yield entry.fault
        else:
            yield from replay.play(entry.change, entry.hash)
        count += 1
        seen(count)
    since = replay.fault_since_older()
    if since:
        yield since
    yield from _Records(contents, replay, lambda more: seen(count + more)).problems()
    yield from _counter_faults(replay, contents.last_numbers())


def sound(contents: Contents) -> Iterator[tuple[str, dict[str, Any]] | Unreadable]:
    """(kind, record) of all that can be read and is as the journal has it; a report only with its text unchanged.

    The text stands in the report as `text`. What is left out, a damaged entry's record too, is told in its place, or at
    the end where it is missing.
    """
    replay = Replay(contents.change)
    for entry in contents.changes():
        if isinstance(entry, Entry) and entry.hash == entry.change.hash:
            list(replay.play(entry.change, entry.hash))
    for kind in MODELS:
        for record in contents.records(kind):
            yield record if isinstance(record, Unreadable) else _sound(kind, record, contents, replay)
            if isinstance(record, Unreadable):
                replay.forget(record.id)
    yield from (Unreadable(f"{record_id}: missing", record_id) for record_id, _ in replay.missing())


def _sound(
    kind: str, record: dict[str, Any], contents: Contents, replay: Replay
) -> tuple[str, dict[str, Any]] | Unreadable:
    fault = replay.compare(kind, record)
    if kind == "report" and fault is None:
        raw = contents.text(record["text_sha256"])
        if raw is not None and hashlib.sha256(raw).hexdigest() == record["text_sha256"]:
            return kind, record | {"text": raw.decode("utf-8")}
        fault = "its text was changed after it was kept, or is missing"
    return Unreadable(f"{TABLES[kind]} {record['id']}: {fault}", record["id"]) if fault else (kind, record)


class _Records:
    """The tables against the journal, and the evidence that they refer to."""

    def __init__(self, contents: Contents, replay: Replay, seen: Seen) -> None:
        self._contents = contents
        self._replay = replay
        self._seen = seen
        self._quotes = Quotes()
        self._originals: dict[str, str] = {}

    def problems(self) -> Iterator[str]:
        count = 0
        for kind in MODELS:
            for record in self._contents.records(kind):
                count += 1
                self._seen(count)
                yield from self._record(kind, record)
        kinds = {letter: kind for kind, letter in LETTERS.items()}
        for record_id, seq in self._replay.missing():
            yield f"{TABLES[kinds[record_id[0]]]} {record_id}: missing, though journal entry {seq} has it"
        yield from self._evidence()

    def _record(self, kind: str, record: dict[str, Any] | Unreadable) -> Iterator[str]:
        if isinstance(record, Unreadable):
            self._replay.forget(record.id)
            yield record.fault
            return
        where = f"{TABLES[kind]} {record['id']}"
        fault = self._replay.compare(kind, record)
        if fault:
            yield f"{where}: {fault}"
        if kind == "report":
            self._originals.setdefault(record["sha256"], record["id"])
            self._quotes.report(record)
        elif kind == "claim":
            self._quotes.claim(record)

    def _evidence(self) -> Iterator[str]:
        for sha256, report in self._originals.items():
            fault = self._contents.blob_fault(sha256)
            if fault:
                yield f"reports {report}: the kept original {sha256[:12]} {fault}"
        yield from self._contents.other_blobs(self._originals)
        for found in self._contents.texts():
            if isinstance(found, Unreadable):
                yield found.fault
                continue
            sha256, raw = found
            if hashlib.sha256(raw).hexdigest() != sha256:
                yield f"texts {sha256[:12]}: the text was changed after it was kept"
            text = raw.decode("utf-8", "replace")
            for claim, report, start, end in self._quotes.misplaced(sha256, text):
                yield f"claims {claim}: its span {start}-{end} in {report} does not hold its quote"
        for report, sha256 in self._quotes.without_text():
            yield f"reports {report}: its text {sha256[:12]} is missing"


def _counter_faults(replay: Replay, last_numbers: Mapping[str, int]) -> Iterator[str]:
    for kind, number in replay.highest.items():
        if last_numbers.get(kind, 0) < number:
            yield f"counters {kind}: stands at {last_numbers.get(kind, 0)}, but {number} was given already"
