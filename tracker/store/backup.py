"""A consistent copy of a case while it is in use."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from tracker.errors import CaseError, RefusedError
from tracker.store.blobs import beside, sync_folder, trouble
from tracker.store.connect import connect, told


def copy_case(case: Path, target: Path) -> None:
    """Copies a case file and its raw bytes.

    Raises RefusedError when the target exists, CaseError, DiskFullError; then nothing is left behind.
    """
    if target.exists():
        raise _taken(target)
    if not os.access(target.parent, os.W_OK):
        raise CaseError(f"The folder {target.parent} cannot be written to.", hint="Name another one.")
    blobs = beside(target)
    try:
        new = beside(case).copy_to(blobs)
    except OSError as error:
        raise trouble(target, error) from error
    try:
        copy_file(case, target)
    except BaseException:
        for sha256 in new:
            blobs.drop(sha256)
        raise


def copy_file(case: Path, target: Path) -> None:
    """Copies the case file alone; the copy is checked before it gets its name.

    Copying it with `cp` can miss acknowledged changes: SQLite's own backup cannot.
    """
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-backup-")
        os.close(descriptor)
        source, copy = connect(case, read_only=True), sqlite3.connect(temporary)
        with told(target), closing(source), closing(copy):
            source.backup(copy)
            # The copy of a WAL file asks for a WAL of its own, which a single file cannot carry along.
            copy.execute("PRAGMA journal_mode=DELETE")
            verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise CaseError(f"{case} is damaged ({verdict}): not copied.", hint="Run 'tracker verify'.")
        with Path(temporary).open("rb") as file:
            os.fsync(file.fileno())
        os.link(temporary, target)
        sync_folder(target.parent)
    except FileExistsError as error:
        raise _taken(target) from error
    except OSError as error:
        raise trouble(target, error) from error
    finally:
        # A copy that broke off leaves the journal of its own writing too.
        for left in (temporary, f"{temporary}-journal") if temporary else ():
            with suppress(OSError):
                Path(left).unlink()


def _taken(target: Path) -> RefusedError:
    return RefusedError(f"{target} exists already.", hint="Name a new file.")
