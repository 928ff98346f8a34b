"""Putting a backup in the place of a case."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tracker import locations
from tracker.errors import CaseError, RefusedError
from tracker.model.base import Frozen
from tracker.services.indexing import CaseIndexing
from tracker.settings import load_settings


class Restored(Frozen):
    """What was done."""

    case: Path
    kept: Path | None
    """Where what was there before is now; None: nothing was there."""
    entries: int
    """Journal entries that came from the backup."""
    lost: int
    """Journal entries of the case that are not in the backup, and so are only in what was kept."""


def restore(
    backup: Path, case: str | Path | None = None, *, force: bool = False, reason: str = "", actor: str | None = None
) -> Restored:
    """Verifies a backup and makes the case hold what it holds; what was there is kept beside it.

    force: also when the backup's journal does not go on from the case's, so that entries would be lost from it. That it
    was done, and what was there, is noted in the journal. Raises RefusedError, CaseError, DiskFullError, NotFoundError;
    then the case is as it was.
    """
    from tracker.store import restore as files
    from tracker.store.blobs import beside, trouble
    from tracker.store.sql import SqlStore

    settings = load_settings()
    target = Path(case or settings.case or locations.default_case()).expanduser()
    if target.exists() and backup.exists() and target.samefile(backup):
        raise RefusedError(f"{backup} is the case itself.", hint="Name a backup of it.")
    with SqlStore.untouched(backup, indexing=CaseIndexing(), more_blobs=beside(target)) as store:
        _check_sound(backup, list(store.problems()))
        coming = store.entry_hashes()
    present = files.entry_hashes(target)
    shared = files.common_beginning(coming, present) if present is not None else 0
    lost = len(present) - shared if present is not None else 0
    if lost and not force:
        raise _refused(target, backup, coming, present or [], shared)
    try:
        kept = _put(backup, target, _summary(backup, coming, present, lost), reason, actor or settings.actor)
    except OSError as error:
        raise trouble(target, error) from error
    return Restored(case=target, kept=kept, entries=len(coming), lost=lost)


def _put(backup: Path, target: Path, summary: str, reason: str, actor: str) -> Path | None:
    """Makes it so; returns where what was there before is now."""
    from tracker.store import restore as files
    from tracker.store.blobs import beside

    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-restore-") as folder:
        new = Path(folder) / target.name
        _prepared(backup, new, summary, reason, actor)
        kept = files.keep_aside(target) if target.exists() else None
        if beside(backup).folder.is_dir():
            beside(backup).copy_to(beside(target))
        files.put_in_place(new, target)
    return kept


def _check_sound(backup: Path, problems: Sequence[str]) -> None:
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise CaseError(
            f"{backup} is not sound, nothing was changed: {problems[0]}{more}.",
            hint=f"Look closer: tracker verify {backup}",
        )


def _refused(target: Path, backup: Path, coming: Sequence[str], present: Sequence[str], shared: int) -> RefusedError:
    lost = f"entries {shared + 1} to {len(present)}" if len(present) > shared + 1 else f"entry {len(present)}"
    parts = "ends before them" if shared == len(coming) else f"goes another way after entry {shared}"
    return RefusedError(
        f"{backup} does not go on from {target}: the case's journal has {lost}, the backup's {parts}.",
        hint="--force restores it all the same; what is there now is kept beside it, and the journal tells of it.",
    )


def _summary(backup: Path, coming: Sequence[str], present: Sequence[str] | None, lost: int) -> str:
    told = f"Restored from {backup.name}, {len(coming)} journal entries"
    if present is None:
        return f"{told}; before it no case could be read"
    before = f"the case had {len(present)} entries, end {present[-1]}" if present else "the case was empty"
    return f"{told}; before it {before}" + (f"; {lost} of them are not in it" if lost else "")


def _prepared(backup: Path, new: Path, summary: str, reason: str, actor: str) -> None:
    """A copy of the backup with tables of today, and the note of what is done with it."""
    from tracker.store.backup import copy_file
    from tracker.store.connect import SCHEMA, check_schema
    from tracker.store.sql import SqlStore

    copy_file(backup, new)
    version = check_schema(new, read_only=False)
    if version < SCHEMA:
        from tracker.store.migrations.upgrade import upgrade_copy

        upgrade_copy(new, version)
    store = SqlStore.open(new, create=False, clock=lambda: dt.datetime.now(dt.UTC), indexing=CaseIndexing())
    try:
        with store.write("restore", actor=actor, summary=summary, reason=reason) as write:
            write.is_event = True
    finally:
        store.close()
