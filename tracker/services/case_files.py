"""The case file of a stranger in parts, as the child process that reads it hands them over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import InputError, TrackerError
from tracker.exchange.incoming.whole_case import change_parts, original_parts, text_part
from tracker.present.show import show_line

if TYPE_CHECKING:
    from tracker.store.ports import Store

_SQLITE = b"SQLite format 3\x00"


def is_case_file(path: Path) -> bool:
    """Whether a path is a database, by its first bytes."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def case_file_parts(path: Path) -> Iterator[bytes]:
    """A case file that verifies, in parts that `whole_case.case_content` reads. Meant for a child process.

    Raises InputError for one that does not verify or cannot be read.
    """
    from tracker.store.foreign import foreign_case

    try:
        with foreign_case(path) as store:
            _check(store.first_fault(), path)
            yield from _parts_of(store)
    except InputError:
        raise
    except TrackerError as error:
        raise InputError(error.message, hint=error.hint) from error


def _check(fault: str | None, path: Path) -> None:
    if fault:
        raise InputError(f"{show_line(path.name)} does not verify: {fault}.", hint=f"tracker verify {path}")


def _parts_of(store: Store) -> Iterator[bytes]:
    evidence = store.evidence()
    for text in dict.fromkeys(text for _, text in evidence):
        yield text_part(store.text(text))
    for original in dict.fromkeys(original for original, _ in evidence):
        yield from original_parts(store.blob(original))
    entries = (change for seq in range(store.head()[0]) for change in store.changes(after=seq, limit=1))
    yield from change_parts(change.model_dump_json().encode() for change in entries)
