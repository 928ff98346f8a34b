"""The journal as people use it: look, undo, redo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence

from tracker.errors import RefusedError
from tracker.model.change import RECORD_KINDS, Change, Edit, JournalLine
from tracker.services.base import Service, changed
from tracker.services.bulk import many_records
from tracker.store.ports import ReadsCase, Store, Write
from tracker.store.records import MODELS, dumped, same_content

EVENTS = frozenset({"export", "restore"})
"""Actions that change no record: there is nothing to take back."""


CONTINUED = " (continued)"
"""Ends the action of an entry that goes on with the one before it, in one transaction: they are undone as one."""
Progress = Callable[[int, int], bool]
"""(entries reversed, of how many) -> whether to go on."""


class OutsideError(RefusedError):
    """What would be reversed next is not among what was asked for."""


class Stacks:
    """What can be undone and redone, derived from the journal's (seq, action, undoes) alone.

    >>> stacks = Stacks()
    >>> for entry in [(1, "accept", None), (2, "undo", 1), (3, "merge", None), (4, "merge (continued)", None)]:
    ...     stacks.note(*entry)
    >>> stacks.undoable, stacks.redoable, stacks.together(stacks.undoable)
    ([3, 4], [], [4, 3])
    """

    def __init__(self) -> None:
        self.seen = 0
        self.undoable: list[int] = []
        """Entries whose effect stands, oldest first; the last is undone next."""
        self.redoable: list[int] = []
        """Undo entries that can be reversed; the last is redone next."""
        self._first: dict[int, int] = {}
        """Entry that goes on with others -> the first of them."""
        self._last_reversed: int | None = None
        """What the newest entry undid or redid."""

    def note(self, seq: int, action: str, undoes: int | None) -> None:
        """Takes in the next entry."""
        self.seen, before = seq, self._last_reversed
        self._last_reversed = undoes
        if action in EVENTS:
            return
        goes_on = action.endswith(CONTINUED) if undoes is None else self._are_one(before, undoes)
        if goes_on:
            self._first[seq] = self._first.get(seq - 1, seq - 1)
        if undoes is None or undoes not in (self.undoable if action == "undo" else self.redoable):
            self.undoable.append(seq)
            self.redoable.clear()
        elif action == "undo":
            self.undoable.remove(undoes)
            self.redoable.append(seq)
        else:
            self.redoable.remove(undoes)
            self.undoable.append(seq)

    def together(self, entries: Sequence[int]) -> list[int]:
        """The newest of the entries, and those that are one action with it, newest first."""
        return [seq for seq in reversed(entries) if seq == entries[-1] or self._are_one(seq, entries[-1])]

    def _are_one(self, one: int | None, other: int) -> bool:
        if one is None or not (one in self._first or other in self._first):
            return False
        return self._first.get(one, one) == self._first.get(other, other)


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
        found = self._next("undo")
        return self._store.change(found[0]) if found else None

    def next_redo(self) -> Change | None:
        """The undo that redo would reverse."""
        found = self._next("redo")
        return self._store.change(found[0]) if found else None

    def undo(self) -> Change:
        """Reverses the newest entry that stands, whoever made it. Raises RefusedError when there is none."""
        return self._reverse("undo", "Undid")

    def redo(self) -> Change:
        """Reverses the newest undo. Raises RefusedError when there is none, or something else was done since."""
        return self._reverse("redo", "Redid")

    def made_since(self, seq: int, action: str) -> list[int]:
        """Numbers of the entries of an action after an entry."""
        return [one for one, made, _ in self._store.outline(after=seq) if made == action]

    def is_next(self, action: str, entries: Collection[int]) -> bool:
        """Whether what "undo" or "redo" would reverse next is among these entries."""
        found = self._next(action)
        return bool(found) and set(entries).issuperset(found)

    def reverse_run(self, action: str, entries: Collection[int], on_progress: Progress | None = None) -> list[Change]:
        """Undoes or redoes what one long action wrote in many entries, the newest first, each by an entry of its own.

        entries: theirs, and those that reversed them since. Ends where something else was done since, and where
        on_progress, told (reversed, of how many), answers no: what was reversed until then stays so.
        """
        mine, made = set(entries), list[Change]()
        while on_progress is None or on_progress(len(made), len(entries)):
            try:
                change = self._reverse(action, "Undid" if action == "undo" else "Redid", within=mine)
            except OutsideError:
                break
            made.append(change)
            mine.add(change.seq)
        return made

    def _reverse(self, action: str, done: str, *, within: Collection[int] | None = None) -> Change:
        with many_records(), self._store.write(action, actor=self._actor) as write:
            # Read inside the transaction: of two people who undo at once, each reverses another entry.
            entries = self._next(action, write)
            if within is not None and not (entries and set(within).issuperset(entries)):
                raise OutsideError(f"There is nothing more of that to {action}.")
            if not entries:
                raise RefusedError(f"Nothing to {action} yet.")
            for seq in entries:
                write.next_entry(action)
                [target] = write.changes(after=seq - 1, limit=1)
                write.undoes = seq
                write.summary = f"{done}: {_plain_summary(target)}"
                for kind in RECORD_KINDS:
                    write.read_ahead(kind, [edit.id for edit in target.edits if edit.kind == kind])
                for edit in reversed(target.edits):
                    _put_back(write, edit)
        return changed(write)

    def _next(self, action: str, reads: ReadsCase | None = None) -> list[int]:
        """The entries that undo, or redo, would reverse together, newest first."""
        with self._lock:
            stacks = self._stacks
            for seq, noted, undoes in (reads or self._store).outline(after=stacks.seen):
                stacks.note(seq, noted, undoes)
            return stacks.together(stacks.undoable if action == "undo" else stacks.redoable)


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
