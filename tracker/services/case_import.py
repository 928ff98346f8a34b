"""Another case, or an export of one that is complete: restored where nothing was done yet, else merged."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import InputError, RefusedError, StoppedError
from tracker.model.base import Frozen
from tracker.model.checkpoint import Checkpoint
from tracker.model.merkle import merkle_root
from tracker.services.base import Service
from tracker.services.bulk import many_records
from tracker.services.case_files import is_case_file
from tracker.services.merging import MERGED, Merged, merge
from tracker.services.parsing import Seen, nothing, other_case
from tracker.services.track_records import Progress, always
from tracker.services.undo import Stacks
from tracker.store.adoption import evidence_in
from tracker.store.ports import Store

if TYPE_CHECKING:
    from tracker.exchange.incoming.whole_case import Part

WHOLE_CASE = "case"
"""Format of a case, or of an export that holds one whole."""

READING, WRITING = 40, 70
"""Per cent of the progress when another case is read, and when its journal is written."""


class CaseImported(Frozen):
    """What became of another case."""

    name: str
    entries: int
    """Entries of its journal."""
    restored: bool
    """Whether this case is the other one now, journal included; else it was merged."""
    merged: Merged


class CaseImport(Service):
    """Import of whole cases."""

    def __init__(self, store: Store, actor: str, *, clock: Callable[[], dt.datetime]) -> None:
        super().__init__(store, actor)
        self._clock = clock

    def take(self, path: Path, *, trial: bool = False, on_progress: Progress = always) -> CaseImported:
        """Takes another case in: a case file, a complete JSON-lines export, or a bag.

        Into a case where nothing was done yet it is restored with its journal, so that nothing tells the two apart;
        into any other it is merged in one step that undo takes back. trial: tells what would be, and writes nothing.
        on_progress: (done, of) while it is read and written; StoppedError, with nothing changed, when it says to stop.
        Raises InputError for what does not verify, RefusedError for the case itself.
        """
        steps = _Steps(on_progress)
        if self._store.head()[0] == 0 and not trial:
            with many_records():
                self._store.adopt(_complete(other_case(path, steps.part(0, READING)), path.name), steps.rest)
            entries = self._store.head()[0]
            return CaseImported(name=path.name, entries=entries, restored=True, merged=_counted(self._store))
        with opened_case(path, steps.part(0, READING)) as other:
            return self._taken(other, path.name, steps, trial=trial)

    def _taken(self, other: Store, name: str, steps: _Steps, *, trial: bool) -> CaseImported:
        entries, end = other.head()
        if entries == 0:
            raise _empty(name)
        if self._store.head()[0] == 0:
            return CaseImported(name=name, entries=entries, restored=True, merged=_counted(other))
        if any(change.hash == end for change in self._store.changes(after=entries - 1, limit=1)):
            raise RefusedError(f"{name} is this case, or an earlier state of it.", hint="Nothing is missing here.")
        if self._holds(end):
            return CaseImported(name=name, entries=entries, restored=False, merged=_nothing_new(other))
        hashes = other.entry_hashes()
        [newest] = other.journal_lines([entries])
        checkpoint = Checkpoint(size=entries, last_hash=end, root=merkle_root(hashes), at=newest.at)
        reason = f"case {name}; {checkpoint.line}"
        try:
            told = self._merge(other, name, reason, steps.part(READING, 100), trial=trial)
        except _TrialError as error:
            told = error.told
        return CaseImported(name=name, entries=entries, restored=False, merged=told)

    def _holds(self, end: str) -> bool:
        """Whether the case with that journal end was merged before, and that was not undone since."""
        stacks = Stacks()
        for seq, action, undoes in self._store.outline():
            stacks.note(seq, action, undoes)
        standing = set(stacks.undoable)
        lines = self._store.journal_lines([seq for seq in self._store.entries_about(end) if seq in standing])
        return any(line.action == MERGED for line in lines)

    def _merge(self, other: Store, name: str, reason: str, seen: Seen, *, trial: bool) -> Merged:
        mark = f"{name} ({other.head()[1][:12]})"
        with many_records(), self._store.write(MERGED, actor=self._actor, reason=reason) as write:
            write.summary = f"Merged {name}"
            told = merge(write, other, mark=mark, at=self._clock(), by=self._actor, seen=seen)
            write.summary = f"Merged {name}: {merged_words(told)}"
            if trial:
                raise _TrialError(told)
        return told


class _Steps:
    """Progress of an import, in per cent."""

    def __init__(self, on_progress: Progress) -> None:
        self._on_progress = on_progress

    def part(self, start: int, end: int) -> Seen:
        """For a part of it, from so many per cent to so many. StoppedError when the analyst stops it."""

        def seen(done: int, of: int) -> None:
            if not self._on_progress(start + (end - start) * done // max(of, 1), 100):
                raise StoppedError("Stopped; nothing was taken in.")

        return seen

    @property
    def rest(self) -> Seen:
        return self.part(WRITING, 100)


class _TrialError(Exception):
    """Ends a transaction that is not to be kept."""

    def __init__(self, told: Merged) -> None:
        super().__init__()
        self.told = told


def merged_words(told: Merged) -> str:
    """ "3 reports, 1 source, 12 claims", or "nothing new"."""
    kinds = ("reports", "sources", "incidents", "claims", "decisions", "remarks")
    counts = [(getattr(told, kind), kind) for kind in kinds]
    words = [f"{count:,} {kind if count != 1 else kind[:-1]}" for count, kind in counts if count]
    return ", ".join(words) or "nothing new"


@contextmanager
def opened_case(path: Path, seen: Seen = nothing) -> Iterator[Store]:
    """Another case for reading, wherever it comes from; nothing of it is changed. seen: told how far it was read.

    Raises InputError when it does not verify: what was tampered with is not taken in.
    """
    from tracker.store.sql import SqlStore

    # As a file: a large case would not find room in memory.
    with tempfile.TemporaryDirectory(prefix="tracker-import-") as folder, many_records():
        store = SqlStore.open(Path(folder) / "other.case")
        try:
            store.adopt(_complete(other_case(path, seen), path.name))
            store.location = path.name
            yield store
        finally:
            store.close()


def is_whole_case(path: Path) -> bool:
    """Whether a path is a case file, a JSON-lines export or a bag: something that holds a whole case."""
    from tracker.exchange.incoming.whole_case import looks_whole

    return is_case_file(path) or looks_whole(path)


def _complete(parts: Iterator[Part], name: str) -> Iterator[Part]:
    """The same. Raises InputError at the end when nothing was done in it, or originals that it rests on are missing."""
    given, needed, entries = set[str](), set[str](), 0
    for part in parts:
        if isinstance(part, bytes):
            given.add(hashlib.sha256(part).hexdigest())
        elif not isinstance(part, str):
            entries += 1
            needed |= {original for original, _ in evidence_in(edit.plain() for edit in part.edits)}
        yield part
    if entries == 0:
        raise _empty(name)
    if missing := len(needed - given):
        raise InputError(
            f"{name} holds no original of {missing} of its reports.",
            hint="It was written by an older version, or not as a whole: export the case again.",
        )


def _empty(name: str) -> InputError:
    return InputError(f"{name} is an empty case.", hint="There is nothing to take in.")


def _nothing_new(other: Store) -> Merged:
    return Merged(known=other.count_records("claim"))


def _counted(other: Store) -> Merged:
    kinds = ("report", "source", "incident", "claim", "decision", "remark")
    return Merged(**{f"{kind}s": other.count_records(kind) for kind in kinds})
