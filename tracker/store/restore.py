"""Putting a backup in the place of a case file: whole or not at all, also for whoever has the case open."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tracker.errors import TrackerError
from tracker.store.backup import copy_file
from tracker.store.blobs import sync_folder, trouble
from tracker.store.connect import connect, told
from tracker.store.creation import readable
from tracker.store.inspection import FAULTS


def entry_hashes(case: Path) -> list[str] | None:
    """Hashes of the journal of a case file, oldest first; None when it is not there or cannot be read."""
    if not case.exists():
        return None
    try:
        readable(case)
        with closing(connect(case, read_only=True)) as connection:
            return [str(row[0]) for row in connection.execute("SELECT hash FROM journal ORDER BY seq")]
    except (TrackerError, *FAULTS):
        return None


def common_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """How many first entries two journals share."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def keep_aside(case: Path) -> Path:
    """Copies a case file to a free name beside it: `my.before-restore.case`. One that is damaged is copied as it is.

    Raises CaseError, DiskFullError.
    """
    kept, number = case.with_name(f"{case.stem}.before-restore{case.suffix}"), 1
    while kept.exists():
        number += 1
        kept = case.with_name(f"{case.stem}.before-restore-{number}{case.suffix}")
    try:
        copy_file(case, kept)
    except TrackerError:
        try:
            shutil.copyfile(case, kept)
        except OSError as error:
            raise trouble(kept, error) from error
    return kept


def put_in_place(new: Path, case: Path) -> None:
    """Makes a case file hold what a new one does. A program that has the case open sees the new content from then on.

    A file that is no database any more, or none, is replaced as a whole. Raises CaseError, DiskFullError.
    """
    if entry_hashes(case) is None:
        try:
            new.replace(case)
            sync_folder(case.parent)
        except OSError as error:
            raise trouble(case, error) from error
        return
    with told(case), closing(connect(new, read_only=True)) as source, closing(connect(case)) as target:
        # One transaction of SQLite: a reader sees the old pages or the new ones, a power cut leaves the old ones.
        source.backup(target)
        verdict = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise sqlite3.DatabaseError(str(verdict))
