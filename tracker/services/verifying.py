"""Checking a case file without opening it for work: nothing is migrated, indexed or noted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tracker import locations
from tracker.errors import CaseError, TrackerError
from tracker.model.base import Frozen
from tracker.model.change import canonical_json
from tracker.model.checkpoint import Checkpoint
from tracker.services.custody import Custody
from tracker.services.indexing import CaseIndexing
from tracker.settings import load_settings

_SQLITE = b"SQLite format 3\x00"


_TOLD_EACH = 500
"""Entries and records after which progress is told."""

Progress = Callable[[int, int], object]


class CheckedCase(Frozen):
    """What a check of a case found."""

    location: str
    problems: tuple[str, ...]
    """One sentence each; empty: nothing is wrong."""
    checkpoint: Checkpoint | None
    """The state of its journal; None when something is wrong."""


def is_case(path: Path) -> bool:
    """Whether a file is meant as a case rather than an export of one, also when it is damaged."""
    if path.is_dir():
        return False
    try:
        with path.open("rb") as stream:
            is_database = stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
    return is_database or path.suffix == ".case" or path.with_name(f"{path.name}.blobs").is_dir()


def _unseen(_done: int, _total: int) -> None:
    pass


def verify_case(
    case: str | Path | None = None, older: Checkpoint | None = None, on_progress: Progress = _unseen
) -> CheckedCase:
    """Checks journal, replay, texts, bytes and spans of a case; None: the one that commands use without --case.

    older: a checkpoint noted elsewhere, which the journal must go on from. on_progress: (done, of) journal entries
    and records that were looked at. Raises NotACaseError, NotFoundError or CaseError for a file that cannot be opened.
    """
    from tracker.store.inspection import FAULTS, first_line
    from tracker.store.records import MODELS
    from tracker.store.sql import SqlStore

    path = _path_of(case)
    try:
        with SqlStore.untouched(path, indexing=CaseIndexing()) as store:
            total = store.head()[0] + sum(store.count_records(kind) for kind in MODELS)

            def seen(done: int) -> None:
                if done % _TOLD_EACH == 0:
                    on_progress(done, max(done, total))

            problems = tuple(store.problems(older=older, seen=seen))
            checkpoint = None if problems else Custody(store, "").checkpoint()
    except TrackerError:
        raise
    except FAULTS as error:  # a declaration that was damaged reads like a mistake of ours
        raise CaseError(f"{path} is damaged: {first_line(error)}.", hint="Restore a backup.") from error
    return CheckedCase(location=str(path), problems=problems, checkpoint=checkpoint)


class Salvaged(Frozen):
    """What was written of a damaged case."""

    records: int
    left_out: tuple[str, ...]
    """A sentence each: what does not verify, cannot be read, or is missing."""


def salvage(case: str | Path | None, path: Path) -> Salvaged:
    """Writes all records of a damaged case that verify, one JSON object a line.

    Each line has a `type`, a report its `text`. It is no export: without the journal nobody can check it. Raises as
    `verify_case`, and RefusedError, DiskFullError or CaseError when the file cannot be written.
    """
    from tracker.exchange.outgoing.write import write_atomically
    from tracker.store.audit import Unreadable
    from tracker.store.inspection import FAULTS, first_line
    from tracker.store.sql import SqlStore

    count = 0
    left_out: list[str] = []

    def lines() -> Iterator[bytes]:
        nonlocal count
        for found in store.sound_records():
            if isinstance(found, Unreadable):
                left_out.append(found.fault)
                continue
            kind, record = found
            count += 1
            yield canonical_json(record | {"type": kind}).encode("ascii") + b"\n"

    source = _path_of(case)
    try:
        with SqlStore.untouched(source) as store:
            write_atomically(path, lines())
    except TrackerError:
        raise
    except FAULTS as error:
        raise CaseError(f"{source} is damaged: {first_line(error)}.", hint="Restore a backup.") from error
    return Salvaged(records=count, left_out=tuple(left_out))


def _path_of(case: str | Path | None) -> Path:
    return Path(case or load_settings().case or locations.default_case()).expanduser()
