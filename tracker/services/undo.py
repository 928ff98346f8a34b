"""The journal as people use it: look, undo, redo."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tracker.errors import RefusedError
from tracker.model.change import RECORD_KINDS, Change, Edit, JournalLine
from tracker.services.base import Service, changed
from tracker.services.bulk import many_records
from tracker.store.ports import ReadsCase, Store, Write
from tracker.store.records import MODELS, dumped, same_content

EVENTS = frozenset({"export", "restore"})
"""Actions that change no record: there is nothing to take back."""


class Stacks:
    """What can be undone and redone, derived from the journal's (seq, action, undoes) alone.

    >>> stacks = Stacks()
    >>> for entry in [(1, "accept", None), (2, "undo", 1)]:
    ...     stacks.note(*entry)
    >>> stacks.undoable, stacks.redoable
    ([], [2])
    """

    def __init__(self) -> None:
        self.seen = 0
        self.undoable: list[int] = []
        """Entries whose effect stands, oldest first; the last is undone next."""
        self.redoable: list[int] = []
        """Undo entries that can be reversed; the last is redone next."""

    def note(self, seq: int, action: str, undoes: int | None) -> None:
        """Takes in the next entry."""
        self.seen = seq
        if action in EVENTS:
            return
        if undoes is None or undoes not in (self.undoable if action == "undo" else self.redoable):
            self.undoable.append(seq)
            self.redoable.clear()
        elif action == "undo":
            self.undoable.remove(undoes)
            self.redoable.append(seq)
        else:
            self.redoable.remove(undoes)
            self.undoable.append(seq)


class History(Service):
    """The journal of a case."""

    def __init__(self, store: Store, actor: str) -> None:
        super().__init__(store, actor)
        self._lock = threading.Lock()
        self._stacks = Stacks()

    def entries(self, after: int = 0, limit: int | None = None, object_id: str | None = None) -> list[Change]:
        """Journal entries after a sequence number, newest last; of one record, when its id is given.

        limit: at most so many, the newest.
        """
        if object_id is not None:
            found = [change for change in self._store.changes_of(object_id) if change.seq > after]
            return found[-limit:] if limit else found
        if limit is not None:
            after = max(after, self._store.head()[0] - limit)
        return self._store.changes(after=after)

    def about(self, text: str = "") -> Sequence[int]:
        """Numbers of the entries, newest first, that touch the record of an id or tell of all words; "": of all."""
        return self._store.entries_about(text)

    def lines(self, entries: Sequence[int]) -> list[JournalLine]:
        """These entries without their edits, for any size of journal."""
        return self._store.journal_lines(entries)

    def edits_of(self, entry: int, limit: int) -> tuple[list[Edit], int]:
        """The first edits of an entry, and how many it has."""
        return self._store.edits_of(entry, limit)

    def head(self) -> tuple[int, str]:
        """Sequence number and hash of the newest entry; (0, 64 zeros) when there is none."""
        return self._store.head()

    def next_undo(self) -> Change | None:
        """The entry that undo would reverse."""
        undoable, _ = self._tops()
        return self._store.change(undoable) if undoable else None

    def next_redo(self) -> Change | None:
        """The undo that redo would reverse."""
        _, redoable = self._tops()
        return self._store.change(redoable) if redoable else None

    def undo(self) -> Change:
        """Reverses the newest entry that stands, whoever made it. Raises RefusedError when there is none."""
        return self._reverse("undo", "Undid")

    def redo(self) -> Change:
        """Reverses the newest undo. Raises RefusedError when there is none, or something else was done since."""
        return self._reverse("redo", "Redid")

    def _reverse(self, action: str, done: str) -> Change:
        with many_records(), self._store.write(action, actor=self._actor) as write:
            # Read inside the transaction: of two people who undo at once, each reverses another entry.
            undoable, redoable = self._tops(write)
            seq = undoable if action == "undo" else redoable
            if seq is None:
                raise RefusedError(f"Nothing to {action} yet.")
            [target] = write.changes(after=seq - 1, limit=1)
            write.undoes = seq
            write.summary = f"{done}: {_plain_summary(target)}"
            for kind in RECORD_KINDS:
                write.read_ahead(kind, [edit.id for edit in target.edits if edit.kind == kind])
            for edit in reversed(target.edits):
                _put_back(write, edit)
        return changed(write)

    def _tops(self, reads: ReadsCase | None = None) -> tuple[int | None, int | None]:
        with self._lock:
            stacks = self._stacks
            for seq, action, undoes in (reads or self._store).outline(after=stacks.seen):
                stacks.note(seq, action, undoes)
            return (
                stacks.undoable[-1] if stacks.undoable else None,
                stacks.redoable[-1] if stacks.redoable else None,
            )


def _put_back(write: Write, edit: Edit) -> None:
    """Makes one record as it was before an edit. Raises RefusedError when it is not as the edit left it."""
    stored = write.find(edit.kind, edit.id)
    now = dumped(stored) if stored else None
    as_left = same_content(now, edit.after) if now and edit.after else now == edit.after
    if not as_left:
        raise RefusedError(
            f"{edit.id} is not as that action left it, so it cannot be reversed.", hint="Run 'tracker verify'."
        )
    if edit.before is None:
        write.remove(edit.kind, edit.id)
    else:
        write.restore(MODELS[edit.kind].model_validate(edit.before))


def _plain_summary(change: Change) -> str:
    """What was done in the first place, without the "Undid: Redid: " that would pile up."""
    summary = change.summary or change.action
    return summary.removeprefix("Undid: ").removeprefix("Redid: ")
