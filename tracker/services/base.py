"""What all services share: a case and who acts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import RefusedError
from tracker.model.change import Change
from tracker.store.ports import Store, Write


class Service:
    """A use case over one case; safe to call from any thread."""

    def __init__(self, store: Store, actor: str) -> None:
        self._store = store
        self._actor = actor


def changed(write: Write) -> Change:
    """The journal entry that a finished transaction appended. Raises RefusedError when it changed nothing."""
    if write.change is None:
        raise RefusedError("Nothing was changed: everything is like that already.")
    return write.change


def counted(ids: Sequence[str], word: str) -> str:
    """ "C12" for one, "C12 and C13" for two, "17 claims (C12 ...)" for many."""
    if len(ids) <= 3:
        return " and ".join([", ".join(ids[:-1]), ids[-1]] if len(ids) > 1 else ids)
    return f"{len(ids)} {word}s ({ids[0]} to {ids[-1]})"


def number_of(record_id: str | None) -> int:
    """12 from "C12", for ordering; 0 for None.

    >>> number_of("C12"), number_of(None)
    (12, 0)
    """
    return int(record_id[1:]) if record_id else 0
