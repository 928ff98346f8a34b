"""Opening a case for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.cli.diagnostics import Progress, narrate
from tracker.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from tracker.services.workspace import Workspace

NAMED = 10
"""Records that cannot be read that are named."""


@contextmanager
def opened_to_look(case: str | None) -> Iterator[Workspace]:
    """The case, or an empty one in memory where there is none yet: for looking at what would be put in."""
    from tracker.services.workspace import Workspace

    try:
        workspace = Workspace.open(case, create=False)
    except NotFoundError:
        workspace = Workspace.in_memory()
    with workspace:
        yield workspace


@contextmanager
def opened(case: str | None, *, create: bool = False) -> Iterator[Workspace]:
    """The case, closed again afterwards. create: make it when it is not there, for commands that put something in."""
    if case is not None and "://" in case:
        raise UsageError(f"{case} is not a case file.", hint="Give the path of a file; it is made when it is missing.")
    from tracker.services.workspace import Workspace

    progress, upgrading = Progress("Indexing the case anew"), Progress("Bringing the case up to date")

    def on_indexing(done: int, of: int) -> bool:
        progress.at(done, of, f"{of:,} records, once; ctrl+c stops it")
        if done >= of:
            progress.clear()
        return True

    def on_upgrade(done: int, of: int) -> bool:
        upgrading.at(done, of, "steps, once; ctrl+c stops it")
        if done >= of:
            upgrading.clear()
        return True

    try:
        workspace = Workspace.open(case, create=create, on_indexing=on_indexing, on_upgrade=on_upgrade)
    except NotFoundError as error:
        hint = "Check the path." if case else "Take a report in first: tracker ingest FILE. Or try: tracker demo"
        raise NotFoundError(error.message, hint=hint) from error
    if workspace.kept_before_upgrade:
        kept = workspace.kept_before_upgrade
        narrate(f"The tables of {workspace.location} were brought up to date; as it was before it is kept in {kept}.")
    try:
        yield workspace
        _tell_unreadable(workspace)
    finally:
        workspace.close()


def _tell_unreadable(workspace: Workspace) -> None:
    """Names the records that lists had to pass over: what is missing must not go unnoticed."""
    from tracker.model.change import RECORD_KINDS

    ids = [record_id for kind in RECORD_KINDS for record_id in workspace.unreadable(kind)]
    if ids:
        named = ", ".join(ids[:NAMED]) + (f" and {len(ids) - NAMED:,} more" if len(ids) > NAMED else "")
        narrate(f"Unreadable, and so left out: {named}. 'tracker verify' says why.")
